import { gramCounts } from './rouge.ts'

/**
 * Share of a conclusion's tokens that stand in a run of at least `run` tokens copied from the findings, 0 to 1. Our measure,
 * after the coverage of extractive fragments (Grusky 2018). NaN for no tokens.
 */
export function copyRate(findings: readonly string[], conclusion: readonly string[], run = 4): number {
  const known = gramCounts(findings, run)
  const copied = new Set<number>()
  for (let i = 0; i + run <= conclusion.length; i++) {
    if (!known.has(conclusion.slice(i, i + run).join('\u0001'))) continue
    for (let k = i; k < i + run; k++) copied.add(k)
  }
  return copied.size / conclusion.length
}
