import { describe, expect, it } from 'vitest'
import { readFindings, alignSentence, readConclusion } from '../draft/reading/align.ts'
import { compareConclusions, kindsBetween } from './compare.ts'
import { isConclusion } from './is-conclusion.ts'
import { drawSeal } from './seal.ts'
import { byMonth, changesBetween, countCase } from './teaching.ts'

const findings = 'Liver: 31 mm metastasis in segment VII, previously 24 mm. Kidneys: Moderate left hydronephrosis caused by a 7 mm calculus in the proximal left ureter. Adrenals: 18 mm nodule in the right adrenal gland. Lungs: New 8 mm nodule in the left lower lobe. No pleural effusion.'

/** Sentences of a draft with the evidence that alignment gives them. */
function drafted(...texts: string[]) {
  const found = readFindings(findings)
  return texts.map((text) => ({ text, evidence: alignSentence(readConclusion(text)[0]!, found).evidence }))
}
const compare = (own: string, ...draft: string[]) => compareConclusions({ own, draft: drafted(...draft), findings })
const standings = (own: string, ...draft: string[]) => compare(own, ...draft).draft.map(({ standing }) => standing)

describe('comparing an own conclusion with a draft', () => {
  it('what is said in other words is agreed on, so that nobody is asked to add what already stands there', () => {
    expect(standings('Left-sided hydronephrosis due to a 7 mm ureteric stone.', 'Moderate left hydronephrosis caused by a 7 mm calculus in the proximal left ureter.')).toEqual(['agreed'])
  })

  it('the other side is a difference, never an agreement', () => {
    const { own, draft } = compare('Right hydronephrosis due to a ureteric stone.', 'Moderate left hydronephrosis caused by a 7 mm calculus in the proximal left ureter.')
    expect(draft).toEqual([{ standing: 'differs', own: 0, kinds: ['side'] }])
    expect(own[0]?.standing).toBe('differs')
  })

  it('a denial of what the draft tells is a difference', () => {
    expect(compareConclusions({ own: 'No pleural effusion.', draft: [{ text: 'Pleural effusion.', evidence: [] }], findings }).draft[0]).toMatchObject({ standing: 'differs', kinds: ['negation'] })
  })

  it('a nodule of the lung does not hide one of the adrenal gland (units gathered from several sentences did)', () => {
    expect(standings('New nodule in the left lower lobe, 8 mm. Right kidney normal.', '18 mm nodule in the right adrenal gland.')).toEqual(['missing'])
  })

  it('a sentence with two findings of which one is told counts as missing', () => {
    expect(standings('New 8 mm nodule in the left lower lobe.', 'New 8 mm nodule in the left lower lobe and liver metastasis in segment VII.')).toEqual(['missing'])
  })

  it('of two findings in one sentence of the findings, naming the one does not hide the other', () => {
    const found = 'Liver: 18 mm mass in segment VII with thrombosis of the portal vein.'
    const evidence = [{ start: 7, end: found.length }]
    expect(compareConclusions({ own: 'Liver mass in segment VII.', draft: [{ text: 'Thrombosis of the portal vein.', evidence }], findings: found }).draft[0]?.standing).toBe('missing')
    expect(compareConclusions({ own: 'Metastasis in segment VII.', draft: [{ text: '18 mm mass in segment VII.', evidence }], findings: found }).draft[0]?.standing).toBe('agreed')
  })

  it('own sentences that the draft has nothing of are named', () => {
    expect(compare('No ascites. Liver metastasis is larger.', 'Liver: 31 mm metastasis in segment VII, previously 24 mm.').own.map(({ standing }) => standing)).toEqual(['only', 'agreed'])
  })

  it('a second size that only one of them tells is no contradiction, another size is', () => {
    expect(kindsBetween('Liver metastasis of 31 mm.', 'Liver metastasis of 31 mm, previously 24 mm.')).toEqual([])
    expect(kindsBetween('Liver metastasis of 31 mm in segment VII.', 'Liver metastasis of 61 mm in segment VII.')).toEqual(['number'])
  })

  it('Japanese: the other side differs, a bone lesion that is not told is missing', () => {
    const found = '右肺上葉に径12mmの結節を認める。L3に溶骨性病変が新たに出現。'
    const draft = readConclusion(found).map(({ start, end }) => ({ text: found.slice(start, end), evidence: [{ start, end }] }))
    expect(compareConclusions({ own: '左肺上葉結節を認める。', draft, findings: found }).draft).toMatchObject([{ standing: 'differs', kinds: ['side'] }, { standing: 'missing' }])
  })

  it('empty texts, half characters and 2,000 sentences are compared without a fault', () => {
    expect(compareConclusions({ own: '', draft: [], findings: '' })).toMatchObject({ own: [], draft: [] })
    expect(compareConclusions({ own: '\ud800 mass', draft: [{ text: '\udc00', evidence: [{ start: 5, end: 9 }] }], findings: '\ud800' }).draft).toHaveLength(1)
    const long = Array.from({ length: 2000 }, (_, n) => ({ text: `Lesion ${n}.`, evidence: [] }))
    expect(compareConclusions({ own: 'Lesion 4.', draft: long, findings: '' }).draft).toHaveLength(2000)
  })
})

