import { constants } from 'node:fs'
import { copyFile, link, open, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import type { CatalogAdapter, CatalogEntry, Drafting } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { readAdapter, type AdapterFacts } from './adapter-check.ts'
import { fromFileError, stopIfAborted } from './file-error.ts'
import { gigabytes } from './fit.ts'
import { readGguf } from './gguf.ts'
import { installPart, type Identity } from './install.ts'
import { blockReaders } from './merge-blocks.ts'
import { readDirectory } from './merge-directory.ts'
import { mergeAdapter } from './merge.ts'
import type { InstalledAdapter, ModelRecord, ModelStore } from './model-store.ts'
import { openPart } from './part-file.ts'
import { createMeter, type Report } from './progress.ts'
import { hashFile, stampOf, syncFolder } from './weights-file.ts'

/** Above this, running an adapter beside the model costs little, and merging it a lot of disk; bytes of tensors. */
const largestMerged = 1_000_000_000
/** Said at the end of every change of an adapter. */
const waiting = 'It writes no draft before it has passed the checks and is put to use.'
/** Stays free after a merge, so that the computer keeps working. */
const spareBytes = 256 * 1024 * 1024

/** What a catalog entry's adapter becomes in the record of the installed model. */
export function catalogAdapter(entry: CatalogEntry): InstalledAdapter | null {
  const { adapter } = entry
  return adapter?.merged ? { name: adapter.name, sha256: adapter.sha256, baseSha256: entry.sha256!, origin: 'catalog', drafting: entry.drafting, beside: null } : null
}

/**
 * Finds the plain model of an entry among its files and keeps it as `base.gguf`. Plain weights in use stay where they
 * are: the second name costs no disk where the file system knows links.
 * @returns false where it has to be fetched
 */
export async function keepBase(store: ModelStore, entry: CatalogEntry, report: Report, signal: AbortSignal): Promise<boolean> {
  const base = store.baseOf(entry.id)
  for (const file of [base, store.weightsOf(entry.id)]) {
    const found = await stat(file).catch(() => null)
    if (found?.size !== entry.bytes) continue
    const handle = await open(file, 'r')
    try {
      if ((await hashFile(handle, signal, createMeter(report, 'verifying', entry.bytes, `Checking the plain ${entry.name} that is already there.`))) !== entry.sha256) continue
    } finally {
      await handle.close()
    }
    if (file !== base) await linkOrCopy(file, base)
    return true
  }
  return false
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await rm(to, { force: true })
  try {
    await link(from, to)
  } catch {
    await copyFile(from, to, constants.COPYFILE_FICLONE).catch(async (error: unknown) => {
      await rm(to, { force: true })
      throw fromFileError(error)
    })
  }
}

/** Merges our adapter into the plain model at `base.gguf` and installs the result. Throws AppError `checksum`, `not-found`, `disk-full`, `cancelled`. */
export async function installWithOurs(store: ModelStore, identity: Identity, entry: CatalogEntry, report: Report, signal: AbortSignal): Promise<void> {
  const { adapter } = entry
  if (!adapter?.merged) throw new AppError('internal', `${entry.name} has no adapter to merge.`)
  await checkOurs(adapter, signal)
  const part = store.partOf(identity.id)
  const result = await mergeAdapter({ base: store.baseOf(identity.id), adapter: adapter.file, out: part, signal, onProgress: createMeter(report, 'merging', adapter.merged.bytes, `Adding the adapter to ${entry.name}.`) })
  if (result.sha256 !== adapter.merged.sha256) {
    await rm(part, { force: true })
    throw new AppError('checksum', `${entry.name} with its adapter does not have the checksum of the catalog, so it was not installed. Install RadDraft again.`, { detail: { expected: adapter.merged.sha256, found: result.sha256 } })
  }
  const header = await readGguf(part)
  await installPart(store, { ...identity, quantization: header.quantization }, header, result.sha256, 'verified', catalogAdapter(entry))
}

async function checkOurs(adapter: CatalogAdapter, signal: AbortSignal): Promise<void> {
  const again = 'Install RadDraft again.'
  const handle = await open(adapter.file, 'r').catch((cause: unknown) => {
    throw new AppError('not-found', `RadDraft's own adapter ${adapter.name} is missing. ${again}`, { cause, detail: adapter.file })
  })
  try {
    if ((await hashFile(handle, signal)) !== adapter.sha256) throw new AppError('checksum', `RadDraft's own adapter ${adapter.name} is not the file of the catalog: it is damaged. ${again}`)
  } finally {
    await handle.close()
  }
}

/** Lays our adapter beside an installed large model. */
export async function layOursBeside(store: ModelStore, entry: CatalogEntry, report: Report, signal: AbortSignal): Promise<void> {
  const { adapter } = entry
  const record = store.read(entry.id)
  if (!adapter || adapter.merged || !record) return
  await checkOurs(adapter, signal)
  await layBeside(store, record, adapter.file, { name: adapter.name, origin: 'catalog', drafting: entry.drafting }, report, signal)
}

/**
 * Gives an installed model the adapter of a site: merged into small models, beside large ones and those whose number
 * format cannot be merged. An adapter that was there is replaced. The model then waits: it writes no draft before it is activated.
 * @param drafting how to draft with it where the file does not say
 * @throws AppError `model-invalid` (made for another base, architecture or rank; damaged), `not-found`, `disk-full`, `busy`, `cancelled`
 */
export async function importAdapter(store: ModelStore, id: string, file: string, drafting: Drafting, freeBytes: (folder: string) => Promise<number>, report: Report, signal: AbortSignal): Promise<void> {
  await store.withLock(id, async () => {
    const record = store.read(id)
    if (!record) throw new AppError('model-missing', `The model ${id} is not installed.`)
    if (record.checksum === 'mismatch') throw new AppError('checksum', `${record.name} is damaged: fetch or import it again first.`)
    const isMerged = record.adapter !== null && record.adapter.beside === null
    const baseSha256 = isMerged ? record.adapter!.baseSha256 : record.sha256
    const base = isMerged ? store.baseOf(id) : store.weightsOf(id)
    const { facts, mergedBytes } = await inspect(base, file, baseSha256, record, isMerged)
    const known = { name: facts.name ?? 'Adapter of this site', origin: 'site' as const, drafting: facts.drafting ?? drafting, ...(facts.judgesStatus && { judgesStatus: true }) }
    if (mergedBytes === null) {
      await needDisk(record, (await stat(file)).size, store, freeBytes)
      await layBeside(store, record, file, known, report, signal)
    } else {
      await needDisk(record, mergedBytes, store, freeBytes)
      const meter = createMeter(report, 'merging', mergedBytes, `Adding ${known.name} to ${record.name}.`)
      const merged = await mergeAdapter({ base, adapter: file, out: store.partOf(id), signal, onProgress: meter })
      if (!isMerged) await linkOrCopy(base, store.baseOf(id))
      const header = await readGguf(store.partOf(id))
      await installPart(store, identityOfRecord(record, header.quantization), header, merged.sha256, 'pinned', { ...known, sha256: merged.adapter.sha256, baseSha256, beside: null }, true)
      await rm(store.adapterOf(id), { force: true })
    }
    const { size } = await stat(file)
    report({ phase: 'done', received: size, total: size, secondsLeft: 0, message: `${known.name} is now ${mergedBytes === null ? `beside ${record.name}` : `part of ${record.name}; the plain model is kept beside it`}. ${waiting}` })
  })
}

/** Checks an adapter against its base; gives the bytes of the merged model, or null where it is to be used beside it. */
async function inspect(base: string, file: string, baseSha256: string, record: ModelRecord, isMerged: boolean): Promise<{ facts: AdapterFacts; mergedBytes: number | null }> {
  let model: FileHandle | undefined
  let adapter: FileHandle | undefined
  try {
    model = await open(base, 'r').catch((cause: unknown) => {
      throw new AppError('not-found', `The plain ${record.name}, which the adapter belongs to, was not kept. Remove the model, fetch it again, and try once more.`, { cause })
    })
    adapter = await open(file, 'r')
    const header = await readGguf(model)
    const { facts, pairs } = await readAdapter(adapter, model, baseSha256)
    const { tensors } = await readDirectory(model, 'model')
    const canMerge = header.tensorBytes <= largestMerged && tensors.every((tensor) => !pairs.has(tensor.name) || blockReaders.has(tensor.type))
    const numbers = tensors.reduce((sum, { dimensions }) => sum + dimensions.reduce((product, one) => product * one, 1), 0)
    return { facts, mergedBytes: canMerge || isMerged ? Math.ceil((numbers / 32) * 34) : null }
  } catch (error) {
    throw fromFileError(error)
  } finally {
    await model?.close()
    await adapter?.close()
  }
}

async function needDisk(record: ModelRecord, bytes: number, store: ModelStore, freeBytes: (folder: string) => Promise<number>): Promise<void> {
  const needed = bytes + spareBytes
  const free = await freeBytes(store.folderOf(record.id))
  if (free < needed) throw new AppError('disk-full', `${record.name} with an adapter needs another ${gigabytes(needed)} on the disk; ${gigabytes(free)} are free.`, { detail: { neededBytes: needed, freeBytes: free } })
}

type Known = Pick<InstalledAdapter, 'name' | 'origin' | 'drafting' | 'judgesStatus'>

async function layBeside(store: ModelStore, record: ModelRecord, file: string, known: Known, report: Report, signal: AbortSignal): Promise<void> {
  const target = store.adapterOf(record.id)
  const part = `${target}.part`
  const source = await open(file, 'r')
  try {
    const { size } = await source.stat()
    const meter = createMeter(report, 'copying', size, `Copying ${known.name}.`)
    const sha256 = await hashFile(source, signal)
    const copy = await openPart(part, size, false, signal)
    try {
      const buffer = Buffer.allocUnsafe(4 << 20)
      for (let position = 0; ; ) {
        stopIfAborted(signal)
        const { bytesRead } = await source.read(buffer, 0, buffer.length, position)
        if (bytesRead === 0) break
        await copy.append(buffer.subarray(0, bytesRead))
        position += bytesRead
        meter(position)
      }
    } catch (error) {
      await copy.close().catch(() => {})
      throw error
    }
    if ((await copy.finish()) !== sha256) throw new AppError('checksum', `${known.name} changed while it was copied. Try again, or use another stick.`)
    await rename(part, target)
    await syncFolder(store.folderOf(record.id))
    const laid = await open(target, 'r')
    try {
      await store.write({ ...record, adapter: { ...known, sha256, baseSha256: record.sha256, beside: await stampOf(laid) }, waits: known.origin === 'site' })
    } finally {
      await laid.close()
    }
  } catch (error) {
    await rm(part, { force: true })
    throw fromFileError(error)
  } finally {
    await source.close()
  }
}

/** Back to the plain model, without a download; it waits as after an import. Throws AppError `not-found` (no adapter, or the plain model was not kept), `checksum`, `cancelled`. */
export async function removeAdapter(store: ModelStore, id: string, catalogSha256: string | null, report: Report, signal: AbortSignal): Promise<void> {
  await store.withLock(id, async () => {
    const record = store.read(id)
    const adapter = record?.adapter
    if (!record || !adapter) throw new AppError('not-found', 'This model has no adapter.')
    if (adapter.beside) {
      await store.write({ ...record, adapter: null, waits: true })
      await rm(store.adapterOf(id), { force: true })
    } else {
      const base = store.baseOf(id)
      const handle = await open(base, 'r').catch((cause: unknown) => {
        throw new AppError('not-found', `The plain ${record.name} was not kept. Remove the model and fetch it again.`, { cause })
      })
      try {
        const { size } = await handle.stat()
        if ((await hashFile(handle, signal, createMeter(report, 'verifying', size, `Checking the plain ${record.name}.`))) !== adapter.baseSha256) throw new AppError('checksum', `The plain ${record.name} is damaged. Remove the model and fetch it again.`)
      } finally {
        await handle.close()
      }
      const header = await readGguf(base)
      await rename(base, store.partOf(id)).catch((error: unknown) => Promise.reject(fromFileError(error)))
      await installPart(store, identityOfRecord(record, header.quantization), header, adapter.baseSha256, adapter.baseSha256 === catalogSha256 ? 'verified' : 'pinned', null, true)
    }
    report({ phase: 'done', received: 1, total: 1, secondsLeft: 0, message: `${adapter.name} was taken off ${record.name}. ${waiting}` })
  })
}

function identityOfRecord({ id, name, family, origin, template, contextLength }: ModelRecord, quantization: string): Identity {
  return { id, name, family, origin, template, contextLength, quantization }
}
