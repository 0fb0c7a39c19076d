import type { TextRange } from '../../report/range.ts'
import { keepResults } from '../../text/kept.ts'
import { normaliseText } from '../../text/normalise.ts'
import { changeAtJapanese } from './change-words-japanese.ts'
import { beginsAnew, englishCueAt, englishNarrowing } from './english-denial-japanese.ts'
import { levelAtJapanese, type JapaneseLevel } from './levels-japanese.ts'
import { numberAtJapanese, type JapaneseNumber } from './numbers-japanese.ts'
import { foldKanji, japaneseVocabulary, type Meaning } from './vocabulary-japanese.ts'

/** A piece of a sentence. `from` and `to` are offsets in the folded sentence, `start` and `end` in the text as given. */
export type Token = TextRange & { from: number; to: number; text: string } & (
  | Meaning
  | { kind: 'level'; level: JapaneseLevel }
  | { kind: 'number'; number: JapaneseNumber }
  /** `bare`: a noun's "なし". `partly`: "とはいえない", which takes back its own word only. */
  | { kind: 'deny'; bare: boolean; own: boolean }
  /** `item`: the mark of a list inside a line. */
  | { kind: 'comma' | 'open' | 'close' | 'topic' | 'end' | 'item' }
  | { kind: 'word' }
)

export type Tokens = { plain: string; tokens: Token[] }

const stems = '残って|残っ|含|認め|みとめ|みられ|見られ|見え|みえ|あり|確認|指摘|同定|検出|描出|捉え|捉えられ|存在|伴|及|達|到達|示|呈|来|きた|形成|はっきり|目立|疑わ|示唆|有さ|残存|明瞭|生じ|起こ|満た|評価|観察|判然と|触れ|起因|関与|至|合併|呼べ|接し|連続|描画|突出|接触|明らか|増え|広が|認め得'
const denial = new RegExp(`(?:${stems})[ぁ-ん]{0,7}?(?:ない|なかった|ず(?!れ)|ません(?:でした)?|なく|難い|がたい|づらい|にくい)`, 'uy')
const bareDenial = /(?:を?免れ(?:て(?:いる|います|おり)?|る|た|、)?|なし|無し|無い(?!し)|ない(?!し)|無く|なく|なかった|ありません(?:でした)?|陰性|\(-(?:\/-)?\)|否定的|否定され[るた]?|否定し[たます]*|乏しい|乏しく|欠く|困難)/uy
const verbDenial = /せず(?!に|とも)|し(?:て(?:は)?(?:い|お)?(?:ら)?)?(?:ない|なかった|ません(?:でした)?|ず)/uy
const ownDenial = /可能性(?:は|が|も)?(?:低[いく]|乏し[いく]|少な[いく]|高くな[いく])|(?:で|と)は(?:なく|ない|ありません|いえない|言えない|いえず|言えず|いえません|言い難い|言いがたい|考えにくい)|とはいえない|とは言えない|とは言えず|とはいえず|とはいえません|といえない|ではなく|でなく|で(?:は)?ない/uy
/** Double denials and words with ない that deny nothing. */
const noDenial = /否定(?:は|が|も|まで)?(?:でき|し得|しえ|できてい|しきれ|し切れ)(?:ない|ず|ません)|否定(?:は|が)?困難|除外(?:は|が)?(?:でき|し得)(?:ない|ず|ません)|除外(?:は|が)?困難|かもしれ(?:ない|ません)|少なくとも|少なく|少ない|なければ|差し支えない|だけでなく|のみならず|やむを得ない|ともなう/uy
/** "断定できない", "保留": what was named stays open. */
const doubt = /有無(?:は|が|も)(?:判然とし|はっきりし|明らかで(?:は)?|定かで(?:は)?)(?:ない|なく|ません)|(?:断定|確定|確診|特定|断言)(?:は|が|も|まで)?(?:(?:でき|し得|し|いたし)(?:ない|ず|ません|かね|難|がたい)|困難|不能|に(?:は)?至ら)|確実(?:で|と)は?(?:ない|なく|いえ|言え)|(?:決め|言い切)(?:られ|れ|かね)[ぁ-ん]{0,2}(?:ない|ず|ません|る|ます)|よう(?:に|にも|でも)見え[るた]?|(?:判定|判断|診断)?(?:は|を)?保留|不確実|不確定|確証(?:は|が)?(?:ない|なく|得られ)|(?:か)?どうか(?:は|も)?(?:不明|わから|分から|判断|判定|定かで|明らかで|はっきり|判然と)(?:し?ない|は?ない|しません)?|(?:が|ものの)、?(?:はっきりしない|判然としない|定かで(?:は)?ない|確かで(?:は)?ない|断定に至らない)/uy
/** "と断定できる", "は明らか": told as certain. */
const definite = /(?:確定|断定|確診)(?:的|でき[るたま]|し(?:て(?:よい|良い|いる|います|差し支えない)|[たて])|診断|され)?|診断(?:でき[るま]|して(?:よい|良い|差し支え)|され[るま]|した|可能)|証明(?:され|でき)|完全に(?:除外|否定)(?:され|でき|し)[ぁ-ん]{0,3}|確実|間違い(?:な[いくし]|ありません)|(?:以外(?:は|に|には|の病態は)?)(?:考え(?:にくい|難い|がたい|られ(?:ない|ず|ません))|あり得ない|ありえない)|迷い(?:は|が)?(?:な[いくし]|ありません)|迷わ(?:ない|ず)|異論(?:は|が)?な[いくし]|疑い(?:の余地(?:は|が)?(?:ない|なし|なく)|な[いく]|ようが?(?:ない|なく))|疑う余地(?:は|が)?な[いくし]|紛れもな[いく]|決定的(?!で(?:は)?な)|言い切れ(?:る|ます)|断言(?:でき[るま]|する|します)|明白|明らか(?:であ|だ|で(?=[、,。])|(?=[、,。()]|$))/uy
/** "3年前にはなく: not there then, so new now. */
const notBefore = /(?:前(?:回|年|医|々回)?|昨年|以前|初回|治療前|術前)(?:の?(?:ct|mri?|pet|us|検査|画像|撮影|撮像))?(?:\([^()]{1,12}\))?(?:に|で)?は(?:明らか(?:で|に)は)?(?:なく|なし|ない|なかった|(?:(?:認め|みとめ)(?:られ|得)?|(?:み|見)られ|(?:指摘|同定|確認|検出|描出)(?:され|でき|し得)|存在[しせ]|はっきりし)(?:ず|ない|なかった|ません(?:でした)?))/uy
/** "CFLは連続", "連続性良好": whole; "肺門と連続する腫瘤" is something else. */
const whole = /(?<![と不非])連続(?:性(?:は|が)?(?:良好|正常|あり)|(?=[。、,)]|$))/uy
const limited = /(?:評価|判定|判断|検討|観察|診断|同定)(?:は|が|も)?(?:困難|不能|不可|できない|できず|できません|しにくい|し難い)/uy

