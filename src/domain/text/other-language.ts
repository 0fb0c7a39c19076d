import { englishWords } from './english-words.ts'
import { foreignWords } from './foreign-words.ts'
import { isJapanese } from './language.ts'
import { lexicon } from './lexicon/lexicon.ts'

/** What a word says about the language of its text. `either`: English and another language have it ("de", "os"). `null`: nothing, as numbers, marks and Latin terms. */
type Weight = 'english' | 'foreign' | 'either' | 'unknown' | null

let known: { weights: Map<string, Weight>; languages: Map<string, string[]> } | null = null

const withoutMarks = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').replace(/ø/g, 'o').replace(/æ/g, 'ae').replace(/ł/g, 'l').replace(/ı/g, 'i')

/** Words of other languages that English reports borrow whole. */
const borrowed = 'sjögren sjögrens ménière köhler schüller müllerian müller guérin naïve café façade piqûre déjà curaçao kümmell kienböck bosniak hernández à'.split(' ')
/** Latin that all languages of medicine write. */
const latin = `spina bifida occulta aperta caput femoris tali coxa vara valga profunda magna genu ala ossis sacri ilii pubis os coccygis odontoideum trigonum peroneum acetabuli naviculare massa lateralis intermedia falx cerebri tentorium cerebelli
  cauda equina filum terminale conus medullaris ligamentum flavum crista galli sella turcica lamina papyracea dura mater pia linea aspera alba fascia lata myositis osteitis condensans ossificans placenta praevia accreta ductus arteriosus vena cava azygos
  porta hepatis appendix cavum pellucidum vergae cisterna pectus carinatum excavatum protrusio transversa vermiformis membranacea dextra sinistra situs inversus solitus ambiguus mors rachis arteria lusoria carinii`.split(/\s+/)
/** Small words that several languages share with English: alone they tell nothing. */
const shared = 'in an do to so on at of or is as am was no per man all me be not non post via in et al vs os de la le van von der di da del en den las los no pre ante ad ex ca na po od con met can son sans plus par sur'.split(' ')

function build(): NonNullable<typeof known> {
  const weights = new Map<string, Weight>()
  const languages = new Map<string, string[]>()
  for (const word of [...englishWords.split(/\s+/), ...lexicon().stops, ...[...lexicon().english].flatMap(([first, phrases]) => [first, ...phrases.flatMap(([rest]) => rest)]), ...borrowed]) if (word.length > 1) weights.set(word, 'english')
  for (const word of ['cm', 'mm', 'ml', 'suv']) weights.set(word, null)
  for (const [language, words] of foreignWords) for (const word of words.split(/\s+/).flatMap((one) => [one, withoutMarks(one)])) {
    // "metastasis" without its accent is English; "progression" and "fracture" are so in both.
    const own = weights.get(word)
    if (own === 'english' && (word.length > 4 || !words.split(/\s+/).includes(word))) continue
    languages.set(word, [...new Set([...(languages.get(word) ?? []), language])])
    if (own !== 'either') weights.set(word, own === 'english' || word.length < 3 ? 'either' : 'foreign')
  }
  for (const word of shared) weights.set(word, 'either')
  for (const word of latin) if (weights.get(word) !== 'english') weights.set(word, null)
  // No other language denies or counts as these do, and they lead most sentences.
  weights.set('no', 'english')
  return { weights, languages }
}

const words = (): NonNullable<typeof known> => (known ??= build())

