import { z } from 'zod'
import type { ImportFile } from '../../domain/report/import-report.ts'
import { emptySections, maxSectionLength, sectionNames, type Sections } from '../../domain/report/sections.ts'
import type { Patient, Study } from '../../domain/study/study.ts'
import { plainIssue } from '../../shared/ipc/plain-issue.ts'
import { sha256Of } from '../db/sha256.ts'
import { readDate, readSex, readSide } from './import-fields.ts'
import { readTextReport, type HeaderField } from './import-text.ts'

/** A report as a file brings it. `signer`: only a sample is allowed to be signed already. */
export type ImportedReport = { patient: Omit<Patient, 'id'>; study: Omit<Study, 'id'>; sections: Sections; signer: string | null }

/** A report, or the sentence that says why there is none. `row` counts from 1; null where the file is one report. */
type ImportRow = { row: number | null; report: ImportedReport } | { row: number | null; message: string }

const Text = z.string().nullish()
const Sections0 = z.object({ indication: Text, technique: Text, comparison: Text, findings: Text, conclusion: Text, impression: Text })
const RowContent = Sections0.extend({
  id: z.union([z.string(), z.number()]).nullish(),
  patient: z.object({ id: Text, patientId: Text, name: Text, birthDate: Text, sex: Text }).nullish(),
  study: z.object({ accession: Text, accessionNumber: Text, studyInstanceUid: Text, date: Text, modality: Text, description: Text, side: Text }).nullish(),
  sections: Sections0.nullish(),
  state: Text,
  signer: Text,
})

/** What is said about file types that hold reports but are not read here. */
const refused: Record<string, string> = {
  html: 'HTML', htm: 'HTML', rtf: 'RTF', doc: 'Word', docx: 'Word', odt: 'OpenDocument', pdf: 'PDF', xml: 'XML', csv: 'CSV', dcm: 'DICOM',
}

