import type { Language } from '../report/report.ts'

/** A report with a conclusion that somebody stands for: what errors are put into. */
export type GateReport = { id: string; findings: string; conclusion: string; language: Language; indication: string; comparison: string; sex: 'F' | 'M' | null }

/** A change to the conclusion: the characters from `start` up to `end` become `text`. */
export type Edit = { start: number; end: number; text: string }
