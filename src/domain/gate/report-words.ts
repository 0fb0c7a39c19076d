import type { GateReport } from './gate-report.ts'
import { clausesOf, shares, statementsOf, type Clause, type Statement } from './own-words.ts'

/** A report read once for all kinds of error. */
export type ReportWords = {
  report: GateReport
  conclusion: Statement[]
  /** Statements of the conclusion that say plainly that something is there: only these are changed, negation apart. */
  plain: Statement[]
  findings: Statement[]
  clauses: Clause[]
  /** Findings, indication and comparison in a row. */
  known: string
}

export function readReport(report: GateReport): ReportWords {
  const findings = statementsOf(report.findings)
  const conclusion = statementsOf(report.conclusion)
  return {
    report, findings, conclusion, clauses: clausesOf(findings), plain: conclusion.filter(({ denied, advises }) => !denied && !advises),
    known: [report.findings, report.indication, report.comparison].join('\n'),
  }
}

/** Do the findings say, of something the statement speaks of, what `pattern` looks for? What they deny does not count. */
export function told({ clauses }: ReportWords, { words }: Statement, pattern: RegExp): boolean {
  return clauses.some(({ text, statement, denied }) => !denied && pattern.test(text) && shares(statement.words, words))
}