/** Reads one picked file into rows; each is a report or a refusal. `today` (YYYY-MM-DD) stands in for a study date that is not given. */
export function readImportFile(file: ImportFile, today: string): ImportRow[] {
  const refuse = (message: string): ImportRow[] => [{ row: null, message }]
  const extension = /\.([^./\\]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  const kind = refused[extension] ?? (/^\s*\{\\rtf/.test(file.text) ? 'RTF' : /^\s*<(?:!doctype html|html|\?xml)/i.test(file.text) ? 'HTML' : null)
  if (kind) return refuse(`${kind} files are not read. Save the report as plain text (.txt), .json or .jsonl and import that.`)
  if (file.text.trim() === '') return refuse('The file is empty.')
  if (file.text.includes('\uFFFD')) return refuse('The file is not UTF-8 text: some characters were lost in reading. Save it as UTF-8 and import it again.')
  if (extension === 'txt' || extension === 'text' || extension === 'md') return [rowFromText(file.text, today)]
  if (extension === 'jsonl' || extension === 'ndjson') return readLines(file.text, today)
  if (extension === 'json') return readJson(file.text, today)
  return refuse('RadDraft reads .txt, .json and .jsonl files.')
}

function readJson(text: string, today: string): ImportRow[] {
  const value = parse(text)
  if (value === undefined) return [{ row: null, message: 'The file is not valid JSON.' }]
  const list = Array.isArray(value) ? value : isRecord(value) && Array.isArray(value['reports']) ? value['reports'] : null
  return list ? withoutTwins(list.map((each: unknown, index) => rowFromValue(each, index + 1, today))) : [rowFromValue(value, null, today).row]
}

function readLines(text: string, today: string): ImportRow[] {
  const rows: { row: ImportRow; id: string | null }[] = []
  for (const [index, line] of text.replace(/^\uFEFF/, '').split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const value = parse(line)
    const row = index + 1
    rows.push(value === undefined ? { row: { row, message: 'This line is not valid JSON.' }, id: null } : rowFromValue(value, row, today))
  }
  return withoutTwins(rows)
}

/** A second row with the same id is refused; the first goes in. */
function withoutTwins(rows: { row: ImportRow; id: string | null }[]): ImportRow[] {
  const seen = new Set<string>()
  return rows.map(({ row, id }) => {
    if (id !== null && seen.has(id)) return { row: row.row, message: 'Another row above has the same id.' }
    if (id !== null) seen.add(id)
    return row
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

function rowFromText(text: string, today: string): ImportRow {
  const { header, sections } = readTextReport(text)
  return complete(header, sections, { row: null, today, studyInstanceUid: null, signer: null })
}

function rowFromValue(value: unknown, row: number | null, today: string): { row: ImportRow; id: string | null } {
  const parsed = RowContent.safeParse(value)
  if (!parsed.success) return { row: { row, message: plainIssue(parsed.error, value, row === null ? 'The report' : 'The row') }, id: null }
  const { id, patient, study, state, signer } = parsed.data
  const sections = { ...emptySections }
  for (const source of [parsed.data, parsed.data.sections]) {
    if (!source) continue
    for (const name of sectionNames) sections[name] = source[name] ?? sections[name]
    if (sections.conclusion === '') sections.conclusion = source.impression ?? ''
  }
  const header: Partial<Record<HeaderField, string>> = {}
  const put = (field: HeaderField, text: string | null | undefined) => {
    if (text !== null && text !== undefined && text !== '') header[field] = text
  }
  put('patientId', patient?.patientId ?? patient?.id)
  put('name', patient?.name)
  put('birthDate', patient?.birthDate)
  put('sex', patient?.sex)
  put('accession', study?.accessionNumber ?? study?.accession)
  put('date', study?.date)
  put('modality', study?.modality)
  put('description', study?.description)
  put('side', study?.side)
  const options = { row, today, studyInstanceUid: study?.studyInstanceUid || null, signer: state === 'signed' ? (signer || 'Sample') : null }
  return { row: complete(header, sections, options), id: id === null || id === undefined ? null : String(id) }
}

/** Checks what was read and fills in what was not given; the first thing that is wrong is the answer. */
function complete(header: Partial<Record<HeaderField, string>>, sections: Sections, options: { row: number | null; today: string; studyInstanceUid: string | null; signer: string | null }): ImportRow {
  const { row, today, studyInstanceUid, signer } = options
  const wrong = (message: string): ImportRow => ({ row, message })
  if (sectionNames.every((name) => sections[name].trim() === '')) return wrong('There is no report text in it.')
  for (const name of sectionNames) {
    const { length } = sections[name]
    if (length > maxSectionLength) {
      return wrong(`The ${name} is ${length.toLocaleString('en-GB')} characters long; a section may have ${maxSectionLength.toLocaleString('en-GB')} (1 MB).`)
    }
    if (!sections[name].isWellFormed()) return wrong(`In the ${name}, the character at position ${sections[name].search(/\p{Surrogate}/u) + 1} is only half there.`)
  }
  for (const [field, text] of Object.entries(header)) if (!text.isWellFormed()) return wrong(`A character of the ${field} is only half there.`)
  const date = header.date ? readDate(header.date) : today
  if (date === null) return wrong(`The study date “${header.date?.slice(0, 40)}” is not clear. Write it as YYYY-MM-DD.`)
  const birthDate = header.birthDate ? readDate(header.birthDate) : null
  if (header.birthDate && birthDate === null) return wrong(`The birth date “${header.birthDate.slice(0, 40)}” is not clear. Write it as YYYY-MM-DD.`)
  const sex = header.sex ? readSex(header.sex) : null
  if (header.sex && sex === null) return wrong(`The sex “${header.sex.slice(0, 40)}” is not known. Write F, M or O.`)
  const side = header.side ? readSide(header.side) : null
  if (header.side && side === null) return wrong(`The side “${header.side.slice(0, 40)}” is not known. Write left, right or both.`)
  // Without a number each text is a patient of its own, so that two strangers never become one.
  const patientId = header.patientId?.trim() || `unknown-${sha256Of(JSON.stringify(sections)).slice(0, 12)}`
  const limits: [string, string, number][] = [
    ['patient ID', patientId, 64], ['name', header.name ?? '', 324], ['accession number', header.accession ?? '', 64],
    ['modality', header.modality ?? '', 16], ['description', header.description ?? '', 256], ['Study Instance UID', studyInstanceUid ?? '', 64],
  ]
  const tooLong = limits.find(([, text, limit]) => text.length > limit)
  if (tooLong) return wrong(`The ${tooLong[0]} is longer than ${tooLong[2]} characters.`)
  const study = {
    accessionNumber: header.accession?.trim() ?? '', studyInstanceUid, date, modality: header.modality?.trim().toUpperCase() || 'OT', description: header.description?.trim() ?? '', side,
  }
  return { row, report: { patient: { patientId, name: header.name?.trim() ?? '', birthDate, sex }, study, sections, signer } }
}