describe('a seal', () => {
  it('is drawn the same again from its seed, whatever happened between', () => {
    expect(drawSeal(77, 0.5)).toEqual(drawSeal(77, 0.5))
  })

  it('a share of 0 seals none and of 1 all; a half seals about half', () => {
    const sealed = (share: number) => Array.from({ length: 2000 }, (_, seed) => drawSeal(seed, share)).filter((draw) => draw.sealed).length
    expect([sealed(0), sealed(1)]).toEqual([0, 2000])
    expect(Math.abs(sealed(0.5) - 1000)).toBeLessThan(80)
  })

  it.each(['Lung mass.', 'No metastases.', 'Normal study.', 'Unchanged.  Stable disease.', '肺結節あり。', '骨転移を認めません。', 'Status after transjugular shunt with patent tract as described above'])('“%s” is enough of a conclusion', (text) => expect(isConclusion(text)).toBe(true))
  it.each(['', '  \n', 'CT', 'Conclusion:', 'x x x x x x x x', '1.', '12345678', '肺', 'Mass'])('“%s” is not: a key press must not open a seal', (text) => expect(isConclusion(text)).toBe(false))
})

describe('teaching', () => {
  it('counts a sentence as missed by the own conclusion only when it was taken from the draft', () => {
    const comparison = compare('No ascites.', 'New 8 mm nodule in the left lower lobe.', '18 mm nodule in the right adrenal gland.')
    expect(countCase(comparison, ['accepted', 'rejected'], {})).toEqual({ agreed: 0, missedByOwn: 1, missedByDraft: 1, declined: 1, changed: {} })
    expect(countCase(comparison, [], {})).toMatchObject({ missedByOwn: 0, declined: 0 })
  })

  it('tells a side that was turned round from a sentence that was added, removed or only reworded', () => {
    expect(changesBetween({ own: 'Right hydronephrosis. No ascites.', signed: 'Left hydronephrosis. New 8 mm nodule in the left lower lobe.', findings })).toEqual({ side: 1, added: 1, removed: 1 })
    expect(changesBetween({ own: 'Left hydronephrosis due to a stone.', signed: 'Stone with left hydronephrosis.', findings })).toEqual({ reworded: 1 })
    expect(changesBetween({ own: 'Left hydronephrosis.', signed: ' Left  hydronephrosis.', findings })).toEqual({})
  })

  it('months without a case stay in the chart, over the turn of a year', () => {
    const counts = { agreed: 1, missedByOwn: 2, missedByDraft: 0, declined: 0, changed: { side: 1 } }
    const months = byMonth([{ comparedAt: '2027-01-03T00:00:00Z', counts }, { comparedAt: '2026-11-30T00:00:00Z', counts }])
    expect(months.map(({ month, cases, missedByOwn, changed }) => [month, cases, missedByOwn, changed])).toEqual([['2026-11', 1, 2, 1], ['2026-12', 0, 0, 0], ['2027-01', 1, 2, 1]])
    expect(byMonth([])).toEqual([])
  })
})
