import type { WeighedSentence } from './extractive.ts'

/** From here on a sentence stays before what is lighter, wherever it stands in the findings. */
const vital = 5.5
/** Lighter than this a sentence stays behind what is needed. */
const needed = 2

/**
 * The heaviest sentence first, then what is vital, needed and slight, each in the order of the findings: what belongs together stands
 * together, as people write it. Sentences keep their place by exchanging weights.
 */
export function inReadingOrder(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  const [first, ...rest] = sentences.toSorted((a, b) => b.weight - a.weight)
  if (!first) return []
  const bands = [rest.filter(({ weight }) => weight >= vital), rest.filter(({ weight }) => weight < vital && weight >= needed), rest.filter(({ weight }) => weight < needed)]
  const place = ({ evidence }: WeighedSentence) => evidence[0]?.start ?? 0
  return [first, ...bands.flatMap((band) => band.toSorted((a, b) => place(a) - place(b)).map((one, i) => ({ ...one, weight: band[i]!.weight })))]
}
