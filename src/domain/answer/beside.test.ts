import { describe, expect, it } from 'vitest'
import { checkConclusion, type CheckInput } from '../check/check-conclusion.ts'
import { besideOf } from './beside.ts'

const besides = (input: CheckInput) => checkConclusion(input).filter(({ findings, severity }) => findings === null && severity === 'error').map((issue) => {
  const beside = besideOf(issue, input)
  return beside && [beside.field, beside.text, ...beside.marks.map(({ start, end }) => beside.text.slice(start, end))]
})

describe('the other half of an issue that the findings have nothing of', () => {
  it('is the patient’s sex and age where the order gives them (bug: "no sentence")', () => {
    expect(besides({ findings: 'Normal liver.', conclusion: 'Normal prostate.', sex: 'F' })).toEqual([['patient', 'Female', 'Female']])
    expect(besides({ findings: 'Normal liver.', conclusion: 'Normal liver in this 24-year-old patient.', age: 57 })).toEqual([['patient', '57 years', '57 years']])
  })

  it('is the words of the indication where only it tells who the patient is', () => {
    expect(besides({ findings: 'Normal liver.', conclusion: 'Normal prostate.', indication: 'Pain. 64-year-old woman.' })).toEqual([['indication', 'Pain. 64-year-old woman.', '64-year-old woman']])
  })

  it('is the side of the order, and the comparison that was named', () => {
    expect(besides({ findings: 'Fracture of the left radius.', conclusion: 'Fracture of the left radius.', side: 'right' })).toEqual([['order', 'Side: right', 'Side: right']])
    const prior = besides({ findings: 'Nodule in the right upper lobe, 8 mm.', conclusion: 'Nodule in the right upper lobe, 8 mm, unchanged from 12 March 2021.', comparison: 'CT of 4 May 2024.' })
    expect(prior).toEqual([['comparison', 'CT of 4 May 2024.', expect.stringContaining('4 May 2024')]])
  })

  it('is the sentence of a long indication, not all of it', () => {
    const indication = `${'Long history without anything of note. '.repeat(12)}Status post cholecystectomy in 2012. ${'More. '.repeat(5)}`
    const issue = { kind: 'organ', severity: 'error', sentence: 0, message: 'The order says “cholecystectomy”, the conclusion speaks of the organ as there.', conclusion: { start: 0, end: 4 }, findings: null } as const
    expect(besideOf(issue, { findings: 'x', conclusion: 'x', indication })).toEqual({ field: 'indication', text: 'Status post cholecystectomy in 2012.', marks: [{ start: 12, end: 27 }] })
  })

  it('is nothing where the report has nothing of it', () => {
    expect(besideOf({ kind: 'unsupported', severity: 'warning', sentence: 0, message: 'Nothing carries “mass”.', conclusion: { start: 0, end: 4 }, findings: null }, { findings: 'x', conclusion: 'mass' })).toBeNull()
  })
})
