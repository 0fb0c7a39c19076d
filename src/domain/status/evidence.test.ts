import { describe, expect, it } from 'vitest'
import { classifyStatus, readStatus } from './classify-status.ts'
import { evidenceFor } from './evidence.ts'
import type { StatusLabel } from './status-tag.ts'

const quoted = (indication: string, conclusion: string): string[] => classifyStatus({ indication, conclusion }).evidence.map(({ text }) => text)

describe('evidence of the rules', () => {
  it.each([
    ['Known bone metastases', 'Liver metastases larger. The left iliac FDG-avid metastasis is slightly larger on the scan but within measurement error.', /^left iliac/],
    ['乳癌、骨転移', '骨転移は硬化が目立ってきているが大きさは不変。', /大きさは不変/],
    ['肺癌、骨転移', '骨転移は見た目の数こそ増えているが、真の増加とは取らない。', /真の増加とは取らない/],
    ['腎癌、骨転移', '右大腿骨転移は増大しています。', /^右大腿骨転移は増大しています$/],
  ])('%s: %s is quoted as a whole statement with its side (bug: cut off before the words that decide)', (indication, conclusion, expected) => {
    expect(quoted(indication, conclusion).join(' | ')).toMatch(expected)
  })
  it('stops at another organ: its course is no evidence', () => {
    expect(quoted('Breast cancer, bone metastases', 'Sternal metastasis unchanged, liver metastases have doubled.').join(' ')).not.toContain('doubled')
    expect(quoted('乳癌、骨転移', '骨転移は不変、肝転移は増大。').join(' ')).not.toContain('増大')
  })
  it('shows other sentences that say the same (bug: one of five stable sites, and not the sentence a reader looks for)', () => {
    const shown = quoted('Prostate cancer, bone metastases', 'T8 metastasis treated with SBRT. No new bone lesion. Nodes have grown.')
    expect(shown.join(' | ')).toContain('No new bone lesion')
    expect(shown.join(' | ')).not.toContain('grown')
  })
  it('keeps the denial with what it denies (bug: "bone relapse" shown for a stable report)', () => {
    expect(quoted('Sternal metastasis of breast cancer, resected 2018', 'Mesh in place. No local or remote bone relapse.')[0]).toMatch(/^No local/)
  })
  it('quotes the judged text before the order where the course stands there in unknown words', () => {
    expect(quoted('肺癌、骨転移', 'おなかの中は変わりないです。左の腸骨のやつは一回り膨らんでますね。')[0]).toContain('腸骨')
  })
})

describe('evidence for a label the rules did not give', () => {
  const chosen = (label: StatusLabel, conclusion: string): string => evidenceFor(label, readStatus({ indication: 'Breast cancer, bone metastases', conclusion })).map(({ text }) => text).join(' | ')
  it('is a statement of that label, not of the other one', () => {
    const text = 'T5 metastasis smaller. New metastasis in the left ischium. Liver metastases have grown.'
    expect(chosen(2, text)).toBe('T5 metastasis smaller')
    expect(chosen(1, text)).toBe('New metastasis in the left ischium')
  })
  it('is what is said of bone where no phrase tells a course (bug: a sentence on the liver, or the order)', () => {
    expect(chosen(2, 'Liver mets up. T-spine mets stbl.')).toBe('T-spine mets stbl')
  })
  it('is empty where bone is not spoken of', () => {
    expect(chosen(2, 'Gallstones. Liver clear.')).toBe('')
  })
})
