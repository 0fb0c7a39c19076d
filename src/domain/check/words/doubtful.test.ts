import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const contradictions = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter((issue) => issue.severity === 'error' || !['unsupported', 'leftOut', 'missing'].includes(issue.kind))
const said = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter((issue) => issue.kind !== 'leftOut')

describe('isDoubtful', () => {
  it('two courses in a row are each of a part of what is named (bug: "new and larger liver metastases" had to be answered)', () => {
    const liver = 'Liver: Three metastases, the largest 31 mm in segment VII, previously 24 mm. A new 9 mm lesion in segment III.'
    expect(contradictions(liver, 'New and larger liver metastases, the largest 31 mm.')).toEqual([])
    expect(contradictions(liver.replace('A new 9 mm', 'A stable 9 mm'), 'New and larger liver metastases, the largest 31 mm.').map(({ kind }) => kind)).toEqual(['direction'])
    expect(contradictions('Liver: Three metastases, the largest 31 mm, previously 24 mm. Lungs: a new 5 mm nodule.', 'New and larger liver metastases.').map(({ kind }) => kind)).toEqual(['direction'])
  })

  it.each([
    ['a denied kind beside another kind', 'CT aorta. Late filling of the sac from the IMA, type II leak. No attachment site leak.', 'Persisting type II endoleak. No type I or III endoleak.'],
    ['a denied kind told by letters', 'CT aorta. Type B aortic dissection from the subclavian to L2. No type A component. Pericardium dry.', 'Type B dissection. No type A dissection.'],
    ['the resolution of the scanner read as a course', 'PET/CT. LLL nodule 14 mm, SUVmax 6.1. 3 mm nodule RUL below PET resolution.', 'Avid LLL nodule. Small RUL nodule not assessable by PET.'],
    ['a list of denials that ended with its "or"', 'US scrotum. Left testis heterogeneous, no flow on colour or power Doppler, cord twisted at the external ring. Right testis normal.', 'Torsion of the left cord with avascular testis.'],
    ['a denied harm read as a denied health', 'MCUG. Bladder smooth. Urethra normal on voiding, no posterior valve.', 'Bladder smooth. Urethra without valves.'],
    ['a part denied that the conclusion tells of another part', 'CT trauma. L2 transverse process left fractured, vertebral body heights kept. Spleen intact.', 'L2 transverse process fracture, no vertebral body fracture.'],
    ['another side under its heading', 'US veins. Left: thrombus in the popliteal vein, not compressible. Right: all veins compressible, no thrombus.', 'LEFT: popliteal DVT. RIGHT: popliteal vein clear.'],
    ['a blush that was not seen, read as a technique without contrast', 'CT trauma. Renal laceration 2 cm, grade III, without contrast blush. Spleen intact.', 'Grade III renal laceration without active bleeding.'],
    ['another level', 'MRI lumbar spine. L4/5 disc protrusion left, contact with the L5 root. L5/S1 no protrusion.', 'Left L4/5 protrusion touching L5.'],
  ])('takes %s for no contradiction', (_, findings, conclusion) => {
    expect(contradictions(findings, conclusion)).toEqual([])
  })

  it.each([
    ['US veins. Left: thrombus in the popliteal vein, not compressible. Right: all veins compressible, no thrombus.', 'LEFT: popliteal vein clear. RIGHT: popliteal DVT.'],
    ['CT aorta. Type B aortic dissection from the subclavian to L2. No type A component. Pericardium dry.', 'No type B dissection.'],
    ['MRI lumbar spine. L4/5 disc protrusion left, contact with the L5 root. L5/S1 no protrusion.', 'No disc protrusion at L4/5.'],
    ['CT knee. Tibial plateau fracture, 4 mm depression. Fibular head intact. No avulsion fracture of the eminence.', 'No fracture of the tibial plateau.'],
  ])('leaves what is turned round: %s', (findings, conclusion) => {
    expect(said(findings, conclusion)).not.toEqual([])
  })
})
