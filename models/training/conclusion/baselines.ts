import { characterTokens, rougeL, rougeTokens } from '../../../src/domain/metric/rouge.ts'

/** A report whose conclusion is known. */
export type KnownReport = { findings: string; conclusion: string }

/** Conclusions that are tried as the constant one, and reports they are tried on: the middle of hundreds is that of thousands. */
const most = 500

const isJapanese = (text: string) => /[\u3040-\u30ff\u4e00-\u9fff]/.test(text)
const tokensOf = (text: string) => (isJapanese(text) ? characterTokens(text) : rougeTokens(text, true))

/** Words and pairs of neighbours, stemmed; Japanese by character. */
function termsOf(text: string): string[] {
  const tokens = tokensOf(text)
  return [...tokens, ...tokens.slice(1).map((token, i) => `${tokens[i]} ${token}`)]
}

/**
 * The known reports with the most similar findings, the nearest first: cosine of term weights (1 + log count) · log((n + 1) / (reports
 * with the term + 1)) + 1, the earlier report where two are equally near. A report with the very same findings is left out where
 * `others` says so: what a model is to learn from. Throws RangeError without known reports.
 */
export function nearestReports(known: readonly KnownReport[]): (findings: string, count: number, options?: { others: boolean }) => KnownReport[] {
  if (known.length === 0) throw new RangeError('There is no known report.')
  const counted = known.map(({ findings }) => countOf(termsOf(findings)))
  const reportsWith = countOf(counted.flatMap((terms) => [...terms.keys()]))
  const weigh = (terms: Map<string, number>): Map<string, number> => {
    const weights = new Map([...terms].map(([term, count]) => [term, (1 + Math.log(count)) * (Math.log((known.length + 1) / ((reportsWith.get(term) ?? 0) + 1)) + 1)] as const))
    const length = Math.hypot(...weights.values()) || 1
    for (const [term, weight] of weights) weights.set(term, weight / length)
    return weights
  }
  /** Reports by term, so that a text is compared only with those that share a word. */
  const places = new Map<string, [report: number, weight: number][]>()
  for (const [report, terms] of counted.entries()) {
    for (const [term, weight] of weigh(terms)) {
      const list = places.get(term)
      if (list) list.push([report, weight])
      else places.set(term, [[report, weight]])
    }
  }
  return (findings, count, { others } = { others: false }) => {
    const likeness = new Float64Array(known.length)
    for (const [term, weight] of weigh(countOf(termsOf(findings)))) for (const [report, other] of places.get(term) ?? []) likeness[report]! += weight * other
    const allowed = [...known.keys()].filter((report) => !others || known[report]!.findings !== findings)
    return allowed.toSorted((a, b) => likeness[b]! - likeness[a]! || a - b).slice(0, count).map((report) => known[report]!)
  }
}

/** The conclusion of the nearest known report: what any way to draft has to beat on an archive that repeats itself. */
export function nearestConclusion(known: readonly KnownReport[]): (findings: string) => string {
  const nearest = nearestReports(known)
  return (findings) => nearest(findings, 1)[0]!.conclusion
}

function countOf(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/**
 * The one known conclusion that is most like all others (mean ROUGE-L F1), whatever the findings say: what a figure is worth where
 * most reports say the same. Looks at the 500 most frequent and at 500 reports in even steps. Throws RangeError without known reports.
 */
export function constantConclusion(known: readonly KnownReport[]): string {
  if (known.length === 0) throw new RangeError('There is no known report.')
  const candidates = [...countOf(known.map(({ conclusion }) => conclusion))].toSorted((a, b) => b[1] - a[1]).slice(0, most).map(([conclusion]) => conclusion)
  const step = Math.max(1, known.length / most)
  const sample = Array.from({ length: Math.min(most, known.length) }, (_, i) => tokensOf(known[Math.floor(i * step)]!.conclusion))
  let best = { conclusion: candidates[0]!, sum: -1 }
  for (const conclusion of candidates) {
    const tokens = tokensOf(conclusion)
    const sum = sample.reduce((total, other) => total + rougeL(other, tokens).f1, 0)
    if (sum > best.sum) best = { conclusion, sum }
  }
  return best.conclusion
}
