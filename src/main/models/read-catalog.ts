import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Catalog } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/**
 * Reads and checks `models/catalog.json`; the paths of its adapters become absolute.
 * @throws AppError `not-found` (no such file), `invalid-input` (not a catalog; the message names the place)
 */
export async function readCatalog(file: string): Promise<Catalog> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new AppError('not-found', 'The model catalog is missing: reinstall RadDraft.', { cause, detail: file })
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid-input', 'The model catalog is not valid JSON.', { cause, detail: file })
  }
  const parsed = Catalog.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw new AppError('invalid-input', `The model catalog is wrong at ${issue?.path.join('.') || 'the top'}: ${issue?.message ?? 'not as expected'}.`, { detail: file })
  }
  const ids = new Set(parsed.data.models.map((model) => model.id))
  if (ids.size !== parsed.data.models.length) throw new AppError('invalid-input', 'The model catalog names a model twice.', { detail: file })
  if (!ids.has(parsed.data.default)) throw new AppError('invalid-input', 'The default model is not in the model catalog.', { detail: file })
  const unknown = parsed.data.models.find((model) => model.adapter && model.sha256 === null)
  if (unknown) throw new AppError('invalid-input', `The model catalog names an adapter for ${unknown.id}, but no checksum of the model it belongs to.`, { detail: file })
  const root = path.dirname(path.dirname(path.resolve(file)))
  return { ...parsed.data, models: parsed.data.models.map((model) => (model.adapter ? { ...model, adapter: { ...model.adapter, file: path.resolve(root, model.adapter.file) } } : model)) }
}
