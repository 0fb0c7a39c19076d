import { expect, it } from 'vitest'
import { classifyStatus } from '../classify-status.ts'

/** Order, conclusion and answer ("0u" is none and flagged uncertain); each line is one mechanism that strangers' reports need. */
const lines: readonly (readonly [mechanism: string, indication: string, conclusion: string, answer: string])[] = [
  ['missing then means new now', 'Prostate cancer', 'Two foci in the left ilium, not present 5 weeks ago.', '1'],
  ['mentioned late is not new', 'Breast cancer', 'The metastasis at T4, not mentioned in the last report, was already there and has not grown.', '2'],
  ['only the newest date counts', 'RCC, bone', '02 Feb: new lytic lesion of the right femur. 09 May (today): femoral metastasis unchanged.', '2'],
  ['a quoted report is not this one', 'Second opinion', 'The outside report speaks of "multiple bone metastases". The foci are osteopoikilosis. No metastases.', '0'],
  ['table rows with two values', 'Lesion table, breast cancer, bone metastases', 'L2 (bone) | SUVmax 5.0 | 9.9', '1'],
  ['size in brackets', 'Lung cancer', 'The T4 deposit measures 27 mm (19 mm).', '1'],
  ['counts then and now', 'Bone scan, prostate', 'Bone scan index 7.4 %, before 4.1 %.', '1'],
  ['response criteria per organ', 'Breast cancer', 'LIVER - PD. BONE - SD.', '2'],
  ['signs', 'Metastatic colon cancer', 'Liver ↑↑. Lung new x4. Bone (L1, known) =.', '2'],
  ['bare list of involved places', 'SCLC, baseline', 'Right adrenal 31 mm, liver > 10 lesions, skeleton T8, L2-L4, both iliac wings.', '1'],
  ['interrupted clause stays denied', 'Thyroid cancer', 'Neither in the lungs nor, despite careful review of the spine, in the bones is there anything to suggest distant spread.', '0'],
  ['denied event in things that are there', 'Breast cancer', 'Nothing has grown: not in the liver, nor in the two vertebral metastases.', '2'],
  ['likelihoods against each other', 'Kidney cancer', 'Focus in L2, more likely metastatic than degenerative.', '1'],
  ['alternatives left open', 'Breast cancer', 'Focus in L2, could be a haemangioma or a metastasis.', '0u'],
  ['what turned out otherwise', 'Breast cancer', 'The suspected metastasis in L5 turns out to be a bone island.', '0'],
  ['invasion by a neighbour', 'Rectal cancer', 'Sacral infiltration by the rectal tumour.', '0'],
  ['withdrawn diagnosis', 'Gastric cancer', 'Diagnosis of bone metastases cannot be upheld: Paget disease.', '0'],
  ['comparison with an earlier time', 'Prostate cancer', 'Bones are lighting up a lot more than last time.', '1'],
  ['an unknown subject keeps its change', 'Lung cancer', 'Known to us. Bone metastases in L2 and L3. The tracheostomy tract has shrunk.', '1'],
  ['no additional one beside a first one', 'Breast cancer', 'Metastasis in the left rib, no additional metastases.', '1'],
  ['unplaced metastases of the order', 'Breast cancer with metastases', 'STABLE DISEASE. Sternum 14 mm (15). T7 unchanged.', '2'],
]

it.each(lines)('%s: a report that needs it must not be read by its loose words', (_, indication, conclusion, answer) => {
  const { label, uncertain } = classifyStatus({ indication, conclusion })
  expect(`${label}${uncertain ? 'u' : ''}`).toBe(answer)
})
