import { describe, expect, it } from 'vitest'
import { readFindings } from '../reading/align.ts'
import { placeContradiction } from './place-contradiction.ts'

const pair = (findings: string): string[] | null => placeContradiction(readFindings(findings))?.map(({ start, end }) => findings.slice(start, end)) ?? null

describe('findings that take away what they need', () => {
  it.each([
    'The left kidney is surgically absent. The left kidney measures 11 cm.',
    'Status post right nephrectomy. There is a 9 mm stone in the right kidney.',
    'The gallbladder has been removed. Multiple gallstones in the gallbladder.',
    'Previous splenectomy. The spleen is enlarged, 15 cm.',
    'The uterus has been removed. Intramural fibroid of 4 cm in the uterus.',
    'Congenital agenesis of the right kidney. Simple cyst of 3 cm in the right kidney. Liver normal.',
    '胆嚢は摘出後です。胆嚢に結石を認めます。',
    '左腎摘出後。左腎に12mmの結石を認める。',
  ])('an organ that is gone is measured or diseased: %s (bug: one half is drafted without a word)', (findings) => expect(pair(findings)).not.toBeNull())

  it.each([
    'The left kidney is surgically absent. The right kidney measures 13 cm.',
    'Status post left nephrectomy. No mass in the left renal bed. Recurrent soft tissue of 14 mm in the left nephrectomy bed.',
    'Status post cholecystectomy. The common bile duct measures 9 mm.',
    'Status post partial nephrectomy on the right. 9 mm stone in the right kidney.',
    'The appendix has been removed. No appendicitis. Diverticulosis of the sigmoid colon.',
    'Splenectomy. Residual splenule of 12 mm in the splenic bed.',
    'No absent flow. The left kidney measures 11 cm.',
    '胆嚢摘出後。総胆管は9mm。',
  ])('but not what is another organ, side or what is left: %s', (findings) => expect(pair(findings)).toBeNull())

  it.each([
    'The appendix is normal. The appendix is dilated to 12 mm with surrounding stranding.',
    'There is a 12 mm nodule in the right upper lobe. The right upper lobe is clear.',
    'The liver is normal. 4 cm liver metastasis in segment 7.',
    'Liver, spleen and pancreas are unremarkable. There is a hypodense mass of the pancreas.',
    'The right kidney is unremarkable. Moderate right hydronephrosis of the right kidney.',
    'Normal study. There is a large right pneumothorax.',
    '膵は正常。膵に3cmの腫瘤を認める。',
  ])('a place that is called normal holds a disease: %s', (findings) => expect(pair(findings)).not.toBeNull())

  it.each([
    'The liver is normal in size. 4 cm liver metastasis in segment 7.',
    'The liver is otherwise normal. 4 cm liver metastasis in segment 7.',
    'The right kidney is normal. 9 mm stone in the left kidney.',
    'The skin and nipples are normal. 14 mm mass in the left breast.',
    'The left upper lobe is clear. 12 mm nodule in the right upper lobe.',
    'The spleen is normal. Liver metastasis of 4 cm.',
    'The liver is normal. The previous liver metastasis has resolved.',
    'Seminal vesicles are normal. 14 mm lesion in the peripheral zone of the prostate.',
    '肝は正常。膵に3cmの腫瘤を認める。',
  ])('but not what is said of one property, another side or a part: %s', (findings) => expect(pair(findings)).toBeNull())

  it.each([
    'Nodule in the right lung of 5 mm. The nodule in the right lung measures 15 mm.',
    'There is a 4 cm mass in the left kidney. The left kidney is enlarged. The mass measures 2.1 cm.',
    '右肺に5mmの結節を認める。右肺の結節は15mmである。',
  ])('one lesion has two sizes: %s', (findings) => expect(pair(findings)).not.toBeNull())

  it.each([
    'A 5 mm nodule in the right lung. A 15 mm nodule in the right lung.',
    'Two nodules in the right lung, the larger 15 mm. The nodule in the left lung measures 6 mm.',
    'Nodule in the right lung of 15 mm. The nodule measures 15 mm.',
    'Nodule of 15 mm in the right lung. The solid component of the nodule measures 6 mm.',
    'Nodule of 5 mm in the right lung. Nodule of 9 mm in the left lung. The nodule measures 9 mm.',
    'The nodule measures 15 mm, previously 5 mm. Nodule in the right lung.',
    '右肺に5mmの結節を認める。左肺の結節は15mmである。',
  ])('but not two lesions, two times or two parts: %s', (findings) => expect(pair(findings)).toBeNull())
})
