import { existsSync, statSync } from 'node:fs'
import { mkdir, statfs } from 'node:fs/promises'
import path from 'node:path'
import type { AdapterView, Catalog, CatalogEntry, Drafting, ModelProgress, ModelView } from '../../domain/model/catalog.ts'
import type { ModelIdentity } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { importAdapter, removeAdapter } from './adapters.ts'
import { cardFits } from './card-fit.ts'
import { fromFileError } from './file-error.ts'
import { fitOf } from './fit.ts'
import { importModels } from './import-models.ts'
import { catalogChecksums, installedAs } from './install.ts'
import { createModelStore, type ModelRecord } from './model-store.ts'
import { openWeights, type OpenedWeights } from './open-weights.ts'
import { streamProgress } from './progress.ts'
import { pullModel, pullTools, type PullTools } from './pull.ts'
import { checksumNow, verifyModel } from './verify.ts'

/** Everything the Models screen, `raddraft models` and the language model need to know of and do with models. */
export type ModelLibrary = {
  readonly folder: string
  list(): Promise<ModelView[]>
  freeDiskBytes(): Promise<number>
  pull(id: string, signal: AbortSignal): AsyncGenerator<ModelProgress>
  /** A GGUF file, or a folder with some. */
  importFrom(source: string, signal: AbortSignal): AsyncGenerator<ModelProgress>
  /** A site's own LoRA adapter for an installed model: merged into a small one, beside a large one. The model waits until it is activated again. */
  importAdapter(id: string, file: string, signal: AbortSignal): AsyncGenerator<ModelProgress>
  /** Back to the plain model. */
  removeAdapter(id: string, signal: AbortSignal): AsyncGenerator<ModelProgress>
  verify(id: string, signal: AbortSignal): AsyncGenerator<ModelProgress>
  remove(id: string): Promise<void>
  activate(id: string): Promise<void>
  /** No model is chosen: drafts are taken from the findings until somebody chooses one. */
  deactivate(): Promise<void>
  /** The model that is chosen for drafts: by somebody, else the catalog's default, else the first of the catalog that is installed; null without any, where somebody chose none, and while it waits to be activated. An imported one is chosen only by activating it. Whether it has passed the checks is the gate's to say (`Gate.inForce`). */
  current(): ModelIdentity | null
  /** An installed model by its id; null where it is not installed. */
  find(id: string): ModelIdentity | null
  /** Whether a model may judge status tags: by the catalog, by an adapter for it that is merged into the weights, or because somebody imported it. */
  judgesStatus(id: string): boolean
  /** Whether an installed model is the catalog's default with the weights and the adapter of this release, by checksum: those went through the checks before it was built. */
  isReleased(id: string): boolean
  /** Opens the weights of an installed model after checking them. Throws AppError `model-missing`, `model-invalid`, `checksum`, `cancelled`. */
  open(id: string, signal: AbortSignal): Promise<OpenedWeights>
}