/** The word of this field in another language's spelling: Knochenmetastasen, botmetastasen, métastases, metastazı. */
const otherMetastasis = /m[eé]t[aá]st[aáà][sz](?!(?:es|is|tic|tically|e|ed|ectom\w*|i[sz](?:e|es|ed|ing))$)|metastaas/
/** Latin and Greek terms look alike everywhere. */
const international = /(?:us|um|eum|ae|itis|osis|oses|iasis|oma|omas|a?emia|ectomy|otomy|ostomy|plasty|pathy|megaly|gram|graphy|scopy|algia|plegia|cele|ectasis|ectasia|lysis|listhesis|rrho?ea|trophy|plasia|penia|uria|pn[o]?ea)$/
const endings = /(?:'s|s|es|ed|d|ing|ly|al|ness|er|ic)$/
const plainLetters = /^[a-z]+$/
const latinLetters = /^[a-zà-öø-ÿ\u0100-\u024f\u1e00-\u1eff]+$/

/** Weights of words that no list has; emptied before it grows with every number of every report. */
const formed = new Map<string, Weight>()

function weigh(word: string): Weight {
  if (word.length < 2) return null
  const listed = words().weights.get(word)
  if (listed !== undefined) return listed
  const before = formed.get(word)
  if (before !== undefined) return before
  const weight = weighForm(word, words().weights)
  if (formed.size >= 20_000) formed.clear()
  formed.set(word, weight)
  return weight
}

function weighForm(word: string, weights: ReadonlyMap<string, Weight>): Weight {
  if (!plainLetters.test(word)) {
    const code = word.charCodeAt(0)
    // "ΔSLD" has one Greek letter.
    if (code >= 0x370 && word.charCodeAt(1) >= 0x370 && !isJapanese(code) && /^\p{L}+$/u.test(word)) return 'foreign'
    return latinLetters.test(word) ? 'foreign' : null
  }
  if (otherMetastasis.test(word)) return 'foreign'
  if (word.length < 3 || international.test(word)) return null
  const ending = endings.exec(word)
  if (ending !== null) {
    const stem = word.slice(0, ending.index)
    if (weights.get(stem) === 'english' || weights.get(`${stem}e`) === 'english' || weights.get(`${stem}y`) === 'english') return 'english'
  }
  return 'unknown'
}

/**
 * Whether the words `from..to` (lower case) are of a language that is neither English nor Japanese. Two signs: words that English does not have
 * outweigh the English ones, or several words in a row and not one of them is known to English. Linear; one look-up a word.
 */
export function inOtherLanguage(text: readonly string[], from = 0, to = text.length, leastUnknown = 3): boolean {
  let english = 0
  let foreign = 0
  let either = 0
  let unknown = 0
  for (let k = from; k < to; k++) {
    const weight = weigh(text[k]!)
    if (weight === 'english') english++
    else if (weight === 'foreign') foreign++
    else if (weight === 'either') either++
    else if (weight === 'unknown') unknown++
  }
  const strangers = foreign + either + unknown
  if (foreign > 0) return strangers > english || (strangers === english && english <= 2)
  return english === 0 && unknown >= 1 && unknown + either >= leastUnknown
}

function holdsJapanese(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isJapanese(text.charCodeAt(i))) return true
  return false
}

const otherScript = /[\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Arabic}\p{Script=Greek}\p{Script=Thai}\p{Script=Hebrew}\p{Script=Devanagari}]/gu
/** Characters that Chinese writes and Japanese does not. */
const chinese = /[们这见肿双侧积节页颈胆脏动显检为无异强阴阳质块边叶气疗两结软应缘较对压胀转诊现变团组织时间于轉顯檢這們]|未見|於|顯示|雙|與/u
/** Letters that are looked at, from the first one on. */
const sample = 4000
/** A capital before a small word makes a name of both: "Le Fort", "de Quervain". */
const names = /(?<!\p{L})(?:(?:le|la|de|du|van|von|da|di|del|el|al)(?=\s\p{Lu})|(?:Le|La|De|Du|Van|Von|Da|Di|Del|El|Al)(?=\s\p{Lu}\p{Ll})|de novo|en (?:bloc|plaque|face|coup)|cul[- ]de[- ]sac)(?!\p{L})/gu

/**
 * The language of a text that is neither English nor Japanese, as a name for a sentence ("Italian", "another script",
 * "another language"); null for English, Japanese and texts too short to tell. The lists and shares are our own.
 */
export function otherLanguage(whole: string): string | null {
  const start = whole.search(/\p{L}/u)
  if (start < 0) return null
  const text = whole.slice(start, start + sample)
  // Nearly every text has Latin letters only: the others are counted where there is one.
  const strange = /[\u0250-\uffff]/.test(text)
  const count = (what: RegExp): number => (strange ? (text.match(what)?.length ?? 0) : 0)
  const letters = count(/\p{L}/gu)
  if (count(otherScript) * 2 > letters) return 'another script'
  const han = count(/\p{Script=Han}/gu)
  if (han > 3 && han * 2 > letters && !/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text) && chinese.test(text)) return 'Chinese'
  // A Japanese report may quote what it likes.
  if (holdsJapanese(text)) return null
  // "LA" and "ET" stand for other things than the words they look like.
  const found = (text.replace(names, ' ').match(/(?<![\p{L}\p{N}])[\p{L}\p{M}]{2,}(?![\p{L}\p{N}-])/gu) ?? []).map((word) => [word, word.normalize('NFC').toLowerCase()] as const)
    .filter(([word, lower]) => !/^\p{Lu}{1,3}$/u.test(word) || weigh(lower) === 'english').map(([, lower]) => lower)
  if (!inOtherLanguage(found)) return null
  const counts = new Map<string, number>()
  for (const word of found) for (const name of words().languages.get(word) ?? []) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? 'another language'
}
