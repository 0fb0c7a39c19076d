import { placesOf } from '../../text/lexicon/lexicon.ts'
import type { Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'

type Pair = readonly [FindingSentence, FindingSentence]
/** `heading`: the words it stands under. */
type Read = { sentence: FindingSentence; text: string; heading: string; units: readonly Unit[]; organs: ReadonlySet<string> }

/** Sentences looked at, and units of one; more are no report of a person. */
const mostSentences = 400
const mostUnits = 60

/**
 * Two sentences of which one takes away what the other needs: an organ that is gone and is measured or diseased, a place that is called
 * normal and holds a disease, one lesion of two sizes. In the order of the text; null where there are none.
 */
export function placeContradiction({ text, sentences }: FindingsText): Pair | null {
  const read = sentences.slice(0, mostSentences).filter(({ units }) => units.length < mostUnits).map((sentence): Read => {
    const units = sentence.units.some(({ kind }) => kind === 'anatomy') ? sentence.units : [...sentence.headingUnits, ...sentence.units]
    const heading = sentence.heading ? text.slice(sentence.heading.start, sentence.heading.end) : ''
    return { sentence, text: text.slice(sentence.start, sentence.end), heading, units, organs: keysOf(units, 'anatomy') }
  })
  const found = goneAndThere(read) ?? normalAndIll(read) ?? twoSizes(read)
  return found && (found[0].start < found[1].start ? found : [found[1], found[0]])
}

const keysOf = (units: readonly Unit[], ...kinds: Unit['kind'][]): Set<string> => new Set(units.filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key))

/** Organs that are taken out, or never were there, as a whole. */
const whole: ReadonlySet<string> = new Set(['kidney', 'gallbladder', 'spleen', 'uterus', 'appendix', 'thyroid', 'prostate', 'bladder', 'adrenal', 'ovary', 'testis', 'lung', 'pancreas', 'stomach'])
const paired: ReadonlySet<string> = new Set(['kidney', 'adrenal', 'lung', 'ovary', 'testis', 'breast', 'orbit', 'ureter'])
const operations: readonly (readonly [RegExp, string])[] = [
  [/nephrectomy/i, 'kidney'], [/cholecystectomy|胆摘/i, 'gallbladder'], [/splenectomy/i, 'spleen'], [/hysterectomy/i, 'uterus'], [/append(?:ic)?ectomy/i, 'appendix'], [/total thyroidectomy/i, 'thyroid'],
  [/prostatectomy/i, 'prostate'], [/(?<![a-z])cystectomy/i, 'bladder'], [/adrenalectomy/i, 'adrenal'], [/oophorectomy/i, 'ovary'], [/orchi(?:d)?ectomy/i, 'testis'], [/pneumonectomy/i, 'lung'],
]
const notWhole = /\b(?:no|not|without|partial|subtotal|hemi\w*|sleeve|wedge|planned|for|before|considered|awaiting|declined)\b|部分|予定|なし/i
/** Between the name of an organ and the word that says it is gone. */
const linking = /^\s*(?:(?:is|are|was|were|has|have|been|surgically|congenitally|previously|now|entirely|completely)\b\s*)*$|^\s*(?:は|が|の|は既に|は術後に|は先天的に)*\s*$/i
const gone = /\b(?:absent|removed|resected|excised)\b|(?:摘出|切除)(?:後|済|され)|欠損|欠如|無形成/i
/** What is said of the place where it was, of what is left, or of another in its stead. */
const afterwards = /\b(?:bed|fossa|stumps?|remnants?|residual|clips?|surg\w+|post-?(?:operative|surgical)|sites?|transplant\w*|grafts?|allografts?|absent|removed|resected|excised|\w*ectomy|recurren\w*|previous\w*|prior|native|cuff|vault|margins?|agenesis|aplasia|prosthe\w+|not (?:seen|visuali[sz]ed|identified))\b|摘出|切除|床|断端|術後|移植|再発|欠損|欠如|無形成/i

function goneAndThere(read: readonly Read[]): Pair | null {
  for (const one of read) {
    const missing = goneOrgan(one)
    if (!missing || (paired.has(missing.organ) && missing.side === null)) continue
    const other = read.find((two) => {
      if (two === one || afterwards.test(two.text)) return false
      const organs = new Set([...two.organs, ...(two.organs.size === 0 ? two.units.filter(isAffirmed).flatMap(({ key }) => placesOf(key)) : [])])
      if (organs.size !== 1 || !organs.has(missing.organ) || !sameSide(missing.side, two.units, paired.has(missing.organ))) return false
      return two.units.some((unit) => (isAffirmed(unit) && unit.weight >= 1) || (unit.kind === 'measure' && unit.unit === 'mm') || (unit.kind === 'normal' && !unit.negated))
    })
    if (other) return [one.sentence, other.sentence]
  }
  return null
}

