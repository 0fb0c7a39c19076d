import type { CohortSummary } from '../../domain/cohort/cohort.ts'
import { accuracyOf, frequencyOf, honesty, predictiveValues, predictiveValuesAt, sensitivities, type Frequency } from '../../domain/cohort/summary.ts'
import type { StoredRun } from '../db/cohort-run-store.ts'
import type { Stores } from '../db/stores.ts'

/** What the adjudicated reports of a run say about its labels; `given` is the mixture somebody asks about. */
export function summarise({ cohortPages }: Stores, run: StoredRun, given: Frequency | null): CohortSummary {
  const matrix = cohortPages.matrix(run)
  const accuracy = accuracyOf(matrix)
  const mixture = accuracy && frequencyOf(given, given ? [] : cohortPages.adjudicatedSample(run), given ? [0, 0, 0] : cohortPages.archiveLabels())
  const odds = cohortPages.adjudicatedOdds(run).map(({ adjudicated, label, probabilities }) => {
    const probability = Math.max(...probabilities)
    // Between equal odds the given label decides; where it abstained, the most likely class.
    const top = label !== null && probabilities[label] === probability ? label : probabilities.indexOf(probability)
    return { probability, right: top === adjudicated }
  })
  return {
    counts: cohortPages.counts(run),
    matrix,
    accuracy,
    sensitivity: sensitivities(matrix),
    predictive: predictiveValues(matrix),
    predictiveAt: mixture && { ...mixture, values: predictiveValuesAt(matrix, mixture.frequency) },
    ...honesty(odds),
  }
}
