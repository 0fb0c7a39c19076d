import { createInterface } from 'node:readline'
import { resolve } from 'node:path'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { PromptFamily } from '../domain/model/catalog.ts'
import type { TrainingExportWanted } from '../domain/training/training-export.ts'
import { IsoDate } from '../domain/study/study.ts'
import { StatusLabel } from '../domain/status/status-tag.ts'
import { createStores } from '../main/db/stores.ts'
import { dataFolder, openArchive, policyFile } from '../main/training/open-archive.ts'
import { publishFromArchive } from '../main/training/publish-from-archive.ts'
import { readArchive } from '../main/training/read-archive.ts'
import { buildTrainingSet, nothingLeft, type TrainingReport, type TrainingSet } from '../main/training/training-set.ts'
import { checkTarget, publishTrainingSet, stageTrainingSet } from '../main/training/write-training-set.ts'
import { AppError } from '../shared/ipc/errors.ts'
import type { Output } from './models.ts'
import { exitCode, readAllRows, RowId } from './rows.ts'

const exportTrainingUsage = `raddraft export-training --out FOLDER [--from DATE] [--to DATE] [--balanced] [--validation-share 0.1]
                         [--family llama3|chatml|gemma] [--tags person|signed] [--data FOLDER | --in FILE]
  De-identified training rows from signed reports: findings to conclusion, and status tags that a person set
  (--tags signed: also the machine's on signed reports). Split by patient and by date. The reports come from the
  archive of this installation, opened with its passphrase (RADDRAFT_PASSPHRASE or typed), or from JSON Lines:
  id, patient, date, findings, conclusion, optional indication, comparison, modality, description, label (0, 1, 2),
  and what is known and must not survive: names, identifiers, dates (lists).
`

const FileRow = z.object({
  id: RowId,
  patient: z.union([z.string().min(1), z.number()]),
  date: IsoDate,
  findings: z.string(),
  conclusion: z.string(),
  indication: z.string().default(''),
  comparison: z.string().default(''),
  modality: z.string().default(''),
  description: z.string().default(''),
  label: StatusLabel.nullable().default(null),
  names: z.array(z.string()).default([]),
  identifiers: z.array(z.string()).default([]),
  dates: z.array(z.string()).default([]),
})

type Wanted = TrainingExportWanted & { out: string; data: string; input: string | null }

/**
 * The command `raddraft export-training`. The summary goes to standard error.
 * @returns exit code: 0 done, 1 failed, 2 wrong call
 */
export async function exportTraining(args: string[], output: Output = process, askPassphrase: () => Promise<string | null> = typePassphrase): Promise<number> {
  let wanted: Wanted
  try {
    wanted = read(args)
  } catch (error) {
    output.stderr.write(`${(error as Error).message}\n\n${exportTrainingUsage}`)
    return exitCode.wrongCall
  }
  try {
    checkTarget(wanted.out)
    const { set, corrected, names } = wanted.input === null ? await fromArchive(wanted, output.stderr, askPassphrase) : await fromFile(wanted, output.stderr, wanted.input)
    if (set.conclusion.training.length === 0) throw nothingLeft()
    output.stderr.write(describe(set, corrected, wanted.out, names))
    return exitCode.done
  } catch (error) {
    const failure = AppError.from(error)
    output.stderr.write(`${failure.message} (${failure.code})\n`)
    return failure.code === 'not-found' || failure.code === 'invalid-input' ? exitCode.wrongCall : 1
  }
}

