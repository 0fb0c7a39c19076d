import { z } from 'zod'
import { DraftId, SentenceDecision } from '../../domain/draft/stored-draft.ts'
import type { Comparison } from '../../domain/mine-first/comparison.ts'
import { WaiverReason, type MineFirst, type SealDraw } from '../../domain/mine-first/seal.ts'
import { TeachingCounts, type TeachingFilter } from '../../domain/mine-first/teaching.ts'
import { ReportId, ReportState } from '../../domain/report/report.ts'
import type { Connection } from './connection.ts'

const Range = z.object({ start: z.number(), end: z.number() })
const Kind = z.enum(['side', 'negation', 'number', 'direction', 'organ', 'unsupported', 'leftOut', 'sex', 'age', 'missing'])
const ComparisonJson: z.ZodType<Comparison> = z.object({
  version: z.string(),
  own: z.array(Range.extend({ text: z.string(), evidence: z.array(Range), standing: z.enum(['agreed', 'differs', 'only']) })),
  draft: z.array(z.object({ standing: z.enum(['agreed', 'differs', 'missing']), own: z.number().nullable(), kinds: z.array(Kind) })),
})

const SealRow = z.object({
  sealed: z.number(),
  kind: z.enum(['written', 'waived']).nullable(),
  draft: DraftId.nullable(),
  own: z.string().nullable(),
  comparison: z.string().nullable(),
  reason: z.string().nullable(),
  note: z.string().nullable(),
  author: z.string().nullable(),
  openedAt: z.string().nullable(),
})

const CaseRow = z.object({
  reportId: ReportId,
  draftId: DraftId,
  patientName: z.string(),
  modality: z.string(),
  description: z.string(),
  studyDate: z.string(),
  author: z.string(),
  comparedAt: z.string(),
  state: ReportState,
  comparison: z.string(),
  counts: z.string().nullable(),
  decisions: z.string(),
})

/** A case as stored. `outcome` is counted at signing; null before. */
export type StoredCase = Omit<z.infer<typeof CaseRow>, 'comparison' | 'counts' | 'decisions'> & { comparison: Comparison; outcome: TeachingCounts | null; decisions: SentenceDecision[] }

const Decisions = z.array(z.tuple([z.number(), SentenceDecision]))

function toCase(value: unknown): StoredCase {
  const { comparison: json, counts, decisions: made, ...row } = CaseRow.parse(value)
  const comparison = ComparisonJson.parse(JSON.parse(json))
  const decisions: SentenceDecision[] = comparison.draft.map(() => 'pending')
  for (const [sentence, decision] of Decisions.parse(JSON.parse(made))) if (sentence < decisions.length) decisions[sentence] = decision
  return { ...row, comparison, outcome: counts === null ? null : TeachingCounts.parse(JSON.parse(counts)), decisions }
}

/** Most cases of one look at the teaching view: twenty residents' years. */
const mostCases = 5000

