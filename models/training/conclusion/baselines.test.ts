import { describe, expect, it } from 'vitest'
import { constantConclusion, nearestConclusion } from './baselines.ts'

const known = [
  { findings: 'Normal heart. Clear lungs. No effusion.', conclusion: 'No acute abnormality.' },
  { findings: 'Normal heart. Small left pleural effusion. Clear right lung.', conclusion: 'Small left pleural effusion.' },
  { findings: 'Normal heart. Wedge compression of T12. Clear lungs.', conclusion: 'Wedge fracture of T12.' },
  { findings: 'Normal heart. Clear lungs. No pneumothorax.', conclusion: 'No acute abnormality seen.' },
]

describe('conclusions without reading the findings', () => {
  it('nearest: the rare word decides, not the phrases every report has (bug: the neighbour with the most words in common)', () => {
    expect(nearestConclusion(known)('Normal heart. Clear lungs. No oedema. Wedge shape of T12.')).toBe('Wedge fracture of T12.')
    expect(nearestConclusion(known)('Left pleural effusions, small.')).toBe('Small left pleural effusion.')
  })

  it('nearest: findings that share no word still get a conclusion, and Japanese is compared by character (bug: undefined, every text equally near)', () => {
    expect(nearestConclusion(known)('Xyz.')).toBe(known[0]!.conclusion)
    const japanese = [{ findings: '心拡大なし。肺野に異常なし。', conclusion: '異常なし。' }, { findings: '心拡大なし。左胸水を少量認める。', conclusion: '左胸水。' }]
    expect(nearestConclusion(japanese)('左に胸水あり。')).toBe('左胸水。')
  })

  it('constant: the conclusion nearest to all, not merely a frequent one (bug: the first of many that occur once)', () => {
    expect(constantConclusion(known)).toMatch(/^No acute abnormality/)
    expect(constantConclusion([...known.slice(1, 3), ...known.slice(1, 2), known[0]!, known[3]!, { findings: '', conclusion: 'No acute bony abnormality.' }])).toMatch(/^No acute/)
  })

  it('refuses to answer from nothing (bug: undefined taken for a draft)', () => {
    expect(() => nearestConclusion([])).toThrow(RangeError)
    expect(() => constantConclusion([])).toThrow(RangeError)
  })
})
