import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { affirmedJapanese } from './denied-japanese.ts'
import { escape, type Inference } from './inference.ts'
import type { FindingName, NamedRow } from './name-finding.ts'
import { apart, sameOrgan } from './same-organ.ts'
import { saysOnlySigns } from './tell-name-japanese.ts'

/** Width, case and blanks made one: "ＤＷＩ", "strong echo". */
const foldJapanese = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[\s\u2010-\u2015-]+/g, '')

const patterns = new Map<string, RegExp>()

/** A sign of a Japanese row as a pattern: "…" stands for up to ten characters of the same part of a sentence. */
function patternOf(stem: string): RegExp {
  let known = patterns.get(stem)
  if (!known) {
    const text = foldJapanese(stem).split(/…|\.\.\./).map(escape).join('[^、。]{0,10}?')
    patterns.set(stem, (known = new RegExp(`${/^[a-z]/.test(text) ? '(?<![a-z])' : ''}${text}${/\d$/.test(text) ? '(?!\\d)' : ''}`, 'u')))
  }
  return known
}

/** A sign that is itself an absence ("血流…認めない") is looked for in all words. */
const denies = /(?:な[しい]|ません|ず|消失|途絶|欠如|不変|変化なし)$/u

type Words = { raw: string; affirmed: string; head: string }
const read = new WeakMap<FindingSentence, Words>()
const textOf = ({ start, end }: FindingSentence, { text }: FindingsText): string => text.slice(start, end)

function wordsOf(sentence: FindingSentence, findings: FindingsText): Words {
  let words = read.get(sentence)
  if (!words) {
    const text = textOf(sentence, findings)
    const head = sentence.heading ? foldJapanese(findings.text.slice(sentence.heading.start, sentence.heading.end)) : ''
    read.set(sentence, (words = { raw: foldJapanese(text), affirmed: foldJapanese(affirmedJapanese(text)), head }))
  }
  return words
}

function says(sentence: FindingSentence, stem: string, findings: FindingsText, headed = true): boolean {
  const { raw, affirmed, head } = wordsOf(sentence, findings)
  const pattern = patternOf(stem)
  return pattern.test(denies.test(stem) ? raw : affirmed) || (headed && pattern.test(head))
}

const shows = (sentence: FindingSentence, group: readonly string[], findings: FindingsText, headed = true): boolean => group.some((stem) => says(sentence, stem, findings, headed))

/** "…を疑う", "可能性", "?": no sign that a name may rest on; the findings read it themselves. */
const isDoubted = (sentence: FindingSentence, findings: FindingsText): boolean => /疑|可能性|否定でき|思われ|考慮|鑑別|示唆|かもしれ|矛盾し|[?？]|判定困難|診断困難/u.test(textOf(sentence, findings))
const isOld = /陳旧|慢性|不変|著変な|変化な|変わらない|同様/u

/** Longer texts are no report, longer sentences none of a person: nothing in them is named. */
const longestText = 20_000
const longestSentence = 400

const unitsOf = (text: string): Unit[] => readSentence(text, { start: 0, end: text.length }).units
const rowsOf = new WeakMap<readonly Inference[], NamedRow[]>()

/**
 * The name that the vetted table gives to what a Japanese sentence describes: its first sign (`here` of them) stands in the sentence, the others
 * there, in its heading, in sentences about the same organ or (`report`) anywhere. null where a sign is missing, denied or doubted, or where the
 * findings deny or doubt the name, or give it elsewhere.
 */
export function nameJapanese(sentence: FindingSentence, findings: FindingsText, rows: readonly Inference[], indication = ''): FindingName | null {
  let named = rowsOf.get(rows)
  if (!named) rowsOf.set(rows, (named = rows.filter((row): row is NamedRow => row.language === 'ja' && row.title !== undefined)))
  if (findings.text.length > longestText || sentence.end - sentence.start > longestSentence || isDoubted(sentence, findings)) return null
  for (const row of named) {
    if (row.given && !row.given.some((stem) => patternOf(stem).test(askedIn(indication)))) continue
    if (row.needs.slice(0, row.here ?? 1).some((group, i) => !shows(sentence, group, findings, i > 0))) continue
    const shown = carriersOf(row, sentence, findings)
    if (shown && !isContradicted(row, shown.carriers, findings) && !hasGraver(row, sentence, findings)) return { title: row.title, row, ...shown }
  }
  return null
}

let lastAsked = { indication: '', asked: '' }

/** What an indication affirms, folded; read once for all sentences of a report. */
function askedIn(indication: string): string {
  if (lastAsked.indication !== indication) lastAsked = { indication, asked: foldJapanese(affirmedJapanese(indication)) }
  return lastAsked.asked
}

