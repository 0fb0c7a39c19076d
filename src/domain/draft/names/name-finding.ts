import { relatedFindings } from '../../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { classifyFinding, isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import { speaksOfExamination } from '../reading/examination.ts'
import { affirmedOnly, denies, escape, fold, hasStem, type Inference } from './inference.ts'
import { apart, sameOrgan, sameThing } from './same-organ.ts'
import { nameJapanese } from './name-finding-japanese.ts'
import { isOnlySigns, signStems } from './sign-words.ts'

/** A row of the vetted table that names what findings add up to. */
export type NamedRow = Inference & { title: string }

/**
 * A diagnosis that the signs of findings carry. `carriers`: the sentences that are told by it, the one with the first sign in front;
 * `elsewhere`: sentences about other places that bear it out and are told by themselves.
 */
export type FindingName = { title: string; row: NamedRow; carriers: FindingSentence[]; elsewhere: FindingSentence[] }

/** Findings longer than this are not searched for signs that stand elsewhere in the report; texts longer than that are no report, and nothing is named. */
const longestReport = 6000
const longestText = 20_000

/**
 * The name that the vetted table gives to what this sentence describes: its first sign stands in the sentence itself, the others there or in
 * sentences about the same organ, or (rows that say so) anywhere in the report. null where a sign is missing, denied or doubted, where the
 * findings name or deny it themselves, or take the signs for something else.
 */
export function nameFinding(sentence: FindingSentence, findings: FindingsText, rows: readonly Inference[], indication = ''): FindingName | null {
  if (sentence.japanese) return nameJapanese(sentence, findings, rows, indication)
  const asked = askedIn(indication)
  for (const row of rows) {
    if (!isNamedRow(row) || (row.given && !row.given.some((stem) => hasStem(asked, stem)))) continue
    const shown = carriersOf(row, sentence, findings)
    if (shown && !isSaid(row, shown.carriers, findings) && !isContradicted(row, shown.carriers, findings) && !hasGraver(row, sentence, findings)) return { title: row.title, row, ...shown }
  }
  return null
}

let lastAsked = { indication: '', asked: '' }

/** What an indication affirms, folded; read once for all sentences of a report. */
function askedIn(indication: string): string {
  if (lastAsked.indication !== indication) lastAsked = { indication, asked: fold(affirmedOnly(indication)) }
  return lastAsked.asked
}

/** The names that a phrase about this sentence may use: it holds one of their signs, first or not. What rests on the indication is none. */
export function namesAt(sentence: FindingSentence, findings: FindingsText, rows: readonly Inference[]): FindingName[] {
  const near = sentence.japanese ? [] : sameOrgan(sentence, findings)
  return rows.filter(isNamedRow).filter(({ given }) => !given).flatMap((row) => {
    for (const first of [sentence, ...near.filter((one) => one !== sentence)]) {
      const shown = carriersOf(row, first, findings)
      if (shown?.carriers.includes(sentence) && !isContradicted(row, shown.carriers, findings)) return [{ title: row.title, row, ...shown }]
    }
    return []
  })
}

const isNamedRow = (row: Inference): row is NamedRow => row.title !== undefined && row.language === 'en'

