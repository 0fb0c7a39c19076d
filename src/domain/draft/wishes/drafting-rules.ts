import { z } from 'zod'
import { readSentence } from '../../text/read-sentence.ts'
import type { PlainReading, PlainWish } from './plain-wish.ts'
import { readPlainWish } from './read-plain-wish.ts'
import { readTarget } from './rule-target.ts'

/** A standing wish of one person for the conclusions of some examinations. '' is any. */
export const DraftingRule = z.object({
  /** DICOM code, as studies have it. */
  modality: z.string(),
  /** Words of the study's description; commas separate alternatives. */
  region: z.string(),
  /** In plain words. */
  text: z.string(),
})
export type DraftingRule = z.infer<typeof DraftingRule>

/** The rules of one person with what is understood of each. `person`: the name in the settings, '' while none is given. */
export type DraftingRulesView = { person: string; rules: (DraftingRule & { reading: PlainReading })[] }

export type Examination = { modality: string; region: string }

export const mostRules = 50
export const longestRule = 500
const longestRegion = 120
const longestModality = 16

/** The rules as they are kept: without blanks around, one line each. Everything that is wrong with them is one sentence; null: nothing is. */
export function checkRules(written: readonly DraftingRule[]): { rules: DraftingRule[]; problem: string | null } {
  const rules = written.map(({ modality, region, text }): DraftingRule => ({ modality: modality.trim().toUpperCase(), region: oneLine(region), text: oneLine(text) }))
  return { rules, problem: rules.length > mostRules ? `There are ${String(rules.length)} rules; at most ${String(mostRules)} can be kept.` : (rules.map((rule, i) => problemOf(rule, rules.slice(0, i))).find((problem) => problem !== null) ?? null) }
}

const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

function problemOf(rule: DraftingRule, before: readonly DraftingRule[]): string | null {
  const { modality, region, text } = rule
  if (![modality, region, text].every((each) => each.isWellFormed())) return 'The rule holds half a character. Delete the odd sign and write it again.'
  if (!/[\p{L}]/u.test(text)) return 'A rule needs words: write what a conclusion should be like.'
  if (text.length > longestRule) return `The rule is ${String(text.length)} characters long; at most ${String(longestRule)} can be kept. Make two rules of it, or say it shorter.`
  if (modality.length > longestModality || region.length > longestRegion) return `The examination is named in too many words; at most ${String(longestRegion)} characters can be kept.`
  if (/\b(?:0|no|zero) sentences?\b|(?<!\d)0\s?文/iu.test(text.normalize('NFKC'))) return 'A conclusion needs at least one sentence.'
  if (before.some((one) => JSON.stringify(one).toLowerCase() === JSON.stringify(rule).toLowerCase())) return `“${text}” is there already for the same examinations.`
  const reading = readPlainWish(text)
  const [left, told] = (['leave-out', 'mention'] as const).map((about) => reading.wishes.flatMap((wish) => (wish.about === about ? [wish] : [])))
  const clash = left!.find((one) => told!.some((other) => clashes(one, other)))
  return clash && 'what' in clash ? `“${clash.what}” is to be left out and to be mentioned. Decide for one of the two.` : null
}

/** What radiographs and the rest are called by different codes and people; the others are their own. */
const sameModality: Record<string, string> = { CR: 'XR', DX: 'XR', RF: 'XR', DR: 'XR', MRI: 'MR', 'PET/CT': 'PT', PET: 'PT', SPECT: 'NM' }
const modalityOf = (code: string): string => sameModality[code.trim().toUpperCase()] ?? code.trim().toUpperCase()

/** Does a rule hold for an examination? Its region words begin words of the description, or name the same place ("chest" for "thorax"). */
export function ruleHolds({ modality, region }: Pick<DraftingRule, 'modality' | 'region'>, examination: Examination): boolean {
  if (modality.trim() && modalityOf(modality) !== modalityOf(examination.modality)) return false
  const wanted = region.normalize('NFKC').toLowerCase().split(/[,;、/]|\bor\b/u).map((words) => words.trim()).filter(Boolean)
  if (wanted.length === 0) return true
  const described = examination.region.normalize('NFKC').toLowerCase()
  const places = placesIn(described)
  // The lexicon does not tell the lumbar from the cervical spine: several words are taken as words.
  const samePlace = (words: string) => !/\s/.test(words) && placesIn(words).some((place) => places.includes(place))
  return wanted.some((words) => words.split(/\s+/).every((word) => namesWord(described, word)) || samePlace(words))
}

const namesWord = (text: string, word: string): boolean =>
  /[^\p{Script=Latin}\d-]/u.test(word) ? text.includes(word) : new RegExp(`(?<![\\p{L}\\d])${word.replace(/[.*+?^${}()|[\]\\-]/g, '\\$&')}`, 'u').test(text)

const placesIn = (text: string): string[] => readSentence(text, { start: 0, end: text.length }).units.filter(({ kind }) => kind === 'anatomy').map(({ key }) => key)

/** The rules that hold for an examination, the more special ones later: any, a region, a modality, both. */
export function rulesFor(rules: readonly DraftingRule[], examination: Examination): DraftingRule[] {
  const special = ({ modality, region }: DraftingRule) => (modality.trim() ? 2 : 0) + (region.trim() ? 1 : 0)
  return rules.filter((rule) => ruleHolds(rule, examination)).toSorted((a, b) => special(a) - special(b))
}

/** What holds of one layer of wishes, and what of it a later layer sets aside. */
export type Settled = { wishes: PlainWish[]; setAside: PlainWish[] }

/** Settles wishes that follow each other: a later one takes the place of an earlier one on the same subject; the others add up. */
export function settleWishes(layers: readonly (readonly PlainWish[])[]): Settled[] {
  return layers.map((wishes, i) => {
    const later = layers.slice(i + 1).flat()
    const loses = (wish: PlainWish) => later.some((other) => clashes(wish, other))
    return { wishes: wishes.filter((wish) => !loses(wish)), setAside: wishes.filter(loses) }
  })
}

/** Are two wishes answers to one question? "At most three sentences" and "shorter" go together, "in detail" goes with neither. */
function clashes(one: PlainWish, other: PlainWish): boolean {
  if ('what' in one && 'what' in other) return one.about !== other.about && sameTarget(one.what, other.what)
  if (one.about === other.about) return true
  const [length, most] = one.about === 'length' ? [one, other] : [other, one]
  return length.about === 'length' && most.about === 'most' && length.length === 'longer'
}

function sameTarget(one: string, other: string): boolean {
  const [a, b] = [readTarget(one, 'mention'), readTarget(other, 'mention')]
  if (!a || !b) return false
  const share = (x: { key: string }[], y: { key: string }[]) => x.some(({ key }) => y.some((unit) => unit.key === key))
  if (a.findings.length > 0 && b.findings.length > 0) return share(a.findings, b.findings) && (a.places.length === 0 || b.places.length === 0 || share(a.places, b.places))
  return a.findings.length === b.findings.length && share(a.places, b.places)
}

/** What is understood of a rule as it is written; read again whenever it is used. */
export const readRule = ({ text }: Pick<DraftingRule, 'text'>): PlainReading => readPlainWish(text)
