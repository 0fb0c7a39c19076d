import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import type { CohortSource } from '../../domain/cohort/cohort.ts'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Stores } from '../db/stores.ts'

const File = z.object({ path: z.string(), size: z.number(), modified: z.number() })

/** What a run reads, frozen when it starts. Reports that come in later than `until` are not in it. */
export const Plan = z.discriminatedUnion('type', [
  z.object({ type: z.literal('archive'), filter: WorklistFilter.omit({ offset: true, limit: true }), until: z.number() }),
  z.object({ type: z.literal('selection'), reports: z.array(z.number()) }),
  z.object({ type: z.literal('files'), files: z.array(File) }),
])
export type Plan = z.infer<typeof Plan>

export type PickFiles = (pick: 'files' | 'folder') => Promise<string[]>

/** The plan and a few words that name its source; null when the person picked nothing. Throws AppError `not-found` or `invalid-input`. */
export async function makePlan(source: CohortSource, stores: Stores, pickFiles: PickFiles): Promise<{ plan: Plan; words: string } | null> {
  switch (source.type) {
    case 'archive':
      return { plan: { type: 'archive', filter: source.filter, until: stores.items.newestReport() }, words: wordsOf(source.filter) }
    case 'selection': {
      const reports = [...new Set(source.reportIds)].map((id) => stores.items.rowOfReport(id))
      if (reports.includes(null)) throw new AppError('not-found', 'A selected report is not in the database any more. Select again.')
      return { plan: { type: 'selection', reports: reports.filter((number) => number !== null) }, words: reports.length === 1 ? '1 selected report' : `${reports.length} selected reports` }
    }
    case 'files': {
      const picked = await pickFiles(source.pick)
      const [first] = picked
      if (first === undefined) return null
      const paths = source.pick === 'folder' ? await textFilesIn(first) : picked
      const files: z.infer<typeof File>[] = []
      for (const path of paths) files.push(await fileAt(path))
      return { plan: { type: 'files', files }, words: source.pick === 'folder' ? `Folder ${basename(first)}` : paths.length === 1 ? basename(first) : `${paths.length} files` }
    }
    default:
      return source satisfies never
  }
}

async function textFilesIn(folder: string): Promise<string[]> {
  let names: string[]
  try {
    names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile() && /\.(?:txt|text)$/i.test(entry.name) && !entry.name.startsWith('.')).map(({ name }) => name)
  } catch (error) {
    throw new AppError('not-found', `The folder ${basename(folder)} cannot be read.`, { cause: error })
  }
  if (names.length === 0) throw new AppError('invalid-input', `The folder ${basename(folder)} holds no .txt file.`)
  return names.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).map((name) => join(folder, name))
}

async function fileAt(path: string): Promise<z.infer<typeof File>> {
  try {
    const { size, mtimeMs } = await stat(path)
    return { path, size, modified: Math.trunc(mtimeMs) }
  } catch (error) {
    throw new AppError('not-found', `The file ${basename(path)} cannot be read.`, { cause: error })
  }
}

/** Rejects with AppError `not-found` when a file that is still to be read is gone or not what it was when the run began. */
export async function requireUnchanged(plan: Extract<Plan, { type: 'files' }>): Promise<void> {
  for (const { path, size, modified } of plan.files) {
    const now = await stat(path).catch(() => null)
    if (!now) throw new AppError('not-found', `The file ${basename(path)} is not there any more, and it is not read to its end. Put it back and resume.`)
    // Copying may round the time to whole milliseconds.
    if (now.size !== size || Math.abs(now.mtimeMs - modified) > 2) throw new AppError('not-found', `The file ${basename(path)} has changed since this run began. Start a new run with it.`)
  }
}

function wordsOf({ query, state, modality, label, alert, from, to }: WorklistFilterWords): string {
  const labels = ['none', 'progressive', 'stable or decreased']
  const parts = [
    state === 'all' ? '' : state === 'signed' ? 'signed' : 'not signed',
    modality ?? '',
    label === null ? '' : label === 'unlabelled' ? 'without a label' : `tag ${labels[label]}`,
    alert ? 'open alert' : '',
    from && to ? `${from} to ${to}` : from ? `from ${from}` : to ? `to ${to}` : '',
    query.trim() === '' ? '' : `“${query.trim()}”`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'Whole archive' : `Archive: ${parts.join(', ')}`
}
type WorklistFilterWords = Omit<WorklistFilter, 'offset' | 'limit'>
