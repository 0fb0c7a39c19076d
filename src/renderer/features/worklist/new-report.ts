import type { OrderedSide, Sex } from '../../../domain/study/study.ts'
import { strings } from '../../lib/strings.ts'
import { readDate } from '../../ui/read-date.ts'

/** The fields of the dialog as typed. */
export type NewReportForm = {
  patientId: string
  name: string
  sex: Sex | ''
  birthDate: string
  accessionNumber: string
  modality: string
  description: string
  side: OrderedSide | ''
  date: string
}

export type NewReportErrors = Partial<Record<keyof NewReportForm, string>>

const { worklist } = strings

const isDate = (text: string) => readDate(text) === text

/** What is wrong with the fields; nothing when the report can be created. The limits are those of domain/study. */
export function checkNewReport(form: NewReportForm): NewReportErrors {
  const errors: NewReportErrors = {}
  const limit = (field: 'patientId' | 'name' | 'accessionNumber' | 'description', most: number) => {
    if (form[field].trim().length > most) errors[field] = worklist.tooLong(most)
  }
  limit('patientId', 64)
  limit('name', 324)
  limit('accessionNumber', 64)
  limit('description', 256)
  if (form.patientId.trim() === '') errors.patientId = worklist.needPatientId
  if (form.date === '') errors.date = worklist.needDate
  else if (!isDate(form.date)) errors.date = worklist.wrongDate
  if (form.birthDate !== '' && !isDate(form.birthDate)) errors.birthDate = worklist.wrongDate
  else if (form.birthDate !== '' && errors.date === undefined && form.birthDate > form.date) errors.birthDate = worklist.birthAfterStudy
  return errors
}

/** What report.create takes. */
export function toNewReport(form: NewReportForm) {
  return {
    patient: { patientId: form.patientId.trim(), name: form.name.trim(), birthDate: form.birthDate || null, sex: form.sex || null },
    study: { accessionNumber: form.accessionNumber.trim(), studyInstanceUid: null, date: form.date, modality: form.modality, description: form.description.trim(), side: form.side || null },
  }
}