function carriersOf(row: NamedRow, sentence: FindingSentence, findings: FindingsText): Pick<FindingName, 'carriers' | 'elsewhere'> | null {
  if (sentence.japanese || findings.text.length > longestText || !shows(sentence, row.needs[0]!, findings) || isDoubted(sentence, findings) || isOutdated(row, sentence)) return null
  const here = row.here ?? 1
  if (row.needs.slice(1, here).some((group) => !shows(sentence, group, findings, true))) return null
  const near = sameOrgan(sentence, findings)
  const far = row.report && findings.text.length <= longestReport ? findings.sentences.filter((one) => !near.includes(one) && !speaksOfExamination(textOf(one, findings))) : []
  const [carriers, elsewhere] = [[sentence], [] as FindingSentence[]]
  const nearest = near.filter((one) => one !== sentence && !isDoubted(one, findings)).toSorted((a, b) => Math.abs(a.index - sentence.index) - Math.abs(b.index - sentence.index))
  for (const group of row.needs.slice(here)) {
    if (carriers.some((one) => shows(one, group, findings, true))) continue
    const beside = nearest.find((one) => shows(one, group, findings))
    const other = beside ?? far.find((one) => shows(one, group, findings, true) && !isDoubted(one, findings))
    if (!other) return null
    // A sign that may stand anywhere is a finding of its own.
    if (beside && (!row.report || isOnlySigns(textOf(beside, findings), signStems(row)))) carriers.push(beside)
    else if (!elsewhere.includes(other)) elsewhere.push(other)
  }
  const thing = row.without ? [...carriers, ...sameThing(sentence, near, findings)] : []
  if ((row.without ?? []).some((stem) => thing.some((one) => says(one, stem, findings, true)))) return null
  if ((row.nowhere ?? []).some((stem) => findings.text.length > longestReport || findings.sentences.some((one) => says(one, stem, findings, true)))) return null
  // What is nothing but more of the same signs is told by the name too.
  const stems = signStems(row)
  const more = near.filter((one) => !carriers.includes(one) && !isDoubted(one, findings) && (isOnlySigns(textOf(one, findings), stems) || shows(one, row.with ?? [], findings)))
  return { carriers: [...carriers, ...more], elsewhere }
}

const textOf = ({ start, end }: FindingSentence, { text }: FindingsText): string => text.slice(start, end)

/** Does the sentence affirm one of these signs (or, for a sign that is itself an absence, say it)? `headed`: its heading counts, too. */
function shows(sentence: FindingSentence, group: readonly string[], findings: FindingsText, headed = false): boolean {
  return group.some((stem) => says(sentence, stem, findings, headed) && (kindOf(stem) !== 'sign' || !callsNormal(sentence, findings)))
}

/** "midline" and "in place" call nothing normal, and no more does a shape ("homogeneous"). */
const placed = /^(?:mid-?line|in (?:place|situ))$/i

const isNormal = (unit: Unit, { text }: FindingsText): boolean => unit.kind === 'normal' && unit.key !== 'shape' && !unit.negated && !placed.test(text.slice(unit.start, unit.end))

const callsNormal = (sentence: FindingSentence, findings: FindingsText): boolean =>
  sentence.units.some((unit) => isNormal(unit, findings)) ? classifyFinding(sentence, sentence.headingUnits) !== 'abnormal' : classifyFinding(sentence, sentence.headingUnits) === 'technique'

type StemKind = 'denial' | 'place' | 'sign'
const stemKinds = new Map<string, StemKind>()

/** A sign that is itself an absence is looked for in all words; the name of a place also stands in sentences that find it normal. */
function kindOf(stem: string): StemKind {
  const known = stemKinds.get(stem)
  if (known) return known
  const units = unitsOf(stem)
  const kind = denies.test(stem) ? 'denial' : units.length > 0 && units.every((unit) => unit.kind === 'anatomy' || unit.kind === 'part') ? 'place' : 'sign'
  stemKinds.set(stem, kind)
  return kind
}

/** `raw`: all words; `affirmed`: without what is denied; `sound`: also without parts that find something normal or speak of another organ; `head`: the heading. */
type Folded = { raw: string; affirmed: string; sound: string; head: string }
const folded = new WeakMap<FindingSentence, Folded>()

function says(sentence: FindingSentence, stem: string, findings: FindingsText, headed = false): boolean {
  let words = folded.get(sentence)
  if (!words) folded.set(sentence, (words = foldedOf(sentence, findings)))
  const kind = kindOf(stem)
  return hasStem(kind === 'denial' ? words.raw : kind === 'place' && headed ? words.affirmed : words.sound, stem) || (headed && hasStem(words.head, stem))
}

