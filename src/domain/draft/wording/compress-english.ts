import { placesOf } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { categoriesIn, lostCategory } from '../choosing/category.ts'
import { attributes } from './drop-attributes.ts'
import { dropParts, dropWords } from './drop-parts.ts'
import { dropReadings } from './drop-readings.ts'
import { tails } from './drop-tails.ts'
import { trim } from './trim.ts'

/**
 * Shortens an English finding sentence by leaving words out. Never adds, never changes, never takes a "no" or "not" away
 * from what it denies: denied parts go as a whole or stay as a whole. Sizes, sides, levels and change are never cut.
 * `denial`: it is told for what it denies, which then stays.
 */
export function compressEnglish(sentence: string, denial = false): string {
  const whole = trim(sentence.replace(/\s+/g, ' ').trim().replace(/[.;,:\s]+$/, ''), [dropReadings, ...tails.map(([pattern, replacement]) => (one: string) => one.replace(pattern, replacement)), exceptionOnly])
  const text = trim(whole, [
    ...cuts.map(([pattern, replacement]) => (one: string) => one.replace(pattern, replacement)),
    ...attributes.map(([pattern, replacement]) => (one: string) => one.replace(pattern, replacement)),
    nameOnly, dropWords, ...(denial ? [] : [dropParts, dropDenied]),
    (one) => (one.split(' ').length > longWords ? dropLightTail(one) : one),
    (one) => one.replace(/^(?:an?|the)\s+/i, '').replace(/\s+/g, ' ').trim(),
  ], (_, after) => after.replace(/[^\p{L}]/gu, '').length >= 4 && keepsFacts(whole, after))
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "The disc spaces are preserved apart from narrowing at L5/S1" → "Disc spaces: narrowing at L5/S1": what is not normal, under what was looked at where it names no place. */
function exceptionOnly(text: string): string {
  const found = /^(?:the )?((?:(?!\b(?:no|not|without)\b)[^.;:,]){3,60}?) (?:(?:is|are|appears?|looks?) )?(?:otherwise |grossly |essentially )?(?:normal|unremarkable|preserved|intact|clear|maintained)(?: in [a-z]+)?,? (?:apart from|except for|other than|aside from) (?:an? |the )?([^;:]{4,120})$/i.exec(text)
  if (!found) return text
  const [subject, rest] = [found[1]!.replace(/^visualised |^visualized |^included /i, ''), found[2]!]
  const { units } = readSentence(rest, { start: 0, end: rest.length })
  if (units.some((unit) => unit.negated) || !units.some((unit) => unit.kind === 'finding')) return text
  const placed = units.some((unit) => unit.kind === 'anatomy' || (unit.kind === 'finding' && placesOf(unit.key).length > 0))
  const sided = readSentence(subject, { start: 0, end: subject.length }).units.some((unit) => unit.kind === 'side' || unit.kind === 'level')
  return placed && !sided ? rest : `${subject}: ${rest}`
}

const longWords = 14
const seen = 'seen|present|noted|identified|demonstrated|visualised|visualized|visible|evident|found|observed|appreciated|shown'
const adverb = '(?:also |again |still |clearly |now |once more )?'

const cuts: readonly (readonly [RegExp, string])[] = [
  [/\s?[([](?:[^()[\]]{0,30}\b)?(?:image|img|series|se|im|slice)s?\b[^()[\]]{0,40}[)\]]/gi, ''],
  [/^(?:additionally|incidentally|incidental note is made of|also|furthermore|moreover|in addition|of note|note is (?:also )?made of|(?:again|also) (?:seen|noted|demonstrated) (?:is|are)|(?:noted|seen) (?:is|are)|presence of),?\s+/i, ''],
  [/^(?:in |as )?(?:compared|comparison) (?:with|to) (?:the )?(?:last|previous|prior|earlier|current)?[^,;.\d]{0,40}?,?\s?(?=there (?:is|are)\b|these are\b|this is\b)/i, ''],
  [/^(?:but|however|though|yet|and),? (?=\S+ \S)/i, ''],
  [/^on (?:this|the current|today's) (?:study|examination|scan),? /i, ''],
  [/^(?:the (?:current |present )?(?:study|examination|scan|exam|images?|imaging|ct|mri|radiographs?|films?) (?:demonstrates?|shows?|reveals?) )(?:an? )?(?!no\b|not\b)/i, ''],
  [/^there (?:is|are) (?:also |now |again |still |(?:persistent )?evidence of )?(?:an? |the )?(?!no\b|not\b)/i, ''],
  [/^there (?:is|are) (?:also |now )?(?=no\b)/i, ''],
  [/^there (?:has|have) been (?:an? )?(?!no\b|not\b)/i, ''],
  [/^((?:in|at|within|on) [^,.;]{4,60}?),? there (?:is|are) (?:an? )?(?!no\b|not\b)/i, '$1: '],
  [new RegExp(`,? which (?:is|are) ${adverb}(?:${seen})$`, 'i'), ''],
  [new RegExp(` (?:is|are|was|were) ${adverb}(?:${seen})$`, 'i'), ''],
  [new RegExp(` (?:is|are|was|were) ${adverb}(?:${seen})(?= (?:in|at|within|along|involving|of|on|throughout|posterior|anterior|adjacent|measuring|near|over|overlying|around|between|bilaterally|extending|projecting|beneath|under|from|with|inferior|superior)\\b|,)`, 'gi'), ''],
  [/ (?:that|which) (?:is|are) (?:seen|present|noted)(?= (?:in|at|within)\b)/gi, ''],
  [/(?<!\b(?:not|no longer|only|barely|hardly|just) (?:clearly )?(?:visible|seen|detectable|apparent|evident|appreciable)),? (?:on|in) (?:the )?(?:axial|coronal|sagittal|delayed|arterial|portal venous|post-?contrast|diffusion[- ]weighted|t[12][- ]weighted|stir|flair|swi|dwi|fat[- ]suppressed|bone|lung|soft[- ]tissue)(?:(?:,| and|\/)? (?:axial|coronal|sagittal|delayed|arterial|portal venous|t[12]|stir|flair|swi|dwi))* (?:images?|imaging|sequences?|phases?|windows?|views?|plane)\b/gi, ''],
  [/,? (?:best seen|best appreciated|seen best) on [^,;]{3,40}/gi, ''],
  [/ in (?:the )?(?:max(?:imal|imum)? |greatest |largest )?(?:anteroposterior |transverse |craniocaudal |axial )?(?:diameter|dimensions?|extent)\b/gi, ''],
  [/ on (?:the )?(?:SWI|MRA|DWI|FLAIR|STIR|CTA|SPECT\/CT|HBP)(?=[,;.]|$)/g, ''],
  [/^no (?:[a-z]+ )?(?:evidence|signs?|features?|suggestion) of (?:an? |any )?/i, 'No '],
  [/,? with posterior acoustic shadowing/gi, ''],
  [/(\d\s?(?:mm|cm)) in size\b/gi, '$1'],
]

const kept = new Set<Unit['kind']>(['measure', 'side', 'level', 'change', 'part', 'count'])

/** Every size, side, level and change is still there, and no more and no fewer things are denied than were. */
function keepsFacts(whole: string, text: string): boolean {
  const before = readSentence(whole, { start: 0, end: whole.length }).units
  const after = readSentence(text, { start: 0, end: text.length }).units
  if (lostCategory(text, whole)) return false
  const has = (unit: Unit) => after.some((one) => one.kind === unit.kind && one.key === unit.key && one.negated === unit.negated)
  if (!before.every((unit) => !kept.has(unit.kind) || unit.unit === 'reference' || ['HU', 'ms', 'cm/s'].includes(unit.unit) || unit.negated || has(unit))) return false
  return after.every((unit) => unit.kind !== 'finding' || before.some((one) => one.kind === 'finding' && one.key === unit.key && one.negated === unit.negated))
}

const meaning = /^(.{6,110}?),? (?:consistent|compatible|in keeping) with ([^,;]{4,60})$/i

/** "Increased echogenicity consistent with hepatic steatosis" → "hepatic steatosis": only for what is at most noted, and when no fact goes. */
function nameOnly(text: string): string {
  const found = meaning.exec(text)
  if (!found) return text
  const looks = readSentence(found[1]!, { start: 0, end: found[1]!.length }).units
  const name = readSentence(found[2]!, { start: 0, end: found[2]!.length }).units
  const named = name.filter((unit) => unit.kind === 'finding')
  if (!named.length || named.some((unit) => unit.weight > 2 || unit.negated) || looks.some((unit) => unit.negated || (kept.has(unit.kind) && unit.unit !== 'reference') || unit.kind === 'time')) return text
  const places = looks.filter((unit) => unit.kind === 'anatomy')
  if (places.some((unit) => !name.some((one) => one.kind === 'anatomy' && one.key === unit.key)) && !name.some((unit) => unit.kind === 'anatomy')) return text
  return found[2]!
}

/** Denied tails that no clinician needs beside the finding, kept when short and telling. */
function dropDenied(text: string): string {
  const found = /,? (?:but |and )?(?:with no evidence of|with no|without evidence of|without|no)\s+(?!change|interval|significant (?:interval )?change|increase)([^,;]{3,80}?)$/i.exec(text)
  if (!found || found.index < 25) return text
  return found[1]!.split(' ').length <= 3 ? text : text.slice(0, found.index)
}

/** In a long sentence the last part after a comma goes when it holds no size, side, level, change, or finding of weight. */
function dropLightTail(text: string): string {
  const comma = text.lastIndexOf(', ')
  if (comma < 30) return text
  const tail = text.slice(comma + 2)
  const units = readSentence(tail, { start: 0, end: tail.length }).units
  // "…, the cervix and the ring": the end of a list is no tail.
  if (/^(?:(?:the )?[\w-]+ ){0,3}(?:and|or)\b/i.test(tail)) return text
  const heavy = categoriesIn(tail).length > 0 || units.some((unit) => kept.has(unit.kind) || unit.negated || (unit.kind === 'finding' && unit.weight >= 2) || unit.kind === 'certainty' || unit.kind === 'time' || unit.kind === 'before' || unit.kind === 'after')
  return heavy ? text : text.slice(0, comma)
}
