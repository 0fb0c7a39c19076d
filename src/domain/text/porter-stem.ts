/**
 * Porter's stemmer with NLTK's extensions (its default mode, the one rouge-score and METEOR use), so that our figures
 * agree with theirs. Input: one lower-case word.
 */
export function porterStem(word: string): string {
  const known = cache.get(word)
  if (known !== undefined) return known
  const stem = word.length > 60 ? word : stemWord(word)
  if (cache.size >= 50_000) cache.clear()
  cache.set(word, stem)
  return stem
}

const cache = new Map<string, string>()

const irregular: Record<string, string> = {
  sky: 'sky', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', news: 'news', innings: 'inning', inning: 'inning',
  outings: 'outing', outing: 'outing', cannings: 'canning', canning: 'canning', howe: 'howe', proceed: 'proceed',
  exceed: 'exceed', succeed: 'succeed',
}

function stemWord(word: string): string {
  const fixed = Object.hasOwn(irregular, word) ? irregular[word] : undefined
  if (fixed) return fixed
  if (word.length <= 2) return word
  let w = step1a(word)
  w = step1b(w)
  w = step1c(w)
  w = step2(w)
  w = step3(w)
  w = step4(w)
  return step5(w)
}

function consonant(word: string, i: number): boolean {
  const c = word[i]!
  if (c === 'a' || c === 'e' || c === 'i' || c === 'o' || c === 'u') return false
  if (c !== 'y') return true
  return i === 0 || !consonant(word, i - 1)
}

/** Number of vowel-consonant sequences. */
function measure(stem: string): number {
  let count = 0
  let vowel = false
  for (let i = 0; i < stem.length; i++) {
    if (consonant(stem, i)) {
      if (vowel) count++
      vowel = false
    } else vowel = true
  }
  return count
}

function hasVowel(stem: string): boolean {
  for (let i = 0; i < stem.length; i++) if (!consonant(stem, i)) return true
  return false
}

const doubled = (w: string) => w.length >= 2 && w.at(-1) === w.at(-2) && consonant(w, w.length - 1)

function shortEnd(w: string): boolean {
  const n = w.length
  if (n >= 3 && consonant(w, n - 3) && !consonant(w, n - 2) && consonant(w, n - 1) && !'wxy'.includes(w[n - 1]!)) return true
  return n === 2 && !consonant(w, 0) && consonant(w, 1)
}

function step1a(w: string): string {
  if (w.endsWith('ies') && w.length === 4) return w.slice(0, -3) + 'ie'
  if (w.endsWith('sses')) return w.slice(0, -2)
  if (w.endsWith('ies')) return w.slice(0, -2)
  if (w.endsWith('ss')) return w
  return w.endsWith('s') ? w.slice(0, -1) : w
}

function step1b(w: string): string {
  if (w.endsWith('ied')) return w.slice(0, -3) + (w.length === 4 ? 'ie' : 'i')
  if (w.endsWith('eed')) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w
  let stem: string | null = null
  if (w.endsWith('ed') && hasVowel(w.slice(0, -2))) stem = w.slice(0, -2)
  else if (w.endsWith('ing') && hasVowel(w.slice(0, -3))) stem = w.slice(0, -3)
  if (stem === null) return w
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return stem + 'e'
  if (doubled(stem)) return 'lsz'.includes(stem.at(-1)!) ? stem : stem.slice(0, -1)
  return measure(stem) === 1 && shortEnd(stem) ? stem + 'e' : stem
}

function step1c(w: string): string {
  const stem = w.slice(0, -1)
  return w.endsWith('y') && stem.length > 1 && consonant(stem, stem.length - 1) ? stem + 'i' : w
}

type Rule = readonly [suffix: string, replacement: string]

/** The first rule whose suffix fits decides, whether or not its condition holds. */
function replace(w: string, rules: readonly Rule[], condition: (stem: string, suffix: string) => boolean): string {
  for (const [suffix, replacement] of rules) {
    if (!w.endsWith(suffix)) continue
    const stem = w.slice(0, w.length - suffix.length)
    return condition(stem, suffix) ? stem + replacement : w
  }
  return w
}

const rules2: readonly Rule[] = [
  ['ational', 'ate'], ['tional', 'tion'], ['enci', 'ence'], ['anci', 'ance'], ['izer', 'ize'], ['bli', 'ble'], ['alli', 'al'],
  ['entli', 'ent'], ['eli', 'e'], ['ousli', 'ous'], ['ization', 'ize'], ['ation', 'ate'], ['ator', 'ate'], ['alism', 'al'],
  ['iveness', 'ive'], ['fulness', 'ful'], ['ousness', 'ous'], ['aliti', 'al'], ['iviti', 'ive'], ['biliti', 'ble'],
  ['fulli', 'ful'],
]

function step2(w: string): string {
  if (w.endsWith('alli') && measure(w.slice(0, -4)) > 0) return step2(w.slice(0, -2))
  for (const [suffix, replacement] of rules2) {
    if (w.endsWith(suffix)) return measure(w.slice(0, w.length - suffix.length)) > 0 ? w.slice(0, w.length - suffix.length) + replacement : w
  }
  // NLTK: "logi" is measured with its l ("geology" keeps "geolog").
  if (w.endsWith('logi')) return measure(w.slice(0, -3)) > 0 ? w.slice(0, -1) : w
  return w
}

const rules3: readonly Rule[] = [['icate', 'ic'], ['ative', ''], ['alize', 'al'], ['iciti', 'ic'], ['ical', 'ic'], ['ful', ''], ['ness', '']]
const step3 = (w: string) => replace(w, rules3, (stem) => measure(stem) > 0)

const rules4: readonly Rule[] = [
  'al', 'ance', 'ence', 'er', 'ic', 'able', 'ible', 'ant', 'ement', 'ment', 'ent', 'ion', 'ou', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize',
].map((suffix) => [suffix, ''] as const)
const step4 = (w: string) =>
  replace(w, rules4, (stem, suffix) => measure(stem) > 1 && (suffix !== 'ion' || stem.endsWith('s') || stem.endsWith('t')))

function step5(word: string): string {
  let w = word
  if (w.endsWith('e')) {
    const stem = w.slice(0, -1)
    if (measure(stem) > 1 || (measure(stem) === 1 && !shortEnd(stem))) w = stem
  }
  return w.endsWith('ll') && measure(w.slice(0, -1)) > 1 ? w.slice(0, -1) : w
}
