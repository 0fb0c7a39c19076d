import type { Random } from '../random.ts'

const american: readonly (readonly [RegExp, string])[] = [
  [/haem(?=[ao])/g, 'hem'], [/Haem(?=[ao])/g, 'Hem'], [/tumour/g, 'tumor'], [/Tumour/g, 'Tumor'], [/oedema/g, 'edema'], [/oesoph/g, 'esoph'], [/favour/g, 'favor'], [/Favour/g, 'Favor'], [/neighbour/g, 'neighbor'], [/characteris/g, 'characteriz'], [/Generalised/g, 'Generalized'], [/ischaem/g, 'ischem'],
  [/leukaem/gi, 'leukem'], [/aetiolog/g, 'etiolog'], [/Aetiolog/g, 'Etiolog'], [/ineralis/g, 'ineraliz'], [/normalis/gi, 'normaliz'], [/behaviour/g, 'behavior'], [/goitre/g, 'goiter'], [/ [Dd]yspnoea/g, ' dyspnea'], [/Anaemia/g, 'Anemia'], [/anaemia/g, 'anemia'], [/calibre/g, 'caliber'], [/fibre/g, 'fiber'],
]
const shortened: readonly (readonly [RegExp, string])[] = [
  [/\bmetastases\b/g, 'mets'], [/\bmetastasis\b/g, 'met'], [/\bleft\b/g, 'L'], [/\bright\b/g, 'R'], [/\bleft\b/g, 'lt'], [/\bright\b/g, 'rt'], [/ and /g, ' & '], [/ with /g, ' w/ '], [/ without /g, ' w/o '], [/\bprevious\b/g, 'prev'], [/consistent with/g, 'c/w'], [/\bvertebral\b/g, 'vert'], [/\bcompared (?:with|to)\b/g, 'cf'], [/\bfracture\b/g, '#'], [/\bfracture\b/g, 'fx'], [/\bincreased\b/g, 'incr'], [/\bunchanged\b/g, 'unch'],
  [/\bdegenerative\b/g, 'degen'], [/ since /g, ' s/ '], [/\bT(\d{1,2})\b(?![- ]?(?:tum|hypo|w))/g, 'Th$1'], [/\bT(\d{1,2})\b(?![- ]?(?:tum|hypo|w))/g, 'D$1'], [/\bT(\d{1,2})\b(?![- ]?(?:tum|hypo|w))/g, 'T-$1'],
]
const misheard: readonly (readonly [RegExp, string])[] = [
  [/\blesions\b/, 'legions'], [/\blesion\b/, 'legion'], [/\bosseous\b/, 'ossius'], [/\biliac\b/, 'illiac'], [/\bsclerotic\b/, 'sclerotik'], [/\blytic\b/, 'litic'], [/\bmetastases\b/, 'metastasis'], [/\bmetastases\b/, 'metastasises'], [/\bmetastasis\b/, 'metastases'], [/\bmetastatic\b/, 'meta static'], [/\bmetastases\b/, 'meta stases'], [/\bskeletal\b/, 'skelatal'], [/\bvertebral\b/, 'vertebrel'], [/\bacetabulum\b/, 'acetabulem'],
  [/\bfoci\b/, 'focii'], [/\bmets\b/, 'Mets'], [/\bunchanged\b/, 'un-changed'], [/\bunchanged\b/, 'unchanges'], [/\bprogression\b/, 'progession'], [/\bprevious\b/, 'pervious'], [/\bhaemangioma\b/, 'hemangeoma'], [/\bnodes\b/, 'knots'], [/\bsacrum\b/, 'sacram'], [/\bdeposits\b/, 'depositis'], [/\bnew\b/, 'knew'], [/\bsite\b/, 'sight'], [/\bthe\b/, 'teh'], [/\bsuspicious\b/, 'suspicous'], [/\bdegenerative\b/, 'degererative'], [/\bstable\b/, 'staple'], [/\bincrease\b/, 'increased'], [/\bno evidence\b/, 'no evidences'],
]

const applied = (text: string, [from, to]: readonly [RegExp, string]): string => text.replace(from, to)

/** One slip of the fingers in a long word: two letters swapped, one lost or one doubled. Evidence marks are left alone. */
function slip(text: string, random: Random): string {
  const words = [...text.matchAll(/[a-z]{5,}/g)]
  if (words.length === 0) return text
  const word = random.pick(words)
  const at = word.index + 1 + random.int(word[0].length - 2)
  const [one, two] = [text[at]!, text[at + 1]!]
  const put = random.pick([two + one, two, one + one + two])
  return text.slice(0, at) + put + text.slice(at + 2)
}

/** How one writer spells, settled once for a whole report and independent of what the report says. */
export function createHand(random: Random): (text: string) => string {
  const us = random.chance(0.5)
  const terse = random.chance(0.22)
  const short = random.chance(0.3) ? random.some(shortened, 1, 4) : []
  const heard = random.chance(0.08) ? random.some(misheard, 4, 10) : []
  const slips = random.chance(0.12) ? 1 + random.int(2) : 0
  const capitals = random.chance(0.05)
  const small = !capitals && random.chance(0.05)
  return (text) => {
    let out = text
    if (us) out = american.reduce(applied, out)
    if (terse) out = out.replaceAll(/\b(?:the|an?) /g, '').replaceAll(/\b(?:The|An?) (?=[a-z])/g, '').replaceAll(/\b(?:There (?:is|are|has been)|We (?:see|note)|I (?:see|note)|Note is made of) /g, '')
    out = short.reduce(applied, out)
    out = heard.reduce(applied, out)
    for (let i = 0; i < slips; i++) out = slip(out, random)
    if (capitals) return out.toUpperCase()
    return small ? out.toLowerCase() : out
  }
}
