import { readSentence, type Unit } from '../../text/read-sentence.ts'

/** A number, or the sides of one size ("16 x 14 mm"), with what it is of. */
type BoundNumber = {
  text: string
  /** In mm where it is a length; as written otherwise. */
  values: number[]
  written: string[]
  /** The name in capitals that it stands behind, without "distance". */
  lead: string
  unit: string
  /** "from nipple" of "6 cm from the nipple", "" for what is no distance. */
  distance: string
  former: boolean
  /** "depth", "migration": what is measured where that is not the size of the finding. */
  kind: string
  /** The name of a score, class or place in front of a bare number: "aspects", "type", "segment". */
  label: string
  /** Findings, places, sides and levels it stands with. */
  things: Set<string>
}

const number = /(?<![\p{L}\d.,/])(?<![\p{L}]-)\d+(?:\.\d+)?(?:(?:\s?(?:mm|cm))?\s?[x×]\s?\d+(?:\.\d+)?)*(?![\p{L}\d]|[.,/-]\d|\/\p{L})|(?<![\p{L}\d.,/])(?<![\p{L}]-)\d+(?:\.\d+)?(?:(?:\s?(?:mm|cm))?\s?[x×]\s?\d+(?:\.\d+)?)*(?=(?:mm|cm|ml|cc|HU|ms)\b)/gu
const unitAfter = /^\s?-?(mm|cm|ml|cc|HU|%|cm\/s|m\/s|kPa|ms|kg|o'clock|degrees?|deg|°|min(?:utes)?|months?|years?|weeks?|days?|mmHg|MBq|bpm)(?![\p{L}])/u
const towards = /^\s*\)?\s*(?:more |just |away |immediately )?((?:from|above|below|beyond|beneath|under|behind|short of|upstream|downstream|deep to|to)(?:\s+(?:of|to|from))?|(?:proximal|distal|caudal|cranial|cephalad|superior|inferior|anterior|posterior|lateral|medial)(?:ly)?\s+(?:to|of))\s+(?!\d)((?:(?:the|its|their|this)\s+)?\p{L}[\p{L}'-]*(?:\s\p{L}[\p{L}'-]*)?)/iu
const apart = /\b(distance|margin|interval|clearance|separation)\b[^,;.\d]{0,40}$/i
const earlier = /(?<![\p{L}])(?:prev(?:ious(?:ly)?)?\.?|prior|formerly|earlier|initially|baseline|was|were|from|pre-?op(?:erative(?:ly)?)?|compared (?:with|to)|versus|vs\.?)\W{0,3}(?:(?:size|measur\w+|left|right|of|at|about|the|on|in|T[\d/]+) ){0,3}$/iu
const back = /^\)?,?\s*(?:(?:previously|formerly)(?!\W*(?:\w+ )?\d)|prior\b|before\b(?! )|earlier\b|at baseline|on (?:the )?(?:previous|prior|last)|(?:an? )?(?:\w+ ){1,2}(?:ago|earlier|previously|before)\b|in (?:19|20)\d\d|last year)/i
const measured = 'height loss|loss of height|depth|length|width|thickness|height|angulation|angle|tilt|rotation|displacement|migration|retraction|shortening|shift|step|subsidence|overlap|translation|diastasis|loss|volume|residual|velocity|diastolic|systolic|ratio|function|fraction|attenuation|density|stiffness|component|cortex|wall|septum|stalk|neck|spread|invasion|extension|reduction|stenosis|narrowing'
const kindBefore = new RegExp(`\\b(${measured}|deep|long|wide|thick|high)(?:ed|ness)?(?: (?:of|is|was|to|at|by|about|approximately|up|measures|measuring|maximal|maximum|=|:))*\\s*[:=~]?\\s*$`, 'i')
const kindAfter = new RegExp(`^\\s*(?:in |of )?(?:(?!from|above|below|and|with|in|to|of|at)[\\p{L}-]+ ){0,2}?(${measured}|deep|long|wide|thick|high|deeper|proud)\\b`, 'iu')
/** Words for the same measure; a length or an extent is the size of the thing. */
const same: Record<string, string> = { 'height loss': 'loss', 'loss of height': 'loss', deep: 'depth', deeper: 'depth', long: 'length', wide: 'width', thick: 'thickness', high: 'height', tilt: 'angle', angulation: 'angle', narrowing: 'stenosis', density: 'attenuation', reduction: 'loss' }
const labelBefore = /([\p{L}][\p{L}\d*-]*(?:[ -](?:RADS|score))?)\s*(?:of|is|was|=|:|\(|about|approximately|≈|~|-)?\s*(?:\d+(?:[.,]\d+)?\s*(?:,|\/|-|–|and|or|to|&)\s*)*$/iu
const joins = new Set(['and', 'with', 'or', 'the', 'a', 'an', 'in', 'at', 'to', 'of', 'by', 'for', 'over', 'from', 'up', 'about', 'measuring', 'measures', 'is', 'was', 'now', 'least', 'approximately', 'than'])

/**
 * Does a number of the phrase stand with another relation or other neighbours than in the findings it is made of? A size is no
 * distance, no earlier size and no depth, a score keeps its name, and of several sizes each stays with its own thing. Says which, or null.
 */
export function misbound(phrase: string, sources: readonly string[]): string | null {
  const known = sources.reduce<BoundNumber[]>((all, source) => [...all, ...numbersOf(source, [...(all.at(-1)?.things ?? [])])], [])
  if (!known.length) return null
  const sizes = known.filter((one) => one.values.length > 0)
  for (const told of numbersOf(phrase)) {
    const candidates = known.filter((one) => one.unit === told.unit && told.values.every((value) => one.values.some((own) => Math.abs(own - value) < 1e-9)))
    // A number that stands nowhere is struck for that, elsewhere; one with another unit is another thing's.
    if (!candidates.length && !known.some((one) => one.written.some((value) => told.written.includes(value)))) continue
    if (!candidates.some((one) => sameRelation(told, one, candidates.length === 1) && (sizes.length < 2 || sameThings(told, one, sizes)))) return `It takes “${told.text}” for something else than the findings do.`
  }
  return null
}

/** A length or an extent is the size of the thing. */
const sized = (kind: string): string => (kind === 'length' ? '' : kind)

function sameRelation(told: BoundNumber, known: BoundNumber, only: boolean): boolean {
  // "Tumour at 4 cm" is how a distance from the verge is told.
  const from = known.distance === 'at' ? '' : known.distance
  // "MRF distance 9 mm" is told as "MRF 9 mm".
  const short = from === 'apart' && told.distance === '' && told.lead !== '' && told.lead === known.lead
  if (!short && told.distance !== 'at' && told.distance !== from && !(told.distance !== '' && from !== '' && (told.distance.startsWith(from) || from.startsWith(told.distance)))) return false
  // The depth of a haematoma or an effusion is how its size is given.
  const depth = only && told.kind === '' && /^(?:depth|thickness)$/.test(known.kind) && [...known.things].some((thing) => /hematoma|subdural|epidural|effusion|pneumothorax|collection/.test(thing))
  if (told.former !== known.former || (sized(told.kind) !== sized(known.kind) && !depth)) return false
  return told.unit !== '' || told.label === known.label || (only && told.label === '' && told.things.size > 0 && [...told.things].some((thing) => thing.endsWith(` ${known.label}`)))
}

/** Does it stand with nothing that the findings put with another number only? */
function sameThings(told: BoundNumber, known: BoundNumber, all: readonly BoundNumber[]): boolean {
  return [...told.things].every((thing) => known.things.has(thing) || !all.some((one) => one !== known && one.unit === known.unit && one.label === known.label && one.things.has(thing)))
}

/** `reached`: what the number of the sentence before is of, where this one names nothing itself. */
function numbersOf(text: string, before: readonly string[] = []): BoundNumber[] {
  const found = [...text.matchAll(number)].filter(({ index, 0: digits }) => !/^\s*$/.test(digits) && !inside(text, index))
  const { units } = readSentence(text, { start: 0, end: text.length })
  const things = units.filter(({ kind, negated }) => !negated && (kind === 'finding' || kind === 'anatomy' || kind === 'part' || kind === 'side' || kind === 'level' || kind === 'word'))
  const spans = found.map(({ index, 0: digits }) => {
    const end = index + digits.length
    const after = unitAfter.exec(text.slice(end))
    return { start: index, digits: end, end: end + (after?.[0].length ?? 0), unit: after?.[1] ?? (/(mm|cm)/.exec(digits)?.[1] ?? '') }
  })
  const ahead = spans.map(({ end }) => /^\s+(?!(?:in|at|of|on|from|to|with|and|or|is|are|was|by|along|above|below|near|but|previously|ago|prior)\b)\p{L}/u.test(text.slice(end)))
  let reached = before
  return spans.map((span, i): BoundNumber => {
    const left = text.slice(0, span.start)
    const right = text.slice(span.end)
    const distance = span.unit === '' || span.unit === '%' ? null : towards.exec(right)
    const gap = apart.exec(left)
    const former = earlier.test(left) || back.test(right)
    const own = thingsBetween(text, things, edge(text, spans, ahead, i), edgeAfter(text, spans, ahead, i), span)
    // "9 mm (previously 6 mm)": a size without words of its own is of what the one before is of.
    const bound = !former && own.some((name) => !name.startsWith('word')) ? own : [...own, ...reached]
    reached = bound
    const scale = span.unit === 'cm' ? 10 : 1
    return {
      text: text.slice(span.start, span.end).trim(), unit: span.unit === 'cm' ? 'mm' : span.unit === 'cc' ? 'ml' : span.unit.replace(/^(?:deg|degrees?)$/, '°'),
      values: (text.slice(span.start, span.digits).match(/\d+(?:\.\d+)?/g) ?? []).map((value) => Math.round(Number(value) * scale * 1000) / 1000),
      lead: /\b([A-Z]{2,5})(?: (?:distance|margin|clearance))?(?: of)? $/.exec(left)?.[1] ?? '', written: text.slice(span.start, span.digits).match(/\d+(?:\.\d+)?/g) ?? [],
      distance: distance ? landmark(`${distance[1]!} ${distance[2]!}`) : gap ? 'apart' : /^[cm]m$/.test(span.unit) && /\bat $/i.test(left) ? 'at' : '', former, kind: span.unit === '' || span.unit === 'HU' ? '' : sizeOf(kindOf(left, right), /[x×]/.test(text.slice(span.start, span.digits))),
      label: span.unit === '' ? labelOf(left) : '', things: new Set(bound),
    }
  })
}

/** "L4/5", "T2*", "C5-6" and "o'clock" ranges are names; the reader of levels knows them. */
const inside = (text: string, at: number): boolean => /(?:\b[A-Z]{1,3}|[LCTS]\d{1,2}(?:\/|-|–|\sto\s|\sand\s))$/.test(text.slice(Math.max(0, at - 9), at))

const landmark = (words: string): string => words.toLowerCase().replace(/\b(?:the|its|their|this|of)\b/g, ' ').replace(/\s+/g, ' ').trim().split(' ').slice(0, 2).join(' ')

function kindOf(left: string, right: string): string {
  const found = (kindBefore.exec(left.slice(-60)) ?? kindAfter.exec(right.slice(0, 60)))?.[1]?.toLowerCase() ?? ''
  return same[found] ?? found
}

/** Two sides of a thing are its size, however they are called. */
const sizeOf = (kind: string, twoSided: boolean): string => (twoSided && ['width', 'depth', 'thickness', 'height'].includes(kind) ? '' : kind)

function labelOf(left: string): string {
  const name = labelBefore.exec(left.slice(-60))?.[1]?.toLowerCase() ?? ''
  return joins.has(name) ? '' : name
}

type Span = { start: number; end: number }
const apartFrom = /[;(]|,? (?:with|and|another|further) |, (?:another|further|the other) /g

/** Where the words of a number begin: after the number before, or where those words end. */
function edge(text: string, spans: readonly Span[], ahead: readonly boolean[], i: number): number {
  if (i === 0) return 0
  const from = spans[i - 1]!.end
  const between = text.slice(from, spans[i]!.start)
  const split = [...between.matchAll(apartFrom)].at(-1)
  if (split) return from + split.index
  // After a number that stands in front of its noun everything up to the next such number is its own.
  return ahead[i] || ahead[i - 1] ? (ahead[i] ? spans[i]!.start : between.includes(',') ? from + between.lastIndexOf(',') : spans[i]!.start) : from
}

/** Where they end: at the next number, before its words. */
function edgeAfter(text: string, spans: readonly Span[], ahead: readonly boolean[], i: number): number {
  const next = spans[i + 1]
  if (!next) return text.length
  const from = spans[i]!.end
  const between = text.slice(from, next.start)
  const split = [...between.matchAll(apartFrom)].at(-1)
  if (split) return from + split.index
  if (ahead[i]) return ahead[i + 1] ? next.start : between.includes(',') ? from + between.lastIndexOf(',') : next.start
  // "…, 17 mm, in the upper quadrant, 6 cm from": words between may be of either.
  return ahead[i + 1] || /^\s*,/.test(between) ? next.start : from
}

/** Names of what stands in the range; a word as it is written, so that two sides of one name stay apart. */
function thingsBetween(text: string, units: readonly Unit[], from: number, to: number, span: Span): string[] {
  // The name of a score is of its number alone.
  const names = ({ kind, end }: Unit) => kind === 'word' && /^\s*\d/.test(text.slice(end))
  return units.filter((unit) => unit.start >= from && unit.end <= to && !(unit.start < span.end && span.start < unit.end) && !names(unit)).map((unit) => (unit.kind === 'word' ? `word ${text.slice(unit.start, unit.end).toLowerCase()}` : `${unit.kind} ${unit.key}`))
}
