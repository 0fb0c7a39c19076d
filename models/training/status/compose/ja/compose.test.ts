import { describe, expect, it } from 'vitest'
import { createRandom } from '../random.ts'
import { composeJapanese, situations } from './index.ts'
import { countFillers } from './template.ts'

const random = createRandom(4711)
const reports = Array.from({ length: 4000 }, () => composeJapanese(random))

describe('composed Japanese reports', () => {
  it('quote their evidence word for word: a quote changed by the hand could not be marked', () => {
    for (const report of reports) for (const { field, text } of report.evidence) expect(report[field] ?? '').toContain(text)
  })

  it('give evidence for every metastasis: without it the reader cannot check the label', () => {
    expect(reports.filter((report) => report.label !== 0 && report.evidence.length === 0).map((report) => report.frame)).toEqual([])
  })

  it('leave no mark of the frames in the text', () => {
    for (const { indication = '', findings = '', conclusion = '' } of reports) expect(`${indication}${findings}${conclusion}`).not.toMatch(/[«»{}[\]|]|undefined/)
  })

  it('bring the three labels equally often', () => {
    for (const label of [0, 1, 2]) expect(Math.abs(reports.filter((report) => report.label === label).length / reports.length - 1 / 3)).toBeLessThan(0.03)
  })

  it('hardly repeat themselves: 2,000 reports have at least 1,900 different conclusions', () => {
    expect(new Set(reports.slice(0, 2000).map((report) => report.conclusion ?? report.findings)).size).toBeGreaterThan(1900)
  })

  it('visit every situation', () => {
    expect(new Set(reports.map((report) => report.situation)).size).toBe(situations.length)
  })

  it('come in the same length for every label: length must not give it away', () => {
    const length = (label: number): number => {
      const own = reports.filter((report) => report.label === label)
      return own.reduce((sum, report) => sum + (report.conclusion ?? report.findings ?? '').length, 0) / own.length
    }
    for (const label of [1, 2]) expect(length(label) / length(0)).toBeGreaterThan(0.8)
    for (const label of [1, 2]) expect(length(label) / length(0)).toBeLessThan(1.25)
  })

  it('draw from banks as wide as the data card says: a bank lost on the way would narrow the set unseen', () => {
    expect(situations.length).toBeGreaterThanOrEqual(90)
    expect(situations.reduce((sum, situation) => sum + situation.frames.length, 0)).toBeGreaterThanOrEqual(1600)
    expect(countFillers().fillers).toBeGreaterThanOrEqual(2000)
  })

  it('name bone in what decides an uncertain report: a doubt about nothing teaches nothing', () => {
    const silent = reports.filter((report) => report.uncertain && !/骨|転移|[CTL]h?\d|S[12]|椎|met[as]|BM|rib|腸|臼|恥|坐|仙|斜台|歯突起|下顎|後頭|病変/.test((report.conclusion ?? report.findings ?? '').normalize('NFKC')))
    expect(silent.map((report) => report.frame)).toEqual([])
  })

  it('are the same for the same seed', () => {
    const again = createRandom(4711)
    expect(Array.from({ length: 20 }, () => composeJapanese(again))).toEqual(reports.slice(0, 20))
  })
})
