import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const leftOut = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ kind }) => kind === 'leftOut').map((issue) => findings.slice(issue.findings!.start, issue.findings!.end))

describe('measured findings that a conclusion does not tell (bug: only heavy names and the three heaviest findings were listed)', () => {
  it.each([
    ['Mass in the right kidney, 52 mm, enhancing, suspicious for carcinoma. Renal vein patent. Left adrenal nodule 19 mm, 4 HU. No adenopathy.', 'Right renal mass of 5.2 cm, suspicious for carcinoma.', 'Left adrenal nodule 19 mm, 4 HU.'],
    ['Full-thickness supraspinatus tear, 18 mm. Biceps subluxed. Partial tear of the common extensor origin, 5 mm. Joint effusion.', 'Full-thickness tear of the supraspinatus with biceps subluxation.', 'Partial tear of the common extensor origin, 5 mm.'],
    ['Intense uptake in the left upper lobe mass, SUVmax 14. Hilar nodes not avid. Focal uptake in the descending colon, SUVmax 8.8.', 'Avid left upper lobe mass, in keeping with primary lung carcinoma.', 'Focal uptake in the descending colon, SUVmax 8.8.'],
    ['Hepatic metastases: segment 7 lesion 41 mm, segment 3 lesion 22 mm. Two nodules on the left diaphragmatic pleura, 7 and 9 mm.', 'Liver metastases in segments 7 and 3, up to 4.1 cm.', 'Two nodules on the left diaphragmatic pleura, 7 and 9 mm.'],
    ['Left upper lobe mass 38 mm, SUVmax 12. Intense focus in the T9 vertebral body, SUVmax 9.', 'Avid left upper lobe carcinoma, 38 mm.', 'Intense focus in the T9 vertebral body, SUVmax 9.'],
    ['Right frontal glioma 31 mm. Atlantodental gap 6 mm, 3 mm previously.', 'Right frontal glioma, 3.1 cm.', 'Atlantodental gap 6 mm, 3 mm previously.'],
  ])('%s', (findings, conclusion, missing) => {
    expect(leftOut(findings, conclusion)).toContain(missing)
  })

  it.each([
    ['Filling defect in the right lower lobe artery, 9 mm. Right ventricle not dilated.', 'Pulmonary embolism in the right lower lobe artery.'],
    ['Left adrenal nodule 19 mm, 4 HU. Liver normal.', 'Left adrenal adenoma (1.9 cm).'],
    ['Cyst in the left kidney, 31 mm. Aorta normal.', 'Left renal cyst.'],
  ])('is silent where it is told: %s', (findings, conclusion) => {
    expect(leftOut(findings, conclusion)).toEqual([])
  })
})
