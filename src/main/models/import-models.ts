import { open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import path from 'node:path'
import type { Catalog, CatalogEntry } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { catalogAdapter, installWithOurs, layOursBeside } from './adapters.ts'
import { fromFileError, stopIfAborted } from './file-error.ts'
import { gigabytes } from './fit.ts'
import { readGguf, type GgufHeader } from './gguf.ts'
import { catalogChecksums, identityOf, installPart, type Identity } from './install.ts'
import type { ModelStore } from './model-store.ts'
import { openPart } from './part-file.ts'
import { createMeter, type Report } from './progress.ts'
import type { PullTools } from './pull.ts'
import { hashFile } from './weights-file.ts'

/** A folder on a stick is searched this deep and gives at most this many files. */
const maxDepth = 3
const maxFiles = 50

/**
 * Copies GGUF files from a local place into the model folder, with the same checks as a download. A file of the catalog
 * is known by its checksum; any other is pinned by the one it has and named after its file.
 * @throws AppError `not-found`, `model-invalid`, `checksum`, `disk-full`, `busy`, `cancelled`
 */
export async function importModels(store: ModelStore, catalog: Catalog, source: string, tools: PullTools, report: Report, signal: AbortSignal): Promise<void> {
  const files = await findFiles(source)
  if (files.length === 0) throw new AppError('not-found', 'There is no GGUF file in this folder.')
  let received = 0
  for (const file of files) received = await importOne(store, catalog, file, tools, report, signal)
  const message = files.length === 1 ? `${path.basename(files[0]!)} is installed.` : `${files.length} models are installed.`
  report({ phase: 'done', received, total: received, secondsLeft: 0, message })
}

async function findFiles(source: string): Promise<string[]> {
  const found = await stat(source).catch((error: unknown) => {
    throw fromFileError(error)
  })
  if (found.isFile()) return [source]
  const files: string[] = []
  async function search(folder: string, depth: number): Promise<void> {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (files.length >= maxFiles) return
      const file = path.join(folder, entry.name)
      if (entry.isFile() && /\.gguf$/i.test(entry.name) && !entry.name.startsWith('.')) files.push(file)
      else if (entry.isDirectory() && depth < maxDepth) await search(file, depth + 1)
    }
  }
  await search(source, 1)
  return files.toSorted()
}

async function importOne(store: ModelStore, catalog: Catalog, file: string, tools: PullTools, report: Report, signal: AbortSignal): Promise<number> {
  stopIfAborted(signal)
  const handle = await open(file, 'r').catch((error: unknown) => {
    throw fromFileError(error)
  })
  try {
    const header = await readGguf(handle)
    const { size } = await handle.stat()
    const sha256 = await hashFile(handle, signal, createMeter(report, 'verifying', size, `Checking ${path.basename(file)}.`))
    const entry = catalog.models.find((candidate) => catalogChecksums(candidate).includes(sha256))
    if (!entry) refuseDamagedCopy(catalog, file, size)
    const identity = entry ? identityOf(entry) : importedIdentity(store, file, header, sha256)
    const installed = store.read(identity.id)
    if (installed?.sha256 === sha256 && installed.checksum !== 'mismatch' && (!entry?.adapter || installed.adapter)) return size
    await store.withLock(identity.id, () => copy(store, identity, handle, header, { size, sha256, entry }, tools, report, signal))
    return size
  } finally {
    await handle.close()
  }
}

/** A file with the name and size of one in the catalog but another checksum is a damaged copy, not somebody's own model. */
function refuseDamagedCopy(catalog: Catalog, file: string, size: number): void {
  const name = path.basename(file).toLowerCase()
  const twin = catalog.models.find((entry) => entry.sha256 !== null && entry.bytes === size && fileNames(entry).includes(name))
  if (twin) throw new AppError('checksum', `${path.basename(file)} looks like ${twin.name} but has another checksum: the copy is damaged. Copy it again.`)
}

function fileNames(entry: CatalogEntry): string[] {
  return entry.sources.flatMap((source) => (source.type === 'url' ? [new URL(source.url).pathname] : source.parts.map((part) => part.member))).map((name) => path.posix.basename(name).toLowerCase())
}

function importedIdentity(store: ModelStore, file: string, header: GgufHeader, sha256: string): Identity {
  const name = path.basename(file).replace(/\.gguf$/i, '')
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9.-]+/g, '-').replaceAll(/\.{2,}/g, '.').replaceAll(/^[.-]+|[.-]+$/g, '').slice(0, 100) || 'model'
  const taken = store.read(slug)
  const id = taken && taken.sha256 !== sha256 ? `${slug}-${sha256.slice(0, 8)}` : slug
  // Without marks that we know, ChatML is as good a frame as any: its marks are then plain text.
  const template = header.template ?? 'chatml'
  return { id, name: name.slice(0, 120), family: header.architecture, origin: 'imported', template, contextLength: header.contextLength, quantization: header.quantization }
}

type Source = { size: number; sha256: string; entry: CatalogEntry | undefined }

async function copy(store: ModelStore, identity: Identity, handle: FileHandle, header: GgufHeader, source: Source, tools: PullTools, report: Report, signal: AbortSignal): Promise<void> {
  const { entry } = source
  const toMerge = entry?.adapter?.merged && source.sha256 === entry.sha256 ? entry.adapter.merged.bytes : 0
  const needed = source.size + toMerge
  const free = await tools.freeBytes(store.folderOf(identity.id))
  if (free < needed) throw new AppError('disk-full', `${identity.name} needs ${gigabytes(needed)} on the disk; ${gigabytes(free)} are free.`, { detail: { neededBytes: needed, freeBytes: free } })
  const meter = createMeter(report, 'copying', source.size, `Copying ${identity.name}.`)
  const part = await openPart(store.partOf(identity.id), source.size, false, signal)
  try {
    const buffer = Buffer.allocUnsafe(4 << 20)
    for (let position = 0; ; ) {
      stopIfAborted(signal)
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
      if (bytesRead === 0) break
      await part.append(buffer.subarray(0, bytesRead))
      position += bytesRead
      meter(position)
    }
    // The stick is hashed twice, once before and once while copying: what is installed is what was checked.
    if ((await part.finish()) !== source.sha256) throw new AppError('checksum', `${identity.name} changed while it was copied. Try again, or use another stick.`)
    if (entry && toMerge > 0) {
      await rename(store.partOf(identity.id), store.baseOf(identity.id))
      await installWithOurs(store, identity, entry, report, signal)
      return
    }
    const ours = entry && catalogAdapter(entry)
    await installPart(store, ours ? { ...identity, quantization: header.quantization } : identity, header, source.sha256, entry ? 'verified' : 'pinned', ours ?? null)
    if (entry) await layOursBeside(store, entry, report, signal)
  } catch (error) {
    await part.close().catch(() => {})
    await rm(store.partOf(identity.id), { force: true })
    throw fromFileError(error)
  }
}
