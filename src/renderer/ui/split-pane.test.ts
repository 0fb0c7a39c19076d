import { describe, expect, it } from 'vitest'
import { clampShare } from './split-pane.tsx'

describe('clampShare', () => {
  it('never lets a pane disappear, whatever was stored or dragged', () => {
    expect(clampShare(0.02, 0.3, 0.8)).toBe(0.3)
    expect(clampShare(4, 0.3, 0.8)).toBe(0.8)
    expect(clampShare(Number.NaN, 0.3, 0.8)).toBe(0.3)
    expect(clampShare(0.5, 0.3, 0.8)).toBe(0.5)
  })
})