/** The organ that a sentence says is not there any more, or never was. */
function goneOrgan({ sentence, text, units, organs }: Read): { organ: string; side: string | null } | null {
  const side = [...keysOf(units, 'side')]
  const sided = side.length === 1 ? side[0]! : null
  if (side.length > 1 || units.some((unit) => isAffirmed(unit) && unit.weight >= 2 && !gone.test(text.slice(unit.start - sentence.start, unit.end - sentence.start)))) return null
  const operated = operations.find(([name]) => name.test(text))
  if (operated) return notWhole.test(text) ? null : { organ: operated[1], side: sided }
  const word = gone.exec(text)
  const [organ] = organs
  if (organs.size !== 1 || !organ || !whole.has(organ) || notWhole.test(text)) return null
  if (/\b(?:agenesis|aplasia)\b/i.test(text)) return { organ, side: sided }
  const name = units.findLast((unit) => unit.kind === 'anatomy' && unit.start >= sentence.start && word && unit.end <= sentence.start + word.index)
  return word && name && linking.test(text.slice(name.end - sentence.start, word.index)) ? { organ, side: sided } : null
}

function sameSide(side: string | null, units: readonly Unit[], needed: boolean): boolean {
  const there = keysOf(units, 'side')
  if (side === null || side === 'bilateral') return true
  return there.size === 0 ? !needed : there.has(side) || there.has('bilateral')
}

const normalSentence = /^(?:(?:the|both|his|her|all)\s+)*(.{0,90}?)\s*(?:\b(?:is|are|appears?|looks?|remains?)\s+)?(?:entirely |completely |both |all )?(?<!\bnot )\b(?:normal|unremarkable|clear)(?: in appearance)?[.;]?$/i
const normalJapanese = /^(.{0,16}?)(?:は|に|には|に特記すべき)?(?:正常|異常なし|異常(?:を|は)?(?:認めない|認めません|ない|ありません|みられない)|著変(?:なし|を認めない|ありません))(?:です|である)?。?$/u
const smallWords = /\b(?:the|both|and|his|her|all)\b|[,、・とや及びの\s]/giu
const wholeNormal = /^(?:normal (?:study|examination|exam|scan|CT|MRI|appearances?)|no abnormality(?: (?:is )?(?:seen|detected|identified))?)[.;]?$/i
/** A disease lighter than this is what people still call normal. */
const disease = 2.5
const graveDisease = 3

function normalAndIll(read: readonly Read[]): Pair | null {
  for (const one of read) {
    const all = one.sentence.heading === null && wholeNormal.test(one.text)
    const place = all ? null : normalPlace(one)
    if (!all && !place) continue
    const other = read.find((two) => {
      if (two === one || /\b(?:previous\w*|prior|resolved|no longer|removed|known)\b|前回|消失|既知/i.test(two.text)) return false
      const ill = two.units.filter((unit) => isAffirmed(unit) && !unit.qualified && unit.weight >= (all ? graveDisease : disease))
      if (ill.length === 0 || two.units.some(({ kind, key }) => kind === 'certainty' || kind === 'normal' || (kind === 'time' && key === 'old'))) return false
      return place === null || ill.some((unit) => liesIn(unit, two, place))
    })
    if (other) return [one.sentence, other.sentence]
  }
  return null
}

/** `names`: the organs' own names where these say more than the key ("nipple" of the breast). */
type Place = { organs: ReadonlySet<string>; names: string[]; parts: ReadonlySet<string>; side: string | null }

