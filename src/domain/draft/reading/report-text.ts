import type { TextRange } from '../../report/range.ts'
import { readSentence } from '../../text/read-sentence.ts'
import { splitSentences } from '../../text/sentences.ts'
import type { DraftInput } from '../draft.ts'

/** What stands in a text and is none of the report's, in the order of the text. */
export type PassedOver = TextRange & { kind: 'instruction' | 'code' }

/** Roles that a chat template names after its opening mark. */
const role = '(?:system|user|assistant|model|tool)'
/** Marks of chat templates, markup and of our own prompts; a size ("<5 mm") and "right > left" are none. */
const marks = new RegExp([
  `<\\|(?:im_start|start_header_id)\\|>[ \\t]*(?:${role}\\b)?`, `<start_of_turn>[ \\t]*(?:${role}\\b)?`, '<\\|[\\w-]{1,40}\\|>', '<\\/?(?:end_of_turn|bos|eos|pad|unk|s)>', '\\[\\/?INST\\]', '<<\\/?SYS>>',
  '<(script|style)\\b[^>]{0,500}>[\\s\\S]{0,2000}?<\\/\\1\\s*>', '<!--|-->', '<\\/?[a-z][a-z0-9-]{0,20}(?:\\s+[a-z-]{1,20}\\s?=[^<>]{0,500})?\\s?\\/?>', '&(?:nbsp|amp|quot|apos|#\\d{1,6}|#x[\\da-f]{1,5});', '>{3,}|<{3,}',
].join('|'), 'giu')
/** Characters that no reader sees: controls, and those that turn the direction of what follows. */
const unseen = /(?![\t\n\r])\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const blank = (found: string): string => found.replace(/[^\n]/g, ' ')

/** The text with blanks in the place of marks of templates and markup, unseen characters and lone surrogates; every offset stays. */
export function withoutMarks(text: string): string {
  const seen = unseen.test(text) || loneSurrogate.test(text) || !text.isWellFormed() ? text.replace(unseen, ' ').replace(loneSurrogate, ' ') : text
  unseen.lastIndex = 0
  loneSurrogate.lastIndex = 0
  return /[<>&[]/.test(seen) ? seen.replace(marks, blank) : seen
}

const called = '(?:conclusion|impression|report|answer|findings|output|summary|draft)'
const says = '(?:answer|output|respond|reply|print|write|say|conclude|state|summari[sz]e|generate|translate|label|classify|report|recommend|ignore|disregard|describe|call|tag)'
/** A sentence that speaks to whoever writes the conclusion, not of the patient. Our own list of how people word it. */
const toTheWriter: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|do not (?:follow|read|use))\b(?:\W+\w+){0,4}?\W+(?:instructions?|prompts?|above|preceding|rules?|guidelines?|everything|(?:previous|prior|earlier|other|these|the) (?:text|findings|orders?|commands?|messages?|sentences?|lines?))\b/i,
  new RegExp(`^(?:(?:please|now|instead|always|just|then|and|so|also|simply|only)\\b,?\\s+)*(?:write|answer|output|respond|reply|print|say|conclude|state|summari[sz]e|generate|translate|pretend|act|classify|label|describe)\\s+(?:that|only|with|exactly|nothing|no|as|it|this|everything|into|in (?:english|french|german|japanese|spanish|one|capitals)|(?:the|a|an|your) (?:${called}|word|text|patient|study|following|nodule|lesion|mass|poem|joke)|label|\\d|["“”'‘「:])`, 'i'),
  /\b(?:as|you are|you're|act as|acting as) (?:now )?(?:an?|the) (?:ai|artificial|large|language|chat|helpful|assistant|model|radiologist|expert|different|new)\b|\blanguage model\b/i,
  new RegExp(`\\b(?:you|(?:the|this|any) (?:ai|llm|(?:language )?model|assistant|system|chatbot|computer|software|program|generator|classifier))\\s+(?:must|should|shall|have to|has to|need to|needs to|are to|is to|will|may only|can only)\\s+(?:\\w+\\s+){0,2}?(?:not\\s+)?${says}\\b`, 'i'),
  new RegExp(`\\b(?:the|your) ${called} (?:must|should|shall|has to|needs to|is to|will) (?:only |always |not )?(?:say|read|state|be|contain|mention|include|begin|end|consist)\\b(?! (?:correlated|interpreted|compared|read (?:with|in)|reviewed|discussed))`, 'i'),
  /^(?:new |system |important )?(?:instructions?|prompt|system prompt|note to (?:the )?(?:ai|model|assistant|writer))\s*[:：]/i,
  /(?:指示|命令|プロンプト|上記|以上|これまで|ここまで|前述|ルール|規則)[^。\n]{0,20}(?:無視|忘れ|従わ)/u,
  /(?:と|を|だけ|のみ|で|に|として)(?:だけ|のみ)?(?:書け|書きなさい|書くこと|書いて(?:ください|下さい)|答えよ|答えろ|答えなさい|答えて(?:ください|下さい)|(?:出力|回答|記載|結論|返答|分類|翻訳|判定)(?:せよ|しろ|しなさい|すること|して(?:ください|下さい)))/u,
  /あなたは[^。\n]{0,20}(?:AI|ＡＩ|人工知能|アシスタント|モデル|医師|専門家)/iu,
]
const anyWord = /\b(?:ignore|disregard|forget|override|follow|read|use|write|answer|output|respond|reply|print|say|conclude|state|summari[sz]e|generate|translate|pretend|act|classify|label|describe|acting|you|language model|model|assistant|system|ai|llm|chatbot|computer|software|program|generator|classifier|conclusion|impression|report|summary|draft|findings|instructions?|prompt|note)\b|無視|忘れ|従わ|書|答|出力|回答|記載|結論|返答|分類|翻訳|判定|あなた/i
const roleHeading = /^(?:system|assistant|user|ai|llm|model|prompt|instructions?|system prompt)$/i

