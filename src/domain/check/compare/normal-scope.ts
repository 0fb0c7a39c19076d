import type { Fact } from '../../fact/fact.ts'
import { findingFamilies } from '../../text/lexicon/finding-families.ts'
import { allWider } from './match.ts'

/**
 * What a normal word leaves out: a patent vessel has no thrombus, and nothing is said of the tissue it feeds; an intact ligament is
 * not torn, but may be swollen. Families as in `finding-families.ts`, = a name or what it is a kind of. Words that stand in no line ("normal", "clear") leave out all.
 */
const scopes: readonly (readonly [RegExp, string])[] = [
  [/\b(?:patent|open|(?:fully )?compressible|opacif\w+|antegrade|hepatopetal|triphasic|permeable|patency)\b/i, '=thrombosis =occlusion =embolism =clot'],
  [/\bdry\b/i, '=effusion =joint-effusion =ascites =hematoma'],
  [/\b(?:intact|congruent|in continuity|continuous|continuity)\b/i, '=tear =rupture =fracture =full-tear =partial-tear =implant-failure =dislocation =erosion =lytic'],
  [/\b(?:preserved|maintained|conserved)\b/i, 's d a'],
  [/\b(?:aligned|alignment|anatomic(?:al)?|in (?:good |satisfactory |expected )?(?:position|place)|in situ|positioned|midline|cent(?:re|er)d|central)\b/i, 'x c'],
  [/\b(?:(?:non|un|not )-?\s?(?:dilated|distended|enlarged)|normal (?:in )?(?:size|calib(?:re|er)|width)|slender|(?:size|calib(?:re|er)) (?:is |are )?(?:normal|nl))\b/i, 'e m o'],
  [/\b(?:(?:normal|nl|physiolog\w+) (?:\w+ )?(?:uptake|activity|avidity)|(?:uptake|activity) (?:is )?(?:normal|physiolog\w+))\b/i, 'n'],
  [/\b(?:normal|nl) (?:\w+ )?signal\b/i, 'i c t v'],
  [/\b(?:symmetric\w*|homogen\w+|smooth|regular|sharp|mineralised|mineralized|aerated|expanded|underdistended)\b/i, ''],
]

/** Does the statement that calls its place normal (`text`) speak against such a finding there? */
export const excludes = (normal: Fact, text: string, finding: string): boolean => leavesOut(text.slice(normal.start, normal.end + 12), finding) ?? true

/** Does what calls a place normal (`said`) leave out such a finding there? Null where its words say nothing of their own ("normal", "clear"). */
export function leavesOut(said: string, finding: string): boolean | null {
  const scope = scopes.find(([words]) => words.test(said))
  if (!scope) return null
  const families = findingFamilies(finding)
  const names = allWider(finding)
  return scope[1].split(' ').some((name) => (name.startsWith('=') ? names.has(name.slice(1)) : families.has(name)))
}