function read(args: string[]): Wanted {
  const { values } = parseArgs({
    args,
    options: {
      out: { type: 'string' }, from: { type: 'string', default: '0001-01-01' }, to: { type: 'string', default: '9999-12-31' }, balanced: { type: 'boolean', default: false },
      'validation-share': { type: 'string', default: '0.1' }, family: { type: 'string', default: 'llama3' }, tags: { type: 'string', default: 'person' }, data: { type: 'string' }, in: { type: 'string' },
    },
  })
  if (values.out === undefined || values.out === '') throw new Error('Where to? Name a new folder with --out.')
  for (const name of ['from', 'to'] as const) if (!IsoDate.safeParse(values[name]).success) throw new Error(`--${name} is a day like 2026-01-31.`)
  if (values.from > values.to) throw new Error('--from lies after --to.')
  const share = Number(values['validation-share'])
  if (!(share > 0 && share < 1)) throw new Error('--validation-share lies between 0 and 1.')
  const family = PromptFamily.safeParse(values.family)
  if (!family.success) throw new Error('--family is llama3, chatml or gemma.')
  if (values.tags !== 'person' && values.tags !== 'signed') throw new Error('--tags is person or signed.')
  if (values.in !== undefined && values.data !== undefined) throw new Error('--in and --data exclude each other.')
  return { out: resolve(values.out), from: values.from, to: values.to, balanced: values.balanced, validationShare: share, family: family.data, tags: values.tags, data: values.data ?? dataFolder(), input: values.in ?? null }
}

type Done = { set: TrainingSet; corrected: number; names: string[] }

/** One line every few seconds: a large archive takes minutes. */
function progress(total: number, stderr: Output['stderr']): (done: number) => void {
  let last = Date.now()
  return (done) => {
    if (Date.now() - last < 3000) return
    last = Date.now()
    stderr.write(`${done} of ${total} reports\n`)
  }
}

async function fromArchive(wanted: Wanted, stderr: Output['stderr'], askPassphrase: () => Promise<string | null>): Promise<Done> {
  const opened = await openArchive({ folder: wanted.data, policyPath: policyFile(), passphrase: async () => process.env['RADDRAFT_PASSPHRASE'] ?? (await askPassphrase()) })
  const stores = createStores(opened)
  try {
    // What leaves the archive is in its audit log, or does not leave.
    if (stores.readOnly) throw new AppError('read-only', 'This export is noted in the audit log, and the database cannot be written.')
    const { reports, corrected } = await readArchive(stores, wanted)
    const set = buildTrainingSet(reports, { ...wanted, onProgress: progress(reports.length, stderr) })
    if (set.conclusion.training.length === 0) return { set, corrected, names: [] }
    const names = stageTrainingSet(wanted.out, set)
    publishFromArchive(stores, wanted.out, wanted, set.card, new Date())
    return { set, corrected, names }
  } finally {
    stores.close()
  }
}

async function fromFile(wanted: Wanted, stderr: Output['stderr'], file: string): Promise<Done> {
  const rows = [...(await readAllRows(file, FileRow)).values()].filter(({ date }) => date >= wanted.from && date <= wanted.to)
  const reports = rows.map(({ id: _id, patient, names, identifiers, dates, ...report }): TrainingReport => ({ ...report, patient: String(patient), known: { names, identifiers: [...identifiers, String(patient)], dates: [...dates, report.date] } }))
  const set = buildTrainingSet(reports.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)), { ...wanted, onProgress: progress(reports.length, stderr) })
  if (set.conclusion.training.length === 0) return { set, corrected: 0, names: [] }
  const names = stageTrainingSet(wanted.out, set)
  publishTrainingSet(wanted.out)
  return { set, corrected: 0, names }
}

function describe({ card }: TrainingSet, corrected: number, out: string, names: string[]): string {
  const pairs = (counts: Record<string, number | undefined>) => Object.entries(counts).filter(([, count]) => count).map(([name, count]) => `${name} ${count}`).join(', ') || 'none'
  return [
    `${card.reports} signed reports${corrected > 0 ? `, ${corrected} more corrected by an addendum and left out` : ''}.`,
    `Conclusion rows: ${card.rows.conclusion.training} training, ${card.rows.conclusion.validation} validation${card.validationFrom ? ` (from ${card.validationFrom} on)` : ''}.`,
    `Status rows: ${card.rows.status.training} training, ${card.rows.status.validation} validation.`,
    `Left out: ${pairs(card.leftOut)}.`,
    `Taken out of the texts: ${pairs(card.removed)}.`,
    `Written to ${out}: ${names.join(', ')}.`,
    card.limits,
    '',
  ].join('\n')
}

/** Asks on a terminal without showing what is typed; null where there is no terminal. */
async function typePassphrase(): Promise<string | null> {
  if (!process.stdin.isTTY) return null
  process.stderr.write('Passphrase of the reports: ')
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await new Promise<string>((typed) => lines.question('', typed))
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
