import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (findings: string, conclusion: string): string => checkConclusion({ findings, conclusion }).filter((issue) => issue.kind !== 'leftOut').map((issue) => conclusion.slice(issue.conclusion!.start, issue.conclusion!.end)).join(' | ')

describe('names that nothing in the findings carries', () => {
  it.each([
    ['Distal radius fracture, dorsal tilt 10 degrees. Lunate located. Metacarpals intact.', 'Distal radius fracture. Perilunate dislocation.', 'Perilunate'],
    ['Left testis: 9 mm epididymal head cyst. Testes normal with symmetric flow.', 'Left epididymal cyst. Urinary retention.', 'Urinary retention'],
    ['Kidneys: right lower pole stone 5 mm. Nodes: none over 8 mm. Liver: fatty.', 'Right renal stone. Adenopathy.', 'Adenopathy'],
    ['Nodule right lower pole 23 mm, TR4, smooth. Neck nodes benign.', '23 mm TR4 nodule with extrathyroidal extension.', 'extrathyroidal'],
    ['Ankle: lateral soft tissue swelling. Fibula normal. No effusion.', 'Soft tissue swelling. Tenosynovitis.', 'Tenosynovitis'],
  ])('marks what %s do not carry in %s', (findings, conclusion, name) => {
    expect(said(findings, conclusion)).toContain(name)
  })

  it.each([
    ['Nodes: left axillary node 16 mm, cortex 6 mm.', 'Left axillary adenopathy.'],
    ['CBD 12 mm. Gallbladder normal.', 'Dilated bile duct.'],
    ['Cortical step of the distal radius with dorsal tilt.', 'Distal radius fracture.'],
    ['Head of the humerus lies anterior to the glenoid.', 'Anterior shoulder dislocation.'],
  ])('is silent where other words tell it: %s / %s', (findings, conclusion) => {
    expect(said(findings, conclusion)).toBe('')
  })
})
