import { addressedFrom } from '../addressed.ts'
import { readStatus } from '../classify-status.ts'
import { symbolsOf, topics } from '../learned/sentence-symbols.ts'
import { normaliseText } from '../normalise.ts'
import { splitSentences } from '../sentences.ts'
import { tokenise } from '../tokens.ts'

/**
 * Longer English texts than those the classifiers learned from (nine of ten are shorter) are read without what speaks of other organs only; characters.
 * Japanese ones are not: on public reports two more became wrong that way (models/training/status/README.md).
 */
const longestEnglish = 560

/** A text without any of these tells its reader nothing to answer. */
const perhapsAddressed = /ignore|disregard|forget|overr|skip|discard|answer|output|respond|reply|label|classif|tag|print|assistant|model|\bai\b|llm|chatbot|algorithm|system|bot|無視|忘れ|破棄|度外視|答え|回答|出力|返答|応答|分類|判定|ラベル/i

/** The text without what it tells its reader to answer (`addressedFrom`); unchanged where it tells nothing. */
function withoutInstructions(text: string): string {
  if (!perhapsAddressed.test(text)) return text
  const normal = normaliseText(text)
  const tokens = tokenise(normal.text)
  let kept = ''
  let at = 0
  for (const { from, to, language } of splitSentences(tokens, 0, tokens.words.length, (i) => text.charAt(normal.toOriginalStart(i)))) {
    const cut = addressedFrom(tokens.words, from, to, language)
    if (cut === to) continue
    kept += text.slice(at, normal.toOriginalStart(tokens.starts[cut]!))
    at = normal.toOriginalEnd(tokens.ends[to - 1]!)
  }
  return kept + text.slice(at)
}

/**
 * The sentences that could bear on bone metastasis: those that name a bone, a metastasis or a lesion, and those that tell a course without
 * naming an organ, since they may go on from such a one. The whole text where that leaves nothing; never what it tells its reader to answer.
 */
export function condensed(whole: string): string {
  const judged = withoutInstructions(whole)
  if (judged.length <= longestEnglish) return judged
  const { language, sentences } = readStatus({ conclusion: judged })
  if (language !== 'en') return judged
  const kept = sentences.filter((sentence) => {
    const { topic, speaks } = symbolsOf(sentence)
    return topic >= topics.metastasis || (topic === topics.none && speaks)
  })
  const texts = kept.map(({ source, from, to }) => source.original.slice(source.normal.toOriginalStart(source.tokens.starts[from]!), source.normal.toOriginalEnd(source.tokens.ends[to - 1]!)))
  return texts.length > 0 ? texts.join(' ') : judged
}
