import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { classifyStatus } from './classify-status.ts'

const TestReport = z.strictObject({
  id: z.string(),
  indication: z.string(),
  findings: z.string().optional(),
  conclusion: z.string(),
  label: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  uncertain: z.literal(true).optional(),
  evidence: z.array(z.strictObject({ field: z.enum(['indication', 'findings', 'conclusion']), text: z.string().min(1) })).min(1).optional(),
  why: z.string().min(2),
})
type TestReport = z.infer<typeof TestReport>

const folder = new URL('../../../models/training/status/', import.meta.url)
const read = (name: string): TestReport[] => readFileSync(new URL(name, folder), 'utf8').trim().split('\n').map((line) => TestReport.parse(JSON.parse(line)))
const sets = { English: read('test-en.jsonl'), Japanese: read('test-ja.jsonl') }

const sectionsOf = ({ indication, findings, conclusion }: TestReport): { indication: string; conclusion: string; findings?: string } =>
  findings === undefined ? { indication, conclusion } : { indication, conclusion, findings }

function overlaps(report: TestReport): boolean {
  const given = classifyStatus(sectionsOf(report)).evidence
  return (report.evidence ?? []).some(({ field, text }) => {
    const start = (report[field] ?? '').indexOf(text)
    return given.some((one) => one.field === field && one.start < start + text.length && start < one.end)
  })
}

/** Share of character 8-grams of the shorter text that the longer one has too. */
function likeness(a: Set<string>, b: Set<string>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let shared = 0
  for (const gram of small) if (large.has(gram)) shared++
  return small.size === 0 ? 0 : shared / small.size
}

describe.each(Object.entries(sets))('hand-written %s reports', (language, reports) => {
  it('are many, have ids of their own, quote their evidence and hold all labels: a broken test set would prove nothing', () => {
    expect(reports.length).toBeGreaterThanOrEqual(60)
    expect(new Set(reports.map((report) => report.id)).size).toBe(reports.length)
    for (const report of reports) {
      expect((report.evidence ?? []).length > 0, report.id).toBe(report.label !== 0)
      for (const { field, text } of report.evidence ?? []) expect(report[field] ?? '', report.id).toContain(text)
      if (report.uncertain === true) expect(report.label, report.id).toBe(0)
    }
    for (const label of [0, 1, 2]) expect(reports.filter((report) => report.label === label).length).toBeGreaterThanOrEqual(reports.length * 0.15)
  })

  it('are no variations of each other: near-duplicates would count one success many times', () => {
    const size = language === 'Japanese' ? 6 : 12
    const grams = reports.map(({ conclusion, findings }) => {
      const text = `${findings ?? ''} ${conclusion}`.toLowerCase()
      return new Set(Array.from({ length: Math.max(0, text.length - size) }, (_, i) => text.slice(i, i + size)))
    })
    const alike: string[] = []
    grams.forEach((one, i) => grams.slice(i + 1).forEach((other, k) => {
      if (one.size > 20 && other.size > 20 && likeness(one, other) > 0.5) alike.push(`${reports[i]!.id} ${reports[i + 1 + k]!.id}`)
    }))
    expect(alike).toEqual([])
  })

  it('reach the figures of the published system: a rule that helps one report and breaks others shows here', () => {
    const matrix = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
    const wrong: string[] = []
    let flags = 0
    for (const report of reports) {
      const decision = classifyStatus(sectionsOf(report))
      matrix[report.label]![decision.label ?? 0]!++
      if (decision.label !== report.label) wrong.push(`${report.id}: ${report.label} read as ${decision.label}`)
      if (decision.uncertain === (report.uncertain ?? false)) flags++
    }
    const right = reports.length - wrong.length
    const sensitivity = matrix.map((row, label) => row[label]! / row.reduce((sum, count) => sum + count, 0))
    const deciding = reports.filter((report) => report.label !== 0)
    const located = deciding.filter(overlaps).length
    console.log(`${language}: ${right} of ${reports.length} right; rows are true labels 0, 1, 2:\n${matrix.map((row) => row.join('\t')).join('\n')}\nsensitivity ${sensitivity.map((value) => value.toFixed(3)).join(' ')}; evidence ${located} of ${deciding.length}; uncertain flag ${flags} of ${reports.length}\n${wrong.join('\n')}`)
    expect(right / reports.length).toBeGreaterThanOrEqual(0.97)
    for (const value of sensitivity) expect(value).toBeGreaterThanOrEqual(0.95)
    expect(matrix[1]![0]).toBe(0)
    expect(located / deciding.length).toBeGreaterThanOrEqual(0.95)
    expect(flags / reports.length).toBeGreaterThanOrEqual(0.95)
  })
})

it('shares no report between the languages\' ids: a copied line would be counted twice', () => {
  const ids = Object.values(sets).flat().map((report) => report.id)
  expect(new Set(ids).size).toBe(ids.length)
})
