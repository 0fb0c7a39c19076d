import { describe, expect, it } from 'vitest'
import { checkJapanese } from './check-japanese.ts'

/** "direction 縮小!": kind and words of what is called wrong, with "!" where it blocks. */
const said = (findings: string, conclusion: string) => checkJapanese({ findings, conclusion }).filter((issue) => issue.kind !== 'leftOut').map((issue) => `${issue.kind} ${issue.conclusion ? conclusion.slice(issue.conclusion.start, issue.conclusion.end) : ''}${issue.severity === 'error' ? '!' : ''}`)

describe('readings of Japanese findings that contradict nothing', () => {
  it.each([
    ['a thing with a size beside what is denied around it', '左尿管に7mmの結石、上流の拡張なし。', '左尿管結石7mm、上流に拡張なし。'],
    ['a disease beside what it does not do', '膵癌、十二指腸への浸潤は認めない。', '膵癌。'],
    ['a fresh fracture by the word for new', 'Th12に新鮮圧迫骨折、後方への突出なし。', '第12胸椎に新しい圧迫骨折。'],
    ['what is not shown', '肝内に転移は描出されず。', '肝転移なし。'],
    ['a vessel that is not shown', '右椎骨動脈は描出されず。', '右椎骨動脈閉塞。'],
    ['a fall of what should be much', 'LVEF 41%(前回52%)。', '左室駆出率は52→41%に低下。'],
    ['two things with a course each', '腹水は前回より減少。肝嚢胞30mmは不変。', '腹水は前回より少ないがなお多量、肝嚢胞3cmは著変なし'],
    ['a grade with its unit', 'Cobb角 31°。Risser 4。', 'Risser 4度。'],
    ['a parathyroid told by the pole of the thyroid', '甲状腺右葉上極背側に9mmの結節、副甲状腺腺腫疑い。', '右上副甲状腺腺腫の疑い、9mm。'],
    ['growth told as what lies between', '左副腎に22mmの結節。前回18mm。', '左副腎結節は半年で4mm増大。'],
    ['an earlier size behind two things of which one is measured', '左副腎に22mmの結節、肝に脂肪沈着。前回18mm。', '左副腎結節は増大、脂肪肝は不変。'],
    ['an earlier size of one of two', '左S6に8mm結節、右S2に5mm結節。前回6mm。', '左S6の8mm結節は増大、右S2の5mm結節は不変。'],
    ['an earlier size behind what is not measured', '右肺S1に8mmの結節。肝S8に嚢胞。前回12mm。', '右S1結節は不変。'],
    ['tens', 'CTR 57%。', 'CTRは50%台。'],
    ['one of two diagnoses, suspected', '肺門部腫瘤は肺癌または悪性リンパ腫。', '肺門部腫瘤、肺癌または悪性リンパ腫の疑い。'],
    ['a heart beat that is missing in a pregnancy', '子宮内妊娠、胎児心拍は確認できず。', '子宮内妊娠。'],
    ['categories under their heading', '左乳房に腫瘤。右乳房に嚢胞。\nカテゴリー：右2、左4。', '左乳房腫瘤、カテゴリー4。'],
  ])('%s (bug: a right conclusion could not be signed)', (_, findings, conclusion) => {
    expect(said(findings, conclusion).filter((one) => !one.startsWith('unsupported'))).toEqual([])
  })
})

describe('readings of Japanese findings that show an error', () => {
  it.each([
    ['an earlier size that stands alone', '左副腎に22mmの結節。前回18mm。', '左副腎結節は前回より小さくなっている。', 'direction 小さくなって!'],
    ['an earlier absence that stands alone', '膵体部に14mmの嚢胞。前回(2年前)認めず。', '膵体部嚢胞14mmは不変。', 'direction 不変!'],
    ['what is left and grows', '右胸水は中等量残存、増加傾向。', '右胸水は減少。', 'direction 減少!'],
    ['the size of another thing as a difference', '右腎に9mmの結石。肝嚢胞14mm。', '右腎結石5mm。', 'number 5mm!'],
    ['other tens', 'LVEF 62%。', 'LVEF 40%台。', 'number 40%!'],
    ['the other side\'s category', 'カテゴリー：右2、左4。', '右はカテゴリー4。', 'number カテゴリー4!'],
    ['one of two diagnoses told for certain', '第9胸椎に集積、骨転移または骨折後変化。', '第9胸椎は骨転移と断定してよい。', 'unsupported 骨転移と断定してよい'],
    ['a suspicion at one level beside a diagnosis at another', '肝S3に肝細胞癌。肝S6の結節は肝細胞癌の可能性。', '肝S6結節は肝細胞癌と確定。', 'unsupported 肝細胞癌と確定'],
    ['what was ticked, denied', '胆嚢結石(+)。', '胆嚢結石なし。', 'negation 胆嚢結石!'],
  ])('%s (bug: the error stood in a signed conclusion)', (_, findings, conclusion, wanted) => {
    expect(said(findings, conclusion)).toContain(wanted)
  })
})
