import { describe, expect, it } from 'vitest'
import { speaksOfExamination } from './examination.ts'

describe('sentences about the examination', () => {
  it.each([
    'FDG 243 MBq, uptake 58 min.', '99mTc-MDP whole body planar, SPECT/CT of the thorax.', 'ECG-gated CTA from the clavicles to the groins.', 'Low dose CT KUB.', 'Reduced dose ventilation and perfusion SPECT.',
    'Both hands, PA and oblique.', 'Good distension in both positions.', 'Axial T2, coronal STIR, DWI and FLAIR.', 'Breast composition c.', 'Adequate bowel preparation.', 'Portable supine radiograph of the chest.', 'Skull base to mid-thigh.', 'Liver SUVmax 2.9, mediastinum 1.8.', 'AP pelvis and lateral left hip.', 'CMR 3T, cine, T1 mapping, LGE.', 'Sagittal T1, STIR lumbar spine.',
  ])('never become a line of the conclusion: %s', (text) => expect(speaksOfExamination(text)).toBe(true))
  it.each([
    'CT shows a fracture of L2.', 'FDG uptake in the left hilum.', 'Good opacification apart from a filling defect in the left lower lobe.', 'Focal PSMA uptake in the right ilium.', 'Lateral soft tissue swelling.', 'Reduced enhancement of the left kidney.',
    'Moderate pericardial effusion.', 'Limited abduction because of a 12 mm tear.', 'Poor response to furosemide.', 'Axial hiatus hernia.', 'Perfusion is reduced in the left upper lobe.', 'Head and neck of the pancreas are swollen.', 'Dynamic obstruction of the outflow tract.', 'Lateral tibial plateau bone bruise.',
  ])('a finding is none: %s', (text) => expect(speaksOfExamination(text)).toBe(false))
})
