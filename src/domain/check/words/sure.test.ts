import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const severities = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ conclusion }) => conclusion !== null).map(({ kind, severity }) => `${kind} ${severity}`)

describe('a contradiction is one only where the two sentences share words', () => {
  it('says so where the same finding is told of the other side (bug: what blocks signing becomes advice)', () => {
    expect(severities('There is a 12 mm cyst in the lower pole of the left kidney.', 'A 12 mm cyst in the lower pole of the right kidney.')).toContain('side error')
  })

  it('gives advice where hardly a word is shared (bug: a wrongly paired sentence blocks signing)', () => {
    const said = severities('Lenticular extra-axial hyperdensity along the left convexity measures 9 mm.', 'Acute right epidural haematoma.')
    expect(said.filter((one) => one.endsWith('error'))).toEqual([])
    expect(said.some((one) => one.endsWith('warning'))).toBe(true)
  })
})
