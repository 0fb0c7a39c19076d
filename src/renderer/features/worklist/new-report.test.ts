import { describe, expect, it } from 'vitest'
import { checkNewReport, toNewReport, type NewReportForm } from './new-report.ts'

const form: NewReportForm = { patientId: ' P-77 ', name: 'Heron^Ida', sex: '', birthDate: '', accessionNumber: '', modality: 'CT', description: 'CT chest', side: '', date: '2026-03-04' }

describe('checkNewReport', () => {
  it('takes the least a report needs', () => {
    expect(checkNewReport(form)).toEqual({})
  })

  it('wants a patient ID that is more than blanks, and a date', () => {
    expect(Object.keys(checkNewReport({ ...form, patientId: '  ', date: '' }))).toEqual(['patientId', 'date'])
  })

  it('finds a day that does not exist and a birth after the study: the age in the report would be wrong', () => {
    expect(checkNewReport({ ...form, date: '2026-02-30' }).date).toBeDefined()
    expect(checkNewReport({ ...form, birthDate: '2026-03-05' }).birthDate).toBeDefined()
    expect(checkNewReport({ ...form, birthDate: '2026-03-04' })).toEqual({})
  })

  it('keeps to the limits of the contract, so that main never answers with a validation error', () => {
    expect(checkNewReport({ ...form, patientId: 'x'.repeat(65) }).patientId).toBeDefined()
    expect(checkNewReport({ ...form, description: 'x'.repeat(257) }).description).toBeDefined()
  })
})

describe('toNewReport', () => {
  it('sends "not given" as null, not as an empty text', () => {
    expect(toNewReport(form)).toEqual({
      patient: { patientId: 'P-77', name: 'Heron^Ida', birthDate: null, sex: null },
      study: { accessionNumber: '', studyInstanceUid: null, date: '2026-03-04', modality: 'CT', description: 'CT chest', side: null },
    })
  })
})
