import type { WeighedSentence } from '../telling.ts'

/** From `vital` on a sentence stays before what is lighter, wherever it stands; lighter than `needed` it stays behind. Measured for each language. */
const limits = { english: { vital: 5.5, needed: 2 }, japanese: { vital: 5, needed: 0 } }

/**
 * The heaviest sentence first, then what is vital, needed and slight, each in the order of the findings: what belongs together stands
 * together, as people write it. Sentences keep their place by exchanging weights.
 */
export function inReadingOrder(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  const [first, ...rest] = sentences.toSorted((a, b) => b.weight - a.weight)
  if (!first) return []
  const { vital, needed } = limits[/[\u3040-\u30ff\u4e00-\u9fff]/.test(first.text) ? 'japanese' : 'english']
  const bands = [rest.filter(({ weight }) => weight >= vital), rest.filter(({ weight }) => weight < vital && weight >= needed), rest.filter(({ weight }) => weight < needed)]
  const denies = ({ text }: WeighedSentence) => /^(?:[^.:;]{2,40}: )?no\b/i.test(text)
  const place = ({ evidence }: WeighedSentence) => evidence[0]?.start ?? 0
  return [first, ...bands.flatMap((band) => band.toSorted((a, b) => Number(denies(a)) - Number(denies(b)) || place(a) - place(b)).map((one, i) => ({ ...one, weight: band[i]!.weight })))]
}
