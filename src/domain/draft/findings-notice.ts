import { placesOf } from '../text/lexicon/lexicon.ts'
import type { Unit } from '../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'

/** Small words of languages that reports come in by mistake; none of them is English. */
const foreign: readonly (readonly [name: string, words: ReadonlySet<string>])[] = [
  ['German', new Set('der die das und ist im mit kein keine keinen nicht eine einen des den von links rechts unauffällig zeigt sich beidseits'.split(' '))],
  ['French', new Set('le la les des est avec sans une du au pas absence droit gauche dans sur de et'.split(' '))],
  ['Spanish', new Set('el la los las del con sin una se en no derecho izquierdo de y observa'.split(' '))],
  ['Italian', new Set('il la lo gli del della con senza una di non destro sinistro nel e si'.split(' '))],
]
const english = new Set('the of and is are with no in there without to on for at or left right normal seen'.split(' '))
const otherScript = /[\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Greek}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}]/gu
/** Letters that are looked at. */
const sample = 4000

/**
 * What a reader must know of the findings themselves before trusting a draft of them: another language than English or Japanese,
 * or two sentences that contradict each other. One sentence, or null.
 */
export function findingsNotice(findings: FindingsText): string | null {
  const language = otherLanguage(findings.text.slice(0, sample))
  if (language) return `The findings read as ${language}. Drafts know English and Japanese only: check every sentence.`
  const pair = contradiction(findings)
  if (!pair) return null
  const quote = ({ start, end }: FindingSentence) => `“${findings.text.slice(start, Math.min(end, start + 90)).replace(/\s+/g, ' ')}”`
  return `The findings contradict themselves: ${quote(pair[0])} and ${quote(pair[1])}. Correct them, then draft again.`
}

function otherLanguage(text: string): string | null {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if ((text.match(otherScript)?.length ?? 0) * 2 > letters) return 'another script'
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const own = words.filter((word) => english.has(word)).length
  const [name, count] = foreign.map(([language, set]) => [language, words.filter((word) => set.has(word)).length] as const).toSorted((a, b) => b[1] - a[1])[0]!
  return count >= 3 && count > own * 2 ? name : null
}

const placed: ReadonlySet<Unit['kind']> = new Set(['side', 'level', 'part'])
/** Findings looked at; a text with more is no report of a person. */
const mostSentences = 400
/** A sentence of more units is a list or no sentence. */
const mostUnits = 60

/** A sentence that affirms a finding and one that denies the same at the same place; null when there are none. */
function contradiction({ sentences }: FindingsText): [FindingSentence, FindingSentence] | null {
  const some = sentences.slice(0, mostSentences).filter(({ units }) => units.length < mostUnits)
  for (const denying of some) {
    for (const denied of denying.units) {
      if (denied.kind !== 'finding' || !denied.negated || denied.partial || denied.qualified || denied.weight < 2) continue
      const affirming = some.find((one) => one !== denying && one.heading?.start === denying.heading?.start && one.units.some((unit) => isAffirmed(unit) && unit.key === denied.key && unit.weight >= 2) && onlyThis(one, denied.key) && samePlace(one, denying, denied.key))
      if (affirming) return affirming.start < denying.start ? [affirming, denying] : [denying, affirming]
    }
  }
  return null
}

/** A sentence of one finding: of two, the words about place may belong to the other. */
const onlyThis = (sentence: FindingSentence, key: string): boolean => sentence.units.every((unit) => unit.kind !== 'finding' || unit.key === key) && !sentence.units.some((unit) => unit.kind === 'change' || (unit.kind === 'time' && unit.key === 'old') || unit.kind === 'certainty')

/** Every side, level, part and organ that the denial names is that of the finding; a denial without any means all. */
function samePlace(affirming: FindingSentence, denying: FindingSentence, key: string): boolean {
  const organs = (sentence: FindingSentence) => new Set(sentence.units.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.key] : [])))
  const [here, there] = [organs(affirming), organs(denying)]
  const common = placesOf(key)
  if ([...there].some((place) => !here.has(place) && !common.includes(place)) || [...here].some((place) => !there.has(place) && !common.includes(place))) return false
  return denying.units.every((unit) => !placed.has(unit.kind) || affirming.units.some((one) => one.kind === unit.kind && one.key === unit.key))
}
