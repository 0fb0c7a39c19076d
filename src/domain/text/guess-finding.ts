/** Endings by which Greek and Latin name diseases, with the weight such a word is given when no list knows it. */
const endings: readonly (readonly [RegExp, number])[] = [
  [/(?:sarcoma|carcinoma|blastoma|cytoma|thelioma|phoma|eloma)s?$/, 5],
  [/(?:rrhage|rrhagia|rrhagic|rrhexis)s?$/, 5],
  [/[a-z]{4}omas?$|[a-z]{4}omata$/, 4],
  [/[a-z]{3}(?:ectasis|ectasia|ectatic)$/, 2],
  [/[a-z]{3}(?:itis|itides|itic)$/, 3],
  [/[a-z]{3}(?:megaly|megalic)$/, 3],
  [/[a-z]{3}(?:cele|celes|coele)$/, 2],
  [/[a-z]{4}(?:lithiasis|liths?)$/, 2],
  [/[a-z]{3}(?:osis|oses|iasis|otic)$/, 2],
  [/[a-z]{3}(?:pathy|pathies|pathic)$/, 2],
  [/[a-z]{4}(?:malacia|plasia|penia|ptosis|trophy)$/, 2],
]

const harmless = new Set([
  'stroma', 'coma', 'diagnosis', 'diagnoses', 'prognosis', 'gnosis', 'symptoma', 'aroma', 'anastomosis', 'anastomoses', 'hypnosis', 'biotic', 'antibiotic', 'antibiotics',
  'sympathy', 'aphthitic', 'homeopathy', 'arthritic', 'symbiosis', 'osmosis', 'metamorphosis', 'trichroma', 'politic', 'critic', 'narcotic', 'lordosis', 'amniotic', 'carotic',
])

/** Weight of an English or Latin word that is a disease by its ending; 0 when it is none. */
export function guessFinding(word: string): number {
  if (word.length < 6 || word.length > 40 || harmless.has(word)) return 0
  for (const [ending, weight] of endings) if (ending.test(word)) return weight
  return 0
}
