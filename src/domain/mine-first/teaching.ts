import { z } from 'zod'
import { readConclusion, readFindings } from '../draft/reading/align.ts'
import { restsOn } from '../draft/gate/rests-on.ts'
import type { SentenceDecision } from '../draft/stored-draft.ts'
import { ReportId, type ReportState } from '../report/report.ts'
import { IsoDate } from '../study/study.ts'
import { compareConclusions } from './compare.ts'
import type { Comparison } from './comparison.ts'

/** What became of an own sentence on the way to the signed text, besides the kinds in which it was turned round. */
export const ChangeKind = z.enum(['side', 'negation', 'number', 'direction', 'organ', 'added', 'removed', 'reworded'])
export type ChangeKind = z.infer<typeof ChangeKind>

/** What one case counts. Sentences, not findings. */
export const TeachingCounts = z.object({
  /** Own and draft said the same. */
  agreed: z.number(),
  /** The own conclusion had nothing of it, or said otherwise, and the person took it from the draft. */
  missedByOwn: z.number(),
  /** The draft had nothing of it. */
  missedByDraft: z.number(),
  /** Offered by the draft and left. */
  declined: z.number(),
  /** From the own conclusion to the signed one. */
  changed: z.partialRecord(ChangeKind, z.number()),
})
export type TeachingCounts = z.infer<typeof TeachingCounts>

/** `decisions`: one for each sentence of the draft that was compared. `changed` comes from `changesBetween`; empty while nothing is signed. */
export function countCase(comparison: Comparison, decisions: readonly SentenceDecision[], changed: TeachingCounts['changed']): TeachingCounts {
  const count = (test: (standing: Comparison['draft'][number]['standing'], decision: SentenceDecision) => boolean) =>
    comparison.draft.filter(({ standing }, index) => test(standing, decisions[index] ?? 'pending')).length
  return {
    agreed: count((standing) => standing === 'agreed'),
    missedByOwn: count((standing, decision) => standing !== 'agreed' && (decision === 'accepted' || decision === 'edited')),
    missedByDraft: comparison.own.filter(({ standing }) => standing === 'only').length,
    declined: count((standing, decision) => standing !== 'agreed' && decision === 'rejected'),
    changed,
  }
}

/** What was changed from the own conclusion to the signed one, by kind and number of sentences. Never throws on any text. */
export function changesBetween({ own, signed, findings }: { own: string; signed: string; findings: string }): TeachingCounts['changed'] {
  const found = readFindings(findings)
  const sentences = readConclusion(signed, 300).map((sentence) => ({ text: signed.slice(sentence.start, sentence.end), evidence: restsOn(sentence, signed, found) }))
  const { own: mine, draft: theirs } = compareConclusions({ own, draft: sentences, findings })
  const changed: Partial<Record<ChangeKind, number>> = {}
  const add = (kind: ChangeKind) => (changed[kind] = (changed[kind] ?? 0) + 1)
  const bare = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
  const kept = new Set(mine.map(({ text }) => bare(text)))
  const stands = new Set(sentences.map(({ text }) => bare(text)))
  for (const [index, { standing, own: partner, kinds }] of theirs.entries()) {
    if (kept.has(bare(sentences[index]?.text ?? ''))) continue
    if (standing === 'missing') add('added')
    else if (standing === 'agreed') add('reworded')
    else if (partner !== null && !stands.has(bare(mine[partner]?.text ?? ''))) for (const kind of kinds) add(ChangeKind.parse(kind))
    else add('added')
  }
  for (const { standing, text } of mine) if (standing === 'only' && !stands.has(bare(text))) add('removed')
  return changed
}

export const TeachingFilter = z.object({
  /** null: everybody. */
  person: z.string().max(120).nullable(),
  from: IsoDate.nullable(),
  to: IsoDate.nullable(),
})
export type TeachingFilter = z.infer<typeof TeachingFilter>

/** One case in the list; `counts` of a report that is not signed yet may still change. */
export type TeachingRow = {
  reportId: ReportId
  patientName: string
  modality: string
  description: string
  studyDate: string
  author: string
  /** When own and draft were put side by side, UTC. */
  comparedAt: string
  state: ReportState
  counts: TeachingCounts
}

/** Sums over the cases of one month (UTC), `YYYY-MM`. */
export type TeachingMonth = { month: string; cases: number; agreed: number; missedByOwn: number; missedByDraft: number; changed: number }

export type TeachingPage = {
  /** Everybody who ever compared, by name; never with numbers beside it. */
  people: string[]
  total: number
  /** Newest first. */
  rows: TeachingRow[]
  /** Oldest first, months without a case between included. */
  months: TeachingMonth[]
  changed: Partial<Record<ChangeKind, number>>
  /** Seals that were waived instead, under the same filter. */
  waived: number
}

/** Everything about one case: three texts side by side. */
export type TeachingCase = TeachingRow & {
  findings: string
  own: string
  /** The offered sentences of the draft, and what became of each. */
  draft: { text: string; decision: SentenceDecision }[]
  comparison: Comparison
  /** The signed conclusion, or the conclusion as it stands. */
  signed: string
  signer: string | null
}

/** Sums by month, oldest first; months between without a case are there with zeros. */
export function byMonth(rows: readonly Pick<TeachingRow, 'comparedAt' | 'counts'>[]): TeachingMonth[] {
  const months = new Map<string, TeachingMonth>()
  const names = rows.map(({ comparedAt }) => comparedAt.slice(0, 7)).toSorted()
  const [first, last] = [names[0], names.at(-1)]
  if (first === undefined || last === undefined) return []
  for (let month = first; month <= last; month = after(month)) months.set(month, { month, cases: 0, agreed: 0, missedByOwn: 0, missedByDraft: 0, changed: 0 })
  for (const { comparedAt, counts } of rows) {
    const month = months.get(comparedAt.slice(0, 7))
    if (!month) continue
    month.cases += 1
    month.agreed += counts.agreed
    month.missedByOwn += counts.missedByOwn
    month.missedByDraft += counts.missedByDraft
    month.changed += sumOf(counts.changed)
  }
  return [...months.values()]
}

export const sumOf = (counts: Partial<Record<ChangeKind, number>>): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** `2026-12` → `2027-01`. */
function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return number === 12 ? `${String(year + 1).padStart(4, '0')}-01` : `${String(year).padStart(4, '0')}-${String(number + 1).padStart(2, '0')}`
}
