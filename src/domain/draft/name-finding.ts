import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence } from '../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import { lowerFirst } from './lower-first.ts'
import { affirmedOnly, denies, fold, hasStem, type Inference } from './inference.ts'

/** A diagnosis that the signs of a finding carry, and the words of the signs that it stands for. */
export type FindingName = { title: string; signs: readonly string[] }

/** Findings longer than this are not searched for signs that stand elsewhere in the report. */
const longestReport = 6000

/**
 * The name that the vetted table gives to what this sentence describes: its first sign stands in the sentence itself, the others there,
 * in the sentences beside it under the same heading, or (rows that say so) anywhere in the report. null where a sign is missing, where
 * the findings name or deny it themselves, or put it with a question.
 */
export function nameFinding(sentence: FindingSentence, findings: FindingsText, rows: readonly Inference[]): FindingName | null {
  if (sentence.japanese) return null
  const textOf = (one: { start: number; end: number }) => findings.text.slice(one.start, one.end)
  const beside = [findings.sentences[sentence.index - 1], findings.sentences[sentence.index + 1]].filter((one) => one !== undefined && one.heading?.start === sentence.heading?.start)
  const heading = sentence.heading ? `${textOf(sentence.heading)}. ` : ''
  const own = heading + textOf(sentence)
  const near = [own, ...beside.map((one) => textOf(one!))].join(' ')
  for (const row of rows) {
    if (row.title === undefined || row.language !== 'en' || !carriesAll([row.needs[0]!], [], textOf(sentence))) continue
    const without = row.without ?? []
    const shown = carriesAll(row.needs, without, own) || carriesAll(row.needs, without, near) || (row.report === true && findings.text.length <= longestReport && carriesAll(row.needs, without, affirmedOnly(findings.text)))
    if (shown && !isNamed(row.title, row.signs ?? [], sentence, findings)) return { title: row.title, signs: row.signs ?? [] }
  }
  return null
}

function carriesAll(needs: readonly (readonly string[])[], without: readonly string[], text: string): boolean {
  const folded = fold(text)
  const affirmed = fold(affirmedOnly(text))
  return needs.every((group) => group.some((stem) => hasStem(denies.test(stem) ? folded : affirmed, stem))) && !without.some((stem) => hasStem(folded, stem))
}

/** Do the findings themselves say the name, of this or denied for the same place, or doubt it? */
function isNamed(title: string, signs: readonly string[], sentence: FindingSentence, findings: FindingsText): boolean {
  // A name that only adds a word to its sign ("obstructing calculus") is said by the whole of it.
  const head = (signs.some((sign) => title.includes(sign)) ? title : title.split(' ').at(-1)!).toLowerCase()
  const keys = readSentence(title, { start: 0, end: title.length }).units.filter(isAffirmed).map((unit) => unit.key)
  const near = [sentence.index - 1, sentence.index, sentence.index + 1].flatMap((at) => findings.sentences[at] ?? [])
  if (near.some(({ start, end, units }) => fold(findings.text.slice(start, end)).includes(fold(head)) && !units.some((unit) => unit.negated && keys.includes(unit.key)))) return true
  const doubts = findings.sentences.some((one) => !deniesElsewhere(one, sentence, findings) && one.units.some((unit) => unit.kind === 'finding' && unit.negated && keys.some((key) => unit.key === key || (!unit.partial && unit.weight >= 3 && relatedFindings(unit.key, key)))))
  return doubts || sentence.units.some((unit) => unit.kind === 'certainty' && unit.key === 'unlikely')
}

/** "No central or saddle embolus", "No radial head fracture": denied for one place or kind only, which the sentence does not name. */
function deniesElsewhere(denial: FindingSentence, sentence: FindingSentence, findings: FindingsText): boolean {
  if (/\b(?:central|saddle|main|proximal|other|further|additional|new)\b/i.test(findings.text.slice(denial.start, denial.end))) return true
  if (denial.heading && denial.headingUnits.length > 0 && denial.heading.start !== sentence.heading?.start) return true
  const places = denial.units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part')
  return places.length > 0 && !places.some((place) => [...sentence.units, ...sentence.headingUnits].some((unit) => unit.kind === place.kind && unit.key === place.key))
}

/** The told finding under its name: the signs give way to it, or it stands in front of them. */
export function withName(text: string, { title, signs }: FindingName): string {
  for (const sign of signs) {
    const found = new RegExp(`(?<![\\p{L}])${sign.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}])`, 'iu').exec(text)
    if (!found) continue
    const first = /^\s*$/.test(text.slice(0, found.index)) || /[.:] $/.test(text.slice(0, found.index))
    const name = first && !text.slice(0, found.index).includes(':') ? title.charAt(0).toUpperCase() + title.slice(1) : lowerFirst(title)
    return text.slice(0, found.index) + name + text.slice(found.index + found[0].length)
  }
  const headed = /^([^:.;]{2,40}): /.exec(text)
  return headed ? `${headed[1]}: ${lowerFirst(title)}, ${text.slice(headed[0].length)}` : `${title}: ${lowerFirst(text)}`
}
