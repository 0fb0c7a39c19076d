import type { PlainReading, PlainWish } from './plain-wish.ts'
import { readTarget } from './rule-target.ts'

/**
 * Reads plain words ("Start with the answer to the question; leave out degenerative change of the spine"), English and Japanese.
 * What holds only under a condition, names something unknown or is anything else is `free`: it is never followed by half.
 */
export function readPlainWish(written: string): PlainReading {
  const reading: PlainReading = { wishes: [], free: [] }
  for (const clause of written.normalize('NFKC').split(/[;!\n。]+|\.(?=\s|$)/u)) {
    if (!/[\p{L}\p{N}]/u.test(clause)) continue
    const read = condition.test(clause) ? null : /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(clause) ? readJapanese(clause) : readEnglish(clause)
    reading.wishes.push(...(read?.wishes ?? []))
    reading.free.push(...(read?.free ?? [clause.trim()]))
  }
  // "In prose, no list": what is not wanted is said already by what is.
  const formed = reading.wishes.some((one) => one.about === 'form' && one.form !== 'lines')
  const said = reading.wishes.map((one) => JSON.stringify(one))
  return { ...reading, wishes: reading.wishes.filter((one, i) => said.indexOf(said[i]!) === i && !(formed && one.about === 'form' && one.form === 'lines')) }
}

/** "… unless severe", "…の場合": followed always it would be wrong as often as right. */
const condition = /\b(?:(?<!even )(?:if|when)|whenever|unless|except|excepting|where|provided|apart from|other than|in case|only(?! the (?:most )?important)|rather than|instead of)\b(?<!key findings only)|場合|(?:と|時)きは?|限り|以外|のみ|だけ|ただし/iu

type Piece = { text: string; start: number; end: number }

function piecesOf(clause: string, separator: RegExp): Piece[] {
  const pieces: Piece[] = []
  let start = 0
  for (const found of [...clause.matchAll(separator), { index: clause.length, 0: '' }]) {
    const text = clause.slice(start, found.index)
    if (text.trim()) pieces.push({ text: text.trim(), start, end: found.index })
    start = found.index + found[0].length
  }
  return pieces
}

const omit = String.raw`(?:leave out|omit|skip|drop|exclude|ignore|suppress|(?:do not|don't|never|not) (?:mention|report|list|include|tell|comment on|describe|name|repeat)|no mention of|without mention(?:ing| of)?)`
const tell = String.raw`(?:mention|report(?: on)?|comment on|include|state|tell|describe|say something (?:about|on)|say whether there (?:is|are)|(?:do not|don't|never|not) (?:leave out|omit|skip|forget(?: to mention)?|drop|ignore))`
const polite = String.raw`(?:(?:please|always|then|also|but|in every report|at all times)\s+)*`
const verbs: readonly (readonly ['leave-out' | 'mention', RegExp])[] = [
  ['mention', new RegExp(`^${polite}${tell}\\s+(.+)$`, 'iu')],
  ['leave-out', new RegExp(`^${polite}${omit}\\s+(.+)$`, 'iu')],
  ['leave-out', new RegExp(`^${polite}leave\\s+(.+)\\s+out$`, 'iu')],
  ['leave-out', /^(.+?)\s+(?:(?:is|are|must be|should be|need|needs)\s+)?(?:(?:always|never|not(?: to be)?|to be)\s+)?(?:left out|omitted|skipped)$/iu],
  ['leave-out', /^(.+?)\s+(?:is|are|must|should)\s+(?:never|not)\s+(?:to )?(?:be )?(?:mentioned|reported|told|listed|included)$/iu],
  ['mention', /^(.+?)\s+(?:is|are|must|should)\s+(?:always\s+)?(?:to )?(?:be )?(?:always\s+)?(?:mentioned|reported|told|stated|included|commented on)$/iu],
]
/** "never left out" is a wish to mention, which the form above would take for the opposite. */
const neverLeftOut = /^(.+?)\s+(?:is|are|must|should)\s+(?:never|not)\s+(?:to )?(?:be )?(?:left out|omitted|skipped)$/iu
const politeAtEnd = /\s+(?:please|always|at all times|in (?:every|each) (?:report|conclusion)|(?:in|from) (?:the|a) (?:conclusion|impression)|even (?:when|if) normal)$/iu

