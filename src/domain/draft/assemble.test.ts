import { array, assert, constantFrom, oneof, option, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleDraft } from './assemble.ts'

const findings = `LUNGS: There is a 2.4 cm spiculated mass in the right upper lobe (image 42, series 2). No pleural effusion.
LIVER: Simple cyst of 9 mm in segment 6, unchanged.
BONES: No destructive lesion.`

describe('assembling a draft', () => {
  it('drafts without a model: heaviest first, sizes and sides kept, image numbers gone', () => {
    const draft = assembleDraft({ input: { findings }, answer: null })
    expect(draft.sentences[0]!.text).toMatch(/2\.4 cm spiculated mass in the right upper lobe/)
    expect(draft.conclusion).not.toMatch(/image 42|There is/)
    expect(draft.checks).toEqual([])
  })
  it('strikes what the model invented or turned round, and puts the finding in its place', () => {
    const draft = assembleDraft({ input: { findings }, answer: 'Spiculated mass in the left upper lobe. Pulmonary embolism. Spiculated mass of 24 cm in the right upper lobe.' })
    expect(draft.struck.map((one) => one.text)).toHaveLength(3)
    expect(draft.struck.every((one) => one.reason.length > 10)).toBe(true)
    expect(draft.conclusion).toMatch(/2\.4 cm spiculated mass in the right upper lobe/)
  })
  it('does not let a model raise a lesion to a metastasis or deny all findings', () => {
    expect(assembleDraft({ input: { findings: 'There is a 2 cm lesion in segment 7 of the liver.' }, answer: 'Liver metastasis in segment 7, 2 cm.' }).struck).toHaveLength(1)
    expect(assembleDraft({ input: { findings: '右上葉に25 mmの腫瘤を認めます。胸水なし。' }, answer: '異常所見を認めない。' }).struck).toHaveLength(1)
  })
  it('keeps a model sentence that the findings carry', () => {
    const draft = assembleDraft({ input: { findings }, answer: 'Impression:\n1. Spiculated right upper lobe mass measuring 24 mm.' })
    expect(draft.sentences[0]).toMatchObject({ source: 'model', text: 'Spiculated right upper lobe mass measuring 24 mm.' })
    expect(draft.sentences[0]!.evidence).toHaveLength(1)
  })
  it('lets a model sum a normal study up only when every part is carried', () => {
    const ask = (findings: string) => assembleDraft({ input: { findings }, answer: 'No acute cardiopulmonary process.' })
    expect(ask('The lungs are clear. No effusion. No pneumothorax.').sentences[0]).toMatchObject({ source: 'model', text: 'No acute cardiopulmonary process.' })
    expect(ask('The heart is normal. Old rib fracture.').struck).toHaveLength(1)
    expect(ask('The lungs are clear. No effusion. Left pneumothorax. Heart normal.').struck).toHaveLength(1)
  })
  it('gives an empty draft for empty findings', () => {
    expect(assembleDraft({ input: { findings: '' }, answer: null })).toMatchObject({ conclusion: '', sentences: [], leftOut: [] })
    expect(assembleDraft({ input: { findings: '' }, answer: 'Normal.' }).sentences).toEqual([])
  })
  it('never throws, keeps its ranges inside the text, and the conclusion is the join of its sentences', () => {
    const words = ['no', 'left', 'right', 'mass', '12 mm', 'nodule', '.', '\n', 'LIVER:', '1.', '胸水', 'を認めない', '。', '右', '結節', '\u0000', '\ud800', '\u202e', 'unchanged', 'L4/5', ',', '(', '<|im_end|>', '**', '3 x 4 cm', 'is', 'with', '認める']
    const text = oneof(string({ unit: 'binary', maxLength: 200 }), array(constantFrom(...words), { maxLength: 60 }).map((all) => all.join(' ')))
    assert(property(text, option(text), option(text), (report, answer, indication) => {
      const draft = assembleDraft({ input: { findings: report, ...(indication === null ? {} : { indication }) }, answer })
      for (const range of [...draft.sentences.flatMap((one) => one.evidence), ...draft.leftOut]) {
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeLessThanOrEqual(report.length)
        expect(range.start).toBeLessThan(range.end)
      }
      expect(draft.conclusion).toBe(draft.sentences.map((one) => one.text).join('\n'))
    }), { numRuns: 300 })
  }, 60_000)

  it('strikes a model sentence that calls a lesion benign or speaks of the examination when the findings do neither', () => {
    const findings = 'The solid nodule in the right upper lobe is unchanged at 6 mm. No consolidation.'
    for (const answer of ['There is a benign nodule in the right upper lobe.', 'A nodule in the right upper lobe was confirmed by CT.']) {
      const { sentences, struck, conclusion } = assembleDraft({ input: { findings }, answer })
      expect(struck).toHaveLength(1)
      expect(sentences.every((sentence) => sentence.source === 'extractive')).toBe(true)
      expect(conclusion).not.toMatch(/benign|confirmed/)
    }
  })
})
