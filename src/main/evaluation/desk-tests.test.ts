import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BlindRating, Scores } from '../../domain/desk-test/desk-test.ts'
import { ReportId } from '../../domain/report/report.ts'
import { fill } from '../cohort/cohort-kit.ts'
import { createDeskTestSeal } from './desk-test-seal.ts'
import { createEvaluationKit, sectionsOf, type EvaluationKit } from './evaluation-kit.ts'

let kit: EvaluationKit
beforeEach(() => {
  kit = createEvaluationKit()
})
afterEach(() => kit.dispose())

const scores = (value: number): Scores => ({ completeness: value, correctness: value, conciseness: value, fluency: value, harm: 1 })
const rating = (change: Partial<BlindRating> = {}): BlindRating => ({ sign: 'first', machine: 'second', scores: { first: scores(5), second: scores(3) }, ...change })
const wordy = (n: number) => ({ ...sectionsOf(n), conclusion: `1. Suspicious lesion of ${10 + n} mm.\n2. Follow-up advised, case ${n}.` })

async function create({ cases = 0, readers = ['A', 'B'], reports = 6, name = 'Test' } = {}) {
  fill(kit.stores(), reports, wordy)
  const run = await kit.run()
  return { run, test: kit.deskTests().create({ name, runId: run.id, cases, readers }) }
}
const seen = (testId: string, reader: string, position = 0) => kit.deskTests().case({ testId, reader, position })
function rateAll(testId: string, reader: string, cases: number): void {
  for (let position = 1; position <= cases; position++) kit.deskTests().rate({ testId, reader, position, rating: rating() })
}

