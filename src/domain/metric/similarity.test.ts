import { describe, expect, it } from 'vitest'
import { baselineOf, similarityNames, similarityOf } from './similarity.ts'

const correct = 'No pleural effusion. Stable 9 mm nodule in the left lower lobe, compared with March.'
const lostNo = correct.replace('No pleural', 'Pleural')
const turned = correct.replace('left', 'right')
const reworded = 'Left lower lobe nodule of 9 mm has not changed since March. There is no fluid in the pleural space.'

describe('similarity as a baseline', () => {
  it('the same text is 1, another less, in both languages', () => {
    expect(similarityOf(correct, correct)).toEqual({ rougeL: 1, bleu: 1, meteor: expect.closeTo(1, 1) })
    for (const value of Object.values(similarityOf('左腎に5 mmの結石を認める。', '右腎に5 mmの結石を認める。', 'ja'))) expect(value).toBeGreaterThan(0.6)
  })

  it('a lost "no" and a turned side look nearer than a correct rewording: that is why it is printed beside (bug: errors and rewordings exchanged)', () => {
    const baseline = baselineOf([{ rewordings: [similarityOf(correct, reworded)], errors: [{ kind: 'negation', similarity: similarityOf(correct, lostNo) }, { kind: 'side', similarity: similarityOf(correct, turned) }] }], similarityNames)!
    expect(baseline).toMatchObject({ errors: 2, rewordings: 1 })
    for (const { rewordings, all, byKind } of Object.values(baseline.metrics)) {
      expect(all.mean).toBeGreaterThan(0.85)
      expect(rewordings).toBeLessThan(0.7)
      expect(all.above).toBe(1)
      expect(byKind['negation']!.above).toBe(1)
    }
  })

  it('pairs stay within a report, equal counts half, and nothing to compare with is no figure', () => {
    const same = { x: 0.5 }
    expect(baselineOf([{ rewordings: [same], errors: [{ kind: 'side', similarity: same }] }, { rewordings: [], errors: [{ kind: 'organ', similarity: { x: 0.1 } }] }], ['x'])!.metrics.x).toEqual({
      rewordings: 0.5, all: { mean: 0.3, above: 0.5 }, byKind: { side: { mean: 0.5, above: 0.5 }, organ: { mean: 0.1, above: null } },
    })
    expect(baselineOf([{ rewordings: [same], errors: [] }], ['x'])).toBeNull()
  })
})
