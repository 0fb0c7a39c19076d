import { describe, expect, it } from 'vitest'
import { english } from './strings.ts'

type Entry = [path: string, value: unknown]

function entries(value: unknown, path: string): Entry[] {
  if (value !== null && typeof value === 'object') return Object.entries(value).flatMap(([key, inner]) => entries(inner, path ? `${path}.${key}` : key))
  return [[path, value]]
}

const all = entries(english, '')

describe('strings', () => {
  it('are all there: no empty text reaches a button', () => {
    expect(all.length).toBeGreaterThan(200)
    expect(all.filter(([, value]) => typeof value !== 'function' && (typeof value !== 'string' || value.trim() === '')).map(([path]) => path)).toEqual([])
  })

  it('have no stray blanks and no left-over placeholders', () => {
    expect(all.filter(([, value]) => typeof value === 'string' && (value !== value.trim() || /\s{2,}|\$\{|TODO/.test(value))).map(([path]) => path)).toEqual([])
  })

  it('say the singular and the plural', () => {
    const { worklist, words } = english
    expect([worklist.count(1), worklist.count(10_000)]).toEqual(['1 report', '10,000 reports'])
    expect([worklist.imported(0), worklist.imported(1)]).toEqual(['No report was imported', '1 report imported'])
    expect([3, 42, 100, 7200].map(words.timeLeft)).toEqual(['a few seconds left', 'about 45 s left', 'about 2 min left', 'about 2.0 h left'])
  })
})