/** Characters of a sentence that are looked at. */
const longestRead = 2000

/** Offset in the sentence where it begins to speak to the writer; null when it does not. */
function addressed(sentence: string): number | null {
  const text = sentence.slice(0, longestRead)
  if (!anyWord.test(text)) return null
  const at = Math.min(...toTheWriter.map((one) => one.exec(text)?.index ?? Infinity))
  if (at === Infinity) return null
  const before = readSentence(text, { start: 0, end: at })
  return before.units.some(({ kind }) => kind === 'finding' || kind === 'anatomy' || kind === 'measure') ? at : 0
}

/** Longest stretch that is taken for one instruction with what it quotes. */
const longestQuote = 600

function instructionsIn(text: string): PassedOver[] {
  if (!anyWord.test(text)) return []
  const found: PassedOver[] = []
  const sentences = splitSentences(text)
  for (let i = 0; i < sentences.length; i++) {
    const one = sentences[i]!
    const heading = one.heading && one.heading.end <= one.start && /^[:：*\-–— \t]*$/.test(text.slice(one.heading.end, one.start)) ? one.heading : null
    const headed = heading ? text.slice(heading.start, heading.end).replace(/[:：\s*]+$/u, '') : ''
    const byHeading = heading !== null && (roleHeading.test(headed) || addressed(`${headed}:`) !== null)
    const at = byHeading ? 0 : addressed(text.slice(one.start, one.end))
    if (at === null) continue
    const start = byHeading ? heading.start : one.start + at
    let { end } = one
    // What it says in quotes belongs to it, over full stops.
    while (opensQuote(text.slice(start, end)) && sentences[i + 1] && sentences[i + 1]!.end - start < longestQuote) {
      end = sentences[++i]!.end
      if (sentences[i + 1] && /^(?:and|then|or)\b/.test(text.slice(sentences[i + 1]!.start, sentences[i + 1]!.start + 5))) end = sentences[++i]!.end
    }
    const last = found.at(-1)
    if (last && last.end >= start) last.end = Math.max(last.end, end)
    else found.push({ start, end, kind: 'instruction' })
  }
  return found
}