function readEnglish(clause: string): PlainReading {
  const wishes: PlainWish[] = []
  const unread: Piece[] = []
  let going: 'leave-out' | 'mention' | null = null
  // "lung and pleura" is one thing to name, "short, and as a list" are two wishes: each piece is tried by itself first.
  for (const piece of piecesOf(clause, /\s*[,/]\s*(?:and|but|or)?\s+|\s+(?:and|but|or)\s+/giu)) {
    const text = piece.text.replace(politeAtEnd, '')
    const asked = objectOf(text)
    if (asked) {
      const known = readTarget(asked.what, asked.about) !== null
      if (known) wishes.push(asked)
      else unread.push(piece)
      going = known ? asked.about : null
      continue
    }
    const general = readGeneral(text)
    if (general?.wishes.length) {
      wishes.push(...general.wishes)
      if (general.more) unread.push(piece)
      going = null
    } else if (going && readTarget(text, going)) nameMore(wishes, going, text)
    else if (general?.more !== false) {
      unread.push(piece)
      going = null
    }
  }
  return { wishes, free: joined(unread, clause) }
}

/** "Degenerative change of the spine and hips": a place alone belongs to the finding before it. */
function nameMore(wishes: PlainWish[], about: 'leave-out' | 'mention', what: string): void {
  const last = wishes.at(-1)
  const places = readTarget(what, about)?.findings.length === 0
  if (places && last && (last.about === 'leave-out' || last.about === 'mention') && readTarget(last.what, about)?.places.length && readTarget(last.what, about)?.findings.length) wishes[wishes.length - 1] = { about, what: `${last.what} and ${what}` }
  else wishes.push({ about, what })
}

function objectOf(text: string): { about: 'leave-out' | 'mention'; what: string } | null {
  const never = neverLeftOut.exec(text)?.[1]
  if (never) return { about: 'mention', what: never.replace(/^the /iu, '') }
  for (const [about, pattern] of verbs) {
    const what = pattern.exec(text)?.[1]?.replace(/^(?:the |any |all )+/iu, '')
    if (what && !/^(?:everything|all|the rest|nothing)\b/iu.test(what)) return { about, what: what.trim() }
  }
  return null
}

const leavesOutJapanese = /^(.+?)(?:について(?:は)?|に関して(?:は)?|は|を|も|には|に)?(?:(?:決して|必ず|常に))?(?:記載しない|書かない|触れない|言及しない|述べない|省く|省いて|省略|除く|除いて|除外|不要)(?:する|して)?(?:こと|ください)?$/u
const mentionsJapanese = /^(?:必ず|常に)?(.+?)(?:について(?:は)?|に関して(?:は)?|は|を|も|には|に)?(?:必ず|常に)?(?:記載|書く|書いて|触れる|触れて|言及|述べる|述べて|入れる|入れて|省かない|省略しない)(?:する|して)?(?:こと|ください)?$/u

function readJapanese(clause: string): PlainReading {
  const wishes: PlainWish[] = []
  const unread: Piece[] = []
  // What is to be left out stands before its verb: "嚢胞、脂肪肝は省く".
  let waiting: Piece[] = []
  for (const piece of piecesOf(clause, /、|,\s*/gu)) {
    const general = readGeneral(piece.text)
    if (general?.wishes.length) {
      wishes.push(...general.wishes)
      if (general.more) unread.push(piece)
      continue
    }
    const without = leavesOutJapanese.exec(piece.text)?.[1]
    const what = without ?? mentionsJapanese.exec(piece.text)?.[1]
    if (!what) {
      waiting.push(piece)
      continue
    }
    const about = without ? 'leave-out' : 'mention'
    const names = [...waiting.map(({ text }) => text), ...what.split(/[・や]|および|及び|と(?=\p{L})/u)]
    if (names.every((name) => readTarget(name, about))) wishes.push(...names.map((name): PlainWish => ({ about, what: name })))
    else unread.push(...waiting, piece)
    waiting = []
  }
  return { wishes, free: joined([...unread, ...waiting].toSorted((a, b) => a.start - b.start), clause) }
}

/** Neighbouring pieces in the person's own words, with what stood between them. */
function joined(pieces: readonly Piece[], clause: string): string[] {
  const runs: { start: number; end: number }[] = []
  for (const { start, end } of pieces) {
    const last = runs.at(-1)
    if (last && /^(?:[\s,/、]|and|but|or)*$/iu.test(clause.slice(last.end, start))) last.end = end
    else runs.push({ start, end })
  }
  return runs.map(({ start, end }) => clause.slice(start, end).trim())
}

