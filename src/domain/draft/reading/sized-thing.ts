import type { FindingSentence, FindingsText } from './align.ts'

/** What is measured without being a finding: an extent, a part of an organ, what was put in, how the images were made. */
const measuredOnly = /^(?:diameters?|thickness|size|length|width|height|distance|depth|calib(?:re|er)|volume|span|stripe|lumen|tip|end|tube|catheter|line|lead|wire|drain|stent|device|clip|marker|prosthesis|gap|spac\w+|interval|margin|angle|canal|offset|slices?|sections?|ratio|index|septum|walls?|cortex|dimensions?|gestation\w*|sac|poles?|f(?:o)?etus|root|annulus|isthmus|trunk|residu\w+|resolution|collimation|descent|excursion|follicles?|level|shift|difference|reserve|view|stump|remnant|bed|fossa|cuff|loops?|horns?|process|ring|plate)$/i
/** Nouns that name something seen without saying what. */
const something = /^(?:formations?|images?|areas?|zones?|spots?|structures?|elements?|foc(?:us|i)|lumps?|components?|patch(?:es)?|bodies|body|protuberances?|projections?|thing|bulges?|findings?|tissue)$/i
/** Words before the noun by which it is one thing among others, not a part that everybody has. */
const oneOf = /\b(?:an?|one|another|two|three|four|five|several|multiple|some|round(?:ed|ish)?|oval|ovoid|lobulated|nodular|rounded|circumscribed|well[- ]?(?:defined|circumscribed|delimited|marginated)|ill[- ]?defined|solid|cystic|fatty|fluid|hyper\w+|hypo\w+|echogenic|anechoic|isoechoic|dense|lucent|new|known|T[12])\b/i
const leadIn = /^(?:there (?:is|are)(?: also| again)?|presence of|evidence of|visible|also|known|note(?:d)?|we see)\s+/i
const size = /^(?:(?:an?|the|one|approximately|about)\s+)*\d[\d.,]*(?:\s?(?:x|×|by)\s?\d[\d.,]*)*(?:\s?(?:x|×|by)\s?\d[\d.,]*)*\s?-?(?:mm|cm)\s+/i
const headEnd = /\s(?:in|of|at|within|on|along|near|beneath|above|below|over|under|behind|between|around|measur\w*|is|are|was|were|has|have|with|without|showing|shows?|seen|visible|adjacent|extending|from|to|by|located|arising|that|which|abutting|anterior|posterior|medial|lateral)\b|[,;:(]|\s\d/i

/**
 * Size in mm of something that is seen and has no name the lexicon knows ("cystic formation …, 21 x 30 mm"), 0 where the sentence
 * gives none: the size of an organ, a distance and what is denied are no findings.
 */
export function sizedThing({ start, end, units, japanese }: FindingSentence, findings: FindingsText): number {
  const sizes = units.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm')
  if (!sizes.length || units.some((unit) => (unit.kind === 'normal' && !unit.negated && unit.key !== 'shape') || unit.kind === 'technique' || unit.kind === 'recommend')) return 0
  const most = Math.max(...sizes.map((unit) => unit.value))
  const text = findings.text.slice(start, Math.min(end, start + 300))
  // "21 mm大の構造": only what is counted among things has a size so told.
  if (japanese) return (/\d\s?(?:mm|cm)(?:大|径)?の[^、。]{0,12}(?:無|低|高|等)(?:エコー|吸収|信号|輝度|濃度)(?:域|領域|像|影|部|帯|病変)/iu.test(text) || /\d\s?(?:mm|cm|ｍｍ|ｃｍ|㎜|㎝)\s?(?:大|径)の[^、。]{0,20}(?:構造|領域|陰影|像|もの|部分|隆起|成分|域)/iu.test(text)) && !units.some((unit) => unit.kind === 'after' || unit.kind === 'before') ? most : 0
  if (units.some((unit) => unit.kind === 'before' && unit.start < start + 4)) return 0
  const measuredFirst = size.test(text.replace(leadIn, ''))
  const rest = text.replace(leadIn, '').replace(size, '')
  const head = rest.slice(0, headEnd.exec(rest)?.index ?? rest.length).trim()
  const noun = /[\p{L}-]+$/u.exec(head.replace(/[.\s]+$/, ''))?.[0] ?? ''
  if (!noun || head.split(' ').length > 8 || measuredOnly.test(noun)) return 0
  const at = start + text.indexOf(head) + head.lastIndexOf(noun)
  const unknown = units.some((unit) => unit.kind === 'word' && unit.start >= at && unit.start < at + noun.length)
  return (something.test(noun) && (head.includes(' ') || measuredFirst)) || (unknown && (measuredFirst || oneOf.test(head))) ? most : 0
}
