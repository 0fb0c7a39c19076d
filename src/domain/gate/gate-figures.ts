import type { SecondReaderFigures } from '../check/second-reader/judge-second-reader.ts'
import { mean, wilson, type Interval } from '../metric/interval.ts'
import { baselineOf, similarityNames, type Baseline, type BaselineReport, type Similarity } from '../metric/similarity.ts'
import type { Language } from '../report/report.ts'
import { errorKinds, type ErrorKind } from './error-kind.ts'
import type { GateCase } from './gate-case.ts'
import type { DraftResult } from './gate-draft.ts'
import { isErrorKind, type GateLimits, type LimitName } from './gate-limits.ts'
import { readerFigures, type ReaderResult } from './reader-measurement.ts'

/** So many of so many. */
export type Count = { hits: number; of: number }

/** What came of the reports of one language, or of all. */
export type CheckFigures = {
  reports: number
  caught: Record<ErrorKind, Count & { noPlace: number }>
  /** Correct texts with a contradiction: an alarm that should not be, or an error that somebody signed. */
  untouched: Count
  reworded: Count
}

export type DraftFigures = {
  drafts: number
  /** Drafts that could not be written. */
  failed: Count
  /** Why, each sentence once, at most three. */
  reasons: string[]
  /** Drafts with a contradiction, by the checks, among what is offered. */
  contradicted: Count
  /** Sentences of the model that were struck. */
  struck: Count
  /** Errors put into drafts without a contradiction that were caught, by kind; missing in records from before. */
  injected?: Record<ErrorKind, Count>
  /** Mean share of the signed conclusion's words and numbers that the offered draft has; null without any. */
  wordsKept: number | null
}

/** `unread`: reports on which the checks failed. `baseline`: what similarity to the correct text makes of the same errors; missing in records from before. `reader`: what the second reader named, where it was measured. */
export type GateFigures = { all: CheckFigures; languages: Partial<Record<Language, CheckFigures>>; drafts: DraftFigures | null; unread: number; baseline?: Baseline<keyof Similarity> | null; reader?: Partial<Record<Language, SecondReaderFigures>> }

/** What is known of one report: its texts and answers, and the draft where an engine was asked. */
export type GateResult = { reportId: string; language: Language; cases: readonly GateCase[] | null; draft: DraftResult | null; reader?: ReaderResult; problem?: string }

const noFigures = (): CheckFigures => ({
  reports: 0, untouched: { hits: 0, of: 0 }, reworded: { hits: 0, of: 0 },
  caught: Object.fromEntries(errorKinds.map((kind) => [kind, { hits: 0, of: 0, noPlace: 0 }])) as CheckFigures['caught'],
})

/** Counts over results, in any order. */
export function gateFigures(results: readonly Omit<GateResult, 'reportId'>[]): GateFigures {
  const all = noFigures()
  const languages: GateFigures['languages'] = {}
  for (const { language, cases } of results) {
    if (!cases) continue
    const own = (languages[language] ??= noFigures())
    for (const figures of [all, own]) {
      figures.reports++
      for (const one of cases) note(figures, one)
    }
  }
  const drafts = results.flatMap(({ draft }) => (draft ? [draft] : []))
  const read = results.some(({ reader }) => reader) ? { reader: readerFigures(results) } : {}
  return { all, languages, drafts: drafts.length > 0 ? draftFigures(drafts) : null, unread: results.filter(({ problem }) => problem !== undefined).length, baseline: baselineOf(results.map(alikeness), similarityNames), ...read }
}

function alikeness({ cases }: Pick<GateResult, 'cases'>): BaselineReport<keyof Similarity> {
  const of = (text: 'reworded' | 'mutated') => (cases ?? []).flatMap((one) => (one.text === text && 'similarity' in one && one.similarity ? [{ kind: one.kind, similarity: one.similarity }] : []))
  return { rewordings: of('reworded').map(({ similarity }) => similarity), errors: of('mutated') }
}

function note(figures: CheckFigures, one: GateCase): void {
  if (one.text === 'no-place') {
    if (one.kind in figures.caught) figures.caught[one.kind as ErrorKind].noPlace++
    return
  }
  const count = one.text === 'mutated' ? figures.caught[one.kind] : figures[one.text]
  count.of++
  if (one.text === 'mutated' ? one.caught : one.alarms.length > 0) count.hits++
}

function draftFigures(drafts: readonly DraftResult[]): DraftFigures {
  const written = drafts.flatMap((draft) => (draft.failure === null ? [draft] : []))
  const kept = written.flatMap(({ wordsKept }) => (wordsKept === null ? [] : [wordsKept]))
  const sum = (of: (draft: (typeof written)[number]) => number) => written.reduce((total, draft) => total + of(draft), 0)
  return {
    drafts: drafts.length, reasons: [...new Set(drafts.flatMap(({ failure }) => failure ?? []))].slice(0, 3), failed: { hits: drafts.length - written.length, of: drafts.length },
    contradicted: { hits: written.filter(({ contradictions }) => contradictions.length > 0).length, of: written.length },
    injected: Object.fromEntries(errorKinds.map((kind) => { const own = written.flatMap(({ injected = [] }) => injected.filter((one) => one.kind === kind)); return [kind, { hits: own.filter(({ caught }) => caught).length, of: own.length }] })) as Record<ErrorKind, Count>,
    struck: { hits: sum(({ struck }) => struck), of: sum(({ struck, byModel }) => struck + byModel) },
    wordsKept: kept.length > 0 ? mean(kept) : null,
  }
}

/** One limit and what the run has for it; `value` and `interval` (Wilson, 95 %) are of `count`. */
export type Judged = { name: LimitName; limit: number; count: Count; interval: Interval; state: 'held' | 'under' | 'too-few' }

/** Fewer cases than this judge nothing. */
export const fewestCases = 3

/**
 * Holds a run against limits. Under a limit is what lies beyond it by more than chance: the whole 95 % interval on the wrong side. A run of few cases
 * therefore refuses only what is plainly broken. Fewer than `fewestCases` cases judge nothing, and that is said.
 */
export function judgeFigures({ all, drafts }: GateFigures, limits: GateLimits): Judged[] {
  const names = Object.keys(limits) as LimitName[]
  return names.flatMap((name): Judged[] => {
    const count = countOf(name)
    if (!count) return []
    const interval = wilson(count.hits, count.of)
    const under = isErrorKind(name) ? interval.high < limits[name] : interval.low > limits[name]
    return [{ name, limit: limits[name], count, interval, state: count.of < fewestCases ? 'too-few' : under ? 'under' : 'held' }]
  })

  function countOf(name: LimitName): Count | null {
    if (isErrorKind(name)) return all.caught[name]
    if (name === 'falseAlarms') return { hits: all.untouched.hits + all.reworded.hits, of: all.untouched.of + all.reworded.of }
    if (!drafts) return null
    return name === 'contradictedDrafts' ? drafts.contradicted : drafts.failed
  }
}
