import { describe, expect, it } from 'vitest'
import { assembleDraft } from '../assemble.ts'
import type { DraftInput } from '../draft.ts'

const lines = (input: DraftInput) => assembleDraft({ input, answer: null }).conclusion.split('\n')

describe('a normal study', () => {
  it.each([
    [{ modality: 'MR', region: 'knee, left', findings: 'Menisci intact. Cruciate ligaments intact. Cartilage preserved. Bone marrow signal normal.' }, ['Normal MRI of the left knee.']],
    [{ modality: 'CT', region: 'CT chest abdomen pelvis with contrast', indication: '?malignancy', findings: 'Lungs clear. Liver, spleen and pancreas normal. No mass or metastasis. No enlarged nodes.' }, ['No evidence of malignancy.', 'Normal CT of the chest, abdomen and pelvis.']],
    // What is denied of one place answers for that place only.
    [{ modality: 'CT', region: 'CT chest abdomen pelvis with contrast', indication: '?malignancy', findings: 'Lungs clear. Liver: no focal lesion. Spleen and pancreas normal. Kidneys normal.' }, ['Liver: no focal lesion.', 'Normal CT of the chest, abdomen and pelvis.']],
    [{ modality: 'NM', region: 'whole body bone scan', indication: 'Prostate cancer, staging', findings: 'Physiological tracer distribution. No focal abnormal uptake. Kidneys normal. Bladder normal.' }, ['No evidence of metastasis.', 'Normal study.']],
  ] as const)('is called by its name', (input, told) => expect(lines(input)).toEqual(told))
  it.each([
    ['something was not seen', 'Liver normal. Spleen normal. Kidneys normal. Pancreas obscured by gas.'],
    ['something measured stands beside it', 'Liver normal. Spleen normal. Kidneys normal. 14 mm focus in the pancreatic tail.'],
    ['something is abnormal', 'Liver normal. Spleen normal. Kidneys normal. Moderate ascites.'],
    ['next to nothing was told', 'Liver normal.'],
  ] as const)('is none where %s', (_, findings) => expect(lines({ modality: 'CT', region: 'abdomen', findings }).join(' ')).not.toMatch(/normal CT/i))
  it('no freedom from cancer is told by a film, or where a node is enlarged', () => {
    expect(lines({ modality: 'XR', region: 'pelvis', indication: '?malignancy', findings: 'Alignment normal. No lytic lesion. Joints normal. Soft tissues normal.' }).join(' ')).not.toMatch(/malignancy/)
    expect(lines({ modality: 'CT', region: 'abdomen', indication: '?malignancy', findings: 'Liver: no focal lesion. Spleen normal. Kidneys normal. Portocaval node 18 mm.' }).join(' ')).not.toMatch(/No evidence of malignancy/)
  })
})

describe('the answer in the words of the question', () => {
  it.each([
    ['?PE', 'No filling defect in the pulmonary arteries to subsegmental level. Lungs clear.', /^No pulmonary embolism\./],
    ['Exclude PE, pregnant', 'No segmental or subsegmental perfusion defects. Homogeneous ventilation.', /perfusion defects to suggest pulmonary embolism\./],
    ['RIF pain, appendicitis?', 'Normal appendix. Small amount of free fluid. Right ovarian cyst 42 mm.', /No evidence of appendicitis\./],
    ['R leg ?DVT', 'Right leg: femoral and popliteal veins fully compressible. Baker cyst 30 mm.', /No deep vein thrombosis on the right\./],
    ['Swollen calf ?DVT', 'Femoral and popliteal veins fully compressible. Calf veins compressible. Baker cyst 30 mm.', /No deep vein thrombosis\./],
  ] as const)('%s', (indication, findings, answer) => expect(lines({ indication, findings }).join('\n')).toMatch(answer))
  it.each([
    ['?PE', 'No filling defect in the central pulmonary arteries. Lungs clear.', /pulmonary embolism/i],
    ['?PE', 'Filling defect in the right lower lobe artery. No filling defect on the left.', /No pulmonary embolism/i],
    ['?PE', 'No filling defect in the left pulmonary artery. Right not opacified.', /No pulmonary embolism/i],
    ['?DVT', 'Right femoral vein compressible. Nothing else examined.', /No deep vein thrombosis/i],
    ['appendicitis?', 'Appendix not visualised. Terminal ileum normal.', /No evidence of appendicitis/i],
    ['?DVT', 'Popliteal vein non-compressible. Femoral vein compressible.', /No deep vein thrombosis/i],
    ['?DVT', 'Femoral veins compressible. Calf veins not seen.', /No deep vein thrombosis/i],
  ] as const)('is not given for more than was denied: %s %s', (indication, findings, wrong) => expect(lines({ indication, findings }).join('\n')).not.toMatch(wrong))
})