const answer = String.raw`(?:the\s+|an?\s+)?(?:direct\s+)?(?:answer|reply|response)(?:\s+to\s+(?:the\s+)?(?:(?:clinical|referrer's|clinician's)\s+)?(?:question|indication|request))?`
const question = String.raw`(?:the\s+)?(?:(?:clinical|referrer's|clinician's)\s+)?(?:question|indication)`
const startsWith = String.raw`(?:start|begin|open|lead)(?:\s+(?:with|by))?`
const never = String.raw`(?:do\s+not|don't|never|not)`
const counts: Record<string, number> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, a: 1, 'a single': 1, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }
const count = String.raw`(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|a single)`

type General = readonly [pattern: RegExp, wish: (found: RegExpExecArray) => PlainWish | null]

const generals: readonly General[] = [
  [new RegExp(`\\b${never}\\s+(?:${startsWith}\\s+${answer}|answer\\s+${question}\\s+first)`, 'iu'), () => ({ about: 'order', first: 'findings' })],
  [new RegExp(`\\b${never}\\s+${startsWith}\\s+(?:the\\s+)?findings\\b`, 'iu'), () => ({ about: 'order', first: 'answer' })],
  [new RegExp(`\\b${startsWith}\\s+(?:${answer}|answering\\s+${question})|\\banswer\\s+${question}\\s+first|\\b(?:put\\s+|give\\s+)?${answer}\\s+(?:goes\\s+|comes\\s+|stands\\s+|must come\\s+)?(?:first|at the (?:top|beginning|start)|in the first sentence)|\\bfirst\\s+(?:give\\s+)?${answer}`, 'iu'), () => ({ about: 'order', first: 'answer' })],
  [new RegExp(`\\b${startsWith}\\s+(?:the\\s+)?(?:(?:most\\s+)?(?:important|main|abnormal|positive)\\s+)?findings\\b|\\b(?:put\\s+)?(?:the\\s+)?(?:positive\\s+|abnormal\\s+)?findings\\s+(?:go\\s+|come\\s+)?(?:first|before\\s+${answer})|\\b(?:put\\s+)?${answer}\\s+(?:goes\\s+|comes\\s+)?(?:last|at the end)`, 'iu'), () => ({ about: 'order', first: 'findings' })],
  [/(?:まず)?(?:臨床的?)?(?:質問|依頼|検査目的|疑問)(?:に対する|への|の)?(?:答え|回答|結論)?(?:を|から|に|は)?(?:最初|先|冒頭|はじめ|始め)(?:に|から)?(?:書く|述べる|記載(?:する)?|答える|示す|置く)?|まず(?:質問|依頼|検査目的)に答える?/u, () => ({ about: 'order', first: 'answer' })],
  [/所見(?:を|から)(?:最初|先|冒頭|はじめ|始め)?(?:に|から)?(?:書く|述べる|記載(?:する)?|始める)?/u, () => ({ about: 'order', first: 'findings' })],
  [/\b(?:one|a|each) sentence (?:per|a|on (?:each|its own|a separate)|for each) (?:new |own )?line\b|一文ずつ改行|一行に一文/iu, () => ({ about: 'form', form: 'lines' })],
  [new RegExp(`\\b(?:at least|(?<!no |not |never )more than|no (?:fewer|less) than|minimum(?: of)?|between)\\s+${count}|\\b${count}\\s+(?:sentences?|lines?)\\s+(?:or more|at least)`, 'iu'), () => null],
  [new RegExp(`\\b(?:(?:keep|limit|restrict)\\s+(?:it|the conclusion|the impression|them)?\\s*(?:to|within|at|under)?\\s*)?(?:(?:at most|no more than|not more than|never more than|up to|a?\\s?maximum(?: of)?|max|within|to|in)\\s+)*${count}\\s+(?:short\\s+|brief\\s+)?(?:sentences?|lines?|points?|items?)(?!\\s+(?:per|each|a|for|on)\\b)(?:\\s+(?:at most|or fewer|or less|at the most|maximum|max|only))?`, 'iu'), most],
  [/(?:最大|最長|多くとも|長くとも)?(\d{1,2}|[一二三四五六七八九十])\s?文(?:以内|以下|まで|で)(?:に|とする|まとめる|書く)*/u, most],
  [/\b(?:no|not|never|without|avoid|don't use|do not use)\s+(?:an?\s+|as\s+|any\s+)*(?:numbered\s+|bulleted\s+)?(?:list|lists|numbers|numbering|bullets|bullet points|numbered|itemi[sz]ed)\b|箇条書きにしない|番号(?:を|は)?(?:つけ|付け)ない/iu, () => ({ about: 'form', form: 'lines' })],
  [/\bnumber (?:the |each |every |all )?(?:sentences?|lines?|points?|items?|findings?)\b/iu, () => ({ about: 'form', form: 'list' })],
]

function most(found: RegExpExecArray): PlainWish | null {
  const sentences = counts[found[1]!.toLowerCase()] ?? Number(found[1])
  return sentences >= 1 ? { about: 'most', sentences } : null
}

/** Words for a form and a length; `askFillers` say nothing of their own beside them. */
const askPatterns: readonly (readonly ['list' | 'prose' | 'shorter' | 'longer', RegExp])[] = [
  ['list', /\b(?:as |in )?(?:an? )?(?:numbered |bulleted |bullet )?(?:list|bullets?(?: points?)?)\b|\b(?:numbered|itemi[sz]ed|one finding (?:a|per) line|enumerated?)\b|箇条書き(?:で|に)?|番号(?:付き|をつけて|で)?|リスト(?:で|に)?/giu],
  ['prose', /\b(?:as |in )?(?:running |continuous )(?:text|prose)\b|\b(?:as |in )?prose\b|\b(?:as |in )?(?:one|a|single) paragraph\b|\bno list\b|文章で|続けて/giu],
  ['shorter', /\b(?:(?:much|even|a bit|very|as) )?(?:short(?:er|ly)?|brief(?:er|ly)?|concise(?:ly)?|terse(?:ly)?|less detail(?:ed)?|only the (?:most )?important|key findings only)\b|もっと短く|短く|簡潔に?|手短に?/giu],
  ['longer', /\b(?:(?:much|a bit) )?(?:longer|more detail(?:ed)?|in (?:more )?detail|complete(?:ly)?|mention (?:all|everything))\b|もっと詳しく|詳しく|長く/giu],
]
const askFillers = /\b(?:please|as|an?|and|but|it|make|write|give|draft|the|this|conclusion|impression|keep|in|be|with|of)\b|してください|お願いします?|結論を?|で|に|を|、|。/giu
const emptyWords = /\b(?:then|other|rest|findings|them|sentences?|always|every|each|report|short|use|style|form|format|text)\b|まとめる|記載|書く|する|こと|必ず|常に|結論/giu
const negation = /\b(?:not|don't|never|no|avoid|without|less than|neither|nor|too)\b|ない|なし/iu

/** Order, form, length. `more`: words are left that nothing here understands; null: it must not be read in part. */
function readGeneral(text: string): { wishes: PlainWish[]; more: boolean } | null {
  const wishes: PlainWish[] = []
  let rest = text
  for (const [pattern, wish] of generals) {
    const found = pattern.exec(rest)
    if (!found) continue
    const made = wish(found)
    if (made === null) return null
    wishes.push(made)
    rest = rest.slice(0, found.index) + ' ' + rest.slice(found.index + found[0].length)
  }
  // "not too short": the opposite of what the words say. "No list" and the like are read above.
  if (negation.test(rest.replace(/\bless detail(?:ed)?\b/giu, ''))) return wishes.length ? { wishes, more: true } : null
  for (const [ask, pattern] of askPatterns) {
    const without = rest.replace(pattern, ' ')
    if (without === rest) continue
    wishes.push(ask === 'list' || ask === 'prose' ? { about: 'form', form: ask } : { about: 'length', length: ask })
    rest = without
  }
  // "short-axis diameter", "for follow-up": no wish of length, or a condition.
  if (wishes.length && /\p{L}/u.test(rest.replace(askFillers, ' ').replace(emptyWords, ' ')) && /^\s*-|\b(?:for|in|on|after|before|during)\s+\p{L}/iu.test(rest.replace(askFillers, ' '))) return null
  return { wishes, more: /\p{L}/u.test(rest.replace(askFillers, ' ').replace(emptyWords, ' ')) }
}
