import { createReadStream } from 'node:fs'

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'shift_jis'

/** Bytes that are read at a time. */
const pieceSize = 65_536

async function* pieces(path: string, encoding: Encoding): AsyncGenerator<string> {
  // A byte order mark is taken away; a byte that does not belong throws.
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const bytes of createReadStream(path, { highWaterMark: pieceSize })) yield decoder.decode(bytes as Uint8Array, { stream: true })
  yield decoder.decode()
}

/** The encoding of a text file, found by reading all of it: by its byte order mark, else UTF-8 if every byte fits, else Shift_JIS if it reads as Japanese; null when none does. */
export async function encodingOf(path: string): Promise<Encoding | null> {
  const head: Buffer[] = []
  for await (const bytes of createReadStream(path, { end: 2 })) head.push(bytes as Buffer)
  const [first, second] = Buffer.concat(head)
  if (first === 0xff && second === 0xfe) return (await fits(path, 'utf-16le')) ? 'utf-16le' : null
  if (first === 0xfe && second === 0xff) return (await fits(path, 'utf-16be')) ? 'utf-16be' : null
  if (await fits(path, 'utf-8')) return 'utf-8'
  return (await fits(path, 'shift_jis', true)) ? 'shift_jis' : null
}

async function fits(path: string, encoding: Encoding, mustBeJapanese = false): Promise<boolean> {
  let single = 0
  let inRuns = 0
  let kana = false
  try {
    for await (const piece of pieces(path, encoding)) {
      if (!mustBeJapanese) continue
      for (const [run] of piece.matchAll(/[^\0-\x7f]+/g)) {
        if (run.length === 1) single++
        else inRuns += run.length
      }
      kana ||= /[\u3041-\u30fe]/.test(piece)
    }
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
  // Western text read as Shift_JIS gives single characters between Latin letters; Japanese stands in runs and has kana.
  return !mustBeJapanese || (kana && inRuns >= 4 * single)
}

/** The text of a file piece by piece. Throws TypeError for bytes that do not fit the encoding, and the file system's errors. */
export const textOf = pieces
