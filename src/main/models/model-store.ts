import { readFileSync, readdirSync } from 'node:fs'
import { mkdir, open, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { Drafting, PromptFamily } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { fromFileError } from './file-error.ts'
import { FileStamp, syncFolder } from './weights-file.ts'

/** The adapter of an installed model. */
export const InstalledAdapter = z.strictObject({
  name: z.string(),
  sha256: z.string(),
  /** Of the plain model it was held against. */
  baseSha256: z.string(),
  /** Ours, or one that somebody imported. */
  origin: z.enum(['catalog', 'site']),
  drafting: Drafting,
  /** Trained to judge status tags; absent: not known to be. */
  judgesStatus: z.boolean().optional(),
  /** The adapter's file as it was checked, where it is used beside the weights; null where it is merged into them. */
  beside: FileStamp.nullable(),
})
export type InstalledAdapter = z.infer<typeof InstalledAdapter>

/** What is kept beside the weights of an installed model: what it is, what was checked, and when. */
export const ModelRecord = z.strictObject({
  version: z.literal(1),
  id: z.string(),
  name: z.string(),
  family: z.string(),
  origin: z.enum(['catalog', 'imported']),
  bytes: z.number().int().positive(),
  sha256: z.string(),
  /** `verified`: equals the catalog; `pinned`: what the first download or import had; `mismatch`: a later check found something else. */
  checksum: z.enum(['verified', 'pinned', 'mismatch']),
  architecture: z.string(),
  quantization: z.string(),
  contextLength: z.number().int().positive(),
  template: PromptFamily,
  /** Bytes needed to run it on the CPU with a context of 4,096 tokens; see fit.ts. */
  memoryBytes: z.number().int().positive(),
  /** ISO time of the download or import, and of the last check of the checksum. */
  installedAt: z.string(),
  checkedAt: z.string(),
  /** The file as it was when its checksum was last computed. */
  stamp: FileStamp,
  adapter: InstalledAdapter.nullable().default(null),
  /** An adapter came or went since somebody put it to use: it waits for the checks, and no draft is written with it. */
  waits: z.boolean().default(false),
})
export type ModelRecord = z.infer<typeof ModelRecord>

const ModelIdPattern = /^[a-z0-9][a-z0-9.-]{0,127}$/
/** `id` null: somebody chose to draft without a model. */
const Active = z.strictObject({ version: z.literal(1), id: z.string().regex(ModelIdPattern).nullable() })

/**
 * The folder of installed models: `<folder>/<id>/weights.gguf` with `record.json` beside it, and `<folder>/active.json`.
 * `base.gguf` is the plain model where an adapter is merged into the weights: a new adapter, or none, then needs no
 * download. `adapter.gguf` is an adapter that is used beside the weights.
 * Reads are synchronous and uncached: the files are tiny, and the command line may change them while the app runs.
 */
export type ModelStore = {
  folder: string
  folderOf(id: string): string
  weightsOf(id: string): string
  partOf(id: string): string
  baseOf(id: string): string
  adapterOf(id: string): string
  /** null when it is not installed or its record cannot be read. */
  read(id: string): ModelRecord | null
  list(): ModelRecord[]
  write(record: ModelRecord): Promise<void>
  remove(id: string): Promise<void>
  /** What somebody chose: a model, or none; null where nobody chose yet. */
  readActive(): { id: string | null } | null
  /** null: nobody chose. */
  writeActive(chosen: { id: string | null } | null): Promise<void>
  /** Runs `work` while no other process changes the model. Throws AppError `busy`. */
  withLock<T>(id: string, work: () => Promise<T>): Promise<T>
}

export function createModelStore(folder: string): ModelStore {
  const folderOf = (id: string) => {
    if (!ModelIdPattern.test(id) || id.includes('..')) throw new AppError('not-found', `There is no model named ${id.slice(0, 80)}.`)
    return path.join(folder, id)
  }
  const recordOf = (id: string) => path.join(folderOf(id), 'record.json')
  const activeFile = path.join(folder, 'active.json')

  function read(id: string): ModelRecord | null {
    const parsed = ModelRecord.safeParse(readJson(recordOf(id)))
    return parsed.success && parsed.data.id === id ? parsed.data : null
  }

  return {
    folder,
    folderOf,
    weightsOf: (id) => path.join(folderOf(id), 'weights.gguf'),
    partOf: (id) => path.join(folderOf(id), 'weights.part'),
    baseOf: (id) => path.join(folderOf(id), 'base.gguf'),
    adapterOf: (id) => path.join(folderOf(id), 'adapter.gguf'),
    read,
    list() {
      let names: string[]
      try {
        names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && ModelIdPattern.test(entry.name)).map((entry) => entry.name)
      } catch {
        return []
      }
      return names.toSorted().flatMap((id) => read(id) ?? [])
    },
    async write(record) {
      await replaceFile(recordOf(record.id), `${JSON.stringify(record, null, 2)}\n`)
    },
    async remove(id) {
      try {
        await rm(folderOf(id), { recursive: true, force: true })
      } catch (error) {
        throw fromFileError(error)
      }
    },
    readActive() {
      const parsed = Active.safeParse(readJson(activeFile))
      return parsed.success ? { id: parsed.data.id } : null
    },
    async writeActive(chosen) {
      if (chosen === null) await rm(activeFile, { force: true })
      else await replaceFile(activeFile, `${JSON.stringify({ version: 1, id: chosen.id })}\n`)
    },
    async withLock(id, work) {
      const file = path.join(folderOf(id), 'lock')
      await takeLock(file)
      const alive = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => {}), lockRefreshMs)
      alive.unref()
      try {
        return await work()
      } finally {
        clearInterval(alive)
        await rm(file, { force: true })
      }
    },
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.new`
  try {
    await mkdir(path.dirname(file), { recursive: true })
    const handle = await open(temporary, 'w')
    try {
      await handle.writeFile(text)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(path.dirname(file))
  } catch (error) {
    await rm(temporary, { force: true })
    throw fromFileError(error)
  }
}

/** The owner touches its lock this often; one untouched for much longer belongs to nobody, whoever has its process id now. */
const lockRefreshMs = 5000
const lockStaleMs = 30_000

/** A lock file with the owner's process id; one whose owner is gone is taken over. */
async function takeLock(file: string): Promise<void> {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw fromFileError(error)
      const owner = Number(readText(file))
      const age = Date.now() - ((await stat(file).catch(() => null))?.mtimeMs ?? 0)
      // An empty file is one that its owner has only just created.
      if (age < lockStaleMs && (owner === 0 || isAlive(owner))) throw new AppError('busy', 'Another RadDraft is changing this model. Wait until it has finished.')
      await rm(file, { force: true })
    }
  }
  throw new AppError('busy', 'Another RadDraft is changing this model. Wait until it has finished.')
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