function carriersOf(row: NamedRow, sentence: FindingSentence, findings: FindingsText): Pick<FindingName, 'carriers' | 'elsewhere'> | null {
  const near = sameOrgan(sentence, findings)
  const beside = near.filter((one) => one !== sentence && one.japanese && !isDoubted(one, findings)).toSorted((a, b) => Math.abs(a.index - sentence.index) - Math.abs(b.index - sentence.index))
  const [carriers, elsewhere] = [[sentence], [] as FindingSentence[]]
  for (const group of row.needs.slice(row.here ?? 1)) {
    if ([...carriers, ...elsewhere].some((one) => shows(one, group, findings))) continue
    const close = beside.find((one) => shows(one, group, findings))
    const other = close ?? (row.report ? findings.sentences.find((one) => !near.includes(one) && shows(one, group, findings) && !isDoubted(one, findings)) : undefined)
    if (!other) return null
    if (close && (!row.report || saysOnlySigns(textOf(close, findings), row))) carriers.push(close)
    else elsewhere.push(other)
  }
  if ((row.without ?? []).some((stem) => carriers.some((one) => says(one, stem, findings)))) return null
  if ((row.nowhere ?? []).some((stem) => findings.sentences.some((one) => says(one, stem, findings)))) return null
  if (/急性|活動性/u.test(row.title) && carriers.some((one) => isOld.test(textOf(one, findings)))) return null
  // What is nothing but more of the same signs, and what the row tells with the name, is told by it too.
  const more = beside.filter((one) => !carriers.includes(one) && (saysOnlySigns(textOf(one, findings), row) || (one.index === sentence.index + 1 && size.test(textOf(one, findings))) || (one.index - sentence.index <= 2 && one.index > sentence.index && shows(one, row.with ?? [], findings, false))))
  return { carriers: [sentence, ...[...carriers.slice(1), ...more].toSorted((a, b) => a.index - b.index)], elsewhere }
}

/** "大きさは31×26mmで、…": the size of what stands before. */
const size = /^(?:大きさ|最大厚|最大径|最大短径|長径|短径|径|厚さ)(?:は|が)?(?:約|最大)? ?\d/u

const plain = (name: string): string => foldJapanese(name).replace(/(?:を疑う|疑い)$/u, '')

/** Names for how something looks: denied elsewhere they say nothing about what it is. */
const looks = new Set(['uptake', 'lesion', 'abnormality', 'signal', 'enhancement', 'opacity', 'mass', 'nodule'])

/** Do the findings deny or doubt the name, or give it in a sentence that is not one of its own? Denied of the other side or of another place says nothing. */
function isContradicted(row: NamedRow, carriers: readonly FindingSentence[], findings: FindingsText): boolean {
  const names = [row.title, ...row.allows].map(plain)
  const keys = unitsOf(row.title.replace(/(?:を疑う|疑い)$/u, '')).filter(isAffirmed).filter((unit) => unit.kind === 'finding' && !looks.has(unit.key)).map((unit) => unit.key)
  const first = carriers[0]!
  return findings.sentences.some((one) => {
    const { raw, affirmed } = wordsOf(one, findings)
    const far = apart(one, first) || isElsewhere(one, first)
    if (carriers.includes(one)) return names.some((name) => raw.includes(name) && !affirmed.includes(name))
    if (names.some((name) => name.length > 2 && raw.includes(name)) && !far) return true
    return !far && one.units.some((unit) => unit.kind === 'finding' && unit.negated && !unit.partial && unit.weight >= 2 && keys.includes(unit.key)) && !/他に|その他|新た|新規/u.test(textOf(one, findings))
  })
}

function isElsewhere(one: FindingSentence, first: FindingSentence): boolean {
  const places = (sentence: FindingSentence) => [...sentence.units, ...sentence.headingUnits].filter((unit) => unit.kind === 'anatomy').map((unit) => unit.key)
  const there = places(one)
  return there.length > 0 && !there.some((place) => places(first).includes(place))
}

/** Signs that are at most described weigh up to this. */
const described = 3.2

/** Does the sentence tell something graver than the name, beside its signs? The name would stand in front of it. */
function hasGraver(row: NamedRow, sentence: FindingSentence, findings: FindingsText): boolean {
  const weight = Math.max(described, ...unitsOf(row.title).map((unit) => unit.weight))
  let rest = foldJapanese(textOf(sentence, findings))
  for (const stem of [row.title, ...row.allows, ...row.needs.flat(), ...(row.signs ?? []), ...(row.also ?? [])]) rest = rest.replace(patternOf(stem), '　')
  return sentence.units.some((unit) => isAffirmed(unit) && unit.weight > weight && rest.includes(foldJapanese(findings.text.slice(unit.start, unit.end))))
}
