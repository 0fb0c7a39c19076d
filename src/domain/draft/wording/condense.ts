import { classifyFinding } from '../reading/abnormal.ts'
import { readFindings, type FindingSentence } from '../reading/align.ts'
import { weighFinding } from '../choosing/importance.ts'

/**
 * Makes findings fit `tokens` section by section: normal sentences go first, then the lightest findings, never a part of a
 * sentence. `condensed` names every section that lost something and how many sentences it lost. Text that fits comes back as it was.
 */
export function condense(findings: string, tokens: number, estimate: (text: string) => number): { text: string; condensed: string[] } {
  if (estimate(findings) <= tokens) return { text: findings, condensed: [] }
  const read = readFindings(findings)
  const textOf = (sentence: FindingSentence) => findings.slice(sentence.start, sentence.end).replace(/\s+/g, ' ')
  const ranked = read.sentences
    .map((sentence) => ({ sentence, weight: weighFinding(sentence) + (classifyFinding(sentence) === 'other' ? 0.3 : 0), cost: estimate(textOf(sentence)) + 1 }))
    .toSorted((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
  const kept = new Set<number>()
  let left = tokens
  for (const { sentence, cost } of ranked) {
    if (cost > left) continue
    kept.add(sentence.index)
    left -= cost
  }
  const lost = new Map<string, number>()
  const lines: string[] = []
  let heading = -1
  for (const sentence of read.sentences) {
    const name = sentence.heading ? findings.slice(sentence.heading.start, sentence.heading.end).trim() : ''
    if (!kept.has(sentence.index)) {
      lost.set(name, (lost.get(name) ?? 0) + 1)
      continue
    }
    const at = sentence.heading?.start ?? -1
    const opening = name && at !== heading ? `${name}: ` : ''
    if (at !== heading || !lines.length) lines.push(opening + textOf(sentence))
    else lines[lines.length - 1] += ` ${textOf(sentence)}`
    heading = at
  }
  return { text: lines.join('\n'), condensed: [...lost].slice(0, 200).map(([name, count]) => `${name || 'Findings'}: ${count} sentence${count === 1 ? '' : 's'}`) }
}