const opensQuote = (text: string): boolean => (text.match(/["“”]/g)?.length ?? 0) % 2 === 1 || (text.match(/「/g)?.length ?? 0) > (text.match(/」/g)?.length ?? 0)

/** Signs of program code in a line; two of them, or one strong one, make it code. */
const strongCode = /\b(?:SELECT\s.{1,200}\sFROM|DROP\s+TABLE|INSERT\s+INTO|DELETE\s+FROM|UPDATE\s+\w+\s+SET)\b|^\s*(?:#include\b|import\s+[\w{*].{0,80}\sfrom\s|from\s+[\w.]+\s+import\b|(?:async\s+)?function\s+\w*\s*\(|def\s+\w+\s*\(.*\)\s*:|(?:const|let|var)\s+\w+\s*=)|=>\s*[{(]|\{\s*"[^"]{1,40}"\s*:|\bconsole\.log\(|\bprintf?\(/
const weakCode: readonly RegExp[] = [/[;{}]\s*(?:\/\/.*)?$/, /\w\([^()]{0,80}\)\s*[;{:]/, /&&|\|\||[!=]==?|\+\+|\+=|->\w/, /^\s*(?:if\s*\(|else\s*[{:]|for\s*\(|while\s*\(|class\s+\w+\s*[{:(]|(?:public|private|static|void|int)\s+\w+\s*[(=]|print\s*\(|try\s*[{:]|catch\s*\()/, /\/\/|\/\*|\*\/|;\s*--/, /\b\w+\s*=\s*[\w"'[{(]/, /\w\[\w{0,20}\]/, /^\s*[}\])]+[;,]?\s*$/]
const codeMark = /[;{}=]|\bfunction\b|\bdef\b|SELECT|TABLE|INTO|FROM|print|import/

function codeIn(text: string): PassedOver[] {
  if (!codeMark.test(text)) return []
  const found: PassedOver[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (line.length < 2000 && isCode(line)) {
      const last = found.at(-1)
      if (last && text.slice(last.end, start).trim() === '') last.end = end
      else found.push({ start: start + (line.length - line.trimStart().length), end, kind: 'code' })
    }
    start = end + 1
  }
  return found
}

function isCode(line: string): boolean {
  if (!codeMark.test(line) || (!strongCode.test(line) && weakCode.filter((sign) => sign.test(line)).length < 2)) return false
  // A report that is written strangely is a report all the same.
  return !readSentence(line, { start: 0, end: line.length }).units.some(({ kind, weight }) => kind === 'finding' && weight >= 2)
}

/**
 * Findings as a report's text: blanks stand for marks of templates and markup, and for whole sentences that speak to the writer
 * or are program code, which `passed` lists. As long as the text given, so that every offset holds.
 */
export function readReportText(text: string): { text: string; passed: PassedOver[] } {
  const plain = withoutMarks(text)
  const code = codeIn(plain)
  const rest = cut(plain, code)
  const instructions = instructionsIn(rest)
  return { text: cut(rest, instructions), passed: [...code, ...instructions].toSorted((a, b) => a.start - b.start) }
}

function cut(text: string, ranges: readonly TextRange[]): string {
  return ranges.toReversed().reduce((rest, { start, end }) => rest.slice(0, start) + blank(rest.slice(start, end)) + rest.slice(end), text)
}

/** The input with every text as a report's text, and what the reader must know of what was passed over; offsets stay. */
export function asReportText(input: DraftInput): { input: DraftInput; notice: string | null } {
  const { text, passed } = readReportText(input.findings)
  const { indication, comparison } = input
  const clean = { ...input, findings: text, ...(indication !== undefined && { indication: withoutMarks(indication) }), ...(comparison !== undefined && { comparison: withoutMarks(comparison) }) }
  return { input: clean, notice: passedNotice(input.findings, passed) }
}

const longestQuoted = 90

function passedNotice(text: string, passed: readonly PassedOver[]): string | null {
  const told = (['instruction', 'code'] as const).flatMap((kind) => {
    const [first, ...more] = passed.filter((one) => one.kind === kind)
    if (!first) return []
    const quoted = withoutMarks(text.slice(first.start, first.end)).replace(/\s+/g, ' ').trim()
    const quote = `“${quoted.length <= longestQuoted ? quoted : `${quoted.slice(0, longestQuoted).toWellFormed().replaceAll('\ufffd', '')}…`}”${more.length > 0 ? ` and ${String(more.length)} more` : ''}`
    return [kind === 'instruction' ? `This tells the writer what to do and was not read as a finding: ${quote}.` : `This is program code and was not read as a finding: ${quote}.`]
  })
  return told.length > 0 ? told.join(' ') : null
}
