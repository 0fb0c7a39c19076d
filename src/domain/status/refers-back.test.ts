import { describe, expect, it } from 'vitest'
import { classifyStatus } from './classify-status.ts'
import { encoderText } from './encoder/encoder-text.ts'
import { onlyRefersBack } from './refers-back.ts'

describe('a conclusion that only refers to the findings', () => {
  it.each(['As described above.', 'Please see text.', 'See report body', 'Per findings.', '所見欄参照', '上記の通りです。', '同上'])('%s', (conclusion) => {
    expect(onlyRefersBack(conclusion)).toBe(true)
  })
  it.each(['Above findings suggest metastasis.', 'As above, no bone metastasis.', 'Lesion described above is stable', '上記より骨転移疑い', 'No change.', ''])('%s says something itself', (conclusion) => {
    expect(onlyRefersBack(conclusion)).toBe(false)
  })
  it('leaves the judgement to the findings, for rules and encoder alike (bug: a report read as none because its conclusion is empty of words)', () => {
    const report = { indication: 'Renal cancer', findings: 'Lytic metastasis of the left ischium, 33 mm, earlier 20 mm.', conclusion: 'Please see text.' }
    expect(classifyStatus(report)).toMatchObject({ label: 1, evidence: [{ field: 'findings' }] })
    expect(encoderText(report)).toContain('ischium')
  })
  it('is judged itself where there are no findings', () => {
    expect(classifyStatus({ indication: 'Renal cancer', conclusion: 'Please see text.' }).label).toBe(0)
  })
})
