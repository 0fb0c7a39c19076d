import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const sides = (findings: string, conclusion: string): string[] => checkConclusion({ findings, conclusion }).flatMap((issue) => (issue.conclusion ? [conclusion.slice(issue.conclusion.start, issue.conclusion.end)] : []))

describe('a size or grade that is told of the other side', () => {
  it('marks the side, though both sides have the finding', () => {
    const findings = 'RIGHT: ICA plaque, PSV 110 cm/s, stenosis 30%. LEFT: ICA stenosis 75%, PSV 320 cm/s.'
    expect(sides(findings, 'Severe right ICA stenosis of 75%.').join(' ')).toMatch(/right/i)
    expect(sides(findings, 'Severe left ICA stenosis of 75%.')).toEqual([])
  })

  it('knows that a shift has two sides', () => {
    expect(sides('Left subdural haematoma, 11 mm, with 5 mm midline shift to the right.', 'Left subdural haematoma with midline shift of 5 mm to the right.')).toEqual([])
  })
})
