import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const wrong = (findings: string, conclusion: string): string[] => checkConclusion({ findings, conclusion }).filter((issue) => issue.conclusion !== null && issue.kind !== 'leftOut').map(({ conclusion: range }) => conclusion.slice(range!.start, range!.end))
const errors = (findings: string, conclusion: string): string[] => checkConclusion({ findings, conclusion }).filter(({ severity }) => severity === 'error').map(({ kind }) => kind)

describe('sides and places of a conclusion', () => {
  it.each([
    ['L KIDNEY: 4 mm stone lower pole.\nR KIDNEY: normal.', '4 mm right renal stone.', 'right'],
    ['Bilateral pleural effusions, larger on the right.', 'Bilateral pleural effusions, larger on the left.', 'left'],
    ['Bilateral hydronephrosis, more marked on the left.', 'Bilateral hydronephrosis, right greater than left.', 'right'],
    ['Pneumothorax on both sides, 1 cm.', 'Pneumothorax confined to the left.', 'left'],
    ['Left: thrombus in the popliteal vein. Right: popliteal vein compressible, no thrombus.', 'Thrombosis of the right popliteal vein.', 'right'],
    ['Right ovary normal. Left ovary with a 6 cm dermoid cyst.', 'Right ovarian dermoid cyst.', 'Right'],
    ['MRI LEFT KNEE W/O CONTRAST\nACL: complete tear. PCL: intact.', 'Complete tear of the ACL, right knee.', 'right'],
  ])('a turned side is seen (bug: surgery on the wrong side): %s', (findings, conclusion, word) => expect(wrong(findings, conclusion).some((text) => text.includes(word))).toBe(true))

  it.each([
    ['T10 and L3: old wedge fractures.', 'Old T6 and L3 fractures.', 'T6'],
    ['PANCREAS: 24 mm mass in the head. Duct 5 mm.', '24 mm mass of the pancreatic tail.', 'tail'],
    ['Prostate: left mid gland lesion 12 mm in the peripheral zone.', '12 mm lesion of the left peripheral zone at the apex.', 'apex'],
    ['Splenic vein thrombosed. Portal vein patent.', 'Thrombosis of the portal vein.', 'portal vein'],
  ])('a turned level or organ is seen (bug: the wrong place is treated): %s', (findings, conclusion, word) => expect(wrong(findings, conclusion).some((text) => text.includes(word))).toBe(true))

  it.each([
    ['L KIDNEY: 4 mm stone lower pole.\nR KIDNEY: normal.', '4 mm left lower pole renal stone; normal right kidney.'],
    ['Bladder: papillary mass of the left wall, 26 x 19 mm, near the VUJ; L ureter dilated to 9 mm.', 'Bladder tumour, 26 mm, near the left VUJ.'],
    ['Left nephrectomy bed clear. Right kidney 12 cm.', 'No recurrence in the left renal bed.'],
    ['Nodule right lobe of the thyroid 17 mm, biopsied. Right level VI node 8 mm with calcification, biopsied.', 'Right thyroid nodule 17 mm and calcified right node 8 mm, both sampled.'],
    ['Oesophageal wall thickening 11 mm. Left gastric node 7 mm (12 mm).', 'Partial response: tumour 1.1 cm thick, left gastric node smaller.'],
    ['Bilateral pleural effusions, larger on the right.', 'Bilateral effusions, right more than left.'],
    ['T10 and L3: old wedge fractures.', 'Old T10 and L3 fractures.'],
    ['Prostate: left apical lesion 12 mm in the peripheral zone.', '12 mm lesion of the left peripheral zone at the apex.'],
    ['Submandibular glands: left with a 6 mm stone in the hilum; right normal.', '6 mm stone of the left submandibular gland. Right gland normal.'],
  ])('the same told otherwise is no contradiction (bug: signing is blocked for nothing): %s', (findings, conclusion) => expect(errors(findings, conclusion)).toEqual([]))
})
