import { fileURLToPath } from 'node:url'
import { bertScore, type TokenVectors } from '../../../src/domain/metric/bert-score.ts'
import { baselineOf, similarityNames, similarityOf, type Baseline } from '../../../src/domain/metric/similarity.ts'
import { openTokenReader } from '../../../src/main/models/token-reader.ts'
import type { PairRow } from './measure.ts'

/** Cosine of the mean vectors of two texts. */
function cosineOfMeans(a: TokenVectors, b: TokenVectors): number {
  const mean = (vectors: TokenVectors) => Float64Array.from(vectors[0]!, (_, i) => vectors.reduce((sum, vector) => sum + vector[i]!, 0) / vectors.length)
  const [one, other] = [mean(a), mean(b)]
  const product = (x: Float64Array, y: Float64Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0)
  return product(one, other) / Math.sqrt(product(one, one) * product(other, other))
}

/**
 * How alike the errors of rows and their correct rewordings are to the correct conclusions. `withEncoder`: also BERTScore F1 and the cosine of mean
 * vectors (sentence similarity) by the shipped encoder, about a second a text. Throws AppError `model-missing` where there is no encoder.
 */
export async function similarityBaseline(rows: readonly PairRow[], withEncoder: boolean): Promise<Baseline | null> {
  const never = new AbortController().signal
  const reader = withEncoder ? await openTokenReader(fileURLToPath(new URL('../../status/encoder', import.meta.url)), never) : null
  const names = [...similarityNames, ...(reader ? ['BERTScore', 'sentence'] : [])]
  const reports = []
  for (const [at, row] of rows.entries()) {
    const correct = reader && (await reader.of(row.conclusion, never))
    const to = async (other: string): Promise<Record<string, number>> => {
      const vectors = reader && (await reader.of(other, never))
      return { ...similarityOf(row.conclusion, other), ...(correct && vectors && { BERTScore: bertScore(correct, vectors).f1, sentence: cosineOfMeans(correct, vectors) }) }
    }
    const errors = []
    for (const { kind, conclusion } of row.errors) errors.push({ kind, similarity: await to(conclusion) })
    reports.push({ rewordings: [await to(row.rewording)], errors })
    if (reader && at % 5 === 4) process.stderr.write(`${at + 1} of ${rows.length} reports read by ${reader.name}\n`)
  }
  return baselineOf(reports, names)
}
