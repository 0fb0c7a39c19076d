import { readSentence, type Unit } from '../../text/read-sentence.ts'
import { isAffirmed } from '../reading/abnormal.ts'
import { categoriesIn } from '../choosing/category.ts'
import { isWantedBeside } from '../choosing/pertinent.ts'

const size = '\\d+(?:\\.\\d+)?(?: ?[x×] ?\\d+(?:\\.\\d+)?)* ?(?:mm|cm)'
const states = 'new|unchanged|stable|enlarged|dilated|distended|swollen|thickened|torn|ruptured|retracted|occluded|thrombosed|fractured|displaced|compressed|narrowed|effaced|hyperdense|hypodense|hyperintense|hypointense|echogenic|oedematous|edematous|elevated|reduced|decreased|increased|collapsed|widened|irregular|atrophic|prominent|tortuous|calcified|degenerate|degenerated|absent|deviated|consistent|compatible|suspicious|suggestive|typical|likely'

/** Words of a sentence that a line of a conclusion does without; none of them is a finding, a place, a size or a hedge. */
const words: readonly (readonly [RegExp, string])[] = [
  [/ (?:lies|lie|is located|are located|is situated|are situated|is centred|is centered) (?=(?:in|at|within|near|adjacent|along|between|behind|beside|close|just|anterior|posterior|lateral|medial|inferior|superior)\b)/gi, ' '],
  [new RegExp(`(?<=\\d ?(?:mm|cm)) in (?:the )?(?:short|long|longest|shortest)(?:[ -]axis)?(?: diameter)?(?=[,;.]|$)`, 'gi'), ''],
  [/,? with air bronchograms?\b/gi, ''],
  [/,? (?:with |and )?(?:posterior (?:acoustic )?(?:shadowing|enhancement)|(?:the )?(?:double PCL|comb|split pleura|target|whirl(?:pool)?|halo|fat halo|dural tail|claw|spinnaker|sail|steeple) sign)(?=[,;.]|$)/gi, ''],
]

/** A value that is compared with another says how the finding has changed. */
const comparison = /\b(?:previous\w*|prior|formerly|before|from|was|were|than|compared|increas\w+|decreas\w+|declin\w+|fallen|risen|unchanged|stable)\b/i

/** "The abdominal aorta measures 36 mm": the size stands by itself, unless the sentence goes on about the same subject. */
const measured = new RegExp(`^((?!(?:it|its|these|they|this|both|their|the (?:larger|smaller|largest|smallest|other|former|latter))\\b)(?:(?!\\b(?:which|that|no|not|without|has|have|is|are|was|were)\\b)[^,.;:]){3,90}?),? (?:measures?|measuring) (?=(?:up to )?${size}(?! (?:and|but) (?:is|are|has|have|was|shows?|[a-z]+s)\\b))`, 'i')

/** "The pancreas is diffusely swollen" → "pancreas diffusely swollen": the first verb that only joins, where nothing is denied. */
const copula = new RegExp(`^((?!(?:it|its|these|they|this|both|their|the \\w+est)\\b)(?:(?!\\b(?:is|are|was|were|which|that|no|not|without|has|have)\\b)[^.;:]){3,70}?) (?:is|are) (?=(?:(?:also|now|diffusely|markedly|mildly|moderately|severely|slightly|completely|partially|highly|still|newly|focally|significantly) ){0,2}(?:${states})\\b)`, 'i')

/** The sentence without words that say nothing in a conclusion. Deletes only. */
export function dropWords(text: string): string {
  let short = text.replace(measured, (_, subject: string) => (subject.split(' ').length > 3 && !/ (?:now|currently)$/i.test(subject) ? `${subject}, ` : `${subject.replace(/ (now|currently)$/i, subject.split(' ').length > 4 ? ', $1' : ' $1')} `))
  for (const [pattern, replacement] of words) short = short.replace(pattern, replacement)
  return short.replace(copula, '$1 ')
}

/**
 * Leaves out the parts between commas or semicolons of an English finding that no radiologist repeats in a conclusion: readings
 * that only support it, and what is only normal beside it. The first part that names a finding always stays, and a part with a
 * size, side, level, change, hedge or denial is never left out.
 */
export function dropParts(text: string): string {
  // "…, with early enhancement: PI-RADS 4": the category is a part of its own.
  const lifted = dropBrackets(text).replace(new RegExp(`(?<=[a-z)]) (?=\\([^()]{0,12}${sums.source}[^()]{0,20}\\)$)`, 'i'), ', ')
  const bare = (sums.test(lifted) ? lifted.replace(/ with (?:[a-z-]+ ){0,4}(?:hyper)?enhancement(?=,)/i, '') : lifted).replace(new RegExp(`(?<=[a-z)]): (?=${sums.source})`, 'i'), ', ')
  const parts = partsOf(bare)
  if (parts.length < 2) return dropBrackets(text)
  const units = parts.map(({ words }) => readSentence(words, { start: 0, end: words.length }).units)
  const main = units.findIndex((one) => one.some(isAffirmed))
  if (main < 0) return dropBrackets(text)
  const named = units.some((one) => one.some((unit) => isAffirmed(unit) && unit.weight >= 2 && !looks.has(unit.key)))
  const compared = comparison.test(bare)
  const inSpine = units.some((one) => one.some((unit) => (unit.kind === 'level' && unit.group === 'spine') || unit.key === 'spine'))
  const categorised = sums.test(bare) || units.some((one) => one.some((unit) => isAffirmed(unit) && unit.weight >= 4 && !looks.has(unit.key)))
  const mainKeys = units.flatMap((one) => one.filter(isAffirmed).map((unit) => unit.key))
  const keep = parts.map(({ words }, i) => {
    const own = units[i]!
    if (i !== main && deniesOnly(words, own) && startsAnew(parts[i + 1]?.words) && !own.some((unit) => unit.negated && isWantedBeside(mainKeys, unit.key))) return false
    if (i !== main && (sums.test(bare) && isLook(own, words) && !holdsMore(own, words))) return false
    if (i === main || holdsFact(own, words)) return true
    if (isReading(words, own) && named && !compared) return false
    // "posterior wall intact" answers a question of its own.
    if (isNormal(own) && !inSpine) return false
    return !(categorised && isLook(own, words))
  })
  // What the last part of a list carries ("a, b and c") is not taken from it.
  if (keep.every(Boolean)) return dropBrackets(text)
  return parts.filter((_, i) => keep[i]).map(({ words, mark }, i) => (i > 0 ? (words.startsWith('(') ? ' ' : `${mark} `) : '') + words).join('')
}

