import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ReportId } from '../../domain/report/report.ts'
import { emptySections, type Sections } from '../../domain/report/sections.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { openDatabase } from './open.ts'
import { createStores, type Stores } from './stores.ts'
import { newFolder, removeFolders, testKey } from './test-folder.ts'

let stores: Stores
const ids = new Map<string, ReportId>()

function add(name: string, date: string, sections: Partial<Sections>, modality = 'CT', patient = name): void {
  const id = ReportId.parse(randomUUID())
  ids.set(name, id)
  stores.transaction(() => {
    stores.patients.insert({ id: `p-${name}`, patientId: `PT-${ids.size}00${ids.size}`, name: patient, birthDate: null, sex: null }, '')
    stores.studies.insert({ id: `s-${name}`, patient: `p-${name}`, accessionNumber: `ACC-${name}`, studyInstanceUid: null, date, modality, description: 'Follow-up' }, '')
    stores.reports.insert({ id, studyId: `s-${name}`, sections: { ...emptySections, ...sections }, origin: null }, '')
  })
}

const list = (filter: Partial<WorklistFilter>) => {
  stores.worklist.refresh()
  const page = stores.worklist.list(WorklistFilter.parse(filter))
  return page.rows.map(({ reportId }) => [...ids].find(([, id]) => id === reportId)?.[0])
}

beforeAll(() => {
  stores = createStores(openDatabase({ file: join(newFolder(), 'raddraft.db'), key: testKey }))
  add('english', '2026-03-01', { findings: 'Sclerotic metastases in the lumbar spine. No pleural effusion.', conclusion: 'Stable disease.' }, 'CT', 'Mühler, Zoë')
  add('japanese', '2026-02-01', { findings: '右肺上葉に結節を認めます。胸水なし。', conclusion: '多発骨転移は増大しています。肝' }, 'NM', '架空 花子')
  add('mixed', '2026-01-01', { findings: 'CT上、左腎に囊胞。Bosniak IIF.' }, 'MR')
})
afterAll(() => {
  stores.close()
  removeFolders()
})

describe('searching the worklist', () => {
  it.each<[string, string[]]>([
    ['metastas', ['english']],
    ['SPINE lumb', ['english']],
    ['muhler', ['english']],
    ['zoe', ['english']],
    ['PT-1001', ['english']],
    ['acc-jap', ['japanese']],
    ['fracture', []],
    ['effusion spine', ['english']],
    ['骨転移', ['japanese']],
    ['転移', ['japanese']],
    ['肺', ['japanese']],
    ['葉', ['japanese']],
    ['肝', ['japanese']],
    ['移骨', []],
    ['結節 増大', ['japanese']],
    ['架空　花', ['japanese']],
    ['CT上', ['mixed']],
    ['ｃｔ', ['english', 'mixed']],
    ['囊胞', ['mixed']],
    ['bosniak', ['mixed']],
    ['follow', ['english', 'japanese', 'mixed']],
    ['"OR 1=1 --', []],
  ])('finds %s in %j (one, two and three characters of Japanese; widths, accents, case, numbers)', (query, expected) => {
    expect(list({ query })).toEqual(expected)
  })

  it('finds new words after typing and no longer the old ones', () => {
    const id = ids.get('mixed')
    if (!id) throw new Error('no report')
    stores.reports.setSection(id, 'conclusion', 'Hydronephrosis', '')
    expect(list({ query: 'hydroneph' })).toEqual(['mixed'])
    stores.reports.setSection(id, 'conclusion', 'Pyelonephritis', '')
    expect(list({ query: 'hydroneph' })).toEqual([])
    expect(list({ query: 'pyelo' })).toEqual(['mixed'])
  })

  it('is newest first, filters and counts all although a page is shorter', () => {
    expect(list({})).toEqual(['english', 'japanese', 'mixed'])
    expect(list({ modality: 'NM' })).toEqual(['japanese'])
    expect(list({ from: '2026-01-15', to: '2026-02-15' })).toEqual(['japanese'])
    expect(list({ state: 'signed' })).toEqual([])
    expect(list({ limit: 1, offset: 1 })).toEqual(['japanese'])
    expect(stores.worklist.list(WorklistFilter.parse({ limit: 1 }))).toMatchObject({ total: 3, modalities: ['CT', 'MR', 'NM'] })
  })

  it('filters by the tag in force: a person’s before the machine’s, whichever came last', () => {
    const reportId = ids.get('english')
    if (!reportId) throw new Error('no report')
    const tag = { reportId, probabilities: null, uncertain: false, evidence: [], reason: '', version: '1', provisional: true, createdAt: '' }
    stores.tags.add({ ...tag, id: 'a', label: 0, source: 'machine', tier: 'rules', author: '' })
    expect(list({ label: 0 })).toEqual(['english'])
    stores.tags.add({ ...tag, id: 'b', label: 2, source: 'person', tier: 'person', author: 'A' })
    stores.tags.add({ ...tag, id: 'c', label: 1, source: 'machine', tier: 'rules', author: '' })
    expect(list({ label: 2 })).toEqual(['english'])
    expect(list({ label: 1 })).toEqual([])
    // Never read, or read without a label: both are still to be looked at.
    expect(list({ label: 'unlabelled' })).toEqual(['japanese', 'mixed'])
    stores.tags.add({ ...tag, id: 'd', reportId: ids.get('mixed')!, label: null, source: 'machine', tier: 'rules', author: '' })
    expect(list({ label: 'unlabelled' })).toEqual(['japanese', 'mixed'])
    expect(list({ label: 'unlabelled', modality: 'NM' })).toEqual(['japanese'])
    expect(stores.tags.view(reportId).current?.id).toBe('b')
  })

  it('stays quick with 5,000 reports: a search and the first page under 100 ms each', () => {
    const big = createStores(openDatabase({ file: join(newFolder(), 'raddraft.db'), key: testKey }))
    big.transaction(() => {
      for (let n = 0; n < 5000; n++) {
        big.patients.insert({ id: `p${n}`, patientId: `${n}`, name: `Patient ${n}`, birthDate: null, sex: null }, '')
        big.studies.insert({ id: `s${n}`, patient: `p${n}`, accessionNumber: '', studyInstanceUid: null, date: `20${10 + (n % 16)}-01-01`, modality: 'CT', description: '' }, '')
        big.reports.insert({ id: ReportId.parse(randomUUID()), studyId: `s${n}`, sections: { ...emptySections, findings: `Word${n % 100} and 骨転移 in the spine, number ${n}.` }, origin: null }, '')
      }
    })
    big.worklist.refresh()
    const best = (filter: Partial<WorklistFilter>) =>
      Math.min(...[1, 2, 3].map(() => {
        const started = performance.now()
        big.worklist.list(WorklistFilter.parse(filter))
        return performance.now() - started
      }))
    expect(best({})).toBeLessThan(100)
    expect(best({ query: 'word42' })).toBeLessThan(100)
    expect(big.worklist.list(WorklistFilter.parse({ query: 'word42' })).total).toBe(50)
    big.close()
  })
})
