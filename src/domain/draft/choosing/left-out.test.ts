import { describe, expect, it } from 'vitest'
import { readConclusion, readFindings } from '../reading/align.ts'
import { findLeftOut } from './left-out.ts'

const leftOut = (findings: string, conclusion: string) => findLeftOut(readFindings(findings), readConclusion(conclusion)).map((one) => one.text)

describe('findings left out', () => {
  it('lists the heaviest first and nothing normal or trivial', () => {
    expect(leftOut('Renal stone of 4 mm. Large left pneumothorax. Degenerative change. No effusion.', 'Normal.')).toEqual(['Large left pneumothorax.', 'Renal stone of 4 mm.'])
  })
  it('counts a reworded finding as told', () => {
    expect(leftOut('Filling defects in the right lower lobe pulmonary arteries.', 'Acute PE on the right.')).toEqual([])
    expect(leftOut('In segment 7 a 34 mm lesion with peripheral nodular enhancement.', '34 mm haemangioma, segment 7.')).toEqual([])
  })
  it('does not take the other side or a denial for told', () => {
    expect(leftOut('Left adrenal mass.', 'Right adrenal mass.')).toHaveLength(1)
    expect(leftOut('Left adrenal mass.', 'No adrenal mass.')).toHaveLength(1)
    expect(leftOut('L4/5: Large disc extrusion.\nL5/S1: Large disc extrusion.', 'L5/S1: Large disc extrusion.')).toHaveLength(1)
  })
  it('keeps details with the finding they belong to', () => {
    expect(leftOut('There is a mass in the left kidney. It measures 4 cm and shows necrosis.', 'Left renal mass.')).toEqual([])
  })
})
