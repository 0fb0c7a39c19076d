import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ImportFile, ImportResult } from '../../domain/report/import-report.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { createKit, type Kit } from './test-kit.ts'

const samplesFolder = join(process.cwd(), 'resources/samples')
const samples = async (): Promise<ImportFile[]> =>
  readdirSync(samplesFolder).filter((name) => name.endsWith('.json')).map((name) => ({ name, text: readFileSync(join(samplesFolder, name), 'utf8') }))

let kit: Kit
beforeEach(() => {
  kit = createKit({ samples, now: () => new Date('2026-11-22T09:00:00Z') })
})
afterEach(() => kit.dispose())

const importText = (name: string, text: string) => kit.reporting.importFiles({ files: [{ name, text }] })
const opened = (result: ImportResult) => {
  const [reportId] = result.reportIds
  if (!reportId) throw new Error(`nothing imported: ${JSON.stringify(result.refused)}`)
  return kit.reporting.openReport({ reportId: reportId as never })
}

describe('importing text', () => {
  it('reads header and headed sections in English, whatever way the headings are written', async () => {
    for (const [n, text] of [
      'Patient ID: X-%\nName: Example, Eve\nDOB: 1960/02/03\nSex: female\nDate: 2026-10-05\nModality: CT\nStudy: CT chest\nAccession: A-9\n\nCLINICAL HISTORY: Cough.\nTECHNIQUE: Helical.\nComparison:\nNone.\nFINDINGS:\nMass: 3 cm.\nHistory of smoking noted.\n\nNo effusion.\nIMPRESSION: Lung mass.',
      'Patient ID: X-%\nName: Example, Eve\nDOB: 19600203\nSex: F\nDate: 20261005\nModality: ct\nStudy: CT chest\nAccession: A-9\r\n## Indication\r\nCough.\r\n**Technique:** Helical.\r\n[Comparison]\r\nNone.\r\nFindings\r\nMass: 3 cm.\r\nHistory of smoking noted.\r\n\r\nNo effusion.\r\n### Conclusion\r\nLung mass.\r\n',
    ].entries()) {
      const { report, study, patient } = opened(await importText(`${n}.txt`, text.replace('%', String(n))))
      expect(patient).toMatchObject({ patientId: `X-${n}`, name: 'Example, Eve', birthDate: '1960-02-03', sex: 'F' })
      expect(study).toMatchObject({ date: '2026-10-05', modality: 'CT', description: 'CT chest', accessionNumber: 'A-9' })
      expect(report.sections).toEqual({ indication: 'Cough.', technique: 'Helical.', comparison: 'None.', findings: 'Mass: 3 cm.\nHistory of smoking noted.\n\nNo effusion.', conclusion: 'Lung mass.' })
    }
  })

  it('reads Japanese headings and header', async () => {
    const { report, study, patient } = opened(
      await importText('a.txt', '患者ID：J-1\n氏名：架空 花子\n生年月日：1955年3月7日\n性別：女\n検査日：２０２６年１０月５日\nモダリティ：MR\n検査名：腰椎MRI\n【検査目的】腰痛\n■撮像方法\nT1, T2\n＜所見＞\n第2腰椎に転移を疑う。\n［診断］\n骨転移疑い'),
    )
    expect(patient).toMatchObject({ patientId: 'J-1', name: '架空 花子', birthDate: '1955-03-07', sex: 'F' })
    expect(study).toMatchObject({ date: '2026-10-05', modality: 'MR', description: '腰椎MRI' })
    expect(report.sections).toEqual({ indication: '腰痛', technique: 'T1, T2', comparison: '', findings: '第2腰椎に転移を疑う。', conclusion: '骨転移疑い' })
  })

  it('text without headings is findings, word for word, of a patient of its own', async () => {
    const text = '  Lungs are clear.\n\nHeart: normal.\tNo effusion.'
    const first = opened(await importText('a.txt', text))
    expect(first.report.sections).toMatchObject({ findings: text, conclusion: '' })
    expect(first.study).toMatchObject({ date: '2026-11-22', modality: 'OT' })
    const second = opened(await importText('b.txt', 'Another text.'))
    expect(second.patient.patientId).not.toBe(first.patient.patientId)
  })

  it('loses no line: a title becomes the description, longer text before the headings stays in front of the indication, twins are joined', async () => {
    const titled = opened(await importText('a.txt', 'CT OF THE CHEST\n\nFindings: A mass.\nConclusion: Mass.\nFindings: And a node.'))
    expect(titled.study.description).toBe('CT OF THE CHEST')
    expect(titled.report.sections.findings).toBe('A mass.\nAnd a node.')
    const preamble = opened(await importText('b.txt', 'Dear colleague,\nthank you.\nIndication: Cough.\nFindings: Clear lungs.'))
    expect(preamble.report.sections.indication).toBe('Dear colleague,\nthank you.\n\nCough.')
  })

  it.each([
    ['a.html', '<p>x</p>', /HTML/],
    ['a.rtf', '{\\rtf1 x}', /RTF/],
    ['a.txt', '{\\rtf1 x}', /RTF/],
    ['a.txt', '<!DOCTYPE html><p>x</p>', /HTML/],
    ['a.docx', 'PK', /Word/],
    ['a.pdf', '%PDF', /PDF/],
    ['a.exe', 'MZ', /\.txt, \.json and \.jsonl/],
    ['a.txt', ' \n ', /empty/],
    ['a.txt', 'Befund \uFFFD', /UTF-8/],
    ['a.txt', 'Date: 03/04/2026\nFindings: x', /not clear/],
    ['a.txt', 'Sex: ?\nFindings: x', /not known/],
    ['a.txt', `Findings: ${'x'.repeat(1_048_577)}`, /findings is 1,048,577 characters long.*1 MB/],
    ['a.json', '{"findings":', /not valid JSON/],
    ['a.json', '{"findings":"a\\ud800b"}', /findings.*position 2/],
    ['a.json', '{"findings":5}', /^The field findings must be text, not a number\.$/],
    ['a.json', '{"patient":{"name":"a\\udc00"},"findings":"a"}', /name/],
    ['a.json', '{"patient":{"id":"1"}}', /no report text/],
    ['a.json', 'null', /^The report must be an object, not null\.$/],
  ])('refuses %s, case %#, with a sentence', async (name, text, message) => {
    const { reportIds, refused } = await importText(name, text)
    expect(reportIds).toEqual([])
    expect(refused).toEqual([{ name, row: null, message: expect.stringMatching(message) }])
    expect(kit.reporting.listWorklist(WorklistFilter.parse({})).total).toBe(0)
  })

  it('keeps NUL and bidi controls as they are', async () => {
    const findings = 'left \u202Eright\u202C \0 end'
    expect(opened(await importText('a.json', JSON.stringify({ findings }))).report.sections.findings).toBe(findings)
  })
})

