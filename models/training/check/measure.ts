import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkConclusion } from '../../../src/domain/check/check-conclusion.ts'
import type { CheckIssue } from '../../../src/domain/check/issue.ts'
import { readConclusion, readFindings } from '../../../src/domain/draft/reading/align.ts'
import { restsOn } from '../../../src/domain/draft/gate/rests-on.ts'
import { baselineTable } from '../../../src/domain/metric/baseline-table.ts'
import { wilson } from '../../../src/domain/metric/interval.ts'
import type { TextRange } from '../../../src/domain/report/range.ts'
import { similarityBaseline } from './similarity-baseline.ts'

/** A row as the README beside this file tells it. */
export type PairRow = {
  id: string
  findings: string
  conclusion: string
  rewording: string
  indication?: string
  sex?: 'F' | 'M' | 'O' | null
  age?: number | null
  side?: 'left' | 'right' | 'bilateral' | null
  facts: { sentence: string; evidence: string[] }[]
  errors: { kind: string; conclusion: string; wrong: string; missing?: string; why: string }[]
}

export type Share = { hits: number; of: number }

type PairFigures = {
  caught: Record<string, Share>
  /** Reports with a contradiction (every kind but unsupported, leftOut and missing) on correct text. */
  falseOnConclusion: Share
  falseOnRewording: Share
  falseOnEither: Share
  /** Reports with an `unsupported` or with a `leftOut` on correct text: advice, not contradictions. */
  unsupported: Share
  leftOut: Share
  /** Annotated sentences whose evidence meets an annotated part; annotated parts that are met; ranges that meet one. */
  evidence: Share
  evidenceParts: Share
  evidenceExact: Share
}

/** Which rows: all, every third from the first on (kept back: only sums are looked at), or the others. */
type Part = 'all' | 'held' | 'open'

const advice = new Set<CheckIssue['kind']>(['leftOut', 'unsupported', 'missing'])
const meets = (range: TextRange | null, start: number, length: number): boolean => range !== null && start >= 0 && range.start < start + length && range.end > start

/** Rows of a set; throws where the file cannot be read. */
export function readPairs(file: string | URL, part: Part = 'all'): PairRow[] {
  const rows = readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as PairRow)
  return rows.filter((_, i) => part === 'all' || (i % 3 === 0) === (part === 'held'))
}

export const pairsFile = (language: string): string => fileURLToPath(new URL(`pairs-${language}.jsonl`, import.meta.url))

/** What the check says of another conclusion for the report of a row. */
export function checkRow(row: PairRow, conclusion: string): CheckIssue[] {
  const { findings, indication, sex, age, side } = row
  return checkConclusion({ findings, conclusion, ...(indication && { indication }), ...(sex && { sex }), ...(age != null && { age }), ...(side && { side }) })
}

/** Caught: an issue on the wrong words, or for what was dropped a left-out finding on the missing words. */
function isCaught(row: PairRow, error: PairRow['errors'][number], issues: readonly CheckIssue[]): boolean {
  if (error.kind === 'dropped') return error.missing !== undefined && issues.some((issue) => issue.kind === 'leftOut' && meets(issue.findings, row.findings.indexOf(error.missing!), error.missing!.length))
  const at = error.wrong ? error.conclusion.indexOf(error.wrong) : -1
  return issues.some((issue) => issue.kind !== 'leftOut' && meets(issue.conclusion, at, error.wrong.length))
}

