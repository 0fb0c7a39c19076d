import { z } from 'zod'
import { OrderedSide, type Study } from '../../domain/study/study.ts'
import type { Connection } from './connection.ts'

const Row = z.object({
  id: z.string(),
  patient: z.string(),
  accession_number: z.string(),
  study_instance_uid: z.string().nullable(),
  date: z.string(),
  modality: z.string(),
  description: z.string(),
  side: OrderedSide.nullable(),
})

/** A study and the patient row it belongs to. */
type StoredStudy = Study & { patient: string }

const toStudy = (row: unknown): StoredStudy => {
  const { accession_number, study_instance_uid, ...rest } = Row.parse(row)
  return { ...rest, accessionNumber: accession_number, studyInstanceUid: study_instance_uid }
}

export function createStudyStore(connection: Connection) {
  const columns = 'id, patient, accession_number, study_instance_uid, date, modality, description, side'
  const insert = connection.prepare(
    `INSERT INTO study (${columns}, created_at) VALUES (@id, @patient, @accessionNumber, @studyInstanceUid, @date, @modality, @description, @side, @at)`,
  )
  const byId = connection.prepare(`SELECT ${columns} FROM study WHERE id = ?`)
  const byUid = connection.prepare(`SELECT ${columns} FROM study WHERE study_instance_uid = ?`)
  const same = connection.prepare(
    `SELECT ${columns} FROM study WHERE patient = @patient AND date = @date AND accession_number = @accessionNumber
      AND modality = @modality AND description = @description AND study_instance_uid IS @studyInstanceUid AND side IS @side`,
  )
  return {
    insert(study: StoredStudy, at: string): void {
      insert.run({ ...study, side: study.side ?? null, at })
    },
    find(id: string): StoredStudy | null {
      const row = byId.get(id)
      return row ? toStudy(row) : null
    },
    findByUid(uid: string): StoredStudy | null {
      const row = byUid.get(uid)
      return row ? toStudy(row) : null
    },
    /** A study that is the same in everything but the row's own id. */
    findSame(study: Omit<StoredStudy, 'id'>): StoredStudy | null {
      const row = same.get({ ...study, side: study.side ?? null })
      return row ? toStudy(row) : null
    },
  }
}