/** Brackets that hold only readings, axes or a score's name: "(AP x TR x CC)", "(ADC 620)", "(IQR/M 12 %)", "(650 HU)". */
const bracket = /\s*\((?:(?:AP|TR|CC|ML|SI|transverse|craniocaudal|anteroposterior|length|width|height|depth)(?:\s*[x×,/]\s*(?:AP|TR|CC|ML|SI|transverse|craniocaudal|anteroposterior|length|width|height|depth))+|(?:ADC|SUV\w*|HU|CT density|density|ref\.?|reference|normal|IQR\/M|PSV|EDV|RI|ROI)[^()]{0,24}|-?\d+(?:\.\d+)?\s?(?:HU|ms|cm\/s))\)/gi

const dropBrackets = (text: string): string => text.replace(bracket, '')

/** A category sums up how the lesion looks. */
const sums = /\b(?:(?:PI|BI|TI|LI|O)-?RADS|LR-\d|TR[1-5]|Bosniak)\b/i

/** "no pericholecystic fluid": what is not there and nobody asks about beside this finding. */
const deniesOnly = (words: string, units: readonly Unit[]): boolean => /^(?:but |and )?(?:no|without)\b/i.test(words) && units.some((unit) => unit.kind === 'finding' && unit.negated) && !units.some((unit) => isAffirmed(unit) || unit.kind === 'change' || unit.kind === 'measure' || unit.kind === 'certainty')
/** The next part is no more of the same list. */
const startsAnew = (words: string | undefined): boolean => words === undefined || /^(?:no|without|with|in keeping|consistent)\b/i.test(words)

/** Does a part that tells a look hold anything else that must stay? */
const holdsMore = (units: readonly Unit[], words: string): boolean => categoriesIn(words).length > 0 || units.some((unit) => unit.negated || steers.has(unit.kind) || unit.kind === 'measure')

type Part = { words: string; mark: string }

/** The parts between marks outside brackets. */
function partsOf(text: string): Part[] {
  const parts: Part[] = []
  let depth = 0
  let from = 0
  let mark = ''
  for (let i = 0; i <= text.length; i++) {
    const c = text[i]
    if (c === '(') depth++
    else if (c === ')') depth--
    const ends = c === undefined || ((c === ',' || c === ';') && depth <= 0 && text[i + 1] === ' ')
    if (!ends) continue
    parts.push({ words: text.slice(from, i).trim(), mark })
    mark = c ?? ''
    from = i + 1
  }
  return parts.filter(({ words }) => words !== '')
}

/** Names for how something looks, not what it is. */
const looks = new Set(['enhancement', 'signal', 'opacity', 'restricted-diffusion', 'density', 'attenuation', 'lesion', 'white-matter', 'abnormality', 'uptake', 'air-fluid-level'])
const steers: ReadonlySet<Unit['kind']> = new Set(['side', 'level', 'change', 'certainty', 'neither', 'benign', 'recommend', 'part', 'time'])

function holdsFact(units: readonly Unit[], words: string): boolean {
  return categoriesIn(words).length > 0 || /\b(?:and|or|but|with|from|than|previous\w*|prior|was|were)\b/i.test(words) || units.some((unit) => unit.negated || steers.has(unit.kind) || (unit.kind === 'measure' && ['mm', 'ml', '%', 'reference'].includes(unit.unit)) || (unit.kind === 'finding' && !looks.has(unit.key)))
}

/** A measured value of the method: velocity, attenuation, relaxation time, uptake. */
const reading = /\b(?:HU|SUV\w*|PSV|EDV|ADC|RI|IMT|mean|T[12] (?:value|time)|kg|cm\/s|ms)\b/i

const isReading = (words: string, units: readonly Unit[]): boolean => reading.test(words) && /\d/.test(words) && words.split(/\s+/).length <= 5 && !units.some((unit) => isAffirmed(unit) && !looks.has(unit.key))

function isNormal(units: readonly Unit[]): boolean {
  return units.some((unit) => unit.kind === 'normal' && unit.key !== 'shape') && !units.some(isAffirmed) && !units.some((unit) => unit.kind === 'measure' || unit.kind === 'count')
}

/** "early enhancement", "markedly hypointense on T2": how a lesion looks that has a name or a category. */
const isLook = (units: readonly Unit[], words: string): boolean => /\b(?:enhanc\w+|hyper\w+|hypo\w+|iso\w+|bright|taller|wider|washout|intens\w+|diffusion|echogenic\w*|shadowing|signal|margins?|attenuation)\b/i.test(words) && !units.some((unit) => unit.kind === 'anatomy' || unit.kind === 'measure' || unit.kind === 'count') && units.every((unit) => !isAffirmed(unit) || looks.has(unit.key))