describe('a blinded desk test', () => {
  it('shows a case without any word of its source: no id, no report, no order of the set, and both texts in one form', async () => {
    const { test } = await create()
    const one = seen(test.id, 'A')
    expect(Object.keys(one).toSorted()).toEqual(['comparison', 'findings', 'indication', 'modality', 'position', 'rated', 'rating', 'texts', 'total'])
    expect(JSON.stringify(one)).not.toMatch(/PAT-|extractive|rules|draft(?!.*lesion)|written|seed/)
    expect(`${one.texts.first}${one.texts.second}`).not.toMatch(/^\d\./m)
    // Whoever knows the seed can work the orders out.
    expect(JSON.stringify(kit.deskTests().list())).not.toContain(':11')
    const order = (reader: string) => Array.from({ length: 6 }, (_, i) => seen(test.id, reader, i + 1).findings)
    expect(order('A')).not.toEqual(order('B'))
    expect(order('A').toSorted()).toEqual(order('B').toSorted())
  })

  it('goes on where the reader was, also after a restart, lets an answer be changed, and keeps what was said before', async () => {
    const { test } = await create()
    kit.deskTests().rate({ testId: test.id, reader: 'A', position: 1, rating: rating() })
    kit.deskTests().rate({ testId: test.id, reader: 'A', position: 2, rating: rating() })
    kit.deskTests().rate({ testId: test.id, reader: 'A', position: 1, rating: rating({ sign: 'tie' }) })
    const before = seen(test.id, 'A', 4)
    await kit.restart()
    expect(seen(test.id, 'A')).toMatchObject({ position: 3, rated: [1, 2] })
    expect(seen(test.id, 'A', 1).rating).toMatchObject({ sign: 'tie' })
    expect(seen(test.id, 'A', 4)).toEqual(before)
    expect(kit.deskTests().list()[0]!.readers).toEqual([{ name: 'A', rated: 2, finishedAt: null }, { name: 'B', rated: 0, finishedAt: null }])
  })

  it('gives no source, result or export before every reader has finished, and refuses ratings afterwards', async () => {
    const { run, test } = await create({ cases: 4 })
    expect(test.cases).toBe(4)
    const { testId } = { testId: test.id }
    expect(() => kit.deskTests().finish({ testId, reader: 'A' })).toThrow(/4 of 4 cases are not rated/)
    rateAll(testId, 'A', 4)
    expect(kit.deskTests().finish({ testId, reader: 'A' }).state).toBe('open')
    expect(() => kit.deskTests().results({ testId })).toThrow(/Not finished: B/)
    expect(() => seen(testId, 'A', 1)).toThrow(/A has finished/)
    await expect(kit.deskTests().export({ testId })).rejects.toThrow(/Not finished: B/)
    await expect(kit.deskTests().print({ testId })).rejects.toThrow(/Not finished: B/)
    // The runs would show which text is whose: what is in the test is sealed there too, in every run over the same reports.
    const again = await kit.run()
    for (const { id } of [run, again]) {
      const sealed = Array.from({ length: 6 }, (_, i) => kit.evaluation().item({ runId: id, number: i + 1 })).filter((item) => item.sealed !== null)
      expect(sealed).toHaveLength(4)
      expect(JSON.stringify(sealed)).not.toMatch(/lesion/)
    }
    rateAll(testId, 'B', 4)
    expect(kit.deskTests().finish({ testId, reader: 'B' }).state).toBe('closed')
    expect(() => kit.deskTests().rate({ testId, reader: 'B', position: 1, rating: rating() })).toThrow(/closed/)
    expect(kit.evaluation().item({ runId: run.id, number: 1 }).sealed).toBeNull()
    expect(kit.deskTests().results({ testId })).toMatchObject({ judgements: 8, test: { seed: 11 } })
  })

  it('counts by source, not by place: whoever always signs the first text prefers the draft where it stood first', async () => {
    const { test } = await create({ readers: ['A'] })
    const draftFirst = Array.from({ length: 6 }, (_, i) => !seen(test.id, 'A', i + 1).texts.first.startsWith('Suspicious'))
    rateAll(test.id, 'A', 6)
    kit.deskTests().finish({ testId: test.id, reader: 'A' })
    const { preference, detected, overall } = kit.deskTests().results({ testId: test.id })
    const first = draftFirst.filter(Boolean).length
    expect(first).toBe(3)
    expect(preference).toMatchObject({ draft: { count: first, of: 6 }, written: { count: 6 - first }, tie: { count: 0 } })
    expect(detected).toMatchObject({ count: 6 - first, of: 6 })
    expect(overall.draft.value).toBeCloseTo((first * 5 + (6 - first) * 3) / 6, 12)
  })

  it('a reader cannot open the archived report of a case before having finished, others can (bug: the signed conclusion is one of the two texts)', async () => {
    const { test } = await create({ readers: ['Dr. Ito', 'Dr. B'] })
    const seal = createDeskTestSeal(kit.stores)
    const reportId = ReportId.parse(kit.evaluation().rows({ runId: kit.evaluation().runs()[0]!.id, order: 'source', offset: 0, limit: 1 }).rows[0]!.reportId)
    const as = (person: string) => kit.stores().settings.write('person', person)
    as('Dr. Nobody')
    expect(() => seal.requireUnsealed(reportId)).not.toThrow()
    // Full width and another case are the same person.
    as('ＤＲ. Ito ')
    expect(() => seal.requireUnsealed(reportId)).toThrow(/blind in the desk test “Test” as Dr. Ito.*opens when you have finished/)
    const { sections } = kit.stores().reports.find(reportId)!
    const prior = { reportId, date: '2026-01-01', modality: 'CT', description: '', findings: sections.findings, conclusion: sections.conclusion }
    expect(seal.withholdPriors({ priors: [prior, { ...prior, findings: 'Other.' }] } as never).priors.map(({ conclusion }) => conclusion)).toEqual([expect.stringMatching(/^Withheld/), sections.conclusion])
    expect(seal.withholdTimeLine({ reports: [{ reportId, conclusion: sections.conclusion }] } as never).reports[0]!.conclusion).toMatch(/^Withheld/)
    const item = { reportId, texts: [{ field: 'findings', text: sections.findings }, { field: 'conclusion', text: sections.conclusion }], excerpt: sections.conclusion, evidence: [{ field: 'conclusion', start: 0, end: 4, text: sections.conclusion.slice(0, 4) }] }
    for (const sealed of [item, { ...item, reportId: null }]) expect(JSON.stringify(seal.withholdItem(sealed as never))).not.toContain(sections.conclusion.slice(0, 4))
    expect(seal.withholdRows({ total: 1, tiers: [], rows: [item] } as never).rows[0]).toMatchObject({ excerpt: expect.stringMatching(/^Withheld/) as string, evidence: [] })
    rateAll(test.id, 'Dr. Ito', 6)
    kit.deskTests().finish({ testId: test.id, reader: 'Dr. Ito' })
    expect(seal.withholdItem(item as never)).toEqual(item)
    expect(() => seal.requireUnsealed(reportId)).not.toThrow()
  })

  it('can be ended early by whoever made it: who has not finished does not count and cannot go on', async () => {
    kit.stores().settings.write('person', 'Dr. C')
    const { test } = await create()
    rateAll(test.id, 'A', 6)
    kit.deskTests().finish({ testId: test.id, reader: 'A' })
    rateAll(test.id, 'B', 2)
    const end = (person: string, reason: string) => (kit.stores().settings.write('person', person), kit.deskTests().close({ testId: test.id, reason }))
    expect(() => end('B', 'I want to see')).toThrow(/Only Dr. C, who made this desk test/)
    expect(() => end('Dr. C', ' \u202e ')).toThrow(/Say why/)
    expect(end('dr. c ', 'B has left the department.')).toMatchObject({ state: 'closed', owner: 'Dr. C', ended: { reason: 'B has left the department.' } })
    expect(kit.deskTests().results({ testId: test.id })).toMatchObject({ judgements: 6, readers: [{ name: 'A', cases: 6 }], agreement: { preference: null } })
    expect(() => seen(test.id, 'B')).toThrow(/closed/)
  })

  it('exports every rating safe for a spreadsheet, and a PDF', async () => {
    const { test } = await create({ readers: ['=HYPERLINK("x")'], name: 'a/b' })
    rateAll(test.id, '=HYPERLINK("x")', 6)
    kit.deskTests().finish({ testId: test.id, reader: '=HYPERLINK("x")' })
    const written = await kit.deskTests().export({ testId: test.id })
    const [header, first] = readFileSync(written!.path, 'utf8').split('\r\n')
    expect(written!.rows).toBe(6)
    expect(header).toContain('reader,case,position,draft_stood,would_sign,machine_guess,draft_completeness')
    expect(first).toMatch(/^"'=HYPERLINK\(""x""\)",\d,1,(first|second),(draft|written),(right|wrong),/)
    kit.exportTo(join(kit.folder, 'page.pdf'))
    expect(readFileSync((await kit.deskTests().print({ testId: test.id }))!.path, 'utf8')).toBe('%PDF-1.7')
    kit.exportTo(null)
    expect(await kit.deskTests().export({ testId: test.id })).toBeNull()
  })

  it('needs drafts that differ from what was written, and readers', async () => {
    kit.cases({ findings: 'New 9 mm nodule in the left lower lobe.', conclusion: '1. New 9 mm nodule in the left lower lobe.' })
    const run = await kit.run({ type: 'file' })
    expect(() => kit.deskTests().create({ name: 'x', runId: run.id, cases: 0, readers: ['A'] })).toThrow(/nothing to compare/)
    const more = await create()
    expect(() => kit.deskTests().create({ name: 'x', runId: more.run.id, cases: 7, readers: ['A'] })).toThrow(/Only 6/)
    expect(() => kit.deskTests().create({ name: 'x', runId: more.run.id, cases: 1, readers: [' '] })).toThrow(/reader/)
  })

  it('orders and ratings cannot be changed afterwards, not even in the database', async () => {
    const { test } = await create()
    rateAll(test.id, 'A', 1)
    await kit.leave()
    const { openDatabase } = await import('../db/open.ts')
    const { testKey } = await import('../reporting/test-kit.ts')
    const { connection, close } = openDatabase({ file: kit.file, key: testKey })
    for (const sql of ['UPDATE desk_test_place SET draft_first = 1 - draft_first', 'DELETE FROM desk_test_rating', "UPDATE desk_test_case SET drafted = ''", 'INSERT OR REPLACE INTO desk_test_place SELECT * FROM desk_test_place']) {
      expect(() => connection.exec(sql)).toThrow(/append only/)
    }
    close()
    await kit.restart().catch(() => {})
  })
})
