import { z } from 'zod'

/** DICOM modality codes (PS3.3 C.7.3.1.1.1) that this app shows by name; any other code is kept as it came. */
export const modalities = ['CT', 'MR', 'PT', 'NM', 'US', 'CR', 'DX', 'MG', 'OT'] as const

export const Sex = z.enum(['F', 'M', 'O'])
export type Sex = z.infer<typeof Sex>

/** The side an examination was ordered for. */
export const OrderedSide = z.enum(['left', 'right', 'bilateral'])
export type OrderedSide = z.infer<typeof OrderedSide>

/** DICOM calendar date as YYYY-MM-DD. */
export const IsoDate = z.iso.date()

export const Patient = z.object({
  id: z.uuid(),
  /** Patient ID (0010,0020) as the hospital writes it. */
  patientId: z.string().min(1).max(64),
  name: z.string().max(324),
  birthDate: IsoDate.nullable(),
  sex: Sex.nullable(),
})
export type Patient = z.infer<typeof Patient>

export const Study = z.object({
  id: z.uuid(),
  accessionNumber: z.string().max(64),
  studyInstanceUid: z.string().max(64).nullable(),
  date: IsoDate,
  modality: z.string().min(1).max(16),
  description: z.string().max(256),
  /** Left out or null: the order names none. */
  side: OrderedSide.nullable().optional(),
})
export type Study = z.infer<typeof Study>
