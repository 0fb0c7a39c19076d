import { open, rename, rm } from 'node:fs/promises'
import type { CatalogEntry, PromptFamily } from '../../domain/model/catalog.ts'
import { fromFileError } from './file-error.ts'
import { memoryNeeded } from './fit.ts'
import type { GgufHeader } from './gguf.ts'
import type { InstalledAdapter, ModelRecord, ModelStore } from './model-store.ts'
import { stampOf, syncFolder } from './weights-file.ts'

/** What an installed model is called and how it is prompted. */
export type Identity = { id: string; name: string; family: string; origin: 'catalog' | 'imported'; template: PromptFamily; contextLength: number; quantization: string }

export function identityOf(entry: CatalogEntry): Identity {
  const { id, name, family, template, contextLength, quantization } = entry
  return { id, name, family, origin: 'catalog', template, contextLength, quantization }
}

/** What lies on the disk once a model of the catalog is installed; without a checksum the first download pins it. */
export function installedAs(entry: CatalogEntry): { bytes: number; sha256: string | null } {
  return entry.adapter?.merged ?? { bytes: entry.bytes, sha256: entry.sha256 }
}

/** Checksums of the catalog that an installed model may have: with our adapter merged into it, or plain. */
export function catalogChecksums(entry: CatalogEntry | undefined): string[] {
  return [entry?.adapter?.merged?.sha256, entry?.sha256].filter((sha256) => typeof sha256 === 'string')
}

/**
 * Puts a complete, checked `.part` file in its place: one atomic rename, then the record. A power cut in between leaves
 * weights without a record, which is a model that is not installed; the next pull takes it from there.
 */
export async function installPart(store: ModelStore, identity: Identity, header: GgufHeader, sha256: string, checksum: 'verified' | 'pinned', adapter: InstalledAdapter | null = null, waits = false): Promise<ModelRecord> {
  const weights = store.weightsOf(identity.id)
  try {
    await rename(store.partOf(identity.id), weights)
    await syncFolder(store.folderOf(identity.id))
    await rm(`${store.folderOf(identity.id)}/package`, { recursive: true, force: true })
    const handle = await open(weights, 'r')
    try {
      const stamp = await stampOf(handle)
      const now = new Date().toISOString()
      const record: ModelRecord = {
        version: 1,
        ...identity,
        bytes: stamp.bytes,
        sha256,
        checksum,
        architecture: header.architecture,
        memoryBytes: memoryNeeded(header),
        installedAt: now,
        checkedAt: now,
        stamp,
        adapter,
        waits,
      }
      await store.write(record)
      return record
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw fromFileError(error)
  }
}
