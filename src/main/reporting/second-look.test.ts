import { createHash } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { StatusCache } from '../../domain/status/tiers/cascade-cache.ts'
import type { ReportDecision, StatusInput } from '../../domain/status/status-tag.ts'
import { ReportId } from '../../domain/report/report.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { classify, createKit, type Kit } from './test-kit.ts'

const text = (n: number) => `Patient ID: P-${n}\nName: Example, Eve\nDate: 2026-10-05\nModality: CT\nStudy: CT spine\nAccession: A-${n}\n\nFINDINGS: Vertebrae ${n}.\nIMPRESSION: Vertebrae as told, number ${n}.`
const keyOf = (input: StatusInput) => createHash('sha256').update(JSON.stringify(input)).digest('hex')
/** The slow tier says 2 where the quick ones say 0, and keeps it as the real one does. */
const slow = (input: StatusInput): ReportDecision => ({ ...classify(input), label: 2, tier: 'learned', version: 'slow-1' })

let kit: Kit
afterEach(() => kit.dispose())

function setUp(judgeLater: (input: StatusInput, cache: StatusCache) => Promise<ReportDecision>) {
  kit = createKit({ classify: (input, { cache }) => cache.get(keyOf(input)) ?? classify(input), judgeLater })
  return kit.reporting
}
/** The slow tier answers when it is released. */
function setUpHeld() {
  let release = () => {}
  const gate = new Promise<void>((resolve) => (release = resolve))
  const reporting = setUp(async (input, cache) => {
    await gate
    const answer = slow(input)
    cache.set(keyOf(input), answer)
    return answer
  })
  return { reporting, release }
}
const labels = () => kit.reporting.listWorklist(WorklistFilter.parse({})).rows.map(({ label }) => label)

describe('the second look at imported reports', () => {
  it('is taken after the import has answered, and its tags replace the quick ones (bug: an import waits for the slow tiers, or keeps the first guess)', async () => {
    const { reporting, release } = setUpHeld()
    await reporting.importFiles({ files: [1, 2, 3].map((n) => ({ name: `${n}.txt`, text: text(n) })) })
    expect(labels()).toEqual([0, 0, 0])
    expect(reporting.listWorklist(WorklistFilter.parse({})).looking).toBe(true)
    release()
    await vi.waitFor(() => expect(labels()).toEqual([2, 2, 2]))
    await vi.waitFor(() => expect(reporting.listWorklist(WorklistFilter.parse({})).looking).toBe(false))
  })

  it('is taken of the sample reports too (bug: samples keep the first guess for good)', async () => {
    const judge = vi.fn<(input: StatusInput, cache: StatusCache) => Promise<ReportDecision>>().mockImplementation((input) => Promise.resolve(slow(input)))
    kit = createKit({ judgeLater: judge, samples: async () => [{ name: '1.txt', text: text(1) }] })
    await kit.reporting.addSamples()
    await vi.waitFor(() => expect(judge).toHaveBeenCalledTimes(1))
  })

  it('leaves a report that came without a conclusion to its author (bug: a tag is stored by itself while the conclusion is written)', async () => {
    const { reporting, release } = setUpHeld()
    const { reportIds } = await reporting.importFiles({ files: [1, 2].map((n) => ({ name: `${n}.txt`, text: n === 1 ? text(n) : text(n).replace(/\nIMPRESSION.*/, '') })) })
    const unfinished = ReportId.parse(reportIds[1])
    reporting.autosave({ reportId: unfinished, section: 'conclusion', text: 'Vertebrae as told.' })
    release()
    await vi.waitFor(() => expect(reporting.openReport({ reportId: ReportId.parse(reportIds[0]) }).tag.current?.label).toBe(2))
    expect(reporting.openReport({ reportId: unfinished }).tag.current).toBeNull()
  })

  it('is told of each report that waits for it, and of none once it is taken (bug: "not sure enough" reads as the verdict while a slower tier reads)', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const doubt = (input: StatusInput): ReportDecision => ({ ...classify(input), label: null, uncertain: true })
    kit = createKit({
      classify: (input, { cache }) => cache.get(keyOf(input)) ?? (/number 1\./.test(JSON.stringify(input)) ? classify(input) : doubt(input)),
      judgeLater: async (input, cache) => {
        await gate
        cache.set(keyOf(input), slow(input))
        return slow(input)
      },
    })
    const { reportIds } = await kit.reporting.importFiles({ files: [1, 2].map((n) => ({ name: `${n}.txt`, text: text(n) })) })
    const told = () => kit.reporting.listWorklist(WorklistFilter.parse({})).rows.map(({ accessionNumber, awaited, flags }) => `${accessionNumber} ${awaited} ${flags.join()}`).toSorted()
    const time = () => kit.reporting.openPatient({ reportId: ReportId.parse(reportIds[1]) }).reports.map(({ awaited }) => awaited)
    expect(told()).toEqual(['A-1 false ', 'A-2 true '])
    expect(time()).toEqual([true])
    release()
    await vi.waitFor(() => expect(labels()).toEqual([2, 2]))
    await vi.waitFor(() => expect(told()).toEqual(['A-1 false ', 'A-2 false ']))
    expect(time()).toEqual([false])
  })

  it('that fails leaves the tags as they are, and the next import is looked at again (bug: one crash ends it for good)', async () => {
    const judge = vi.fn<(input: StatusInput, cache: StatusCache) => Promise<ReportDecision>>().mockRejectedValueOnce(new Error('crashed'))
    judge.mockImplementation(async (input, cache) => {
      cache.set(keyOf(input), slow(input))
      return slow(input)
    })
    const reporting = setUp(judge)
    await reporting.importFiles({ files: [{ name: '1.txt', text: text(1) }] })
    await vi.waitFor(() => expect(reporting.listWorklist(WorklistFilter.parse({})).looking).toBe(false))
    expect(labels()).toEqual([0])
    await reporting.importFiles({ files: [{ name: '2.txt', text: text(2) }] })
    await vi.waitFor(() => expect(labels().toSorted()).toEqual([0, 2]))
  })

  it('stops at closing and stores nothing afterwards', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => (release = resolve))
    const reporting = setUp(async (input, cache) => {
      await gate
      cache.set(keyOf(input), slow(input))
      return slow(input)
    })
    await reporting.importFiles({ files: [{ name: '1.txt', text: text(1) }] })
    const closed = reporting.closeSecondLook()
    release()
    await closed
    expect(labels()).toEqual([0])
  })
})
