import { describe, expect, it } from 'vitest'
import { classifyStatus } from '../classify-status.ts'

/** Growth that is denied, that was then, that is only apparent or another's word; the same words where they hold. */
const reports: [label: 0 | 1 | 2, indication: string, conclusion: string][] = [
  [2, 'Prostate ca, bone mets', 'Hepatic metastases larger. Neither the humeral nor the scapular deposit has grown or become more avid.'],
  [2, 'Breast ca, bone mets', 'New pleural nodules. None of the vertebral metastases has enlarged or multiplied since spring.'],
  [1, 'Breast ca, bone mets', 'Not only the liver but also the L2 metastasis has grown.'],
  [1, 'Breast ca, bone mets', 'The sacral metastasis has not shrunk and is now larger than in May.'],
  [1, 'Breast ca', 'There is now a lytic lesion in the left ischium. Lungs clear.'],
  [1, 'Lung ca with bone mets', 'There is now epidural extension at T8. The other deposits are unchanged.'],
  [2, 'RCC, bone mets', 'The acetabular metastasis grew between January and April and was then irradiated; it is now smaller. New lung nodules.'],
  [1, 'RCC, bone mets', 'The acetabular metastasis grew between January and April.'],
  [1, 'RCC, bone mets', 'Between March and today the femoral metastasis has grown.'],
  [2, 'Prostate ca, bone mets', 'The two rib lesions that looked new in March are unchanged today. Nodes larger.'],
  [1, 'Prostate ca, bone mets', 'Rib lesions first seen in March have increased since.'],
  [2, 'Breast ca, bone mets', 'Iliac metastasis first seen 2020, 14 mm then, 14 mm now. Liver metastases have increased.'],
  [0, 'Breast ca', 'Prostate: normal. Liver: a focus at segment IV is new. Bones: no suspicious lesion.'],
  [2, 'Breast ca, bone mets', 'Liver: a focus in segment IV is new. Bones: metastases as before.'],
  [2, 'Breast ca, bone mets', 'Pathological fracture through the known femoral metastasis, new since May. The lesion itself is not larger.'],
  [1, 'Breast ca', 'Pathological fracture through a lytic femoral lesion.'],
  [2, 'Myxoid liposarcoma, spinal mets', 'Is there progression? No. The vertebral deposits are as they were.'],
  [1, 'Myxoid liposarcoma, spinal mets', 'Is there progression? Yes, the L1 deposit has doubled.'],
  [2, 'Breast ca, bone mets', 'The bone lesions look more numerous simply because of thinner slices. Liver worse.'],
  [2, 'Prostate ca, bone mets', 'The sclerotic foci which the outside report calls new were FDG avid lytic metastases in 2021; they are unchanged since.'],
  [1, 'Breast ca, bone mets', 'Sternal metastasis the same. There is a focus in the skull that was not there.'],
  [2, 'Breast ca, bone mets', 'The pelvic metastases were all visible 6 months ago with the same extent.'],
  [1, 'Breast ca, bone mets', 'The pelvic metastases were visible 6 months ago but have enlarged.'],
  [1, 'Breast ca', 'The L3 lesion was present in March and has doubled.'],
  [2, 'Breast ca, bone mets', 'There is no appreciable increase. Liver metastases larger. T9 metastasis is not any different from July.'],
  [1, 'Prostate ca bone mets', 'Increased uptake in known pelvic deposits and new foci in the skull. Flare is a remote possibility.'],
  [2, 'Prostate ca bone mets', 'Higher uptake in the known rib deposits. This is a flare.'],
  [1, 'Breast ca, known bone mets', 'C5 unchanged, L3 however has increased.'],
  [2, 'Breast ca, bone mets', 'The lungs, on the other hand, have become studded with multiple new nodules. Skeletal metastases static.'],
]

describe('English words of the course in their sentence (bug: a growth word decides whoever says it, of whatever and whenever)', () => {
  it.each(reports)('%i: %s | %s', (label, indication, conclusion) => {
    expect(classifyStatus({ indication, conclusion }).label).toBe(label)
  })
})