function foldedOf(sentence: FindingSentence, findings: FindingsText): Folded {
  const text = textOf(sentence, findings)
  let affirmed = text
  for (const unit of sentence.units.filter((one) => one.negated && one.kind !== 'anatomy')) affirmed = blank(affirmed, unit.start - sentence.start, unit.end - sentence.start)
  let sound = affirmed
  const main = placesIn(sentence, 0, text.search(/;|$/))
  for (const part of text.matchAll(/[^,;]+/g)) {
    const units = sentence.units.filter(({ start, end }) => start - sentence.start >= part.index && end - sentence.start <= part.index + part[0].length)
    const normal = units.some((unit) => isNormal(unit, findings)) && !units.some(isAffirmed)
    if (normal || /\b(?:absent|negative|excluded)[.\s]*$/i.test(part[0])) sound = blank(sound, part.index, part.index + part[0].length)
  }
  // "Adrenal nodule of 34 HU; renal cyst of 4 HU"
  for (const part of text.matchAll(/(?<=;)[^;]+/g)) {
    const places = placesIn(sentence, part.index, part.index + part[0].length)
    if (places.length && main.length && !places.some((place) => main.includes(place))) sound = blank(sound, part.index, part.index + part[0].length)
  }
  const head = sentence.heading && !onlyDenies.test(text) ? fold(findings.text.slice(sentence.heading.start, sentence.heading.end)) : ''
  return { raw: fold(text), affirmed: fold(affirmed), sound: fold(sound), head }
}

/** "ASCITES: None.": what its heading names is not there. */
const onlyDenies = /^(?:none|nil|no|absent|negative|nad|not (?:seen|present|identified|detected|demonstrated)|[-–])[\s.]*$/i

const blank = (text: string, from: number, to: number): string => text.slice(0, from) + ' '.repeat(to - from) + text.slice(to)

const placesIn = ({ units, start }: FindingSentence, from: number, to: number): string[] => units.filter((unit) => unit.kind === 'anatomy' && unit.start - start >= from && unit.end - start <= to).map((unit) => unit.key)

/** "grey-white differentiation", "tooth-like": words that the rules read as doubt. */
const noDoubt = /^(?:differentiation|-?like)$/i
const hedges = (unit: Unit, { text }: FindingsText): boolean => unit.kind === 'certainty' && !unit.negated && !noDoubt.test(text.slice(unit.start, unit.end))

/** "possible", "cannot be excluded", "?": no sign that a name may rest on. */
function isDoubted(sentence: FindingSentence, findings: FindingsText): boolean {
  return sentence.units.some((unit) => (hedges(unit, findings) && unit.key !== 'likely') || unit.key === 'uncertain') || textOf(sentence, findings).includes('?')
}

/** Nothing old or unchanged is acute. */
function isOutdated({ title }: NamedRow, sentence: FindingSentence): boolean {
  return /\bacute\b/i.test(title) && !/chronic/i.test(title) && sentence.units.some((unit) => !unit.negated && ((unit.kind === 'time' && (unit.key === 'old' || unit.key === 'chronic')) || (unit.kind === 'change' && unit.key === 'same')))
}

/** Names for how something looks: what comes after "likely" and is none of these is a reading of its own. */
const looks = new Set(['enhancement', 'signal', 'lesion', 'opacity', 'thickening', 'swelling', 'enlargement', 'uptake', 'abnormality', 'dilatation', 'stranding', 'collection'])

const unitsOf = (title: string): Unit[] => readSentence(title, { start: 0, end: title.length }).units
const keysOf = (title: string): string[] => unitsOf(title).filter(isAffirmed).map((unit) => unit.key)

/** Do the findings say the name themselves? Then it is told in their words. */
function isSaid(row: NamedRow, carriers: readonly FindingSentence[], findings: FindingsText): boolean {
  const { title } = row
  const stems = [...row.needs.flat(), ...(row.signs ?? [])].map(fold)
  const last = title.split(' ').at(-1)!
  // A name that only adds a word to its sign or its place ("obstructing calculus") is said by the whole of it.
  const head = kindOf(last) === 'place' || stems.some((stem) => stem.split(' ').some((word) => fold(last).startsWith(word))) ? title : last
  const keys = keysOf(title)
  const told = [...carriers, ...sameOrgan(carriers[0]!, findings).filter((one) => Math.abs(one.index - carriers[0]!.index) === 1)]
  const said = new RegExp(`(?<!non )${escape(fold(head))}`)
  if (told.some((one) => said.test(fold(textOf(one, findings))) && !one.units.some((unit) => unit.negated && keys.includes(unit.key)))) return true
  // "Gallstones" says cholelithiasis; "mobile stones" are its signs.
  return carriers.some((one) => one.units.some((unit) => isAffirmed(unit) && unit.weight >= 2 && keys.includes(unit.key) && !stems.some((stem) => hasStem(fold(findings.text.slice(unit.start, unit.end)), stem))))
}

