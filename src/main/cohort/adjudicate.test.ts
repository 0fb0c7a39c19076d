import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CohortFilter } from '../../domain/cohort/cohort.ts'
import type { ReportId } from '../../domain/report/report.ts'
import type { StatusLabel } from '../../domain/status/status-tag.ts'
import { archive, createCohortKit, fill, type CohortKit } from './cohort-kit.ts'

let kit: CohortKit
let ids: ReportId[]
let runId: string
beforeEach(async () => {
  kit = createCohortKit()
  // One patient has ten reports, a month apart: 1, 4, 7 … are in progress, the rest none.
  ids = fill(kit.stores(), 60, (n) => ({ conclusion: n % 3 === 1 ? 'Bone metastases in progress.' : 'No metastasis.' }))
  runId = (await kit.run(archive())).id
})
afterEach(() => kit.dispose())

const say = (number: number, label: StatusLabel | null, author = 'Dr. A') => kit.cohort().adjudicate({ runId, number, label, author })
const current = (number: number) => kit.stores().tags.view(ids[number - 1]!).current
const numbers = (filter: Partial<CohortFilter>) => kit.rows(runId, filter).map(({ number }) => number)
const open = () => kit.stores().alerts.open().length

describe('adjudicating', () => {
  it('corrects the tag of a report of the archive, with its alerts, and keeps what the machine said', () => {
    const before = open()
    expect(say(2, 2).adjudicated).toMatchObject({ label: 2, author: 'Dr. A' })
    expect(current(2)).toMatchObject({ label: 2, source: 'person', author: 'Dr. A', provisional: false })
    expect(kit.stores().tags.view(ids[1]!).history.map(({ source, label }) => [source, label])).toEqual([['machine', 1], ['person', 2]])
    expect(open()).toBe(before - 1)
    expect(kit.cohort().item({ runId, number: 2 })).toMatchObject({ label: 1, adjudicated: { label: 2 } })
    expect(kit.cohort().runs()[0]?.adjudicated).toBe(1)
    expect(kit.stores().audit.all(ids[1]!).map(({ action }) => action)).toEqual(['tag.set', 'alert.raised', 'tag.corrected', 'alert.withdrawn', 'cohort.adjudicated'])
  })

  it('taken back, the machine’s tag is in force again and its alert is raised again; a slip before it does not come back', () => {
    const before = open()
    say(2, 2)
    say(2, 0)
    expect(current(2)).toMatchObject({ label: 0, source: 'person' })
    expect(say(2, null).adjudicated).toBeNull()
    expect(current(2)).toMatchObject({ label: 1, source: 'machine' })
    expect(open()).toBe(before)
    expect(kit.cohort().runs()[0]?.adjudicated).toBe(0)
    expect(kit.stores().tags.view(ids[1]!).history).toHaveLength(3)
    expect(say(2, null).adjudicated).toBeNull()
  })

  it('a correction by somebody else in between stays in force when the adjudication is taken back', () => {
    say(2, 2)
    kit.stores().tags.add({ ...current(2)!, id: 'other', label: 0, author: 'Dr. Other', reason: 'Set by Dr. Other.' })
    say(2, null)
    expect(current(2)).toMatchObject({ label: 0, author: 'Dr. Other' })
  })

  it('the same word twice is one tag; every word is in the record', async () => {
    say(1, 0)
    say(1, 0)
    say(1, 0, 'Dr. B')
    expect(kit.stores().tags.view(ids[0]!).history).toHaveLength(3)
    const { connection } = await kit.detach()
    expect(connection.prepare('SELECT number, machine, label, author FROM cohort_adjudication').all()).toEqual(
      ['Dr. A', 'Dr. A', 'Dr. B'].map((author) => ({ number: 1, machine: 0, label: 0, author })),
    )
  })

  it('a text from a file is adjudicated in its run alone; a failed row cannot be', async () => {
    kit.pick(kit.file('a.csv', 'id,text\n1,in progress\n2,\n'))
    const run = await kit.run({ type: 'files', pick: 'files' })
    const tags = () => kit.stores().cohortPages.archiveLabels()
    const before = tags()
    expect(kit.cohort().adjudicate({ runId: run.id, number: 1, label: 0, author: 'A' }).adjudicated?.label).toBe(0)
    expect(tags()).toEqual(before)
    expect(() => kit.cohort().adjudicate({ runId: run.id, number: 2, label: 0, author: 'A' })).toThrow(/no answer/)
    expect(() => kit.cohort().adjudicate({ runId: run.id, number: 3, label: 0, author: 'A' })).toThrow(/not in the run/)
  })
})