/** @param folder see `modelFolder()` */
export function createModelLibrary(options: { catalog: Catalog; folder: string; tools?: PullTools }): ModelLibrary {
  const { catalog, folder, tools = pullTools } = options
  const store = createModelStore(folder)
  const entryOf = (id: string) => catalog.models.find((entry) => entry.id === id)
  const needRecord = (id: string) => {
    const record = store.read(id)
    if (!record) throw new AppError('model-missing', `The model ${id.slice(0, 80)} is not installed.`)
    return record
  }

  function activeRecord(): ModelRecord | null {
    const chosen = store.readActive()
    if (chosen?.id === null) return null
    const usable = store.list().filter((record) => record.checksum !== 'mismatch')
    const record = usable.find(({ id }) => id === chosen?.id) ?? usable.find(({ id }) => id === catalog.default) ?? usable.find(({ origin }) => origin === 'catalog')
    // No other model takes the place of one that waits: nobody chose that one. Drafts are then taken from the findings.
    return record && !record.waits ? record : null
  }

  return {
    folder,

    async list() {
      const active = activeRecord()?.id
      const imported = store.list().filter((record) => !entryOf(record.id))
      const views: ModelView[] = []
      for (const entry of catalog.models) views.push(await viewOfEntry(entry, store.read(entry.id)))
      for (const record of imported) views.push(await viewOfImport(record))
      return views.map((view) => ({ ...view, active: view.id === active }))
    },

    async freeDiskBytes() {
      await mkdir(folder, { recursive: true }).catch((error: unknown) => Promise.reject(fromFileError(error)))
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },

    pull(id, signal) {
      const entry = entryOf(id)
      if (!entry) throw new AppError('not-found', `There is no model named ${id.slice(0, 80)} in the catalog.`)
      return streamProgress((report, either) => pullModel(store, entry, tools, report, either), signal)
    },

    importFrom: (source, signal) => streamProgress((report, either) => importModels(store, catalog, path.resolve(source), tools, report, either), signal),

    importAdapter: (id, file, signal) => streamProgress((report, either) => importAdapter(store, needRecord(id).id, path.resolve(file), entryOf(id)?.drafting ?? 'report', tools.freeBytes, report, either), signal),

    removeAdapter: (id, signal) => streamProgress((report, either) => removeAdapter(store, needRecord(id).id, entryOf(id)?.sha256 ?? null, report, either), signal),

    verify: (id, signal) => streamProgress((report, either) => verifyModel(store, needRecord(id), catalogChecksums(entryOf(id)), report, either), signal),

    async remove(id) {
      needRecord(id)
      await store.withLock(id, () => store.remove(id))
      if (store.readActive()?.id === id) await store.writeActive(null)
    },

    async activate(id) {
      const record = needRecord(id)
      if (record.checksum === 'mismatch') throw new AppError('checksum', `${record.name} is damaged: fetch or import it again.`)
      if (record.waits) await store.withLock(id, () => store.write({ ...record, waits: false }))
      await store.writeActive({ id })
    },

    deactivate: () => store.writeActive({ id: null }),

    current: () => identityOf(activeRecord()),

    find: (id) => identityOf(store.read(id)),

    judgesStatus: (id) => judgesStatusOf(id, store.read(id)),

    isReleased(id) {
      const record = store.read(id)
      const entry = entryOf(id)
      return record !== null && entry !== undefined && id === catalog.default && record.sha256 === (entry.adapter?.merged?.sha256 ?? entry.sha256) && record.adapter?.sha256 === entry.adapter?.sha256
    },

    open: (id, signal) => openWeights(store, needRecord(id), signal),
  }

  function identityOf(record: ModelRecord | null): ModelIdentity | null {
    if (!record) return null
    const { id, name, sha256, template, contextLength, adapter } = record
    return { id, name, sha256, template, contextLength, drafting: draftingOf(record), adapterSha256: adapter?.sha256 ?? null }
  }

  /** An adapter beside the weights is not part of what scores. */
  function judgesStatusOf(id: string, record: ModelRecord | null): boolean {
    return (entryOf(id)?.judgesStatus ?? true) || (record?.adapter?.judgesStatus === true && record.adapter.beside === null)
  }

  /** A model that learned to draft by its adapter has not learned it without. */
  function draftingOf({ id, adapter }: ModelRecord): Drafting {
    const entry = entryOf(id)
    return adapter?.drafting ?? (entry && !entry.adapter ? entry.drafting : 'report')
  }

  async function viewOfEntry(entry: CatalogEntry, record: ModelRecord | null): Promise<ModelView> {
    const { id, name, family, licence, languages, contextLength, tested } = entry
    const whole = installedAs(entry)
    return {
      id,
      name,
      family,
      quantization: record?.quantization ?? entry.quantization,
      bytes: record?.bytes ?? whole.bytes,
      licence,
      languages,
      contextLength,
      tested,
      sha256: record?.sha256 ?? whole.sha256,
      installed: record !== null,
      active: false,
      waits: record?.waits ?? false,
      checksum: record ? await checksumNow(store, record) : 'unknown',
      fit: fitOf(record ? memoryOf(record) : entry.memoryBytes),
      origin: 'catalog',
      judgesStatus: judgesStatusOf(id, record),
      drafting: record ? draftingOf(record) : entry.drafting,
      path: record ? store.weightsOf(id) : null,
      adapter: adapterOf(entry, record, existsSync(store.baseOf(id))),
      fetchBytes: entry.bytes,
      diskBytes: entry.adapter?.merged && (!record || existsSync(store.baseOf(id))) ? entry.bytes + whole.bytes : (record ?? whole).bytes,
      cardFits: entry.shape ? cardFits(entry.shape) : [],
    }
  }

  async function viewOfImport(record: ModelRecord): Promise<ModelView> {
    const { id, name, family, quantization, bytes, sha256, contextLength } = record
    return {
      id,
      name,
      family,
      quantization,
      bytes,
      sha256,
      contextLength,
      licence: { name: 'Unknown', url: '', notice: 'Imported by hand: find out under which licence it may be used.' },
      languages: [],
      tested: 'Not tested.',
      installed: true,
      active: false,
      waits: record.waits,
      checksum: await checksumNow(store, record),
      fit: fitOf(memoryOf(record)),
      origin: 'imported',
      judgesStatus: true,
      drafting: draftingOf(record),
      path: store.weightsOf(id),
      adapter: adapterOf(undefined, record, existsSync(store.baseOf(id))),
      fetchBytes: 0,
      diskBytes: bytes + (statSync(store.baseOf(id), { throwIfNoEntry: false })?.size ?? 0),
      cardFits: [],
    }
  }
}

/** Weights and the adapter beside them. */
function memoryOf({ memoryBytes, adapter }: ModelRecord): number {
  return memoryBytes + (adapter?.beside?.bytes ?? 0)
}

function adapterOf(entry: CatalogEntry | undefined, record: ModelRecord | null, plainKept: boolean): AdapterView | null {
  if (record?.adapter) {
    const { name, sha256, origin, beside } = record.adapter
    return { name, sha256, origin, way: beside ? 'beside' : 'merged', plainKept, installed: true }
  }
  const ours = entry?.adapter
  return ours ? { name: ours.name, sha256: ours.sha256, origin: 'catalog', way: ours.merged ? 'merged' : 'beside', plainKept, installed: false } : null
}
