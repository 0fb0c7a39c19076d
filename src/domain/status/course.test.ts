import { describe, expect, it } from 'vitest'
import { classifyStatus } from './classify-status.ts'

/** Indication, conclusion, label. */
type Case = readonly [string, string, 0 | 1 | 2]

const groups: Record<string, readonly Case[]> = {
  'a course of then is not one of today: copied or retold progression would raise a false alert': [
    ['Prostate ca with bone mets', 'The sacral deposit, which had been described as enlarging in March, is smaller today. New pleural effusion.', 2],
    ['Breast ca with spine mets', 'In March the vertebral metastases were larger; since then they have been stable. Liver progressing.', 2],
    ['Breast ca', 'Osteoblastic metastases increased until 2019 and have been unchanged since. New adnexal mass.', 2],
    ['Lung ca, bone mets', 'The L2 lesion called "progressing" in May is unchanged. New effusion.', 2],
    ['Breast ca, bone mets', 'The L4 metastasis fell from 30 mm to 18 mm last year but measures 27 mm today.', 1],
    ['前立腺癌', '2021年 骨転移出現、2022年 増悪、今回は縮小。', 2],
    ['乳癌 骨転移', '前医報告の「骨転移増悪」は撮影条件の差によるもので、骨転移は不変です。肝転移は増大。', 2],
    ['肺癌 骨転移', '増大が指摘されていたL1病変は縮小。肝転移は新出。', 2],
    ['大腸癌 骨転移', '(前回読影:骨転移増悪、L1に新規病変)今回の骨転移は前回から不変です。肝転移増大。', 2],
  ],
  'a change belongs to its own subject: another organ, oedema, a disc or a therapy must not move the bones': [
    ['RCC, met L1', 'Oedema around the L1 metastasis has increased after radiotherapy; the metastasis itself is unchanged.', 2],
    ['Melanoma, bone mets', 'New lymph nodes at the level of L2. Vertebral metastases unchanged.', 2],
    ['Bladder ca, bone mets', 'Bone metastases have regressed under the new treatment. Bladder tumour larger.', 2],
    ['Lung ca, L2 met', 'L2 metastasis unchanged. Bigger L3/4 protrusion explains the leg pain.', 2],
    ['Lung ca, bone mets', 'No cause for the escalating pain: the lytic metastases of T8 and L1 are unchanged.', 2],
    ['Known bone mets', 'Mass in the left lower quadrant. Left iliac metastasis (24 mm) unchanged.', 2],
    ['肺癌 骨転移', '骨転移は不変。骨盤LNは増大し、L4/5ヘルニアも増悪。', 2],
    ['大腸癌', '右腸骨に転移が生じている。その他は著変なし。', 1],
    ['肝癌', '側副血行路は前回同様。左腸骨に溶骨性腫瘤があり骨転移と考える。', 1],
    ['舌癌', 'C2の溶骨性骨転移を認め、環軸椎不安定に注意。', 1],
  ],
  'a fracture or healing is no growth of the tumour': [
    ['Known bone mets, fall', 'New pathological fracture of L3. The metastasis itself is unchanged in size and signal.', 2],
    ['Known mets', 'T11 has lost a further 20 % of height. The metastases at T11 and T4 are unchanged.', 2],
    ['Breast ca bone mets', 'More and denser sclerotic foci than at baseline, PET negative: osteoblastic healing, i.e. treatment response.', 2],
    ['Lung ca', 'Iliac metastasis is being replaced by new bone. New liver lesion.', 2],
    ['腎癌 胸椎転移', 'Th8転移に病的骨折が新たに出現。転移巣の大きさは前回と同じ。', 2],
    ['乳癌 骨転移', '骨転移は辺縁の硬化が目立ってきており、治療効果と考える。脳転移が新たに出現。', 2],
    ['前立腺癌 骨転移', '骨転移の集積は増強しているがフレア現象と考える。', 2],
    ['肺癌 骨転移', '骨転移は新たに多数出現しており、偽増悪としては説明しにくい。', 1],
  ],
  'growth inside known disease must not hide behind steady words': [
    ['Known bone mets', 'Vertebral metastases are stable except T9, which has broken out of its cortex with new epidural tumour.', 1],
    ['Melanoma, bone mets', 'L1 metastasis again hypermetabolic after the silent interval. Nodes silent.', 1],
    ['肺癌 骨転移', '仙骨転移は既知だが、前回より硬膜外進展が増大。肝転移縮小。', 1],
    ['乳癌', 'RECIST:標的病変(肝)はPR。新病変(右大腿骨)あり。', 1],
  ],
  'what no longer shows has gone': [
    ['Prostate ca, T12 SABR', 'Neither T12 nor the left ischium expresses PSMA any longer. New iliac node.', 2],
    ['Thyroid ca', 'Sternal metastasis: none of it enhances any longer. New lung nodules.', 2],
    ['Known bone mets from gastric ca', 'Bone: no longer avid.\nPeritoneum: avid, increased.', 2],
    ['前立腺癌 骨転移', '骨転移の集積は陰性化。リンパ節は増大。', 2],
  ],
  'comparison with a dated study, and response criteria, are statements of course': [
    ['Bone metastases', 'Rib lesions as on the CT of 12/03. Hepatic lesions larger.', 2],
    ['Ca breast', 'PD by new liver lesions. Non-target bone: non-CR/non-PD.', 2],
    ['Breast ca with spinal metastases', 'Spinal deposits just as they were in the spring, and the chest is clear.', 2],
    ['乳癌', '標的病変(肝)PD。非標的(骨):non-CR/non-PD。', 2],
    ['肝癌 Th12転移', 'Th12は前回並み。肝S8再発。', 2],
  ],
  'another cause, in the same sentence or the one before, explains what grows': [
    ['Lung ca', 'Multiple lytic lesions of the axial skeleton, probable metastases; myeloma less likely.', 1],
    ['Neck pain', 'Discitis at C4/5. The bone destruction has progressed.', 0],
    ['Breast ca', 'L4 uptake: I do not agree that this is a metastasis; it corresponds to a pars defect.', 0],
    ['Ca lung', 'No recurrence in lungs, adrenals or bone.', 0],
    ['咽頭癌', 'C4/5化膿性椎間板炎。前回より骨破壊が進行している。', 0],
    ['歯肉癌', '下顎骨への直接浸潤あり、前回より骨破壊が進行。遠隔転移なし。', 0],
    ['肺癌', '右肋骨の集積は骨折に一致し、転移とは異なります。', 0],
  ],
}

for (const [name, cases] of Object.entries(groups)) {
  describe(name, () => {
    it.each(cases)('%s | %s', (indication, conclusion, label) => {
      expect(classifyStatus({ indication, conclusion }).label).toBe(label)
    })
  })
}

describe('comments of HTML', () => {
  it('are not read: a hidden line must not decide', () => {
    expect(classifyStatus({ conclusion: '<!-- bone metastases progressive --> Liver clear. No bone metastases.' }).label).toBe(0)
  })
  it('that never end are text, and many of them cost no more than their length', () => {
    expect(classifyStatus({ conclusion: `New bone metastases. ${'<!-- '.repeat(50_000)}` }).label).toBe(1)
  })
})

describe('evidence', () => {
  it('quotes the whole row that decides, not the words of a place', () => {
    const { evidence } = classifyStatus({ indication: 'Known bone mets', conclusion: 'Cyst in the left lower quadrant. Left iliac metastasis (24 mm) unchanged.' })
    expect(evidence.map((one) => one.text)).toEqual(['Left iliac metastasis (24 mm) unchanged'])
  })
})