describe('filters', () => {
  it('by label, cell, state, disagreement, words and patient number', () => {
    say(1, 0)
    say(2, 2)
    say(3, 1)
    expect(numbers({ label: 1 })).toHaveLength(20)
    expect(numbers({ state: 'adjudicated' })).toEqual([1, 2, 3])
    expect(numbers({ state: 'disagree' })).toEqual([2, 3])
    expect(numbers({ state: 'open' })).toHaveLength(57)
    expect(numbers({ cell: { adjudicated: 1, machine: 0 } })).toEqual([3])
    expect(numbers({ cell: { adjudicated: 2, machine: 'abstained' } })).toEqual([])
    expect(numbers({ label: 'abstained' })).toEqual([])
    expect(numbers({ uncertain: true })).toEqual([])
    expect(numbers({ uncertain: false })).toHaveLength(60)
    expect(numbers({ tier: 'rules' })).toHaveLength(60)
    expect(numbers({ tier: 'learned' })).toEqual([])
    expect(numbers({ query: 'metastases in progr' })).toHaveLength(20)
    expect(numbers({ query: 'PAT-3' })).toEqual([31, 32, 33, 34, 35, 36, 37, 38, 39, 40])
    expect(numbers({ query: "%' OR 1=1 --" })).toEqual([])
    expect(kit.cohort().rows({ runId, filter: CohortFilter.parse({ label: 1 }), offset: 18, limit: 5 })).toMatchObject({ total: 20, rows: [{ number: 56 }, { number: 59 }], tiers: ['rules'] })
  })

  it('a sample is random, the same for the same run, another one for another, and a larger one holds the smaller', async () => {
    const ten = numbers({ sample: 10 })
    expect(ten).toHaveLength(10)
    expect(numbers({ sample: 10 })).toEqual(ten)
    expect(numbers({ sample: 20 })).toEqual(expect.arrayContaining(ten))
    expect(numbers({ sample: 100_000 })).toHaveLength(60)
    expect(numbers({ sample: 10, label: 1 }).every((number) => ten.includes(number))).toBe(true)
    const other = await kit.run(archive())
    expect(kit.rows(other.id, { sample: 10 }).map(({ number }) => number)).not.toEqual(ten)
  })
})

describe('the summary', () => {
  it('counts, matrix, predictive values at the frequency of the archive, then of the sample, then as given', () => {
    say(1, 0)
    say(2, 2)
    say(5, 1)
    const summary = () => kit.cohort().summary({ runId, frequency: null })
    expect(summary()).toMatchObject({ counts: [40, 20, 0, 0], matrix: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 1, 0, 0]], accuracy: { value: 2 / 3, n: 3 }, predictiveAt: { source: 'tags of the archive' } })
    expect(summary().predictiveAt?.frequency.map((share) => Math.round(share * 60))).toEqual([40, 19, 1])
    expect(kit.cohort().summary({ runId, frequency: [0.9, 0.05, 0.05] }).predictiveAt).toMatchObject({ source: 'given', frequency: [0.9, 0.05, 0.05] })
    for (const { number, label } of kit.rows(runId, { sample: 30 })) say(number, label)
    const sampled = summary()
    expect(sampled.predictiveAt?.source).toBe('adjudicated sample')
    expect(sampled.reliability.reduce((sum, { count }) => sum + count, 0)).toBe(kit.cohort().runs()[0]?.adjudicated)
    expect(sampled.calibrationError).toBeGreaterThan(0)
  })

  it('of a run that nobody adjudicated has counts and nothing made up', () => {
    expect(kit.cohort().summary({ runId, frequency: null })).toMatchObject({ counts: [40, 20, 0, 0], accuracy: null, sensitivity: [null, null, null], predictiveAt: null, calibrationError: null, reliability: [] })
  })
})

