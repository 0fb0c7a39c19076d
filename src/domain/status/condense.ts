import { readStatus } from './classify-status.ts'
import { symbolsOf, topics } from './learned/sentence-symbols.ts'

/**
 * Longer English texts than those the classifiers learned from (nine of ten are shorter) are read without what speaks of other organs only; characters.
 * Japanese ones are not: on public reports two more became wrong that way (models/training/status/README.md).
 */
const longestEnglish = 560

/**
 * The sentences that could bear on bone metastasis: those that name a bone, a metastasis or a lesion, and those that tell a course without
 * naming an organ, since they may go on from such a one. The whole text where that leaves nothing.
 */
export function condensed(judged: string): string {
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
