import { describe, expect, it } from 'vitest'
import type { ModelProgress } from '../../../domain/model/catalog.ts'
import { shareOf } from './model-jobs.ts'

const progress = (received: number, total: number): ModelProgress => ({ phase: 'downloading', received, total, secondsLeft: null, message: '' })

describe('shareOf', () => {
  it('is unknown while the size is, instead of 0 ÷ 0, and never more than all', () => {
    expect(shareOf(null)).toBeNull()
    expect(shareOf(progress(0, 0))).toBeNull()
    expect(shareOf(progress(50, 200))).toBe(0.25)
    expect(shareOf(progress(201, 200))).toBe(1)
  })
})