/** The place that a sentence calls normal and says nothing else of; null where it says more ("normal in size", "otherwise normal"). */
function normalPlace({ sentence, text, heading, units, organs }: Read): Place | null {
  const subject = (normalSentence.exec(text) ?? normalJapanese.exec(text))?.[1]
  if (subject === undefined) return null
  const named = sentence.units.filter(({ kind, start }) => ['anatomy', 'part', 'side', 'level'].includes(kind) && start < sentence.start + text.indexOf(subject) + subject.length)
  const rest = [...text].map((letter, i) => (named.some(({ start, end }) => start - sentence.start <= i && i < end - sentence.start) ? ' ' : letter)).join('').slice(text.indexOf(subject), text.indexOf(subject) + subject.length)
  if (/[\p{L}\p{N}]/u.test(rest.replace(smallWords, ' '))) return null
  const sides = keysOf(units, 'side')
  const parts = keysOf(units, 'part', 'level')
  const lobe = units.some(({ kind, group }) => kind === 'part' && group === 'lobe')
  if (sides.size > 1 || (organs.size === 0 && !lobe) || (parts.size > 0 && organs.size > 1)) return null
  const wordsOf = ({ start, end }: Unit) => (start >= sentence.start ? text.slice(start - sentence.start, end - sentence.start) : heading.slice(start - sentence.heading!.start, end - sentence.heading!.start)).toLowerCase()
  const names = lobe ? [] : units.filter(({ kind, key }) => kind === 'anatomy' && organs.has(key)).map((unit) => ({ key: unit.key, name: wordsOf(unit) })).filter(({ key, name }) => name.replace(/s$/, '').replaceAll(' ', '-') !== key).map(({ name }) => name)
  return { organs, names, parts, side: [...sides][0] ?? null }
}

function liesIn(unit: Unit, { text, heading, units, organs }: Read, { organs: places, names, parts, side }: Place): boolean {
  const own = placesOf(unit.key)
  // "Skin and nipples are normal." says nothing of the breast.
  if (names.some((name) => !`${heading} ${text}`.toLowerCase().includes(name))) return false
  if (places.size === 0) return partsIn(parts, units) && sameSide(side, units, true)
  const there = organs.size > 0 ? [...organs] : own
  // Of two places nobody knows which one the disease is at.
  if (there.length !== 1 || !places.has(there[0]!) || (own.length > 0 && !own.includes(there[0]!))) return false
  return partsIn(parts, units) && sameSide(side, units, true)
}

const partsIn = (parts: ReadonlySet<string>, units: readonly Unit[]): boolean => [...parts].every((part) => units.some(({ kind, key }) => (kind === 'part' || kind === 'level') && key === part))

const definiteSize = /^the (.{0,90}?) (?:measures|is|has a (?:diameter|size) of|is measured at)(?: about| approximately)? (?:\d+(?:\.\d+)?) ?(?:mm|cm)(?: in (?:size|diameter))?[.;]?$/i
const japaneseSize = /^.{1,30}?(?:は|の(?:大きさ|サイズ|径|最大径)は)約?\d+(?:\.\d+)?\s?(?:mm|cm|㎜|㎝)(?:大)?(?:である|です|と計測される|と計測されます|を計測する|を計測します)?。?$/u
const several = /\b(?:multiple|several|numerous|few|two|three|four|another|second|third|other|further|additional|larger|largest|smaller|up to|each|respectively|previous\w*|prior|was|were|grown|from|compared|component|wall|thick\w*|distance|margin)\b|多発|複数|[二三２３2-9](?:個|つ|カ所)|別の|他の|最大(?!径)|前回|以前|増大|縮小|から/i
/** Beyond what two readers measure apart. */
const apart = (a: number, b: number): boolean => Math.abs(a - b) > Math.max(2, 0.25 * Math.max(a, b))

function twoSizes(read: readonly Read[]): Pair | null {
  for (const one of read) {
    if (!definiteSize.test(one.text) && !japaneseSize.test(one.text)) continue
    const known = sizedLesion(one)
    if (!known) continue
    const alike = read.filter((two) => two !== one && two.units.some((unit) => isAffirmed(unit) && unit.key === known.key))
    // With two such lesions in the findings, or none, nobody knows which one is meant.
    const [two] = alike
    const other = alike.length === 1 && two ? sizedLesion(two) : null
    if (two && other && known.places.every((place) => other.places.includes(place)) && apart(known.size, other.size)) return [one.sentence, two.sentence]
  }
  return null
}

/** The one lesion of a sentence with its one size (mm) and where it is. */
function sizedLesion({ text, units }: Read): { key: string; size: number; places: string[] } | null {
  const lesions = keysOf(units.filter((unit) => isAffirmed(unit) && unit.weight >= 2), 'finding')
  const sizes = units.filter(({ kind, unit }) => kind === 'measure' && unit === 'mm')
  if (lesions.size !== 1 || sizes.length !== 1 || several.test(text) || units.some(({ kind }) => kind === 'change')) return null
  return { key: [...lesions][0]!, size: sizes[0]!.value, places: units.filter(({ kind }) => ['anatomy', 'side', 'part', 'level'].includes(kind)).map(({ kind, key }) => `${kind} ${key}`) }
}
