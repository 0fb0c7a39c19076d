import { z } from 'zod'
import { maxSectionLength, sectionNames, type Sections as SectionTexts } from './sections.ts'

export const ReportId = z.uuid().brand<'ReportId'>()
export type ReportId = z.infer<typeof ReportId>

export const SectionName = z.enum(sectionNames)

const SectionText = z.string().max(maxSectionLength)

export const Sections = z.object({
  indication: SectionText,
  technique: SectionText,
  comparison: SectionText,
  findings: SectionText,
  conclusion: SectionText,
}) satisfies z.ZodType<SectionTexts>

/** `draft`: being written. `signed`: a person took responsibility; the text never changes again. */
export const ReportState = z.enum(['draft', 'signed'])
export type ReportState = z.infer<typeof ReportState>

/** What a person took responsibility for, and when (UTC, ISO 8601). */
export type Signature = { signer: string; signedAt: string; sha256: string }

export type Report = {
  id: ReportId
  studyId: string
  state: ReportState
  sections: SectionTexts
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
  sections: SectionTexts
  /** The addendum's text; empty for the other kinds. */
  addendum: string
  /** The version this one continues; null for the first. */
  predecessor: string | null
  author: string
  createdAt: string
  sha256: string
}

export type Language = 'en' | 'ja'
