import type { CountedShare } from '../../../domain/cohort/cohort.ts'
import { strings } from '../../lib/strings.ts'

const words = strings.cohort

/** Width of an interval, as a share of 1, above which a figure is called too uncertain to rely on: ±10 points is what a reader would still act on. */
export const widestUsefulInterval = 0.2

/** `97.5 %`: one decimal, because the interval decides how much of it counts. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

export const interval = ({ low, high }: { low: number; high: number }): string => words.interval((low * 100).toFixed(1), percent(high))

/** What must be said beside a figure because too little was adjudicated; null where it stands by itself. */
export function tooFew(word: string, share: CountedShare | null): string | null {
  if (share === null || share.n === 0) return words.noneOf(word)
  return share.high - share.low > widestUsefulInterval ? words.tooFew(word, share.n) : null
}
