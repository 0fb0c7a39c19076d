import { describe, expect, it } from 'vitest'
import { cacheKey } from './tiers/cascade-cache.ts'
import { classifyStatus } from './classify-status.ts'
import { labelText } from './tiers/label-prompt.ts'

describe('a conclusion that says nothing', () => {
  const findings = 'New lytic metastasis of L3.'

  it.each(['Impression:', 'IMPRESSION\n', 'n/a', 'N/A.', 'None.', 'nil', '-', '***', '1.\n2.', 'See report', 'Conclusion: see above.', 'Opinion: not dictated', 'to follow', '結論：', '【診断】', '診断：所見参照', 'なし', '特になし'])(
    'leaves the status to the findings (bug: a template’s heading hid the disease): %s', (conclusion) => {
      expect(classifyStatus({ conclusion, findings })).toMatchObject({ label: 1, evidence: [{ field: 'findings' }] })
      expect(labelText({ conclusion, findings }, 'chatml')[0]!.text).toContain('lytic')
    },
  )
  it.each(['Impression:', '結論：', 'n/a', 'なし', 'See findings'])('without findings is no report (bug: no metastasis, with 0.98): %s', (conclusion) => expect(classifyStatus({ conclusion })).toMatchObject({ label: null, reason: expect.stringMatching(/^empty/) }))
  it.each([
    ['FINDINGS: New lytic metastasis of L3.\nIMPRESSION: n/a', 1],
    ['FINDINGS: Known pelvic metastases, larger.\nCONCLUSION: As above.', 1],
    ['所見：骨転移は不変。\n診断：所見参照', 2],
  ])('is passed over in a report of one piece too: %s', (text, label) => expect(classifyStatus({ text }).label).toBe(label))
  it.each(['Normal.', 'No metastases.', '異常なし', 'Stable.'])('is not a short conclusion that does say something: %s', (conclusion) => expect(classifyStatus({ conclusion, findings }).label).toBe(0))
  it('keeps answers of different findings apart (bug: one answer for every report that says "See findings")', () => {
    const key = (text: string) => cacheKey({ conclusion: 'See findings.', findings: text }, 'v', null, { hash: (whole) => whole })
    expect(key(findings)).not.toBe(key('Normal.'))
  })
})
