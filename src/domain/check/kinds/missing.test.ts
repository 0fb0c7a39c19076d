import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const missing = (findings: string, conclusion = 'Normal study. 異常なし。') => checkConclusion({ findings, conclusion }).filter((issue) => issue.kind === 'missing').map((issue) => issue.message)

describe('sections that are missing', () => {
  it.each(['所見：', '【所見】', 'Findings', 'Liver:\nSpleen:\nKidneys:', 'FINDINGS:\n'])('says that %j is no finding (bug: a heading passed as findings)', (findings) => {
    expect(missing(findings)).toEqual(['The findings hold only headings: nothing there could carry the conclusion.'])
  })
  it.each(['Technique: CT of the chest with contrast.', 'CT abdomen with contrast was performed.', '撮影方法：胸部造影CT', '胸部単純CTを施行した。', 'Comparison: CT 2024. Dose: 4 mSv.'])('says that %j tells no finding (bug: the technique passed as findings)', (findings) => {
    expect(missing(findings)).toEqual(['The findings tell only how the examination was made: nothing there could carry the conclusion.'])
  })
  it.each(['Normal.', 'Technique: CT with contrast.\nFindings: Lungs clear.', 'MRI brain without contrast. No infarct.', '胸部CT。右下葉に浸潤影。', 'Contrast-enhanced CT shows a stone in the left kidney.', '造影CT：上行大動脈は軽度拡張する。解離腔は認めない。', 'Comparison: CT 2024, nodule larger.', 'Views of the right wrist: no fracture.'])('takes %j for findings', (findings) => {
    expect(missing(findings)).toEqual([])
  })
  it('says that it cannot read another language, and calls nothing there a contradiction (bug: a turned side in French was a clean report)', () => {
    const issues = checkConclusion({ findings: 'Les poumons sont clairs. Il n’y a pas d’épanchement pleural. Fracture de 12 mm du radius gauche sans déplacement.', conclusion: 'Fracture de 21 mm du radius droit.' })
    expect(issues[0]).toMatchObject({ kind: 'missing', severity: 'warning' })
    expect(issues[0]!.message).toMatch(/^The findings read as French/)
    expect(issues.filter((issue) => issue.severity === 'error')).toEqual([])
  })
})
