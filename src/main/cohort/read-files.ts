import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { maxSectionLength } from '../../domain/report/sections.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import { plainIssue } from '../../shared/ipc/plain-issue.ts'
import type { TextItem } from '../db/cohort-item-store.ts'
import { readDate } from '../reporting/import-fields.ts'
import { headings } from '../reporting/import-text.ts'
import { createCsvParser, type CsvRecord } from './csv.ts'
import { encodingOf, textOf } from './text-file.ts'

/** Longest line of a JSON Lines file, in UTF-16 code units: four sections of the largest size. */
const maxLine = 4 * maxSectionLength
const maxTitle = 200

type Field = 'id' | 'text' | 'indication' | 'findings' | 'conclusion' | 'date'
type Given = Partial<Record<Field, string>>

/** Names that a column may have, besides the headings that reports are written under. The first field that knows a name has it. */
const columnNames: Record<Field, readonly string[]> = {
  text: ['text', 'report', 'report text', 'full text', 'レポート', 'レポート本文', '本文', '報告書', '読影レポート'],
  id: ['id', 'report id', 'reportid', 'report_id', 'accession', 'accession number', 'accession_number', 'number', 'no', 'key', 'レポートid', 'id番号', '番号', '検査番号', '受付番号', 'オーダー番号'],
  date: ['date', 'study date', 'study_date', 'exam date', '検査日', '撮影日', '日付'],
  indication: headings.indication,
  findings: headings.findings,
  conclusion: headings.conclusion,
}
const textFields = ['text', 'indication', 'findings', 'conclusion'] as const
const fieldOf = new Map<string, Field>()
for (const [field, names] of Object.entries(columnNames) as [Field, readonly string[]][]) for (const name of names) if (!fieldOf.has(name)) fieldOf.set(name, field)

const fieldOfName = (name: string) => fieldOf.get(name.normalize('NFKC').toLowerCase().replace(/[.\s]+/g, ' ').trim())

/** Every row of the picked files in turn, the bad ones with the reason why they cannot be judged. Memory is bounded by one row. */
export async function* readFiles(paths: readonly string[]): AsyncGenerator<TextItem> {
  for (const path of paths) {
    const name = basename(path)
    const of = (title: string) => (paths.length > 1 && title !== name ? `${name}: ${title}` : title).slice(0, maxTitle)
    const seen = new Set<string>()
    let rows = 0
    for await (const { given, problem, place } of rowsOf(path)) {
      rows++
      const id = given?.id?.trim() ?? ''
      const date = readDate(given?.date ?? '') ?? ''
      const title = of(id || place)
      const twin = id !== '' && seen.has(id)
      if (id !== '') seen.add(id)
      const input = given ? inputOf(given) : { problem }
      if (twin) yield { title, date, problem: 'Another row above has the same id; only the first is judged.' }
      else yield { title, date, ...input }
    }
    if (rows === 0) yield { title: of(name), date: '', problem: 'There is no report in this file.' }
  }
}

type Row = { place: string } & ({ given: Given; problem?: undefined } | { given?: undefined; problem: string })

async function* rowsOf(path: string): AsyncGenerator<Row> {
  const name = basename(path)
  try {
    if ((await stat(path)).size === 0) return yield { place: name, problem: 'The file is empty.' }
    const extension = extname(path).toLowerCase()
    if (!['.csv', '.tsv', '.jsonl', '.ndjson', '.txt', '.text'].includes(extension)) return yield { place: name, problem: 'RadDraft reads .csv, .tsv, .jsonl and .txt files.' }
    const encoding = await encodingOf(path)
    if (!encoding) return yield { place: name, problem: 'The file is neither UTF-8 nor Shift_JIS text. Save it as UTF-8 and start again.' }
    if (extension === '.txt' || extension === '.text') yield* readText(path, name, encoding)
    else if (extension === '.csv' || extension === '.tsv') yield* readCsv(textOf(path, encoding), name)
    else yield* readLines(textOf(path, encoding))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : error instanceof TypeError ? 'not text' : 'unknown reason'
    yield { place: name, problem: `The rest of the file could not be read (${code}).` }
  }
}

async function* readText(path: string, name: string, encoding: string): AsyncGenerator<Row> {
  // A character takes at most four bytes; what is longer cannot fit.
  if ((await stat(path)).size > 4 * maxSectionLength) yield { place: name, problem: tooLong }
  else yield { place: name, given: { text: new TextDecoder(encoding).decode(await readFile(path)) } }
}

