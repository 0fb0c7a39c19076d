import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, open, readdir, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { EncoderManifest } from '../../domain/status/encoder/encoder-head.ts'
import { EncoderVocabulary } from '../../domain/status/encoder/vocabulary.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { modelFolder } from './model-folder.ts'
import { spreadWeights } from './spread-weights.ts'
import { hashFile, stampOf, type FileStamp } from './weights-file.ts'

/** Memory that the encoder takes while it reads, in bytes; measured on four contexts. */
const memoryBytes = 150_000_000

export type InstalledEncoder = {
  manifest: EncoderManifest
  vocabulary: EncoderVocabulary
  /** Opens the weights after checking them. Throws AppError `model-missing`, `checksum`, `cancelled`. */
  open: (signal: AbortSignal) => Promise<{ path: string; stamp: FileStamp; memoryBytes: number; close(): Promise<void> }>
}

/**
 * The sentence encoder in `folder` (models/status/encoder); null where none is installed. Throws AppError `model-invalid` or `checksum` for damaged files.
 * @param cache where the weights are kept as they are read, made when missing
 */
export function readStatusEncoder(folder: string, cache: string = join(modelFolder(), 'status-encoder')): InstalledEncoder | null {
  const file = join(folder, 'encoder.json')
  if (!existsSync(file)) return null
  const manifest = parse('encoder.json', EncoderManifest, readFileSync(file))
  const words = readFileSync(join(folder, manifest.vocabulary.file))
  if (createHash('sha256').update(words).digest('hex') !== manifest.vocabulary.sha256) throw damaged(manifest.vocabulary.file)
  const path = join(folder, manifest.weights.file)
  if (!existsSync(path)) throw new AppError('model-missing', `The sentence encoder's ${manifest.weights.file} is missing. Install RadDraft again.`)
  return {
    manifest,
    vocabulary: parse(manifest.vocabulary.file, EncoderVocabulary, words),
    async open(signal) {
      const packed = await openChecked(path, manifest.weights, signal)
      const spread = manifest.spread && (await openSpread(packed, cache, manifest.spread, signal))
      if (!spread) return { path, stamp: await stampOf(packed), memoryBytes, close: () => packed.close() }
      await packed.close()
      return { path: spread.path, stamp: await stampOf(spread.file), memoryBytes, close: () => spread.file.close() }
    },
  }
}

type ReleasedFile = { file: string; bytes: number; sha256: string }

async function openChecked(path: string, released: ReleasedFile, signal: AbortSignal): Promise<FileHandle> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size !== released.bytes || (await hashFile(file, signal)) !== released.sha256) throw damaged(released.file)
    return file
  } catch (error) {
    await file.close()
    throw error
  }
}

/** The spread weights in `cache`, written there when they are missing or damaged; null where they cannot be kept, which costs speed only. Throws AppError `cancelled`. */
async function openSpread(packed: FileHandle, cache: string, released: ReleasedFile, signal: AbortSignal): Promise<{ path: string; file: FileHandle } | null> {
  const path = join(cache, released.file)
  const kept = await openChecked(path, released, signal).catch(() => null)
  if (kept) return { path, file: kept }
  try {
    await mkdir(cache, { recursive: true })
    for (const old of await readdir(cache)) if (old !== released.file && !old.endsWith('.part')) await rm(join(cache, old), { recursive: true, force: true })
    await spreadWeights(packed, path, signal)
    return { path, file: await openChecked(path, released, signal) }
  } catch (error) {
    if (signal.aborted) throw error
    return null
  }
}

function damaged(name: string): AppError {
  return new AppError('checksum', `The sentence encoder's ${name} is not the file it was released with. Install RadDraft again.`)
}

function parse<T>(name: string, schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } }, bytes: Buffer): T {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw damaged(name)
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new AppError('model-invalid', `The sentence encoder's ${name} is of another version of RadDraft.`)
  return parsed.data
}
