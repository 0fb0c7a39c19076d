import type { SectionName } from '../../domain/report/report.ts'

// Copies of domain/report's values, because that file brings zod along and zod stays out of the page; sections.test.ts holds them equal.

/** The sections of a report, in the order in which they are written and read. */
export const sectionNames = ['indication', 'technique', 'comparison', 'findings', 'conclusion'] as const satisfies readonly SectionName[]

/** Largest text that one section may hold, in UTF-16 code units. */
export const maxSectionLength = 1_048_576
