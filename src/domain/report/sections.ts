// No zod here: the page takes these values, and zod stays out of the page.

/** The sections of a report, in the order in which they are written and read. */
export const sectionNames = ['indication', 'technique', 'comparison', 'findings', 'conclusion'] as const
export type SectionName = (typeof sectionNames)[number]

export type Sections = Record<SectionName, string>

export const emptySections: Sections = { indication: '', technique: '', comparison: '', findings: '', conclusion: '' }

/** Largest text that one section may hold, in UTF-16 code units. Above it typing can no longer be kept under 50 ms. */
export const maxSectionLength = 1_048_576
