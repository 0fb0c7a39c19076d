import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).flatMap((issue) => (issue.kind === 'leftOut' || !issue.conclusion ? [] : [`${issue.severity} ${conclusion.slice(issue.conclusion.start, issue.conclusion.end)}`]))

describe('sides looked up word by word', () => {
  it.each([
    ['Elbow AP, right hip lateral. Old united fractures of the left superior and inferior pubic rami. Left hip screw in situ.', 'Old left pubic rami fractures; left hip screw satisfactory.'],
    ['Left pneumothorax no longer visible. No right pneumothorax.', 'Left pneumothorax has resolved.'],
    ['Right upper zone cavity 18 mm. Left upper zone nodular shadowing has cleared completely.', 'Clearance in the left upper zone. Cavity on the right, 18 mm.'],
    ['Left external iliac 14 mm, right obturator 7 mm borderline.', 'Borderline right obturator node, 7 mm.'],
    ['Both wrists imaged. Left lunate: cystic change 4 mm. Right lunate: sclerosis and collapse.', 'Collapse of the right lunate. Small cyst of the left lunate.'],
  ])('is silent where the findings tell it of that side (bug: a correct conclusion could not be signed): %s', (findings, conclusion) => {
    expect(said(findings, conclusion).filter((one) => one.startsWith('error'))).toEqual([])
  })

  it.each([
    ['Left attic: soft tissue with blunted scutum, cholesteatoma. Right middle ear aerated.', 'Right attic cholesteatoma.', 'Right'],
    ['Right adrenal nodule 12 mm, HU -5. Left kidney 10 cm.', 'Left adrenal nodule, 12 mm.', 'Left'],
    ['Ewing tumour of the left fibular shaft, 62 mm. Right leg not imaged.', 'Fibular shaft Ewing tumour of 62 mm, right-sided.', 'right'],
  ])('shows a side that all of its words speak against (bug: a turned side passed): %s', (findings, conclusion, side) => {
    expect(said(findings, conclusion).some((one) => one.split(' ')[1]!.startsWith(side))).toBe(true)
  })
})

describe('levels looked up word by word', () => {
  it.each([
    ['Conus: tip at the inferior endplate of L4. Lipoma at L5-S1, 21 mm, through a defect at S1.', 'Low conus at L4 with a lipoma of 21 mm.'],
    ['Narrowing just distal to the left subclavian artery, 6 mm; proximal descending aorta dilated to 29 mm.', 'Narrowing distal to the left subclavian artery, dilatation 2.9 cm.'],
    ['Right hip: alpha 63. Left hip: alpha 48.', 'Left hip: alpha 48°.'],
    ['Right thoracic curve, Cobb 34 deg, previously 27 deg.', 'Thoracic curve of 34 degrees, grown by 7 degrees.'],
  ])('is silent where the findings tell it (bug: a correct conclusion could not be signed): %s', (findings, conclusion) => {
    expect(said(findings, conclusion).filter((one) => one.startsWith('error'))).toEqual([])
  })

  it('shows a level that all the rest of its clause speaks against (bug: a turned level passed)', () => {
    expect(said('Ewing tumour of the lower pole, lobulated. Upper pole spared.', 'Lobulated Ewing tumour of the upper pole.')).not.toEqual([])
  })
})
