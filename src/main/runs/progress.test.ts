import { describe, expect, it } from 'vitest'
import { createBell, createSpeed } from './progress.ts'

describe('speed', () => {
  it('is of the last moments, and sinks while nothing comes (bug: a model that loads after the first report leaves "a few seconds" standing)', () => {
    let at = 0
    const speed = createSpeed({ window: 1000, now: () => at })
    expect(speed.perSecond()).toBeNull()
    speed.note(0)
    at = 500
    speed.note(10)
    expect(speed.perSecond()).toBe(20)
    at = 2000
    expect(speed.perSecond()).toBe(5)
    at = 2500
    speed.note(11)
    // The rush of the beginning is forgotten: one report in the two seconds since.
    expect(speed.perSecond()).toBe(0.5)
  })
})

describe('bell', () => {
  it('yields at once, then once for many rings, and ends with its reader', async () => {
    const bell = createBell(1)
    const leave = new AbortController()
    let heard = 0
    const reader = (async () => {
      for await (const _ of bell.changes(leave.signal)) heard++
    })()
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(heard).toBe(1)
    for (let i = 0; i < 50; i++) bell.ring()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(heard).toBe(2)
    leave.abort()
    await reader
  })
})