describe('importing rows', () => {
  const row = (more: object) => JSON.stringify({ patient: { id: 'P', name: 'Example, Eve', birthDate: '1960-01-01', sex: 'F' }, study: { accession: 'A', date: '2026-01-01', modality: 'CT', description: 'CT' }, ...more })

  it('each row of JSONL that is wrong gets its error, the others go in', async () => {
    const lines = [
      row({ id: '1', findings: 'First finding.' }), '{broken', row({ id: '2', sections: { findings: 'Second.', conclusion: 'Done.' } }), '', row({ id: '1', findings: 'Same id.' }),
      row({ id: '4', findings: 4 }), row({ id: '5' }), row({ id: '6', findings: 'x', patient: { id: 'P', name: 'Somebody Else' } }), row({ id: '7', findings: 'Flat.', impression: 'Mass.' }),
    ]
    const { reportIds, refused } = await importText('a.jsonl', lines.join('\n'))
    expect(reportIds).toHaveLength(3)
    expect(refused.map(({ row: number, message }) => [number, message])).toEqual([
      [2, expect.stringMatching(/not valid JSON/)], [5, expect.stringMatching(/same id/)], [6, expect.stringMatching(/findings/)], [7, expect.stringMatching(/no report text/)], [8, expect.stringMatching(/another name/)],
    ])
    const page = kit.reporting.listWorklist(WorklistFilter.parse({}))
    expect(page.total).toBe(3)
    expect(new Set(page.rows.map(({ patientName }) => patientName))).toEqual(new Set(['Example, Eve']))
  })

  it('reads an array, or a list under "reports", in .json', async () => {
    expect((await importText('a.json', `[${row({ findings: 'One.' })},${row({ findings: 'Two.' })}]`)).reportIds).toHaveLength(2)
    expect((await importText('b.json', `{"reports":[${row({ findings: 'Three.' })}]}`)).reportIds).toHaveLength(1)
  })

  it('the same report is told, not doubled; the same accession number with another text goes in', async () => {
    await importText('a.jsonl', row({ findings: 'Text.' }))
    const again = await importText('b.jsonl', row({ findings: 'Text.' }))
    expect(again).toEqual({ reportIds: [], refused: [{ name: 'b.jsonl', row: 1, message: expect.stringMatching(/already/) }] })
    expect((await importText('c.jsonl', row({ findings: 'Other text.' }))).reportIds).toHaveLength(1)
    expect(kit.reporting.listWorklist(WorklistFilter.parse({})).total).toBe(2)
  })

  it('a file from elsewhere never brings a signature, and __proto__ is nothing', async () => {
    const { report } = opened(await importText('a.json', '{"findings":"A b.","conclusion":"C.","state":"signed","signer":"Mallory","__proto__":{"findings":"x"}}'))
    expect(report).toMatchObject({ state: 'draft', signature: null })
    expect(({} as Record<string, unknown>)['findings']).toBeUndefined()
  })

  it('500 rows go in without holding the process up for long, each with its audit row', async () => {
    let longest = 0
    let last = performance.now()
    const ticker = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    const { reportIds } = await importText('a.jsonl', Array.from({ length: 500 }, (_, n) => JSON.stringify({ id: n, findings: `Finding number ${n}.` })).join('\n'))
    clearInterval(ticker)
    expect(reportIds).toHaveLength(500)
    expect(kit.stores().audit.all(reportIds[499] ?? '').map(({ action }) => action)).toEqual(['report.imported'])
    expect(longest).toBeLessThan(500)
  })
})

