import { classifyStatus, statusRulesVersion } from '../../domain/status/classify-status.ts'
import type { StatusReliability } from '../../domain/status/reliability.ts'
import type { StatusDecision, StatusInput } from '../../domain/status/status-tag.ts'

/** The tiers that need no language model. `acceptedError`: share of wrong labels below which an answer is withheld; null: never. */
export type Classifier = {
  /** Versions of everything an answer depends on. */
  version: string
  classify: (input: StatusInput, acceptedError: number | null) => StatusDecision
  reliability: StatusReliability[]
}

/** Built once per thread. */
export function loadClassifier(): Classifier {
  return { version: statusRulesVersion, classify: (input) => classifyStatus(input), reliability: [] }
}
