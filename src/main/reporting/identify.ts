import type { Patient, Study } from '../../domain/study/study.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'
import type { Context } from './context.ts'
import { requireWellFormed } from './well-formed.ts'

const same = (a: string, b: string) => comparable(a) === comparable(b)
const comparable = (name: string) => name.normalize('NFKC').toLowerCase().replace(/[\s,^・]+/g, ' ').trim()

/**
 * The patient with this number, made when new. Throws AppError `invalid-input` when the number belongs to somebody with another name,
 * birth date or sex: two people under one number is the mistake that puts a report into the wrong hands.
 */
export function identifyPatient(context: Context, stores: Stores, given: Omit<Patient, 'id'>): Patient {
  requireWellFormed('the patient’s name', given.name)
  requireWellFormed('the patient ID', given.patientId)
  const known = stores.patients.findByPatientId(given.patientId)
  if (!known) {
    const patient = { ...given, id: context.newId() }
    stores.patients.insert(patient, context.now().toISOString())
    return patient
  }
  const differs =
    (known.name !== '' && given.name !== '' && !same(known.name, given.name) && 'name') ||
    (known.birthDate !== null && given.birthDate !== null && known.birthDate !== given.birthDate && 'birth date') ||
    (known.sex !== null && given.sex !== null && known.sex !== given.sex && 'sex')
  if (differs) throw new AppError('invalid-input', `Patient ID ${given.patientId} already belongs to a patient with another ${differs}. Check the number.`)
  const merged = { ...known, name: known.name || given.name, birthDate: known.birthDate ?? given.birthDate, sex: known.sex ?? given.sex }
  if (merged.name !== known.name || merged.birthDate !== known.birthDate || merged.sex !== known.sex) stores.patients.update(merged)
  return merged
}

/** The study, made when it is new. Throws AppError `invalid-input` when its Study Instance UID belongs to another patient. */
export function identifyStudy(context: Context, stores: Stores, patient: Patient, given: Omit<Study, 'id'>): Study {
  requireWellFormed('the study’s description', given.description)
  requireWellFormed('the accession number', given.accessionNumber)
  if (given.studyInstanceUid !== null) {
    const known = stores.studies.findByUid(given.studyInstanceUid)
    if (known && known.patient !== patient.id) throw new AppError('invalid-input', 'This Study Instance UID belongs to a study of another patient.')
    if (known) return known
  }
  const known = stores.studies.findSame({ ...given, patient: patient.id })
  if (known) return known
  const study = { ...given, id: context.newId(), patient: patient.id }
  stores.studies.insert(study, context.now().toISOString())
  return study
}
