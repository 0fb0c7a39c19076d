export type Bar = { month: string; count: number; x: number; y: number; width: number; height: number; /** Whether its month stands below it. */ label: boolean; showsCount: boolean }

type Frame = { width: number; height: number; left: number; right: number; top: number; bottom: number }

/** Widest bar, room that a month needs below, and least room of a count above a bar, in CSS pixels. */
const widest = 28
const labelWidth = 56
const countWidth = 16

/** Places one bar for each month, the height of `most` filling the frame; months are named as far as there is room, the last always. */
export function barLayout(counts: readonly { month: string; count: number }[], most: number, { width, height, left, right, top, bottom }: Frame): { bars: Bar[]; base: number } {
  const base = height - bottom
  const inner = Math.max(1, width - left - right)
  const step = inner / Math.max(1, counts.length)
  const breadth = Math.max(1, Math.min(widest, step * 0.7))
  const every = Math.max(1, Math.ceil(labelWidth / step))
  const bars = counts.map(({ month, count }, index): Bar => {
    const tall = most > 0 ? ((base - top) * count) / most : 0
    return {
      month, count, x: left + step * (index + 0.5) - breadth / 2, y: base - tall, width: breadth, height: tall,
      label: (counts.length - 1 - index) % every === 0 && step * (index + 0.5) >= labelWidth / 2 - left, showsCount: step >= countWidth,
    }
  })
  return { bars, base }
}
