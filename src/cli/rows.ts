import { once } from 'node:events'
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import { AppError, type ErrorCode } from '../shared/ipc/errors.ts'
import { plainIssue } from '../shared/ipc/plain-issue.ts'

/** Exit codes of every command (docs: product words, command line). */
export const exitCode = { done: 0, someRowsFailed: 1, wrongCall: 2, noModel: 3 } as const

/** A failed row: in the output in its place, never dropped. */
type FailedRow = { id: string | number | null; row: number; error: { code: ErrorCode | 'duplicate-id'; message: string } }

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

/** The language a row names: `en` or `ja`, also as "en-GB" or "eng". Others are refused: nobody may take one for the other. */
export const RowLanguage = z.string().transform((given, context): 'en' | 'ja' => {
  const primary = given.trim().toLowerCase().split(/[-_]/)[0] ?? ''
  if (['en', 'eng', 'english'].includes(primary)) return 'en'
  if (['ja', 'jpn', 'japanese'].includes(primary)) return 'ja'
  context.addIssue({ code: 'custom', message: `is “${given.slice(0, 20)}”: RadDraft reads en and ja. Leave it out and the text itself decides` })
  return z.NEVER
})

/** Before this nobody can say how long the rest takes, milliseconds. */
const firstEstimate = 3000
const togetherMs = 50

/**
 * Tells progress on standard error: a line that rewrites itself on a terminal, one line every few seconds elsewhere. `share`: how much of
 * the input was read, 0 to 1; null where nobody knows how long it is.
 */
