import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ReportState, Sections } from '../../src/domain/report/report.ts'
import { sectionNames } from '../../src/domain/report/sections.ts'
import { classifyStatus } from '../../src/domain/status/classify-status.ts'
import { modalities, Patient, Study } from '../../src/domain/study/study.ts'
import { detectLanguage } from '../../src/domain/text/language.ts'

const Sample = z.strictObject({
  id: z.string().regex(/^sample-[a-z0-9-]+-\d\d$/),
  patient: Patient.omit({ id: true }).strict(),
  study: Study.omit({ id: true }).strict().extend({ modality: z.enum(modalities) }),
  sections: Sections.strict(),
  state: ReportState,
  signer: z.string().startsWith('Dr ').optional(),
  language: z.enum(['en', 'ja']),
})
type Sample = z.infer<typeof Sample>

const folder = import.meta.dirname
const files = readdirSync(folder).filter((name) => name.endsWith('.json')).toSorted()
const bytes = (name: string) => readFileSync(join(folder, name))
const samples: Sample[] = files.map((name) => Sample.parse(JSON.parse(bytes(name).toString('utf8'))))
const signed = samples.filter((sample) => sample.state === 'signed')
const drafts = samples.filter((sample) => sample.state === 'draft')

function byPatient(): Sample[][] {
  const groups = Map.groupBy(samples, (sample) => sample.patient.patientId)
  return [...groups.values()].map((reports) => reports.toSorted((a, b) => a.study.date.localeCompare(b.study.date)))
}

const ids = (some: Sample[]) => some.map(({ id }) => id)
const judge = ({ sections }: Sample) => classifyStatus(sections)

describe('sample reports', () => {
  it('are enough and of every kind the empty state promises', () => {
    expect(samples.length).toBeGreaterThanOrEqual(18)
    expect(drafts.length).toBeGreaterThanOrEqual(12)
    expect(new Set(samples.map((sample) => sample.study.modality))).toEqual(new Set(['CT', 'MR', 'PT', 'NM', 'US', 'DX']))
    expect(samples.filter((sample) => sample.language === 'ja').length).toBeGreaterThanOrEqual(6)
    expect(samples.some((sample) => sample.sections.comparison.length === 0 || /^(None|なし)/u.test(sample.sections.comparison))).toBe(true)
  })

  it('are well-formed UTF-8 without control or bidirectional characters (a sample must not be a bad-input test)', () => {
    // \p{Cc} control, \p{Cf} format (bidirectional marks, byte order mark); a line feed ends each line.
    const strange = /[^\P{Cc}\n]|\p{Cf}|\ufffd/u
    const bad = files.filter((name) => {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes(name))
      return !text.isWellFormed() || strange.test(text) || text !== text.normalize('NFC')
    })
    expect(bad).toEqual([])
  })

  it('have file names, ids and accession numbers of their own (a second import would merge two studies)', () => {
    expect(new Set(files.map((name) => name.slice(0, 2))).size).toBe(files.length)
    expect(new Set(samples.map((sample) => sample.id)).size).toBe(samples.length)
    expect(new Set(samples.map((sample) => sample.study.accessionNumber)).size).toBe(samples.length)
  })

  it('give one patient one identity in all reports', () => {
    for (const reports of byPatient()) {
      for (const report of reports) expect(report.patient).toEqual(reports[0]?.patient)
      expect(new Set(reports.map((report) => report.study.date)).size).toBe(reports.length)
    }
    expect(new Set(samples.map((sample) => sample.patient.name)).size).toBe(byPatient().length)
  })

  it('leave the conclusion of a draft to the app, and have one with a signer where signed', () => {
    const isDraft = ({ sections, signer }: Sample) => sections.conclusion === '' && sections.findings.length > 120 && signer === undefined
    const isSigned = ({ sections, signer }: Sample) => sections.conclusion !== '' && signer !== undefined
    expect(ids(drafts.filter((sample) => !isDraft(sample)))).toEqual([])
    expect(ids(signed.filter((sample) => !isSigned(sample)))).toEqual([])
  })

  it('say their language as the app detects it (the draft would be written in the wrong one)', () => {
    expect(ids(samples.filter(({ sections, language }) => detectLanguage(sections.findings) !== language))).toEqual([])
  })

  it('carry no white space at the ends of a section', () => {
    expect(ids(samples.filter(({ sections }) => sectionNames.some((name) => sections[name] !== sections[name].trim())))).toEqual([])
  })

  it('show every bone status among the signed ones', () => {
    const labels = Object.fromEntries(signed.map((sample) => [sample.id, judge(sample).label]))
    expect(labels).toEqual({
      'sample-ct-breast-02': 2,
      'sample-ct-breast-03': 1,
      'sample-nm-prostate-05': 0,
      'sample-nm-prostate-06': 1,
      'sample-ct-nyugan-17': 0,
      'sample-nm-nyugan-18': 1,
    })
  })

  it('follow three patients over three reports, one of them Japanese: 2→1→2 and twice 0→1→2', () => {
    const courses = byPatient().filter((reports) => reports.length >= 3)
    expect(courses.map((reports) => [reports[0]?.patient.name, reports.map((report) => judge(report).label)])).toEqual([
      ['Sample, Ada', [2, 1, 2]],
      ['Specimen, Walter', [0, 1, 2]],
      ['見本 花子', [0, 1, 2]],
    ])
  })

  it('judge the traps right before a conclusion exists: bone marrow lymphoma, trauma and a bone island are no metastasis', () => {
    const traps = ['sample-ct-lung-01', 'sample-pt-lymphoma-11', 'sample-mr-prostate-15', 'sample-pt-haigan-21', 'sample-mr-tsui-22']
    expect(samples.filter(({ id }) => traps.includes(id)).map((sample) => [sample.id, judge(sample).label])).toEqual(traps.map((id) => [id, 0]))
  })

  it('keep bone apart from the organs that progress beside it', () => {
    const mixed = samples.filter(({ id }) => id === 'sample-ct-colorectal-14')
    expect(mixed.map((sample) => judge(sample).label)).toEqual([2])
  })
})
