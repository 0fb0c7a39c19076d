import { describe, expect, it } from 'vitest'
import { readFindings } from './align.ts'
import { classifyFinding } from './abnormal.ts'
import { weighFinding } from '../choosing/importance.ts'

const kind = (text: string) => classifyFinding(readFindings(text).sentences[0]!)
const weight = (text: string) => weighFinding(readFindings(text).sentences[0]!)

describe('is a finding abnormal', () => {
  it.each([
    'No pleural effusion.', 'The liver is unremarkable.', 'Heart size is within normal limits.', 'Pleural effusion is not seen.', 'The ducts are not dilated.',
    'The kidneys are normal without hydronephrosis.', 'Normal bone density without fracture or lytic lesion.', 'No superimposed airspace disease.', '肝に異常を認めません。', '胸水なし。', '著変なし。',
    'Gallbladder with thin walls, without stones.', 'No mass, small nodule or effusion.',
  ])('normal: %s', (text) => expect(kind(text)).toBe('normal'))
  it.each([
    'No effusion, but there is a nodule.', 'The spleen is enlarged.', 'Multiple gallstones.', 'Cannot exclude a small fracture.', 'The mass has increased to 34 mm.', '右肺に結節を認めます。', '胸水は認めないが、結節を認める。',
    'Non-obstructing calculus.', 'Chondroblastoma of the tibia.', '右上葉に15 mmの結節、胸水なし。', 'The heart is enlarged and there is no effusion.',
  ])('abnormal: %s', (text) => expect(kind(text)).toBe('abnormal'))
  it('knows technique and advice from findings', () => {
    expect(kind('Images were obtained after administration of intravenous contrast.')).toBe('technique')
    expect(kind('Contrast-enhanced MRI is recommended.')).not.toBe('abnormal')
  })
  it('ranks emergencies over masses over stones over age', () => {
    const ranked = ['Tension pneumothorax.', 'Renal stone, 4 mm.', 'Degenerative change of the spine.'].map(weight)
    expect(ranked[0]).toBeGreaterThan(ranked[1]!)
    expect(ranked[1]).toBeGreaterThan(ranked[2]!)
    expect(weight('New 12 mm nodule.')).toBeGreaterThan(weight('Unchanged 12 mm nodule.'))
    expect(weight('Old healed rib fracture.')).toBeLessThan(weight('Displaced rib fracture.'))
  })
})
