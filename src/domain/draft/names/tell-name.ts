import { readSentence, type Unit } from '../../text/read-sentence.ts'
import type { FindingSentence } from '../reading/align.ts'
import { escape } from './inference.ts'
import { lowerFirst } from '../wording/lower-first.ts'
import type { FindingName } from './name-finding.ts'
import { filler, impliedPlaces, isOnlySigns, signStems } from './sign-words.ts'
import { tellJapanese } from './tell-name-japanese.ts'

/**
 * The findings under their name, as they are told: the signs give way to it ("filling defects in the …" to "pulmonary emboli in the …"), or it
 * stands in front of what they say beyond it. What is only a sign is not said again; sizes, sides, places and denials stay.
 * `textOf`: the words of a sentence, shortened.
 */
export function tellName(name: FindingName, textOf: (sentence: FindingSentence) => string): string {
  const { title, row, carriers } = name
  if (row.language === 'ja') return tellJapanese(name, textOf)
  const stems = signStems(row)
  const [first, ...others] = carriers.map((one) => textOf(one).replace(/[.\s]+$/, ''))
  const further = others.map((text) => withoutSigns(text, stems)).filter(Boolean)
  const put = inPlace(first!, title, row.signs ?? [], stems)
  if (put) return [put, ...further.map(lowerFirst)].join('; ')
  const told = [withoutSigns(first!, stems), ...further].filter(Boolean)
  // One colon is enough.
  return told.length ? `${capital(title)}: ${told.map((one) => lowerFirst(one).replace(/^([^:;,]{2,60}): /, '$1, ')).join('; ')}` : capital(title)
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const between = /(,\s+(?:(?:and|with)\s+)?|;\s+|\s+(?:with|w\/|and)\s+)/

/** The name in the place of a sign and of the adjectives before it that are signs, too; null where none stands there alone. */
function inPlace(text: string, title: string, signs: readonly string[], stems: readonly string[]): string | null {
  for (const sign of signs) {
    const found = new RegExp(`(?<![\\p{L}-])${escape(sign)}(?![\\p{L}-])`, 'iu').exec(text)
    if (!found) continue
    const lead = withoutAdjectives(text.slice(0, found.index), stems, title)
    // "12 mm cholelithiasis" reads wrong: a size stands in front of a thing only, which the table writes small or by its discoverer.
    if (/\d\s?(?:mm|cm)\s+$/.test(lead) && /^[A-Z](?!\w+'s )/.test(title)) return null
    const name = lead.trim() === '' ? capital(title) : lowerFirst(title)
    const after = text.slice(found.index + found[0].length)
    // "Acute appendicitis, 13 mm", but "adenoma 13 mm".
    const [head = '', ...rest] = (name + (/^[A-Z]/.test(title) ? after.replace(/^\s+(?=\d)/, ', ') : after)).split(between)
    return withArticle(lead, name) + joined(head, rest, stems)
  }
  return null
}

/**
 * What stands before a sign, without the adjectives that are signs themselves: "Crescentic hyperdense left temporal" keeps its place. Of a longer
 * beginning only those next to the sign go, and their adverbs ("an avidly enhancing"); no word of the title stands twice.
 */
function withoutAdjectives(lead: string, stems: readonly string[], title: string): string {
  const words = lead.trim().split(/\s+/).filter(Boolean)
  const isSign = (word: string) => /^[\p{L}-]+,?$/u.test(word) && isOnlySigns(word.replace(/,$/, ''), stems)
  const short = words.length <= 6 && words.every((word) => /^[\p{L}-]+,?$/u.test(word))
  const left = short ? words.filter((word) => !isSign(word)) : [...words]
  let gone = left.length < words.length
  const first = title.split(' ')[0]!.toLowerCase()
  const goes = (last: string) => isSign(last) || (gone && /^\p{L}+ly,?$/u.test(last)) || last.toLowerCase() === first || (last.toLowerCase() === 'the' && /^[A-Z]/.test(title))
  for (let last = left.at(-1); last; last = left.at(-1)) {
    // "low attenuation" is a sign as two words.
    const pair = left.slice(-2).join(' ')
    const count = goes(last) ? 1 : left.length > 1 && /^[\p{L}-]+ [\p{L}-]+$/u.test(pair) && isOnlySigns(pair, stems) ? 2 : 0
    if (!count) break
    left.splice(-count)
    gone = true
  }
  // "Gallbladder contains several mobile stones": of what the name says, no verb is left.
  return left.length > 0 && !left.every((word) => filler.test(word.toLowerCase())) ? `${capitalOf(lead, left.join(' '))} ` : ''
}

/** "a collection" becomes "an abscess". */
const withArticle = (lead: string, name: string): string => lead.replace(/\b(a)n?(?= $)/i, /^[aeiou]/i.test(name) ? '$1n' : '$1')

const capitalOf = (before: string, text: string): string => (/^\p{Lu}/u.test(before) ? capital(text) : text)

function joined(head: string, rest: readonly string[], stems: readonly string[]): string {
  let text = head
  let gone = ''
  for (let i = 0; i + 1 < rest.length; i += 2) {
    const mark = rest[i]!
    if (isOnlySigns(rest[i + 1]!, stems)) gone ||= mark
    else {
      // "with central restriction and oedema": without its first part the second one takes the with.
      text += (mark.trim() === 'and' && /\bw(?:ith\b|\/)/.test(gone) ? gone : mark) + rest[i + 1]!
      gone = ''
    }
  }
  // "veins filled with echogenic thrombus"
  return text.replace(/ (?:filled|associated|together)$/i, '')
}

/** Is the word the name of a place? */
const isPlace = (word: string): boolean => readSentence(word, { start: 0, end: word.length }).units.some((unit) => unit.kind === 'anatomy')

/** The parts that say more than the signs; '' where there is none. */
function withoutSigns(text: string, stems: readonly string[]): string {
  const [head = '', ...rest] = text.split(between)
  const found = /^((?:the )?[^,;:]{3,60}?) (?:is|are|appears?|looks?) (.+)$/i.exec(head)
  const subject = found && isOnlySigns(found[2]!, stems) ? found[1]!.replace(/^the /i, '') : head
  const told = joined(subject, rest, stems)
  if (isOnlySigns(told, stems)) return ''
  // "bursa thickened, 3 mm": the size is left.
  const left = isOnlySigns(subject, stems) ? told.slice(subject.length).replace(/^(?:[,;]\s+(?:(?:and|with)\s+)?|\s+(?:with|w\/|and)\s+)/, '') : told
  // "Gallbladder distended, 11 cm": a size alone is of nothing.
  const measured = /^(?:up to )?\d[\d.]* ?(?:mm|cm)$/i.test(left) ? /^(?:the )?([\p{L}-]+) (?=\p{L})/iu.exec(subject)?.[1] : undefined
  return measured && isPlace(measured) ? `${measured} ${left}` : left
}

/** The sentence with the places that its name implies: "Cholelithiasis" needs no "Gallbladder:" in front. */
export function placedBy({ row }: FindingName, sentence: FindingSentence): FindingSentence {
  // "胸部中部食道：" says more than the oesophagus that a name implies; "肝：" does not.
  if (row.language === 'ja' && sentence.heading && sentence.heading.end - sentence.heading.start > 4) return sentence
  const places = impliedPlaces(row).map((key): Unit => ({ kind: 'anatomy', key, group: '', weight: 0, start: sentence.start, end: sentence.start, negated: false, qualified: false, partial: false, value: 0, unit: '', decimals: 0 }))
  return { ...sentence, units: [...sentence.units, ...places] }
}