describe('exporting', () => {
  const written = async (format: 'csv' | 'jsonl', given: Partial<CohortFilter> = {}, withText = false) => {
    kit.exportTo(join(kit.folder, `out.${format}`))
    const done = await kit.cohort().export({ runId, filter: CohortFilter.parse(given), format, withText })
    return { done, text: readFileSync(join(kit.folder, `out.${format}`), 'utf8') }
  }

  it('CSV has a byte order mark, one line for each row of the filter, and is complete before it has its name', async () => {
    say(2, 2)
    const { done, text } = await written('csv', { label: 1 })
    expect(done).toEqual({ path: join(kit.folder, 'out.csv'), rows: 20 })
    const [header, first] = text.split('\r\n')
    expect(header).toBe('\uFEFFnumber,id,date,state,label,p0,p1,p2,uncertain,tier,evidence,reason,error,adjudicated,adjudicated_by,adjudicated_at,model')
    expect(first).toMatch(new RegExp(`^2,${ids[1]},2026-02-01,done,1,0.1,0.8,0.1,false,rules,progress,Test rule.,,2,Dr. A,\\d{4}-.*,test-rules-1$`))
    expect(text.split('\r\n')).toHaveLength(22)
    expect(readdirSync(kit.folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  it('I12: no cell is a formula to a spreadsheet, whatever a file brought', async () => {
    const bad = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '=HYPERLINK("http://x","y")', 'a,b', 'a"b', 'line\nbreak', '骨,転移']
    kit.pick(kit.file('a.jsonl', bad.map((id) => JSON.stringify({ id, text: `${id} in progress` })).join('\n')))
    const run = await kit.run({ type: 'files', pick: 'files' })
    kit.exportTo(join(kit.folder, 'bad.csv'))
    await kit.cohort().export({ runId: run.id, filter: CohortFilter.parse({}), format: 'csv', withText: true })
    const text = readFileSync(join(kit.folder, 'bad.csv'), 'utf8')
    // Every cell as a spreadsheet takes it apart.
    const cells = [...text.slice(1).matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/g)].map(([, quoted, plain]) => (quoted ?? plain ?? '').replaceAll('""', '"'))
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    for (const id of bad) expect(cells).toContain(/^[=+\-@\t\r]/.test(id.trim()) ? `'${id.trim()}` : id.trim())
  })

  it('JSON Lines are rows as the command line writes them, with texts where they are asked for', async () => {
    const { done, text } = await written('jsonl', { label: 1 }, true)
    const rows = text.trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(done?.rows).toBe(20)
    expect(rows[0]).toMatchObject({ id: ids[1], number: 2, title: 'PAT-0', label: 1, probabilities: [0.1, 0.8, 0.1], uncertain: false, tier: 'rules', model: 'test-rules-1', adjudicated: null, conclusion: 'Bone metastases in progress.' })
    expect(rows[0]?.['evidence']).toEqual([{ field: 'conclusion', start: 19, end: 27, text: 'progress' }])
    const without = await written('jsonl', { label: 1 })
    expect(Object.keys(JSON.parse(without.text.split('\n')[0]!) as object)).not.toContain('conclusion')
  })

  it('a change of mind writes nothing, a folder that cannot be written says so and leaves nothing behind', async () => {
    kit.exportTo(null)
    expect(await kit.cohort().export({ runId, filter: CohortFilter.parse({}), format: 'csv', withText: false })).toBeNull()
    kit.exportTo(join(kit.folder, 'no such folder', 'out.csv'))
    await expect(kit.cohort().export({ runId, filter: CohortFilter.parse({}), format: 'csv', withText: false })).rejects.toThrow(expect.objectContaining({ code: 'read-only' }))
    expect(kit.stores().audit.all(null).filter(({ action }) => action === 'cohort.exported')).toEqual([])
  })
})
