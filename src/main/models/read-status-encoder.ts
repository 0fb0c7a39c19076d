import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { EncoderManifest } from '../../domain/status/encoder/encoder-head.ts'
import { EncoderVocabulary } from '../../domain/status/encoder/vocabulary.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { hashFile, stampOf, type FileStamp } from './weights-file.ts'

/** Memory that the encoder takes while it reads, in bytes; measured on four contexts. */
const memoryBytes = 150_000_000

export type InstalledEncoder = {
  manifest: EncoderManifest
  vocabulary: EncoderVocabulary
  /** Opens the weights after checking them. Throws AppError `model-missing`, `checksum`, `cancelled`. */
  open: (signal: AbortSignal) => Promise<{ path: string; stamp: FileStamp; memoryBytes: number; close(): Promise<void> }>
}

/** The sentence encoder in `folder` (models/status/encoder); null where none is installed. Throws AppError `model-invalid` or `checksum` for damaged files. */
export function readStatusEncoder(folder: string): InstalledEncoder | null {
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
      const weights = await open(path, 'r')
      try {
        const stamp = await stampOf(weights)
        if (stamp.bytes !== manifest.weights.bytes || (await hashFile(weights, signal)) !== manifest.weights.sha256) throw damaged(manifest.weights.file)
        return { path, stamp, memoryBytes, close: () => weights.close() }
      } catch (error) {
        await weights.close()
        throw error
      }
    },
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
