import type { StatusWeights } from '../learned/weights.ts'
import type { ReportDecision } from '../status-tag.ts'

/**
 * Probability under which answers are withheld so that at most `acceptedError` (0 to 1) of the others are wrong, as measured on
 * the calibration split of the weights. Between two measured errors the stricter one counts; below all of them the strictest.
 */
export function thresholdFor(acceptedError: number, band: StatusWeights['band']): number {
  let threshold: number | null = null
  let strictest = 0
  for (const one of band) {
    strictest = Math.max(strictest, one.threshold)
    if (one.acceptedError <= acceptedError) threshold = threshold === null ? one.threshold : Math.min(threshold, one.threshold)
  }
  return threshold ?? strictest
}

/** Withholds the label of an answer that is less sure than `threshold`; odds and evidence stay, so that a person can decide. */
export function abstainBelow(decision: ReportDecision, threshold: number, acceptedError: number): ReportDecision {
  const top = Math.max(...decision.probabilities)
  const sure = decision.sure ?? top
  if (decision.label === null || sure >= threshold) return decision
  const percent = (share: number): string => `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`
  return {
    ...decision,
    label: null,
    uncertain: true,
    reason: `abstains: its best label is ${decision.label} with ${percent(top)}${decision.sure === undefined ? '' : `; answers reached this way were right in ${percent(sure)}`}; with an accepted error of ${percent(acceptedError)} answers under ${percent(threshold)} are left to a person. ${decision.reason}`,
  }
}
