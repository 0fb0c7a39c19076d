import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (indication: string, findings: string, conclusion: string) => checkConclusion({ indication, findings, conclusion }).filter(({ message }) => message.startsWith('The order'))
const kinds = (...of: [string, string, string]) => said(...of).map(({ kind }) => kind)

describe('an organ that was removed', () => {
  it.each([
    ['RCC, status post left nephrectomy 2019.', 'Liver normal. Left kidney normal.', 'No metastasis. Left kidney normal.'],
    ['s/p right nephrectomy, surveillance', 'No focal liver lesion. Both kidneys unremarkable.', 'Both kidneys unremarkable.'],
    ['History of cholecystectomy. Right upper quadrant pain.', 'Bile ducts normal.', 'The gallbladder is normal.'],
    ['Post hysterectomy, pelvic pain', 'Uterus normal. No free fluid.', 'No free fluid.'],
    ['Left adrenalectomy 2021, hypertension', 'Left adrenal gland normal.', 'Adrenal glands: left adrenal normal.'],
    ['After splenectomy for trauma', 'Liver normal.', 'Liver and spleen normal.'],
    ['左腎摘出後、経過観察。', '肝に異常なし。左腎に結石を認める。', '左腎結石。'],
    ['胆嚢摘出後の腹痛。', '胆嚢に異常なし。', '異常なし。'],
    ['右精巣摘除後。', '右精巣は正常。', '異常所見なし。'],
    ['子宮全摘後。', '骨盤内に腹水なし。', '子宮は正常。'],
  ])('is told of as there: %s / %s / %s', (...of) => expect(kinds(...of)).toEqual(['organ']))
  it.each([
    ['RCC, status post left nephrectomy 2019.', 'Right kidney normal. Nephrectomy bed clear.', 'Right kidney normal.'],
    ['RCC, status post partial left nephrectomy.', 'Left kidney normal.', 'Left kidney normal.'],
    ['Planned left nephrectomy.', 'Left kidney normal.', 'Left kidney normal.'], ['For left nephrectomy. Tumour of the left kidney after biopsy.', 'Left kidney with a cyst.', 'Cyst of the left kidney.'],
    ['Donor evaluation before left nephrectomy', 'Both kidneys normal.', 'Both kidneys normal.'],
    ['s/p left nephrectomy', 'Left kidney surgically absent. Left renal fossa clear.', 'Left kidney absent.'],
    ['Status post left nephrectomy', 'The left renal vein is patent.', 'Left renal vein normal.'],
    ['History of TURP, prostatectomy discussed', 'Prostate normal.', 'Prostate normal.'], ['No previous cholecystectomy', 'Gallbladder normal.', 'Gallbladder normal.'],
    ['Left breast cancer s/p left mastectomy', 'Right breast normal.', 'Left breast cancer, no metastasis.'],
    ['左腎部分切除術後。', '左腎に異常なし。', '左腎に異常なし。'], ['左腎摘出後。', '左腎摘出床に腫瘤なし。右腎は正常。', '右腎は正常。再発なし。'], ['胆嚢摘出予定。', '胆嚢に結石あり。', '胆嚢結石。'], ['左腎摘出後。', '両側肺に異常なし。', '転移なし。'],
  ])('false alarm: %s / %s / %s', (...of) => expect(said(...of)).toEqual([]))
  it('is told of the other side', () => {
    expect(kinds('RCC s/p left nephrectomy', 'Right nephrectomy bed clear.', 'No recurrence after right nephrectomy.')).toEqual(['side'])
    expect(kinds('RCC s/p left nephrectomy', 'Left nephrectomy bed clear.', 'No recurrence after left nephrectomy.')).toEqual([])
    expect(kinds('乳癌、右乳房切除後', '左乳房切除後。局所再発なし。', '再発なし。')).toEqual(['side'])
  })
})

