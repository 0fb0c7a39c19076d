import type { TextRange } from '../report/range.ts'

export type IssueKind = 'side' | 'negation' | 'number' | 'direction' | 'organ' | 'unsupported' | 'leftOut' | 'sex' | 'age' | 'missing'

/** `error`: a contradiction. `warning`: worth a look. */
export type IssueSeverity = 'error' | 'warning'

export type CheckIssue = {
  kind: IssueKind
  severity: IssueSeverity
  /** Number of the conclusion sentence, from 0; null where the issue belongs to no sentence. */
  sentence: number | null
  /** One plain sentence for the reader. */
  message: string
  conclusion: TextRange | null
  findings: TextRange | null
}
