import { describe, expect, it } from 'vitest'
import { barLayout } from './bar-layout.ts'

const frame = { width: 400, height: 80, left: 0, right: 0, top: 10, bottom: 20 }
const months = (count: number) => Array.from({ length: count }, (_, index) => ({ month: `m${index}`, count: index }))

describe('bars by month', () => {
  it('share one scale: the highest count fills the height, half of it half, none none', () => {
    const { bars, base } = barLayout([{ month: 'a', count: 8 }, { month: 'b', count: 4 }, { month: 'c', count: 0 }], 8, frame)
    expect(base).toBe(60)
    expect(bars.map(({ height }) => height)).toEqual([50, 25, 0])
    expect(bars[0]?.y).toBe(10)
  })

  it('with nothing counted have no height instead of an endless one', () => {
    expect(barLayout([{ month: 'a', count: 0 }], 0, frame).bars[0]).toMatchObject({ height: 0, y: 60 })
    expect(barLayout([], 0, frame).bars).toEqual([])
  })

  it('months never run into each other below, and the last is named', () => {
    const { bars } = barLayout(months(60), 60, frame)
    const named = bars.filter(({ label }) => label)
    expect(named.at(-1)?.month).toBe('m59')
    for (const [index, bar] of named.entries()) if (index > 0) expect(bar.x - named[index - 1]!.x).toBeGreaterThanOrEqual(56)
  })

  it('stay inside the frame for one month and for many', () => {
    for (const count of [1, 12, 240]) for (const { x, width } of barLayout(months(count), count, frame).bars) expect(x >= 0 && x + width <= 400).toBe(true)
  })
})
