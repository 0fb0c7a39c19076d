import { describe, expect, it } from 'vitest'
import { formatMoment } from '../../lib/format.ts'
import { readMoment } from './read-moment.ts'

describe('readMoment', () => {
  it('gives back the moment that was typed, on this computer’s clock', () => {
    for (const typed of ['2026-03-04 17:05', '2026/3/4 17:05', '２０２６-03-04 １７:05', '2026-03-04T17:05', ' 2026-03-04  17.05 ']) {
      expect(formatMoment(readMoment(typed) ?? ''), typed).toBe('2026-03-04 17:05')
    }
    const now = formatMoment(new Date().toISOString())
    expect(formatMoment(readMoment(now) ?? '')).toBe(now)
  })

  it('guesses nothing', () => {
    for (const typed of ['', '2026-03-04', '17:05', '04/03/2026 17:05', '2026-02-31 10:00', '2026-03-04 24:00', '2026-03-04 10:60', '2026-03-04 5pm']) expect(readMoment(typed), typed).toBeNull()
  })
})