/** Figures over rows; `seen` gets every miss (an error not caught, an alarm on a correct text). */
export function measurePairs(rows: readonly PairRow[], seen: (what: string, row: PairRow, text: string) => void = () => {}): PairFigures {
  const none = (): Share => ({ hits: 0, of: 0 })
  const figures: PairFigures = { caught: {}, falseOnConclusion: none(), falseOnRewording: none(), falseOnEither: none(), unsupported: none(), leftOut: none(), evidence: none(), evidenceParts: none(), evidenceExact: none() }
  const count = (share: Share, hit: boolean) => {
    share.of++
    if (hit) share.hits++
  }
  for (const row of rows) {
    const correct = [row.conclusion, row.rewording].map((text) => ({ text, issues: checkRow(row, text) }))
    const wrong = correct.map(({ issues }) => issues.some((issue) => !advice.has(issue.kind)))
    count(figures.falseOnConclusion, wrong[0]!)
    count(figures.falseOnRewording, wrong[1]!)
    count(figures.falseOnEither, wrong[0]! || wrong[1]!)
    for (const kind of ['unsupported', 'leftOut'] as const) count(figures[kind], correct.some(({ issues }) => issues.some((issue) => issue.kind === kind)))
    for (const { text, issues } of correct) for (const issue of issues) seen(advice.has(issue.kind) ? `advice:${issue.kind}` : 'false', row, show(row, text, issue))
    for (const error of row.errors) {
      const issues = checkRow(row, error.conclusion)
      const hit = isCaught(row, error, issues)
      count((figures.caught[error.kind] ??= none()), hit)
      if (!hit) seen(error.kind, row, `${error.conclusion}\n   wrong: ${error.wrong || error.missing}${issues.map((issue) => `\n   said: ${show(row, error.conclusion, issue)}`).join('')}`)
    }
    measureEvidence(row, figures, count, seen)
  }
  return figures
}

function measureEvidence(row: PairRow, figures: PairFigures, count: (share: Share, hit: boolean) => void, seen: (what: string, row: PairRow, text: string) => void): void {
  const findings = readFindings(row.findings)
  const read = readConclusion(row.conclusion)
  for (const { sentence, evidence } of row.facts) {
    const start = row.conclusion.indexOf(sentence)
    const ranges = read.filter((one) => start >= 0 && one.start < start + sentence.length && one.end > start).flatMap((one) => restsOn(one, row.conclusion, findings))
    const parts = evidence.map((text) => ({ start: row.findings.indexOf(text), length: text.length }))
    const hit = parts.some((part) => ranges.some((range) => meets(range, part.start, part.length)))
    count(figures.evidence, hit)
    for (const part of parts) count(figures.evidenceParts, ranges.some((range) => meets(range, part.start, part.length)))
    for (const range of ranges) count(figures.evidenceExact, parts.some((part) => meets(range, part.start, part.length)))
    if (!hit) seen('evidence', row, `${sentence}\n   wanted: ${evidence.join(' | ')}\n   got: ${ranges.map((range) => row.findings.slice(range.start, range.end)).join(' | ')}`)
  }
}

function show(row: PairRow, text: string, issue: CheckIssue): string {
  const words = issue.conclusion ? text.slice(issue.conclusion.start, issue.conclusion.end) : ''
  const told = issue.findings ? row.findings.slice(issue.findings.start, issue.findings.end) : ''
  return `${issue.kind}/${issue.severity} “${words}” ${issue.message} ← ${told}`
}

const line = ({ hits, of }: Share): string => {
  const { value, low, high } = wilson(hits, of)
  return `${hits}/${of} = ${value.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { language: { type: 'string' }, file: { type: 'string' }, part: { type: 'string', default: 'all' }, show: { type: 'string' }, similarity: { type: 'boolean' }, encoder: { type: 'boolean' }, most: { type: 'string' } } })
  const languages = values.language ? [values.language] : ['en', 'ja']
  for (const file of values.file ? [values.file] : languages.map(pairsFile)) {
    const rows = readPairs(file, values.part as Part).slice(0, values.most ? Number(values.most) : undefined)
    console.log(`\n${file.replace(/^.*\//, '')} (${values.part}): ${rows.length} reports`)
    const figures = measurePairs(rows, (what, row, text) => {
      if (values.show && what.startsWith(values.show)) console.log(`--- ${row.id} ${what}: ${text}`)
    })
    for (const [kind, share] of Object.entries(figures.caught).toSorted(([a], [b]) => a.localeCompare(b))) console.log(`  ${kind.padEnd(12)} ${line(share)}`)
    const { caught: _, ...others } = figures
    for (const [name, share] of Object.entries(others)) console.log(`  ${name.padEnd(18)} ${line(share)}`)
    if (!values.similarity) continue
    const baseline = await similarityBaseline(rows, values.encoder === true)
    if (baseline) console.log(baselineTable(baseline, figures.caught).replaceAll(/^/gm, '  '))
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
