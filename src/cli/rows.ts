import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { rename } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import { AppError, type ErrorCode } from '../shared/ipc/errors.ts'
import { plainIssue } from '../shared/ipc/plain-issue.ts'

/** Exit codes of every command (docs: product words, command line). */
export const exitCode = { done: 0, someRowsFailed: 1, wrongCall: 2, noModel: 3 } as const

/** A failed row: in the output in its place, never dropped. */
export type FailedRow = { id: string | number | null; row: number; error: { code: ErrorCode | 'duplicate-id'; message: string } }

/** What every command that answers rows is called with: files or `-`, and the model that was asked for. */
export type RowCommand = { input: string; output: string; model: string | undefined; signal: AbortSignal }

/** Several output rows for one of the input. */
export class ManyRows {
  readonly rows: readonly unknown[]

  constructor(rows: readonly unknown[]) {
    this.rows = rows
  }
}

export const RowId = z.union([z.string(), z.number()])

/** Tells progress on standard error: a line that rewrites itself on a terminal, one line every few seconds elsewhere. */
function createProgress() {
  const start = Date.now()
  let last = start
  return {
    tell(done: number, failed: number): void {
      const now = Date.now()
      if (now - last < (process.stderr.isTTY ? 100 : 5000)) return
      last = now
      const rate = (done / (now - start)) * 1000
      process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${done} rows, ${failed} failed, ${rate.toFixed(1)} rows/s${process.stderr.isTTY ? ' ' : '\n'}`)
    },
    end(done: number, failed: number): void {
      process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${done} rows, ${failed} failed, ${((Date.now() - start) / 1000).toFixed(1)} s, ${((done / Math.max(1, Date.now() - start)) * 1000).toFixed(1)} rows/s\n`)
    },
  }
}

function readLines(path: string): AsyncIterable<string> {
  if (path !== '-' && !existsSync(path)) throw new AppError('not-found', `${path} does not exist. Name a JSON Lines file, or - for standard input.`)
  const input = path === '-' ? process.stdin.setEncoding('utf8') : createReadStream(path, 'utf8')
  return createInterface({ input, crlfDelay: Infinity })
}

/** Output goes to a `.part` file first, so that a command that fails or is stopped leaves no half file under the asked name. */
function openOutput(path: string) {
  const target = path === '-' ? process.stdout : createWriteStream(`${path}.part`)
  return {
    async write(row: unknown): Promise<void> {
      const text = (row instanceof ManyRows ? row.rows : [row]).map((one) => `${JSON.stringify(one)}\n`).join('')
      if (!target.write(text)) await new Promise<void>((resolve) => target.once('drain', () => resolve()))
    },
    async close(): Promise<void> {
      if (path === '-') return
      target.end()
      await finished(target)
      await rename(`${path}.part`, path)
    },
  }
}

function parse<Row extends z.ZodType>(schema: Row, line: string): { row: z.infer<Row> } | { message: string; id: string | number | null } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { id: null, message: 'This line is not JSON. Write one JSON object per line.' }
  }
  const id = RowId.safeParse((value as { id?: unknown } | null)?.id)
  const parsed = schema.safeParse(value)
  if (parsed.success) return { row: parsed.data }
  return { id: id.success ? id.data : null, message: plainIssue(parsed.error, value, 'The row') }
}

/**
 * Reads JSON Lines from `input`, answers each row in order, writes JSON Lines to `output` (`-`: standard streams).
 * A row that is not JSON, does not fit `schema`, repeats an id or makes `answer` throw gets `{id, row, error}` in its place.
 * `atOnce` rows are answered side by side; the output keeps their order. Returns the exit code. Throws AppError `not-found` before anything is written.
 */
export async function answerRows<Row extends z.ZodType<{ id: string | number }>>(
  { input, output, schema, atOnce = 1 }: { input: string; output: string; schema: Row; atOnce?: number },
  answer: (row: z.infer<Row>) => unknown,
): Promise<number> {
  const lines = readLines(input)
  const out = openOutput(output)
  const progress = createProgress()
  const seen = new Set<string | number>()
  let number = 0
  let done = 0
  let failed = 0

  /** What becomes of the rows that are being answered, in the order of the input. */
  const coming: Promise<unknown>[] = []
  const fail = (id: FailedRow['id'], row: number, code: FailedRow['error']['code'], message: string): FailedRow => {
    failed++
    return { id, row, error: { code, message } }
  }
  const writeNext = async () => {
    await out.write(await coming.shift())
    done++
    progress.tell(done, failed)
  }
  const answered = async (row: z.infer<Row>, at: number): Promise<unknown> => {
    try {
      return await answer(row)
    } catch (error) {
      const failure = AppError.from(error)
      return fail(row.id, at, failure.code, failure.message)
    }
  }

  for await (const line of lines) {
    number++
    const text = number === 1 ? line.replace(/^\uFEFF/, '') : line
    if (text.trim() === '') continue
    const parsed = parse(schema, text)
    if (!('row' in parsed)) coming.push(Promise.resolve(fail(parsed.id, number, 'invalid-input', parsed.message)))
    else if (seen.has(parsed.row.id)) coming.push(Promise.resolve(fail(parsed.row.id, number, 'duplicate-id', `Line ${number} repeats the id of an earlier row.`)))
    else {
      seen.add(parsed.row.id)
      coming.push(answered(parsed.row, number))
    }
    if (coming.length >= atOnce) await writeNext()
  }
  while (coming.length > 0) await writeNext()
  await out.close()
  progress.end(done, failed)
  return failed > 0 ? exitCode.someRowsFailed : exitCode.done
}

/** Reads a whole JSON Lines file of rows with ids, for the commands that compare two files. Throws AppError on the first bad row. */
export async function readAllRows<Row extends z.ZodType<{ id: string | number }>>(path: string, schema: Row): Promise<Map<string | number, z.infer<Row>>> {
  const rows = new Map<string | number, z.infer<Row>>()
  let number = 0
  for await (const line of readLines(path)) {
    number++
    if (line.trim() === '') continue
    const parsed = parse(schema, line.replace(/^\uFEFF/, ''))
    if (!('row' in parsed)) throw new AppError('invalid-input', `${path}, line ${number}: ${parsed.message}`)
    if (rows.has(parsed.row.id)) throw new AppError('invalid-input', `${path}, line ${number}: the id ${parsed.row.id} stands twice.`)
    rows.set(parsed.row.id, parsed.row)
  }
  return rows
}
