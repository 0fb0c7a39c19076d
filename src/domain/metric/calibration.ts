/** One answer with how sure it was: the probability of its most likely class, 0 to 1, and whether that class was right. */
export type Confidence = { probability: number; right: boolean }

/** One bar of a reliability diagram. `confidence` and `accuracy` are means of the bin; NaN when it is empty. */
export type CalibrationBin = { low: number; high: number; n: number; confidence: number; accuracy: number }

/**
 * Expected calibration error over equal-width bins of the top probability, 0 (honest) to 1 (Guo 2017). A probability on the
 * border belongs to the lower bin. NaN for no answers.
 */
export function calibrationError(answers: readonly Confidence[], binCount = 10): { value: number; n: number; bins: CalibrationBin[] } {
  const sums = Array.from({ length: binCount }, () => ({ n: 0, probability: 0, right: 0 }))
  for (const { probability, right } of answers) {
    const bin = sums[Math.min(binCount - 1, Math.max(0, Math.ceil(probability * binCount) - 1))]!
    bin.n++
    bin.probability += probability
    bin.right += Number(right)
  }
  const bins = sums.map(({ n, probability, right }, i) => ({ low: i / binCount, high: (i + 1) / binCount, n, confidence: probability / n, accuracy: right / n }))
  const gap = sums.reduce((sum, { probability, right }) => sum + Math.abs(probability - right), 0)
  return { value: gap / answers.length, n: answers.length, bins }
}
