/** How honest the odds of one language are, and what an accepted error costs; measured on a calibration split, stored with the weights. */
export type StatusReliability = {
  language: 'en' | 'ja'
  /** What it was measured on, in one line with the number of reports. */
  data: string
  expectedCalibrationError: number
  bins: { from: number; to: number; count: number; meanProbability: number; accuracy: number }[]
  /** For each accepted error: answers under `threshold` are withheld. Shares of 1, `n` reports. */
  band: { acceptedError: number; threshold: number; abstained: number; errorAfter: number; n: number }[]
}
