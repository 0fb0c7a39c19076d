import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const numbers = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ kind }) => kind === 'number').map(({ message }) => message)

describe('sizes told in another way', () => {
  it.each([
    ['A second observation in segment 3, 9 mm, arterial hyperenhancement.', 'Arterially enhancing observation seg 3, 0.9 cm.'],
    ['Hypodensity in liver segment 2, 15 mm.', 'Liver hypodensity (seg II, 1.5 cm).'],
    ['Right convex thoracic curve, Cobb angle 32 degrees.', 'Thoracic curve with a Cobb angle of 32°.'],
    ['Infrarenal abdominal aortic aneurysm, 58 mm (51 mm twelve months ago).', 'Growing infrarenal abdominal aortic aneurysm, 5.8 cm (+7 mm in a year).'],
    ['Left carotid bifurcation: calcified plaque, 40% stenosis.', 'Left carotid bifurcation stenosis (<50%).'],
    ['Liver observation in segment 6, 24 mm, with washout (LR-5). A second observation in segment 3, 9 mm, without washout (LR-3).', 'Liver observation in segment 3 (LI-RADS 3), 9 mm.'],
  ])('are no other sizes (bug: a false contradiction that has to be answered before signing): %s', (findings, conclusion) => {
    expect(numbers(findings, conclusion)).toEqual([])
  })

  it.each([
    ['A second observation in segment 3, 9 mm, arterial hyperenhancement.', 'Arterially enhancing observation seg 3, 1.9 cm.'],
    ['Right convex thoracic curve, Cobb angle 32 degrees.', 'Thoracic curve with a Cobb angle of 42°.'],
    ['Left carotid bifurcation: calcified plaque, 70% stenosis.', 'Left carotid bifurcation stenosis (<50%).'],
  ])('are caught where they are other sizes: %s', (findings, conclusion) => {
    expect(numbers(findings, conclusion)).toHaveLength(1)
  })
})