export function createMineFirstStore(connection: Connection) {
  const insertDraw = connection.prepare('INSERT INTO seal_draw (report, seed, share, drawn, sealed, drawn_at) VALUES (@reportId, @seed, @share, @drawn, @sealed, @at)')
  const open = connection.prepare(`
    INSERT INTO seal_opening (report, kind, draft, own, comparison, reason, note, author, opened_at)
    VALUES (@reportId, @kind, @draft, @own, @comparison, @reason, @note, @author, @at)`)
  const seal = connection.prepare(`
    SELECT seal_draw.sealed, seal_opening.kind, seal_opening.draft, seal_opening.own, seal_opening.comparison, seal_opening.reason, seal_opening.note,
      seal_opening.author, seal_opening.opened_at AS openedAt
    FROM seal_draw LEFT JOIN seal_opening ON seal_opening.report = seal_draw.report WHERE seal_draw.report = ?`)
  const count = connection.prepare('INSERT INTO teaching_outcome (report, counts, counted_at) VALUES (?, ?, ?)')
  const within = '(@from IS NULL OR opening.opened_at >= @from) AND (@to IS NULL OR opening.opened_at < date(@to, \'+1 day\')) AND (@person IS NULL OR opening.author = @person)'
  const caseColumns = `
    SELECT opening.report AS reportId, opening.draft AS draftId, patient.name AS patientName, study.modality, study.description, study.date AS studyDate, opening.author,
      opening.opened_at AS comparedAt, report.state, opening.comparison, teaching_outcome.counts, (
        SELECT json_group_array(json_array(sentence, decision)) FROM (SELECT sentence, decision FROM draft_decision WHERE draft_id = opening.draft ORDER BY sequence)
      ) AS decisions
    FROM seal_opening AS opening JOIN report ON report.id = opening.report JOIN study ON study.id = report.study_id JOIN patient ON patient.id = study.patient
      LEFT JOIN teaching_outcome ON teaching_outcome.report = opening.report`
  const cases = connection.prepare(`${caseColumns} WHERE opening.kind = 'written' AND ${within} ORDER BY opening.opened_at DESC, opening.number DESC LIMIT ${mostCases}`)
  const oneCase = connection.prepare(`${caseColumns} WHERE opening.kind = 'written' AND opening.report = ?`)
  const waived = connection.prepare(`SELECT count(*) FROM seal_opening AS opening WHERE opening.kind = 'waived' AND ${within}`).pluck()
  const people = connection.prepare("SELECT DISTINCT author FROM seal_opening WHERE kind = 'written' ORDER BY author COLLATE NOCASE").pluck()

  return {
    draw(reportId: ReportId, draw: SealDraw, at: string): void {
      insertDraw.run({ ...draw, reportId, sealed: Number(draw.sealed), at })
    },
    /** Whether anything was drawn for this report, sealed or not. */
    isDrawn: (reportId: ReportId): boolean => seal.get(reportId) !== undefined,
    /** How the drafts of a report stand; null where they never were sealed. */
    find(reportId: ReportId): MineFirst | null {
      const row = SealRow.optional().parse(seal.get(reportId))
      if (!row || row.sealed === 0) return null
      const by = { author: row.author ?? '', openedAt: row.openedAt ?? '' }
      if (row.kind === 'waived') return { state: 'waived', reason: WaiverReason.parse(row.reason), note: row.note ?? '', ...by }
      if (row.kind === 'written' && row.draft !== null) return { state: 'compared', draftId: row.draft, own: row.own ?? '', comparison: ComparisonJson.parse(JSON.parse(row.comparison ?? '')), ...by }
      return { state: 'sealed' }
    },
    isSealed: (reportId: ReportId): boolean => {
      const row = SealRow.optional().parse(seal.get(reportId))
      return row?.sealed === 1 && row.kind === null
    },
    openWritten(reportId: ReportId, { draftId, own, comparison, author, at }: { draftId: DraftId; own: string; comparison: Comparison; author: string; at: string }): void {
      open.run({ reportId, kind: 'written', draft: draftId, own, comparison: JSON.stringify(comparison), reason: '', note: '', author, at })
    },
    openWaived(reportId: ReportId, { own, reason, note, author, at }: { own: string; reason: WaiverReason; note: string; author: string; at: string }): void {
      open.run({ reportId, kind: 'waived', draft: null, own, comparison: null, reason, note, author, at })
    },
    /** Keeps what a case counted when it was signed. */
    setOutcome(reportId: ReportId, counts: TeachingCounts, at: string): void {
      count.run(reportId, JSON.stringify(counts), at)
    },
    /** Newest first. Dates are days in UTC, both included. */
    cases: (filter: TeachingFilter): StoredCase[] => cases.all(filter).map(toCase),
    case(reportId: ReportId): StoredCase | null {
      const row = oneCase.get(reportId)
      return row ? toCase(row) : null
    },
    waivedCount: (filter: TeachingFilter): number => z.number().parse(waived.get(filter)),
    people: (): string[] => z.array(z.string()).parse(people.all()),
  }
}
