import type { Language } from '../../report/report.ts'
import { readSentence } from '../../text/read-sentence.ts'
import { splitSentences } from '../../text/sentences.ts'

/**
 * A term that the words of findings allow although it does not stand there. `needs`: of each list one must stand in the finding sentences, as
 * the beginning of a word or as a number of a range ("rv/lv {1.1..3}", "{35..70} hu", "spleen {130..190} mm"); `without`: none of these may. Rows with a `title` name a finding (name-finding.ts): the first needs (`here` of them, or
 * one) stand in its sentence, the others with the same organ, or anywhere (`report`); `given`: one stands in the indication; `nowhere`: what must
 * not stand in the report; `signs`: words that the title takes the place of; `also`: further words of the same picture, not said again;
 * `with`: what is told in its line; `source`: where it is from.
 */
export type Inference = { id: string; language: Language; needs: string[][]; without?: string[]; nowhere?: string[]; allows: string[]; title?: string; signs?: string[]; also?: string[]; with?: string[]; here?: number; given?: string[]; report?: boolean; source?: string }

/** The vetted table as it was read: `version` is kept with every draft that it was used for. */
export type InferenceTable = { version: string; rows: readonly Inference[] }

/** No table: no term is allowed that does not stand in the findings. */
export const noInferences: InferenceTable = { version: 'none', rows: [] }

/** Spelling made one: British and American, hyphens, case. */
export const fold = (text: string): string => text.toLowerCase().replace(/ae/g, 'e').replace(/oe/g, 'e').replace(/our\b/g, 'or').replace(/[\u2010-\u2015-]/g, ' ').replace(/\s+/g, ' ')

export const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
/** What may stand between a value's name and the value. */
const joins = '[\\s:=~≈]*(?:(?:of|is|was|at|about|approximately|approx\\.?|up to|measur(?:es|ed|ing)|length|now)[\\s:=~≈]*){0,3}'
const range = /^(.*?)\{([\d.]+)\.\.([\d.]+)\}(.*)$/

type Range = { least: number; most: number; pattern: RegExp; inMillimetres: boolean }

/** "spleen {130..190} mm": the number of the range, with its name and unit; a length may also be told in centimetres. */
function rangeOf(stem: string): Range | null {
  const found = range.exec(stem)
  if (!found) return null
  const [name, unit] = [fold(found[1]!).trim(), fold(found[4]!).trim()]
  const ends = unit === 'mm' ? '\\s?(mm|cm)(?![a-z])' : unit === '%' ? '\\s?%' : unit ? `\\s?${escape(unit)}(?![a-z])` : '(?![\\d.]*\\s?(?:mm|cm))'
  return { least: Number(found[2]), most: Number(found[3]), inMillimetres: unit === 'mm', pattern: new RegExp(`${name ? `(?<![a-z\\d])${escape(name)}${joins}` : '(?<![\\d.])'}(\\d+(?:\\.\\d+)?)${ends}`, 'gu') }
}

const holds = ({ least, most, pattern, inMillimetres }: Range, folded: string): boolean => [...folded.matchAll(pattern)].some(([, number, unit]) => {
  const value = Number(number) * (inMillimetres && unit === 'cm' ? 10 : 1)
  return value >= least && value <= most
})

const ranges = new Map<string, Range | null>()
const patterns = new Map<string, { text: string; pattern: RegExp }>()

/** Does a word of the text begin with this stem ("enhanc", "fill in", also Japanese)? */
export function hasStem(folded: string, stem: string): boolean {
  let numbers = ranges.get(stem)
  if (numbers === undefined) ranges.set(stem, (numbers = rangeOf(stem)))
  if (numbers) return holds(numbers, folded)
  let known = patterns.get(stem)
  if (!known) {
    const text = fold(stem)
    // Latin stems begin a word; Japanese has no word starts.
    patterns.set(stem, (known = { text, pattern: new RegExp(/^[\u0020-\u024f]+$/.test(stem) ? `(?<![a-z\\u00c0-\\u024f\\d])(?<!\\d\\.)${escape(text)}` : escape(text), 'u') }))
  }
  return folded.includes(known.text) && known.pattern.test(folded)
}

/** A need that is itself a denial ("no flow", "not compressible"). */
export const denies = /^(?:no|non|not|without|absent)\b|なし$|ない$|認めず$|^消失$/

/** The text without what it denies, so that "no hypodense lesion" allows nothing; places stay. */
export function affirmedOnly(text: string): string {
  const gone = splitSentences(text).flatMap((one) => readSentence(text, one).units.filter((unit) => unit.negated && unit.kind !== 'anatomy'))
  let affirmed = text
  for (const unit of gone) affirmed = affirmed.slice(0, unit.start) + ' '.repeat(unit.end - unit.start) + affirmed.slice(unit.end)
  return affirmed
}

/**
 * The terms of the table that these finding sentences allow. What a sentence denies counts for nothing; what must not stand
 * there (`without`) also counts when it is denied, so that doubt allows nothing.
 */
export function allowedTerms(text: string, inferences: readonly Inference[]): string[] {
  if (!inferences.length) return []
  const folded = fold(text)
  const affirmed = fold(affirmedOnly(text))
  return inferences.filter((one) => one.needs.every((group) => group.some((stem) => hasStem(denies.test(stem) ? folded : affirmed, stem))) && !(one.without ?? []).some((stem) => hasStem(folded, stem))).flatMap((one) => one.allows)
}