describe('the side of the order', () => {
  it('comes with JSON and with a text’s header, and a word that names none is refused (bug: the check never heard of it)', async () => {
    const side = async (name: string, text: string) => {
      const { reportIds, refused } = await importText(name, text)
      return reportIds[0] ? kit.reporting.openReport({ reportId: reportIds[0] as never }).study.side : refused[0]?.message
    }
    expect(await side('a.json', JSON.stringify({ findings: 'Fracture.', study: { side: 'R', description: 'Wrist' } }))).toBe('right')
    expect(await side('b.txt', 'Study: Knee\nSide: left\nFindings: Effusion.')).toBe('left')
    expect(await side('c.txt', '検査名：膝MRI\n左右：両側\n所見：関節液貯留。')).toBe('bilateral')
    expect(await side('d.json', JSON.stringify({ findings: 'No side here.', study: {} }))).toBeNull()
    expect(await side('e.json', JSON.stringify({ findings: 'Upper.', study: { side: 'upper' } }))).toContain('left, right or both')
  })
})

describe('samples', () => {
  it.skipIf(!existsSync(samplesFolder))('all go in, the signed ones as signed priors of their patients, and a second time changes nothing', async () => {
    const first = await kit.reporting.addSamples()
    expect(first.refused).toEqual([])
    expect(first.reportIds.length).toBeGreaterThanOrEqual(16)
    const page = kit.reporting.listWorklist(WorklistFilter.parse({}))
    expect(page.total).toBe(first.reportIds.length)
    expect(new Set(page.rows.map(({ state }) => state))).toEqual(new Set(['draft', 'signed']))
    expect(await kit.reporting.addSamples()).toEqual(first)
    expect(kit.reporting.listWorklist(WorklistFilter.parse({})).total).toBe(page.total)
    const withPriors = first.reportIds.map((reportId) => kit.reporting.openReport({ reportId: reportId as never })).filter(({ priors }) => priors.length > 0)
    expect(withPriors.length).toBeGreaterThan(0)
    for (const { priors, study } of withPriors) for (const prior of priors) expect(prior.date <= study.date).toBe(true)
  })
})
