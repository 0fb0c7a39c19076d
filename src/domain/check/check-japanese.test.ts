import { describe, expect, it } from 'vitest'
import { checkJapanese } from './check-japanese.ts'

const findings = `左肺上葉S1+2に28×22mm大の結節を認め、前回18mmより増大している。右肺に結節なし。縦隔#4Lに短径13mmの腫大リンパ節。
肝S4に15mmの嚢胞あり。右腎に結石が2個あり、左腎に異常なし。
前十字靱帯は断裂し、後十字靱帯は保たれる。大腿骨頸部に骨折なし。右大腿骨転子部に骨折を認める。
左乳房にカテゴリー3の石灰化。骨に転移を疑う所見なし。胸水なし。`
/** "side 右": kind and words of what is called wrong. */
const said = (conclusion: string, text = findings) => checkJapanese({ findings: text, conclusion }).filter((issue) => issue.kind !== 'leftOut').map((issue) => `${issue.kind} ${issue.conclusion ? conclusion.slice(issue.conclusion.start, issue.conclusion.end) : ''}`)

describe('checking a Japanese conclusion on facts', () => {
  it('is silent on correct conclusions, however they are worded', () => {
    for (const text of ['左上葉S1+2の28mm大結節は増大、原発性肺癌を疑う。#4Lリンパ節転移の疑い。骨転移、胸水なし。', '左上葉の結節（2.8cm）は前回より大きくなっています。肝嚢胞。右腎結石2個。ACL断裂、PCLは正常。', '右大腿骨転子部骨折。頸部に骨折はありません。']) expect([text, said(text)]).toEqual([text, []])
  })
  it.each([
    ['the other side', '右肺上葉S1+2の28mm大結節。', 'side 右'],
    ['another segment', '肝S5の嚢胞。', 'organ s5'],
    ['another station', '#7リンパ節転移の疑い。', 'organ #7'],
    ['another organ', '脾臓に15mmの嚢胞。', 'organ 脾臓'],
    ['another ligament', '後十字靱帯断裂。', 'negation 後十字靱帯断裂'],
    ['what is denied', '左胸水を認める。', 'negation 左胸水'],
    ['what is told, denied', '右腎に結石を認めない。', 'negation 結石'],
    ['a size the findings have not', '左上葉S1+2の38mm大結節。', 'number 38mm'],
    ['the size of last time as today\'s', '左上葉S1+2の18mm大結節。', 'number 18mm'],
    ['another unit', '左上葉S1+2の28cm大結節。', 'number 28cm'],
    ['another count', '右腎結石5個。', 'number 5個'],
    ['another category', '左乳房の石灰化、カテゴリー5。', 'number カテゴリー5'],
    ['a change the other way round', '左上葉S1+2の結節は縮小。', 'direction 縮小'],
    ['what nobody saw', '膵尾部に気腫性変化を認める。', 'unsupported 膵尾部に気腫性変化'],
  ])('names %s (bug: the error stood in a signed conclusion)', (_, conclusion, wanted) => {
    expect(said(conclusion).map((one) => one.toLowerCase())).toContain(wanted.toLowerCase())
  })
  it('lists a heavy finding that is left out, and not one that is told by what it means', () => {
    const missed = (conclusion: string) => checkJapanese({ findings, conclusion }).filter((issue) => issue.kind === 'leftOut').map((issue) => findings.slice(issue.findings!.start, issue.findings!.end))
    expect(missed('肝嚢胞。').some((text) => text.includes('28×22mm'))).toBe(true)
    expect(missed('左上葉肺癌（S1+2）。').some((text) => text.includes('28×22mm'))).toBe(false)
  })
  it('names an organ or person of the other sex (bug: a uterus in a man passed, its name was in no finding)', () => {
    const kinds = (conclusion: string, sex: 'F' | 'M') => checkJapanese({ findings, conclusion, sex }).filter((issue) => issue.kind === 'sex').length
    expect([kinds('付属器に異常なし。', 'M'), kinds('精嚢に異常なし。', 'F'), kinds('67歳女性。', 'M'), kinds('肝嚢胞。', 'F')]).toEqual([1, 1, 1, 0])
  })
  it('does not contradict a finding by the words that call its place normal (bug: an open portal vein denied portal hypertension)', () => {
    expect(said('門脈圧亢進症。', '食道静脈瘤、脾腫を認める。門脈は開存している。')).toEqual([])
    expect(said('肺門リンパ節に異常なし。肺門部に腫瘤。', '肺門部に腫瘤を認める。肺門リンパ節は正常大。')).toEqual([])
  })
  it('does not let a finding that only says where deny or be denied (bug: "結節内に石灰化なし" denied the nodule)', () => {
    expect(said('右上葉結節。', '右上葉に結節を認める。結節内に石灰化なし。')).toEqual([])
  })
})
