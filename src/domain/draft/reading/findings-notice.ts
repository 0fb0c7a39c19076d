import type { TextRange } from '../../report/range.ts'
import { placesOf } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import { courseAgainstSizes } from '../gate/course-against-sizes.ts'
import { otherLanguage } from '../../text/other-language.ts'
import { placeContradiction } from '../gate/place-contradiction.ts'

/** Units of numbers as they are written; with digits alone they say nothing. */
const numberWords = /(?<!\p{L})(?:mm|cm|m|ml|cc|l|hu|kg|g|mg|mgy|mci|mbq|kv|ma|ms|s|min|h|x|suv|suvmax|kpa|mmhg|vol|nr|no)(?!\p{L})/giu

/** Nobody writes more numbers than this without a word. */
const longestNumbers = 20_000

/** Findings from which nothing can be concluded, as a sentence for the person who wrote them; null where there is something to read. */
export function refuseFindings(findings: string): string | null {
  if (!/[\p{L}\p{N}]/u.test(findings)) return 'The findings are empty. Dictate or type what you see, then draft.'
  return findings.length > longestNumbers || /\p{L}/u.test(findings.normalize('NFKC').replace(numberWords, ' ')) ? null : 'The findings hold numbers only. Write what was seen, then draft.'
}

/**
 * What a reader must know of the findings themselves before trusting a draft of them: another language than English or Japanese, numbers
 * only, sentences that contradict each other, a course that its own sizes contradict, single sentences of another language. Or null.
 */
export function findingsNotice(findings: FindingsText): string | null {
  const refused = refuseFindings(findings.text)
  if (refused) return refused
  const language = otherLanguage(findings.text)
  if (language) return `The findings read as ${language}. Drafts know English and Japanese only: nothing is drafted, every sentence is listed as left out.`
  const quote = ({ start, end }: TextRange) => `“${findings.text.slice(start, Math.min(end, start + 90)).replace(/\s+/g, ' ').replace(/[.。．]$/u, '')}”`
  const course = courseAgainstSizes(findings)
  if (course) return `The findings contradict themselves: ${quote(course.sentence)}, but ${course.wrong}. Correct them, then draft again.`
  const pair = contradiction(findings) ?? placeContradiction(findings)
  if (pair) return `The findings contradict themselves: ${quote(pair[0])} and ${quote(pair[1])}. Correct them, then draft again.`
  const foreign = foreignSentence(findings)
  return foreign && `Part of the findings reads as ${foreign.language}: ${quote(foreign.sentence)}. Drafts know English and Japanese only: check what was made of it.`
}

/** Nothing was told of the findings, and nothing was left out of them. */
export const nothingRead = 'Nothing in these findings reads as a finding: nothing was drafted. Write what was seen, then draft.'

/** Words below which nobody can say what language a sentence is; letters that English has not tell it sooner. */
const leastWords = 4
const leastAccented = 2
const kanaWithin = 4000

/** The first sentence that reads as another language among those that do not. */
function foreignSentence({ text, sentences }: FindingsText): { sentence: FindingSentence; language: string } | null {
  for (const sentence of sentences.slice(0, mostSentences)) {
    const words = text.slice(sentence.start, sentence.end)
    const count = words.match(/\p{L}{2,}/gu)?.length ?? 0
    const accented = /[^\p{ASCII}\p{P}\p{S}]/u.test(words)
    if (count < (accented ? leastAccented : leastWords)) continue
    const language = otherLanguage(words)
    // A few unknown words may be abbreviations.
    if (language === 'another language' && count < 2 * leastWords) continue
    // A Japanese sentence may do without kana.
    if (language && !(language === 'Chinese' && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text.slice(0, kanaWithin)))) return { sentence, language }
  }
  return null
}

const placed: ReadonlySet<Unit['kind']> = new Set(['side', 'level', 'part'])
/** Findings looked at; a text with more is no report of a person. */
const mostSentences = 400
/** Characters between a word and the name that it narrows. */
const nearby = 24
/** A sentence of more units is a list or no sentence. */
const mostUnits = 60

/** What was, and is not any more or not yet. */
const earlier = /\b(?:previous\w*|prior|formerly|resolved)\b|前回|以前|前年/i

/** A denial of what is beside the finding that was told. */
const besides = /\b(?:contralateral|opposite|other|elsewhere|remaining|further|additional|second|adjacent)\b|対側|反対側|その他|他[にの部]|以外/i

/** A sentence that affirms a finding and one that denies the same at the same place; null when there are none. */
function contradiction({ text, sentences }: FindingsText): [FindingSentence, FindingSentence] | null {
  const some = sentences.slice(0, mostSentences).filter(({ start, end, units }) => units.length < mostUnits && !earlier.test(text.slice(start, end)))
  for (const denying of some) {
    if (besides.test(text.slice(denying.start, denying.end))) continue
    for (const denied of denying.units) {
      if (denied.kind !== 'finding' || !denied.negated || denied.partial || denied.qualified || denied.weight < 2) continue
      const affirming = some.find((one) => one !== denying && one.heading?.start === denying.heading?.start && one.units.some((unit) => isAffirmed(unit) && unit.key === denied.key && unit.weight >= 2) && onlyThis(one, denied.key) && samePlace(one, denying, denied.key) && sameKind(one, denying, denied))
      if (affirming) return affirming.start < denying.start ? [affirming, denying] : [denying, affirming]
    }
  }
  return null
}

/** A sentence of one finding: of two, the words about place may belong to the other. */
const onlyThis = (sentence: FindingSentence, key: string): boolean => sentence.units.every((unit) => unit.kind !== 'finding' || unit.key === key) && !sentence.units.some((unit) => unit.kind === 'change' || (unit.kind === 'time' && unit.key === 'old') || unit.kind === 'certainty')

/** "No saddle embolus", "浮遊血栓なし": a word before the name that the other does not have makes it another kind. */
function sameKind(affirming: FindingSentence, denying: FindingSentence, denied: Unit): boolean {
  const has = (unit: Unit) => affirming.units.some((one) => one.key === unit.key && one.kind === unit.kind)
  const before = denying.units.filter((unit) => unit.end <= denied.start && denied.start - unit.end <= nearby && ['word', 'degree', 'time', 'certainty'].includes(unit.kind))
  return before.every(has)
}

/** Every side, level, part and organ that the denial names is that of the finding; a denial without any means all. */
function samePlace(affirming: FindingSentence, denying: FindingSentence, key: string): boolean {
  const organs = (sentence: FindingSentence) => new Set(sentence.units.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.key] : [])))
  const [here, there] = [organs(affirming), organs(denying)]
  const common = placesOf(key)
  if ([...there].some((place) => !here.has(place) && !common.includes(place)) || [...here].some((place) => !there.has(place) && !common.includes(place))) return false
  return denying.units.every((unit) => !placed.has(unit.kind) || affirming.units.some((one) => one.kind === unit.kind && one.key === unit.key))
}
