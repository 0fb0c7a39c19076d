import { z } from 'zod'

export const ReportId = z.uuid().brand<'ReportId'>()
export type ReportId = z.infer<typeof ReportId>

/** The sections of a report, in the order in which they are written and read. */
export const sectionNames = ['indication', 'technique', 'comparison', 'findings', 'conclusion'] as const
export const SectionName = z.enum(sectionNames)
export type SectionName = z.infer<typeof SectionName>

/** Largest text that one section may hold, in UTF-16 code units. Above it typing can no longer be kept under 50 ms. */
export const maxSectionLength = 1_048_576

const SectionText = z.string().max(maxSectionLength)

export const Sections = z.object({
  indication: SectionText,
  technique: SectionText,
  comparison: SectionText,
  findings: SectionText,
  conclusion: SectionText,
})
export type Sections = z.infer<typeof Sections>

export const emptySections: Sections = { indication: '', technique: '', comparison: '', findings: '', conclusion: '' }

/** `draft`: being written. `signed`: a person took responsibility; the text never changes again. */
export const ReportState = z.enum(['draft', 'signed'])
export type ReportState = z.infer<typeof ReportState>

/** What a person took responsibility for, and when (UTC, ISO 8601). */
export type Signature = { signer: string; signedAt: string; sha256: string }

export type Report = {
  id: ReportId
  studyId: string
  state: ReportState
  sections: Sections
  /** Text of an addendum that is being written and not yet signed; empty when there is none. */
  addendum: string
  signature: Signature | null
  createdAt: string
  updatedAt: string
}

/** `saved`: explicit save. `signed`: frozen at signing. `addendum`: signed text linked to the signed version. */
export type VersionKind = 'saved' | 'signed' | 'addendum'

export type ReportVersion = {
  id: string
  reportId: ReportId
  number: number
  kind: VersionKind
  sections: Sections
  /** The addendum's text; empty for the other kinds. */
  addendum: string
  /** The version this one continues; null for the first. */
  predecessor: string | null
  author: string
  createdAt: string
  sha256: string
}

export type Language = 'en' | 'ja'