async function* readCsv(text: AsyncIterable<string>, name: string): AsyncGenerator<Row> {
  let parser: ReturnType<typeof createCsvParser> | null = null
  let columns: (Field | undefined)[] | null = null
  let head = ''
  const rowOf = (record: CsvRecord): Row | null => {
    if (!columns) {
      columns = columnsOf(record.cells)
      return columns.some((field) => field !== undefined && field !== 'id' && field !== 'date') ? null : { place: name, problem: noColumns }
    }
    return fromRecord(record, columns)
  }
  for await (const piece of text) {
    head += piece
    // The delimiter is guessed from the first line; a header is never longer than this.
    if (!parser && !/[\r\n]/.test(head) && head.length < 65_536) continue
    parser ??= createCsvParser(delimiterOf(head), maxSectionLength + 1)
    for (const record of parser.push(head)) {
      const row = rowOf(record)
      if (row) yield row
      if (row?.problem === noColumns) return
    }
    head = ''
  }
  parser ??= createCsvParser(delimiterOf(head), maxSectionLength + 1)
  const rest = parser.push(head)
  const { records, unclosed, lastLine } = parser.end()
  const last = [...rest, ...records]
  for (const [index, record] of last.entries()) {
    const broken = unclosed && index === last.length - 1
    const row = broken ? { place: `Line ${record.line}`, problem: `The quotation that begins in line ${record.line} is never closed; lines ${record.line} to ${lastLine} could not be told apart.` } : rowOf(record)
    if (row) yield row
    if (row?.problem === noColumns) return
  }
}

const noColumns = 'No column of the file is named text, indication, findings or conclusion (or 所見, 診断, 適応). Name the columns in the first line.'
const tooLong = `The text is longer than ${maxSectionLength.toLocaleString('en-GB')} characters (1 MB).`

/** The delimiter under which most column names are known, and of those the one with most columns. */
function delimiterOf(text: string): string {
  const line = /^[^\r\n]*/.exec(text)?.[0] ?? ''
  const worth = [',', ';', '\t'].map((delimiter) => {
    const [header] = [...createCsvParser(delimiter, 1000).push(`${line}\n`)]
    const cells = header?.cells ?? []
    return { delimiter, worth: cells.filter((cell) => fieldOfName(cell) !== undefined).length * 1000 + Math.min(cells.length, 999) }
  })
  return worth.toSorted((a, b) => b.worth - a.worth)[0]!.delimiter
}

/** Which field each column is; a name that stands twice counts the first time. */
function columnsOf(names: readonly string[]): (Field | undefined)[] {
  const taken = new Set<Field>()
  return names.map((name) => {
    const field = fieldOfName(name)
    if (field === undefined || taken.has(field)) return undefined
    taken.add(field)
    return field
  })
}

function fromRecord({ line, cells, tooLong: cut }: CsvRecord, columns: readonly (Field | undefined)[]): Row {
  const given: Given = {}
  for (const [index, field] of columns.entries()) if (field !== undefined) given[field] = cells[index] ?? ''
  const place = given.id?.trim() || `Line ${line}`
  if (cut) return { place, problem: tooLong }
  if (cells.length !== columns.length) return { place, problem: `Line ${line} has ${cells.length} cells where the first line has ${columns.length}.` }
  return { place: `Line ${line}`, given }
}

const Text = z.string().nullish()
const JsonRow = z.object({ id: z.union([z.string(), z.number()]).nullish(), text: Text, indication: Text, findings: Text, conclusion: Text, date: Text })

async function* readLines(text: AsyncIterable<string>): AsyncGenerator<Row> {
  let line = 0
  let kept = ''
  let cut = false
  const end = (): Row | null => {
    line++
    const row = cut ? { place: `Line ${line}`, problem: tooLong } : fromLine(kept, line)
    kept = ''
    cut = false
    return row
  }
  for await (const piece of text) {
    const parts = piece.split('\n')
    for (const [index, part] of parts.entries()) {
      if (kept.length + part.length > maxLine) {
        cut = true
        kept = ''
      } else if (!cut) kept += part
      const row = index < parts.length - 1 ? end() : null
      if (row) yield row
    }
  }
  const row = end()
  if (row) yield row
}

function fromLine(text: string, line: number): Row | null {
  if (text.trim() === '') return null
  const place = `Line ${line}`
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { place, problem: `Line ${line} is not JSON. Write one JSON object per line.` }
  }
  const parsed = JsonRow.safeParse(value)
  if (!parsed.success) return { place, problem: plainIssue(parsed.error, value, `Line ${line}`) }
  const given: Given = {}
  for (const field of ['id', 'date', ...textFields] as const) {
    const cell = parsed.data[field]
    if (cell !== null && cell !== undefined) given[field] = String(cell)
  }
  return { place, given }
}

/** What the classifier gets, or why it gets nothing. A text in one piece goes before sections. */
function inputOf(given: Given): { input: StatusInput } | { problem: string } {
  const filled = textFields.filter((field) => (given[field] ?? '').trim() !== '')
  if (filled.length === 0) return { problem: 'There is no report text in this row.' }
  for (const field of filled) {
    const text = given[field] ?? ''
    if (text.length > maxSectionLength) return { problem: tooLong }
    if (!text.isWellFormed()) return { problem: `In the ${field}, the character at position ${text.search(/\p{Surrogate}/u) + 1} is only half there.` }
  }
  if (filled.includes('text')) return { input: { text: given.text ?? '' } }
  return { input: Object.fromEntries(filled.map((field) => [field, given[field] ?? ''])) }
}
