import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ message }) => message.includes('could not judge'))

describe('a place that could not be judged, called normal', () => {
  const wrong: [string, string][] = [
    ['Liver normal. Pancreatic tail obscured by bowel gas. No free fluid.', 'Normal pancreatic tail.'],
    ['Brain normal. The cerebellum is not included.', 'Brain and cerebellum normal.'],
    ['Appendix not visualised. Trace of free fluid.', 'Appendix normal.'],
    ['Motion artefact obscures the spleen. Liver unremarkable.', 'The spleen is unremarkable.'],
    ['Liver normal.\nLEFT KIDNEY: Not assessed because of dressings.\nRIGHT KIDNEY: Normal.', 'Both kidneys normal.'],
    ['Lungs clear. Thyroid outside the field of view.', 'No thyroid nodule. Lungs clear.'],
    ['LIVER: Normal.\nSPLEEN: ___\nPANCREAS: Normal.', 'Liver, spleen and pancreas normal.'],
    ['肝に異常なし。膵尾部は腸管ガスのため評価困難。', '膵尾部に異常なし。'],
    ['肺野に結節なし。甲状腺は撮像範囲外。', '甲状腺に異常なし。'],
    ['左腎は描出されず。右腎正常。', '両側腎に異常なし。'],
  ]
  it.each(wrong)('misses an over-claim: %s / %s', (findings, conclusion) => {
    expect(said(findings, conclusion)).toHaveLength(1)
    expect(said(findings, conclusion)[0]!.findings).not.toBeNull()
  })

  const right: [string, string][] = [
    ['Pancreas head and body normal, tail obscured by bowel gas.', 'Normal pancreas, as far as visible.'],
    ['Pancreas head and body normal, tail obscured by bowel gas.', 'Pancreatic head and body normal.'],
    ['Assessment of the liver limited by motion. No focal liver lesion.', 'Liver normal.'],
    ['Lung apices not included. Lungs otherwise clear.', 'Lungs clear.'],
    ['Right calf veins not seen owing to oedema. Left leg veins compressible.', 'No DVT of the left leg.'],
    ['Medial malleolar fracture not seen. Ankle mortise intact.', 'Ankle normal.'],
    ['Right ovary not seen separately. Uterus normal.', 'Uterus normal.'],
    ['Appendix not visualised.', 'Appendix not visualised; no secondary signs of appendicitis.'],
    ['LIVER:\nHomogeneous, no focal lesion.\nSPLEEN:\nNot enlarged.', 'Liver and spleen normal.'],
    ['胸髄は撮像範囲外。頸髄に異常信号なし。', '頸髄に異常なし。'],
    ['側頭動脈は評価困難。大動脈に壁肥厚なし。', '大動脈に異常なし。側頭動脈は評価困難。'],
  ]
  it.each(right)('false alarm: %s / %s', (findings, conclusion) => expect(said(findings, conclusion)).toEqual([]))
})

describe('what could not be judged, in other words', () => {
  it.each([
    ['Evaluation of the brainstem is not possible because of beam hardening.', 'No haemorrhage in the brainstem.'], ['Images of the pelvis were not obtained. Liver normal.', 'Normal pelvis.'], ['Pancreatic tail partly obscured.', 'Pancreas normal.'],
    ['膵尾部は描出不良。', '膵に異常なし。'], ['造影されておらず肝転移は評価できない。', '肝転移なし。'], ['Kidneys: \nLiver: normal.', 'Normal kidneys and liver.'], ['The rotator cuff could not be assessed owing to metal.', 'Rotator cuff intact.'],
  ])('misses it: %s / %s', (findings, conclusion) => expect(said(findings, conclusion)).toHaveLength(1))
  it.each([
    ['Pancreatic tail partly obscured. Pancreatic head and body normal.', 'Pancreas normal.'], ['膵尾部は描出不良。', '膵体部に異常なし。'], ['造影されておらず肝転移は評価できない。', '骨転移なし。'], ['造影されておらず肝転移は評価できない。', '肝転移は評価できない。'],
    ['Sagittal images were not acquired. Meniscus normal.', 'Normal meniscus.'], ['Comparison not available. Liver normal.', 'Liver normal.'],
  ])('false alarm: %s / %s', (findings, conclusion) => expect(said(findings, conclusion)).toEqual([]))
})