const tissue = /^[\p{Script=Han}\p{Script=Katakana}ー々]{1,9}?(?:筋腱|筋|腱|靱帯|動脈|静脈|神経|骨|関節|腺|軟骨|椎体|脳回|脳溝|筋膜|リンパ管)/u
const tissues: readonly (readonly [RegExp, string])[] = [[/筋腱$/, '腱'], [/筋$/, '筋'], [/腱$/, '腱'], [/靱帯$/, '靱帯'], [/動脈$/, '動脈'], [/静脈$/, '静脈'], [/神経$/, '神経'], [/骨$/, '骨'], [/関節$/, '関節'], [/軟骨$/, '軟骨']]
/** Class of a place that no list knows, by its last word ("長母指屈筋腱" is a tendon). */
export const tissueOf = (name: string): string | null => tissues.find(([ending]) => ending.test(name))?.[1] ?? null

/** Marks of a list inside a line: "①", "2)", "#胆石", and "#2" where "#1" stands as well (a lone "#7" is a node station). */
const listMark = /(?:#\d{1,2}(?=[\s:.)])|#(?=[^\d#\s])|\d{1,2}\))(?!\d)/y
const hashList = /(?:^|[\s。])[#＃][1１][\s:.)）][^]{0,300}[#＃][2２][\s:.)）]/

let listed = { text: '', hashes: false }
function hasHashList(text: string): boolean {
  if (listed.text !== text) listed = { text, hashes: hashList.test(text) }
  return listed.hashes
}

/** Sentences longer than this are read up to here. */
const longestSentence = 4000

/** Cuts a Japanese sentence into the words that carry meaning. Never throws; linear in the length of the sentence. */
export function tokensJapanese(text: string, { start, end }: TextRange): Tokens {
  const said = text.slice(start, Math.min(end, start + longestSentence))
  const hashes = hasHashList(text)
  // A check reads every sentence several times, and all but one again while somebody types.
  const { plain, tokens } = kept(`${hashes} ${said}`, () => readTokens(said, hashes))
  return { plain, tokens: tokens.map((token) => ({ ...token, start: token.start + start, end: token.end + start })) }
}

const kept = keepResults<Tokens>(3000)

/** Offsets are those of the sentence; `hashes`: "#1" marks a list in its text. */
function readTokens(said: string, hashes: boolean): Tokens {
  const normal = normaliseText(said)
  const plain = foldKanji(normal.text)
  const tokens: Token[] = []
  const put = (from: number, to: number, more: object) => {
    const start = normal.map[from]!
    tokens.push({ from, to, text: plain.slice(from, to), start, end: Math.max(normal.map[to]!, start + 1), ...more } as Token)
  }
  const { phrases } = japaneseVocabulary()
  const sticky = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at
    const found = pattern.exec(plain)
    return found ? found.index + found[0].length : 0
  }
  let i = 0
  // Where the reach of an English "no" ends; what it denies stands behind it.
  let denied = -1
  // Where an English "in" or "of" stands behind a finding: a place stands before its finding in Japanese.
  let placed = -1
  const closePlaces = () => {
    if (placed < 0) return
    const last = tokens.findLastIndex((one, at) => one.kind === 'finding' && at < placed)
    const first = tokens.findLastIndex((one, at) => at < last && (one.kind === 'comma' || one.kind === 'end' || one.kind === 'open' || one.kind === 'topic')) + 1
    const behind = tokens.splice(placed)
    const isPlace = (one: Token): boolean => one.kind === 'place' || one.kind === 'side' || one.kind === 'level' || one.kind === 'part'
    tokens.splice(first, 0, ...behind.filter(isPlace))
    tokens.push(...behind.filter((one) => !isPlace(one)))
    placed = -1
  }
  const closeDenial = (at: number) => {
    closePlaces()
    put(at, at, { kind: 'deny', bare: false, own: false })
    put(at, at, { kind: 'end' })
    denied = -1
  }
  while (i < plain.length) {
    if (denied >= 0 && i >= denied) closeDenial(i)
    const c = plain[i]!
    const code = plain.charCodeAt(i)
    if (c === ' ' || c === '\n') {
      // "膀胱 n.p. 水尿管なし": a space after a predicate ends its clause.
      const told = tokens.at(-1)
      if (told?.to === i && (told.kind === 'normal' || (told.kind === 'deny' && told.bare)) && /[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(plain[i + 1] ?? '')) put(i, i + 1, { kind: 'end' })
      i++
      continue
    }
    if (/[①-⑳]/.test(said[normal.map[i]!] ?? '')) {
      put(i, i + 1, { kind: 'item' })
      i += /^\d{2}/.test(plain.slice(i, i + 2)) && normal.map[i] === normal.map[i + 1] ? 2 : 1
      continue
    }
    if ((c === '#' || (code > 47 && code < 58)) && (i === 0 || /[\s。]/.test(plain[i - 1]!))) {
      const mark = sticky(listMark, i)
      if (mark && (c !== '#' || mark === i + 1 || hashes)) {
        put(i, mark, { kind: 'item' })
        i = mark
        continue
      }
    }
    const kind = c === '、' || c === ',' || c === '，' || c === '､' ? 'comma' : c === '(' || c === '[' || c === '「' ? 'open' : c === ')' || c === ']' || c === '」' ? 'close' : c === ':' ? 'topic' : c === ';' || c === '。' || c === '｡' ? 'end' : null
    if (kind && !(c === '(' && /^\(-(?:\/-)?\)/.test(plain.slice(i, i + 5))) && !plain.startsWith('(+)', i)) {
      closePlaces()
      put(i, i + 1, { kind })
      i++
      continue
    }
    if (plain.startsWith('(+)', i)) {
      closePlaces()
      put(i, i + 3, { kind: 'exist' })
      i += 3
      continue
    }
    if (placed >= 0 && code > 0x303f && code < 0xa000) closePlaces()
    let to: number
    // "14mm大結節" is a nodule of that size, no tubercle; "同側" takes the side from the words before.
    const skipped = c === '大' && tokens.at(-1)?.kind === 'number' && tokens.at(-1)!.to === i ? 1 : /^[同対健患]側/u.test(plain.slice(i, i + 2)) ? 2 : 0
    if (skipped) {
      i += skipped
      continue
    }
    if ((to = sticky(doubt, i))) {
      put(i, to, { kind: 'uncertain' })
      i = to
      continue
    }
    if ((to = sticky(definite, i))) {
      put(i, to, { kind: 'definite' })
      i = to
      continue
    }
    if ((to = sticky(noDenial, i)) && !(c === '少' && changeAtJapanese(plain, i))) {
      if (/否定|除外|かもしれ/.test(plain.slice(i, to))) put(i, to, { kind: 'uncertain' })
      i = to
      continue
    }
    if ((to = sticky(notBefore, i))) {
      put(i, to, { kind: 'change', change: 'new' })
      i = to
      continue
    }
    // "可能性が高くなった": the doubt grew, not the finding.
    const doubted = tokens.at(-1)?.kind === 'uncertain' && /可能性[がはも]?$/u.test(plain.slice(tokens.at(-1)!.from, i))
    const became = doubted ? null : changeAtJapanese(plain, i)
    if (became && !phrases.get(c)?.some(([phrase, meanings]) => plain.startsWith(phrase, i) && (phrase.length > became.to - i || (phrase.length === became.to - i && meanings[0]!.kind === 'change')))) {
      put(i, became.to, { kind: 'change', change: became.change })
      i = became.to
      continue
    }
    if ((to = sticky(limited, i))) {
      put(i, to, { kind: 'limited' })
      i = to
      continue
    }
    if ((to = sticky(whole, i))) {
      put(i, to, { kind: 'normal' })
      i = to
      continue
    }
    const level = levelAtJapanese(plain, i)
    if (level) {
      put(i, level.to, { kind: 'level', level })
      i = level.to
      continue
    }
    const numbers = numberAtJapanese(plain, i)
    if (numbers) {
      for (const number of numbers.numbers) put(number.from, number.to, { kind: 'number', number })
      i = numbers.to
      // "28mm(1年前24mm)": the unit of time leaves "前" behind.
      if (numbers.numbers.at(-1)!.time && /^前(?![方壁縁面後部立腕額角節])/u.test(plain.slice(i, i + 2)) && !sticky(notBefore, i)) {
        put(i, i + 1, { kind: 'before' })
        i++
      }
      continue
    }
    const list = phrases.get(c)
    const ascii = code < 128
    const starts = (at: number): boolean => phrases.get(plain[at]!)?.some(([phrase]) => plain.startsWith(phrase, at)) ?? false
    const last = tokens.at(-1)
    const afterUnknown = last?.kind === 'word' && last.to === i && /\p{Script=Han}$/u.test(last.text)
    const known = list?.find(([phrase]) => plain.startsWith(phrase, i) && (!ascii || wordEnds(plain, i, i + phrase.length)) && !splitsName(plain, i, phrase, phrases) && !(riskyAlone.has(phrase) && (afterUnknown || (/\p{Script=Han}/u.test(plain[i + 1] ?? '') && !starts(i + 1)))))
    const from = i
    const english = /[a-z]/.test(c) && !/[a-z]/.test(plain[i - 1] ?? '') && (!known || known[0].length < 3) ? englishCueAt(plain, i) : null
    if (english) {
      if (english.kind === 'ahead') {
        closePlaces()
        if (tokens.length && denied < 0 && tokens.at(-1)!.kind !== 'open') put(i, i, { kind: 'end' })
        denied = english.until
      } else put(i, english.to, english.kind === 'back' ? { kind: 'deny', bare: true, own: false } : english.kind === 'gone' ? { kind: 'change', change: 'resolved' } : { kind: 'uncertain' })
      i = english.to
      continue
    }
    if (denied >= 0 && !known && (to = sticky(englishNarrowing, i))) {
      put(i, to, { kind: 'qualifier' })
      i = to
      continue
    }
    // "未破裂", "非癒合": not that finding.
    const unsaid = !known && (c === '未' || c === '非') ? phrases.get(plain[i + 1] ?? '')?.find(([phrase, meanings]) => plain.startsWith(phrase, i + 1) && meanings.some((one) => one.kind === 'finding')) : undefined
    if (unsaid) put(from, (to = i + 1 + unsaid[0].length), { kind: 'word' })
    else if ((to = sticky(ownDenial, i))) put(from, to, { kind: 'deny', bare: false, own: true })
    // "血栓は描出されず" denies the clot, "動脈は描出されず" is a closed artery.
    else if ((to = sticky(denial, i)) && to > i + (known && !(known[0] === '描出されず' && last?.kind === 'finding' && /^[はがも]$/u.test(plain.slice(last.to, i))) ? known[0].length : 0)) put(from, to, { kind: 'deny', bare: false, own: false })
    // "尿管は拡張せず": the verb made of the finding is denied.
    else if ((c === 'せ' || c === 'し') && last?.kind === 'finding' && last.to === i && (to = sticky(verbDenial, i))) put(from, to, { kind: 'deny', bare: false, own: false })
    else if ((!known || known[0].length < 3) && (to = sticky(bareDenial, i))) put(from, to, { kind: 'deny', bare: /^(?:なし|無し|\(-|陰性)/.test(plain.slice(from, to)), own: false })
    else if (known) {
      // "胆嚢壁肥厚" is a thick wall of the gallbladder, "頸部骨折" a fracture of the neck.
      const beyond = plain.slice(i + known[0].length, i + known[0].length + 3)
      to = i + known[0].length - (known[0].length > 1 && ((known[0].endsWith('壁') && /^の?肥厚/u.test(beyond)) || (known[0].endsWith('骨') && beyond.startsWith('折'))) ? 1 : 0)
      for (const meaning of known[1]) put(from, to, doubted && meaning.kind === 'change' ? { kind: 'word' } : meaning)
    } else {
      to = 0
      const compound = /[\p{Script=Han}\p{Script=Katakana}]/u.test(c) ? tissue.exec(plain.slice(i, i + 14)) : null
      if (compound && compound[0].length > 1 && !hasOther(plain, i, compound[0].length, phrases)) {
        to = i + compound[0].length + (plain.startsWith('腱', i + compound[0].length) ? 1 : 0)
        put(from, to, { kind: 'place', place: plain.slice(from, to) })
      } else {
        to = unknownEnd(plain, i, starts)
        if (plain.slice(i, to) === 'and' && tokens.at(-1)?.kind !== 'end' && beginsAnew(plain, to + 1)) {
          closePlaces()
          put(to, to, { kind: 'end' })
        } else if (placed < 0 && placing.test(plain.slice(i, to)) && tokens.at(-1)?.kind === 'finding') placed = tokens.length
        else if (/[\p{Script=Han}\p{Script=Katakana}a-z]/u.test(c)) put(from, to, { kind: 'word' })
      }
    }
    i = Math.max(to, i + 1)
  }
  closePlaces()
  if (denied >= 0) closeDenial(plain.length)
  return { plain, tokens }
}

const placing = /^(?:in|of|at|within|on|involving)$/

/** A word of another kind stands inside ("型急性大動脈"): then it is no name of a muscle or vessel. */
function hasOther(plain: string, from: number, length: number, phrases: ReadonlyMap<string, readonly (readonly [string, readonly Meaning[]])[]>): boolean {
  for (let at = from + 1; at < from + length; at++) {
    const inside = phrases.get(plain[at]!)?.find(([phrase]) => phrase.length > 1 && plain.startsWith(phrase, at))
    if (inside && inside[1].some((one) => one.kind !== 'place' && one.kind !== 'part')) return true
  }
  return false
}

/** One kanji that also begins or ends other words ("中心", "指摘", "手術"). */
const riskyAlone = new Set('手指島橋歯弁足頭腕胸腹肩膝肘舌臍腋股踵脚腸心石炎瘻瘤癌溝整鋭疑')

/** "左側頭葉" is left and temporal, not left side. */
function splitsName(plain: string, at: number, phrase: string, phrases: ReadonlyMap<string, readonly (readonly [string, readonly Meaning[]])[]>): boolean {
  if (!/^[左右両]側$/u.test(phrase)) return false
  return phrases.get('側')?.some(([name]) => name.length > 1 && plain.startsWith(name, at + 1)) ?? false
}

/** A word in Latin letters must not end or begin in the middle of another. */
function wordEnds(plain: string, from: number, to: number): boolean {
  // "④RUL": the number of an item may stand right before a word.
  if ((to - from < 3 ? /[a-z\d]/ : /[a-z]/).test(plain[from - 1] ?? '') && /[a-z]/.test(plain[from]!)) return false
  return !(/[a-z]/.test(plain[to - 1]!) && /[a-z]/.test(plain[to] ?? ''))
}

function unknownEnd(plain: string, at: number, known: (at: number) => boolean): number {
  const script = scriptOf(plain[at]!)
  let end = at + 1
  // "(+)、70%", "＝72": a sign never takes along what stands behind it.
  if (script === 'hiragana' || script === 'other') return end
  const stops = script === 'latin' || script === 'katakana' ? () => false : known
  while (end < plain.length && end < at + 30 && scriptOf(plain[end]!) === script && !stops(end)) end++
  return end
}

function scriptOf(c: string): string {
  if (/[a-z]/.test(c)) return 'latin'
  if (/[\p{Script=Katakana}ー]/u.test(c)) return 'katakana'
  if (/\p{Script=Han}|々/u.test(c)) return 'kanji'
  return /[ぁ-ん]/.test(c) ? 'hiragana' : 'other'
}