describe('what the order calls known', () => {
  it('is denied', () => {
    expect(said('Known abdominal aortic aneurysm, back pain.', 'Aorta normal. No aneurysm.', 'No aneurysm.')).toMatchObject([{ kind: 'unsupported', severity: 'warning' }])
    expect(kinds('Known cirrhosis, screening.', 'Liver normal.', 'No cirrhosis. No focal lesion.')).toEqual(['unsupported'])
    expect(kinds('既知の腹部大動脈瘤、経過観察。', '動脈瘤を認めない。', '動脈瘤なし。')).toEqual(['unsupported'])
  })
  it.each([
    ['Known AAA, EVAR 2020.', 'No aneurysm.', 'No aneurysm.'], ['?aneurysm', 'No aneurysm.', 'No aneurysm.'], ['Known cerebral aneurysm. Abdominal pain.', 'No aneurysm of the aorta.', 'No aneurysm of the aorta.'], ['Known AAA.', 'Aneurysm 45 mm. No other aneurysm.', 'Aneurysm 45 mm. No other aneurysm.'], ['Known liver metastases.', 'No liver metastases.', 'No liver metastases.'],
  ])('false alarm: %s / %s', (...of) => expect(said(...of)).toEqual([]))
})

describe('the side of the order', () => {
  it('is another limb', () => {
    expect(kinds('Pain in the left knee after a fall.', 'Right knee: tear of the medial meniscus.', 'Meniscal tear of the right knee.')).toEqual(['side'])
    expect(kinds('左膝痛。', '右膝内側半月板断裂を認める。', '右膝内側半月板断裂。')).toEqual(['side'])
  })
  it.each([
    ['Pain in the left knee.', 'Tear of the medial meniscus.', 'Meniscal tear.'], ['Pain in the left knee.', 'Left knee effusion. Right knee normal.', 'Right knee normal.'], ['Pain in both knees.', 'Right knee effusion.', 'Right knee effusion.'], ['Left knee pain, right hip replacement', 'Right hip prosthesis in place.', 'Right hip prosthesis.'], ['左膝痛。', '左膝関節液貯留。', '関節液貯留。'],
  ])('false alarm: %s / %s', (...of) => expect(said(...of)).toEqual([]))
})

describe('the region of the order', () => {
  it.each([
    ['Fall on the right hip.', 'Left hip: fracture of the femoral neck.', 'Femoral neck fracture on the left.'], ['Lump in the left breast.', 'Right breast normal.', 'Right breast normal.'], ['Right knee injury.', 'Left tibial plateau fracture.', 'Left tibial plateau fracture.'],
    ['Left testicular pain.', 'Right testis normal.', 'Normal right testis.'], ['右股関節痛、転倒。', '左大腿骨頸部骨折。', '左大腿骨頸部骨折。'], ['左乳房腫瘤精査。', '右乳房に腫瘤なし。', '右乳房に異常なし。'],
  ])('is told of the other side only: %s / %s', (...of) => expect(kinds(...of)).toEqual(['side']))
  it.each([['Shoulder pain.', 'Knee normal.', 'Normal knee.'], ['肩痛。', '膝に異常なし。', '膝関節異常なし。']])('is another one: %s / %s', (...of) => expect(said(...of)).toMatchObject([{ kind: 'unsupported', severity: 'warning' }]))
  it.each([
    ['Lump in the left breast.', 'Right breast normal. Left breast: 12 mm mass.', 'Left breast mass.'], ['Shoulder pain.', 'Humerus normal. Rotator cuff intact.', 'Normal rotator cuff.'], ['Right hand weakness.', 'Left frontal infarct.', 'Left frontal infarct.'],
    ['Right knee pain.', 'Left knee: tear. Right knee for comparison normal.', 'Left meniscal tear.'], ['右股関節痛、転倒。', '右大腿骨頸部骨折。', '右大腿骨頸部骨折。'], ['Pain in the left hip.', 'Fracture of the left pubic ramus.', 'Left pubic ramus fracture.'],
  ])('false alarm: %s / %s / %s', (...of) => expect(said(...of)).toEqual([]))
  it('sees a removed organ in a list of normal ones (bug: only the last of the list was called normal)', () => {
    expect(kinds('胆摘後の腹痛。', '肝に異常なし。', '胆嚢、肝に異常なし。')).toEqual(['organ'])
    expect(kinds('Post cholecystectomy.', 'Liver normal.', 'Gallbladder, liver and spleen normal.')).toEqual(['organ'])
    expect(kinds('Post cholecystectomy.', 'Liver and spleen normal.', 'Liver, spleen normal.')).toEqual([])
  })
})