/** Signs of a diagnosis that are at most described weigh up to this. */
const described = 3

/** "Fracture of the radial head with raised fat pads" is no effusion: does the sentence tell something graver, which the name would stand in front of? */
function hasGraver(row: NamedRow, sentence: FindingSentence, findings: FindingsText): boolean {
  const text = textOf(sentence, findings)
  if ((row.signs ?? []).some((sign) => fold(text).includes(fold(sign)))) return false
  const stems = [...row.needs.flat(), ...(row.also ?? []), ...(row.with ?? [])].map(fold)
  const keys = keysOf(row.title)
  const weight = Math.max(described, ...unitsOf(row.title).map((unit) => unit.weight))
  return sentence.units.some((unit) => isAffirmed(unit) && unit.weight > weight && !keys.some((key) => relatedFindings(unit.key, key)) && !stems.some((stem) => hasStem(fold(findings.text.slice(unit.start, unit.end)), stem)))
}

/** Do the findings deny the name for the same place, doubt it, or call its signs something else? */
function isContradicted({ title }: NamedRow, carriers: readonly FindingSentence[], findings: FindingsText): boolean {
  const keys = keysOf(title)
  const sentence = carriers[0]!
  const after = findings.sentences[sentence.index + 1]
  const reads = [...carriers, ...(after && after.heading?.start === sentence.heading?.start && !after.units.some((unit) => unit.kind === 'anatomy') ? [after] : [])]
  if (reads.some((one) => isReadOtherwise(one, keys, findings))) return true
  // "No retropharyngeal collection" denies no peritonsillar abscess whose sign is a collection.
  const seen = sentence.units.filter(isAffirmed).map((unit) => unit.key)
  const denies = (unit: Unit) => unit.kind === 'finding' && unit.negated && keys.some((key) => unit.key === key || (!unit.partial && unit.weight >= 3 && !seen.includes(unit.key) && relatedFindings(unit.key, key)))
  return findings.sentences.some((one) => !deniesElsewhere(one, sentence, findings) && one.units.some(denies))
}

/** "…, in keeping with abscess", "likely reactive": what the findings make of it. */
function isReadOtherwise({ units }: FindingSentence, keys: readonly string[], findings: FindingsText): boolean {
  return units.some((hedge, i) => {
    if (!hedges(hedge, findings)) return false
    const read = units.slice(i + 1).find((unit) => unit.kind === 'finding' || unit.kind === 'benign')
    return read !== undefined && !read.negated && (read.kind === 'benign' || !looks.has(read.key)) && !keys.some((key) => relatedFindings(read.key, key))
  })
}

/** "No central or saddle embolus", "No radial head fracture": denied for one place or kind only, which the sentence does not name. */
function deniesElsewhere(denial: FindingSentence, sentence: FindingSentence, findings: FindingsText): boolean {
  if (/\b(?:central|saddle|main|proximal|other|further|additional|new|elsewhere)\b/i.test(textOf(denial, findings))) return true
  if (denial.heading && /^ECG\b/i.test(findings.text.slice(denial.heading.start))) return true
  if (apart(denial, sentence)) return true
  if (denial.heading && denial.headingUnits.length > 0 && denial.heading.start !== sentence.heading?.start) return true
  const places = denial.units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part')
  return places.length > 0 && !places.some((place) => [...sentence.units, ...sentence.headingUnits].some((unit) => unit.kind === place.kind && unit.key === place.key))
}
