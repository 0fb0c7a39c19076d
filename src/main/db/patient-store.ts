import { z } from 'zod'
import { Sex, type Patient } from '../../domain/study/study.ts'
import type { Connection } from './connection.ts'

const Row = z.object({ id: z.string(), patient_id: z.string(), name: z.string(), birth_date: z.string().nullable(), sex: Sex.nullable() })

const toPatient = (row: unknown): Patient => {
  const { patient_id, birth_date, ...rest } = Row.parse(row)
  return { ...rest, patientId: patient_id, birthDate: birth_date }
}

export function createPatientStore(connection: Connection) {
  const columns = 'id, patient_id, name, birth_date, sex'
  const insert = connection.prepare(`INSERT INTO patient (${columns}, created_at) VALUES (@id, @patientId, @name, @birthDate, @sex, @at)`)
  const update = connection.prepare('UPDATE patient SET name = @name, birth_date = @birthDate, sex = @sex WHERE id = @id')
  const byId = connection.prepare(`SELECT ${columns} FROM patient WHERE id = ?`)
  const byPatientId = connection.prepare(`SELECT ${columns} FROM patient WHERE patient_id = ?`)
  return {
    insert(patient: Patient, at: string): void {
      insert.run({ ...patient, at })
    },
    /** Fills in what was not known; the patient's number stays. */
    update(patient: Patient): void {
      const { id, name, birthDate, sex } = patient
      update.run({ id, name, birthDate, sex })
    },
    find(id: string): Patient | null {
      const row = byId.get(id)
      return row ? toPatient(row) : null
    },
    findByPatientId(patientId: string): Patient | null {
      const row = byPatientId.get(patientId)
      return row ? toPatient(row) : null
    },
  }
}
