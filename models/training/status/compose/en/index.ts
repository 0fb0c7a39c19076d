import { expand, type Banks } from '../expand.ts'
import { capitalised, laidOut, merged, takeEvidence, tidy, type Layout } from '../layout.ts'
import type { Random } from '../random.ts'
import type { ComposedReport } from '../report.ts'
import { change } from './change.ts'
import { indicationBanks, indications, type IndicationKind } from './indications.ts'
import { none } from './none.ts'
import { createHand } from './noise.ts'
import { organFindings, organHeadings, organsByWay, type OrganWay } from './organs.ts'
import { otherTumours } from './prose-other-tumours.ts'
import { places } from './places.ts'
import { proseNone, proseOpen } from './prose-none.ts'
import { proseProgressive, proseSuspected } from './prose-progressive.ts'
import { proseStable } from './prose-stable.ts'
import { progressive } from './progressive.ts'
import type { Situation } from './situation.ts'
import { stable } from './stable.ts'
import { subjects } from './subjects.ts'

export const englishBanks: Banks = { ...change, ...places, ...subjects, ...indicationBanks, denied: organsByWay.denied }
const byLabel = { none: [...none, ...otherTumours, proseNone, proseOpen], progressive: [...progressive, proseProgressive, proseSuspected], stable: [...stable, proseStable] }
export const englishSituations: readonly Situation[] = Object.values(byLabel).flat()

const usual: readonly IndicationKind[] = ['ask', 'ask', 'staging', 'response', 'response', 'response', 'elsewhere', 'pain', 'unrelated']
const layouts: readonly Layout[] = ['prose', 'prose', 'prose', 'prose', 'lines', 'bullets', 'numbers', 'numbers']
/** Prose counts double: it has the most words. */
const ways = [...(Object.keys(organsByWay) as OrganWay[]), 'prose' as const]
const quietWays: readonly OrganWay[] = ['other']
const joints = ['; ', '; ', ', ', ', ', ' and ', ' - ', '. Also ', ', with ', ' / ']
const lengths = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 3, 4]
/** Oncology conclusions run past a hundred words now and then. */
const longLengths = [5, 6, 7, 8, 9, 11]
const boneHeads = ['Bones: ', 'Bone: ', 'Skeleton: ', 'MSK: ', 'Osseous structures: ', 'BONES - ', 'Skeletal: ', 'Spine/bones: ', 'Musculoskeletal: ']

/** A member taken as often as its weight says. */
function weighted(from: readonly Situation[], random: Random): Situation {
  let left = random.next() * from.reduce((sum, one) => sum + (one.weight ?? 1), 0)
  for (const one of from) {
    left -= one.weight ?? 1
    if (left < 0) return one
  }
  return from.at(-1)!
}

/** Half of the reports are of label 0, as in a department that asks about metastasis; `composeSet` thins them out. */
function pickSituation(random: Random): Situation {
  return weighted(byLabel[random.chance(0.5) ? 'none' : random.chance(0.5) ? 'progressive' : 'stable'], random)
}

function pickIndication(situation: Situation, random: Random): IndicationKind {
  if (situation.indications) return random.pick(situation.indications)
  const also = situation.also ?? []
  return also.length > 0 && random.chance(0.4) ? random.pick(also) : random.pick(usual)
}

/** One fictional English report: what is said of the bones follows the situation, everything else is drawn apart from it. */
export function composeEnglish(random: Random): ComposedReport {
  const situation = pickSituation(random)
  const bound = new Map<string, string>()
  const write = (template: string): string => tidy(expand(template, random, englishBanks, bound))
  const kind = pickIndication(situation, random)
  const asked = tidy(expand(random.pick(indications[kind]), random, englishBanks, bound))
  const headed = situation.headed !== undefined && random.chance(0.16)
  const frame = random.pick(headed ? situation.headed! : situation.frames)

  const bone = frame === '' ? [] : headed ? [random.pick(boneHeads) + write(frame)] : write(frame).split('||').map((part) => part.trim()).filter((part) => part !== '')
  const count = Math.max(random.pick(random.chance(0.14) ? longLengths : lengths), bone.length === 0 ? 1 : 0)
  const others = Array.from({ length: count }, () => {
    if (headed && random.chance(0.8) && situation.alone !== true) return write(random.pick(organHeadings))
    return write(random.pick(organsByWay[random.pick(situation.alone === true ? quietWays : ways)]))
  })
  const statements = [...others]
  let at = random.int(statements.length + 1)
  for (const part of bone) {
    statements.splice(at, 0, part)
    at += 1 + (random.chance(0.25) ? random.int(statements.length - at) : 0)
  }

  const layout = headed ? random.pick(['lines', 'lines', 'bullets', 'prose'] as const) : random.pick(layouts)
  const joined = headed ? statements : merged(statements, random, joints, 0.16)
  const title = random.chance(0.05) ? random.pick(['IMPRESSION:\n', 'Conclusion: ', 'Impression: ', 'CONCLUSION:\n', 'Opinion: ', 'Summary: ', 'Comment: ']) : ''
  const hand = createHand(random)
  const conclusion = takeEvidence('conclusion', hand(title + tidy(laidOut(joined, layout, random))))
  const { text: indication, evidence: inIndication } = takeEvidence('indication', hand(capitalised(asked)))

  const onlyFindings = random.chance(0.06)
  const withFindings = !onlyFindings && random.chance(0.42)
  const lines = onlyFindings || withFindings ? random.some(organFindings, 1, 5).map(write) : []
  if (withFindings && situation.findings) for (const line of random.some(situation.findings, 1, 2)) lines.splice(random.int(lines.length + 1), 0, capitalised(write(line)))
  const glue = random.pick([' ', ' ', '\n'])
  const described = hand(lines.join(glue))
  const base = { label: situation.label, uncertain: situation.uncertain === true, situation: situation.name, frame: headed ? `Bones: ${frame}` : frame }
  const head = indication === '' || random.chance(0.04) && !situation.indications ? {} : { indication }
  if (onlyFindings) {
    const findings = random.chance(0.5) ? `${described}${glue}${conclusion.text}` : `${conclusion.text}${/[.?!]$/.test(conclusion.text) ? '' : '.'}${glue}${described}`
    return { ...head, findings, ...base, evidence: [...inIndication, ...conclusion.evidence.map(({ text }) => ({ field: 'findings' as const, text }))] }
  }
  return { ...head, ...(withFindings ? { findings: described } : {}), conclusion: conclusion.text, ...base, evidence: [...inIndication, ...conclusion.evidence] }
}