function createProgress() {
  const start = Date.now()
  let last = start
  let soon: NodeJS.Timeout | undefined
  return {
    tell(done: number, failed: number, share: number | null): void {
      const now = Date.now()
      if (now - last < (process.stderr.isTTY ? 100 : 5000)) return
      clearTimeout(soon)
      // Rows that were answered together are counted together.
      soon = setTimeout(() => this.print(done, failed, share), togetherMs)
    },
    print(done: number, failed: number, share: number | null): void {
      const now = Date.now()
      last = now
      const rate = (done / (now - start)) * 1000
      const left = share && share > 0 && now - start > firstEstimate ? `, ${timeLeft(((now - start) * (1 - share)) / share)} left` : ''
      process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${done} rows, ${failed} failed, ${rate.toFixed(1)} rows/s${left}${process.stderr.isTTY ? ' ' : '\n'}`)
    },
    stop: () => clearTimeout(soon),
    end(done: number, failed: number): void {
      process.stderr.write(`${process.stderr.isTTY ? '\r' : ''}${done} rows, ${failed} failed, ${((Date.now() - start) / 1000).toFixed(1)} s, ${((done / Math.max(1, Date.now() - start)) * 1000).toFixed(1)} rows/s\n`)
    },
  }
}

/** About how long, in words. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return seconds < 90 ? `about ${seconds} s` : seconds < 5400 ? `about ${Math.round(seconds / 60)} min` : `about ${Math.round(seconds / 3600)} h`
}

/** A line of the input; `text` is null where its bytes are not UTF-8. `share` of the input up to its end. */
type Line = { text: string | null; share: number | null }

/** Lines end with a line feed only: a text in JSON may hold any other separator. Throws AppError `not-found`, `invalid-input` for a folder at once, `invalid-input` for UTF-16. */
function readLines(path: string): AsyncIterable<Line> {
  const found = path === '-' ? null : statSync(path, { throwIfNoEntry: false })
  if (path !== '-' && !found) throw new AppError('not-found', `${path} does not exist. Name a JSON Lines file, or - for standard input.`)
  if (found?.isDirectory()) throw new AppError('invalid-input', `${path} is a folder. Name a JSON Lines file, or - for standard input.`)
  const size = found?.isFile() ? found.size : null
  return linesOf(path === '-' ? process.stdin : createReadStream(path), size, path === '-' ? 'Standard input' : path)
}

async function* linesOf(input: AsyncIterable<Buffer | string>, size: number | null, name: string): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let pieces: Buffer[] = []
  let bytes = 0
  const decoded = (): Line => {
    const line = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)
    pieces = []
    bytes += line.length + 1
    const share = size ? Math.min(1, bytes / size) : null
    try {
      return { text: decoder.decode(line).replace(/\r$/, ''), share }
    } catch {
      return { text: null, share }
    }
  }
  let first = true
  for await (const given of input) {
    const chunk = typeof given === 'string' ? Buffer.from(given) : given
    if (first && /^(?:fffe|feff)/.test(chunk.subarray(0, 2).toString('hex'))) throw new AppError('invalid-input', `${name} is written in UTF-16. Save it as UTF-8, then try again.`)
    first = false
    let start = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      pieces.push(chunk.subarray(start, end))
      yield decoded()
      start = end + 1
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start))
  }
  if (pieces.length > 0) yield decoded()
}

const notUtf8 = (line: number) => `Line ${line} is not UTF-8. Save the file as UTF-8, then try again.`

/** Why a file cannot be written, by its name. */
function unwritable(path: string, error: NodeJS.ErrnoException): AppError {
  const { code } = error
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', `The disk is full, so ${path} was not written. Free some space, then try again.`, { cause: error })
  if (code === 'ENOENT') return new AppError('not-found', `The folder of ${path} does not exist. Make it, or name another.`, { cause: error })
  return new AppError('read-only', `${path} cannot be written (${code ?? 'unknown reason'}). Name another file.`, { cause: error })
}

/**
 * Output goes to a `.part` file first, so that a command that fails or is stopped leaves no half file under the asked name. `write` and
 * `close` throw AppError `not-found` (no such folder), `disk-full`, `read-only`.
 */
function openOutput(path: string) {
  const target = path === '-' ? process.stdout : createWriteStream(`${path}.part`)
  let broken: AppError | null = null
  if (path !== '-') target.on('error', (error) => (broken = unwritable(path, error)))
  const refused = (error: Error): AppError => broken ?? unwritable(path === '-' ? 'Standard output' : path, error)
  return {
    async write(row: unknown): Promise<void> {
      if (broken) throw broken
      const text = (row instanceof ManyRows ? row.rows : [row]).map((one) => `${JSON.stringify(one)}\n`).join('')
      if (!target.write(text)) await once(target, 'drain').catch((error: Error) => Promise.reject(refused(error)))
    },
    async close(): Promise<void> {
      if (path === '-') return
      if (broken) throw broken
      target.end()
      try {
        await finished(target)
        await rename(`${path}.part`, path)
      } catch (error) {
        throw refused(error as Error)
      }
    },
    /** Leaves nothing behind. */
    async abandon(): Promise<void> {
      if (path === '-') return
      target.destroy()
      await rm(`${path}.part`, { force: true })
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
 * A row that is not UTF-8, not JSON, does not fit `schema`, repeats an id or makes `answer` throw gets `{id, row, error}` in its place.
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

  const fail = (id: FailedRow['id'], row: number, code: FailedRow['error']['code'], message: string): FailedRow => {
    failed++
    return { id, row, error: { code, message } }
  }
  const answered = async (row: z.infer<Row>, at: number): Promise<unknown> => {
    try {
      return await answer(row)
    } catch (error) {
      const failure = AppError.from(error)
      return fail(row.id, at, failure.code, failure.message)
    }
  }
  /** Writes of rows that are being answered, in the order of the input; each is written as soon as those before it are. */
  const open: Promise<void>[] = []
  let written: Promise<void> = Promise.resolve()
  const put = async (row: Promise<unknown> | unknown, share: number | null): Promise<void> => {
    const before = written
    written = (async () => {
      const one = await row
      await before
      await out.write(one)
      done++
      progress.tell(done, failed, share)
    })()
    // Whoever waits for it later hears of it.
    written.catch(() => {})
    open.push(written)
    if (open.length >= atOnce) await open.shift()
  }

  try {
    for await (const { text: line, share } of lines) {
      number++
      const text = number === 1 ? line?.replace(/^\uFEFF/, '') : line
      if (text === null || text === undefined) {
        await put(fail(null, number, 'invalid-input', notUtf8(number)), share)
        continue
      }
      if (text.trim() === '') continue
      const parsed = parse(schema, text)
      if (!('row' in parsed)) await put(fail(parsed.id, number, 'invalid-input', parsed.message), share)
      else if (seen.has(parsed.row.id)) await put(fail(parsed.row.id, number, 'duplicate-id', `Line ${number} repeats the id of an earlier row.`), share)
      else {
        seen.add(parsed.row.id)
        await put(answered(parsed.row, number), share)
      }
    }
    while (open.length > 0) await open.shift()
    await out.close()
  } catch (error) {
    await out.abandon()
    throw error
  } finally {
    progress.stop()
  }
  progress.end(done, failed)
  return failed > 0 ? exitCode.someRowsFailed : exitCode.done
}

/** Reads a whole JSON Lines file of rows with ids, for the commands that compare two files. Throws AppError on the first bad row. */
export async function readAllRows<Row extends z.ZodType<{ id: string | number }>>(path: string, schema: Row): Promise<Map<string | number, z.infer<Row>>> {
  const rows = new Map<string | number, z.infer<Row>>()
  let number = 0
  for await (const { text } of readLines(path)) {
    number++
    if (text === null) throw new AppError('invalid-input', `${path}: ${notUtf8(number)}`)
    if (text.trim() === '') continue
    const parsed = parse(schema, text.replace(/^\uFEFF/, ''))
    if (!('row' in parsed)) throw new AppError('invalid-input', `${path}, line ${number}: ${parsed.message}`)
    if (rows.has(parsed.row.id)) throw new AppError('invalid-input', `${path}, line ${number}: the id ${parsed.row.id} stands twice.`)
    rows.set(parsed.row.id, parsed.row)
  }
  return rows
}
