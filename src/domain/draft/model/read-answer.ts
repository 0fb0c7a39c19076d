import { normaliseText } from '../../text/normalise.ts'
import { splitSentences } from '../../text/sentences.ts'

/** Most sentences a conclusion is read for; a model that goes on is repeating itself. */
const mostSentences = 24
/** Characters of an answer that are read. */
const longestAnswer = 20_000

const heading = /^[\s*_#>]*(?:impression|conclusion|summary|opinion|assessment|conclusions|impressions|answer|診断|画像診断|結論|所見まとめ|まとめ|インプレッション)[\s*_]*[:：\-–]?[\s*_]*/iu
const templateToken = /<\|[a-z_]{2,24}\|>|<\/?s>|\[\/?INST\]/gi
const chatter = /^(?:here(?:'s| is| are)\b|sure[,!. ]|certainly[,!. ]|based on the (?:findings|report|provided)|the following is|as an ai|i (?:cannot|can't|am unable)|note:|please (?:note|let|consult)|以下(?:は|に|が)|承知|了解)/i
/** A rest that begins another section or an echo of the prompt: everything after it is not the conclusion. */
const nextSection = /\n[\s*_#]*(?:findings|indication|technique|comparison|modality|recommendations? for the radiologist|user|assistant|system|所見|検査目的|撮影方法)[\s*_]*[:：]/i

/**
 * Turns a model's answer into sentences: headings, list numbers, markdown, template tokens, chatter, repeated sentences and an
 * unfinished tail are left out. `complete` is false while tokens may still follow or the answer was stopped.
 */
export function readAnswer(answer: string, complete = true): string[] {
  let text = answer.slice(0, longestAnswer).replace(templateToken, '\n').replace(/```[a-z]*/g, '\n')
  const end = nextSection.exec(text)
  if (end && end.index > 0) text = text.slice(0, end.index)
  text = text.replace(/\*\*|__/g, '')
  while (heading.test(text) && heading.exec(text)![0].trim().length > 1) text = text.replace(heading, '')
  const sentences: string[] = []
  const seen = new Set<string>()
  const parts = splitSentences(text)
  for (const [index, part] of parts.entries()) {
    // A heading belongs to the first sentence after it only.
    const led = part.heading && /^[:：\s]*$/.test(text.slice(part.heading.end, part.start))
    const raw = (part.heading && led && /[:：]/.test(text[part.heading.end] ?? '') && !heading.test(`${text.slice(part.heading.start, part.heading.end)}:`)
      ? `${text.slice(part.heading.start, part.heading.end)}: ` : '') + text.slice(part.start, part.end)
    const sentence = raw.replace(/\s+/g, ' ').replace(/^["'“”]+|["'“”]+$/g, '').trim()
    const last = index === parts.length - 1
    if (last && !complete && !/[.!?。！？]["'”)）]?$/.test(sentence)) break
    if (!/\p{L}/u.test(sentence) || chatter.test(sentence)) continue
    const key = normaliseText(sentence).text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    if (seen.has(key)) continue
    seen.add(key)
    sentences.push(sentence)
    if (sentences.length >= mostSentences) break
  }
  return sentences
}
