import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw, crc32 } from 'node:zlib'
import { AppError } from '../../shared/ipc/errors.ts'

const endOfDirectory = 0x06054b50
const directoryEntry = 0x02014b50
const localEntry = 0x04034b50
/** A wheel's directory is a few kilobytes; these limits only stop hostile files. */
const maxDirectoryBytes = 16 * 1024 * 1024
const maxEntries = 10_000

type Entry = { name: string; method: number; flags: number; crc: number; packed: number; size: number; offset: number }

/**
 * Streams one member of a ZIP archive (stored or deflated, no ZIP64, no encryption), found by its exact name, so that
 * no name in the archive ever becomes a path. What counts are the bytes that come out, not the sizes the archive states.
 * @param limit most bytes that may come out
 * @throws AppError `invalid-input` for a damaged or hostile archive, `not-found` when there is no such member
 */
export async function* readZipMember(handle: FileHandle, member: string, limit: number): AsyncGenerator<Buffer> {
  const entry = findEntry(await readDirectory(handle), member)
  if (entry.flags & 1) throw damaged('the member is encrypted')
  if (entry.method !== 0 && entry.method !== 8) throw damaged(`packing method ${entry.method} is not supported`)
  const local = await readExactly(handle, entry.offset, 30)
  if (local.readUInt32LE(0) !== localEntry) throw damaged('a member does not start where the directory says')
  const start = entry.offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
  const { size: archiveBytes } = await handle.stat()
  if (start + entry.packed > archiveBytes) throw damaged('it is cut short')

  let out = 0
  let crc = 0
  const packed: Readable = entry.packed === 0 ? Readable.from([]) : handle.createReadStream({ start, end: start + entry.packed - 1, highWaterMark: 1 << 20, autoClose: false })
  const source = entry.method === 8 ? packed.pipe(createInflateRaw({ chunkSize: 1 << 20 })) : packed
  packed.on('error', (error) => source.destroy(error))
  try {
    for await (const chunk of source as AsyncIterable<Buffer>) {
      out += chunk.length
      if (out > limit) throw damaged(`the member is larger than the ${limit} bytes it may have`)
      crc = crc32(chunk, crc)
      yield chunk
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('invalid-input', 'The package archive is damaged: its data cannot be unpacked.', { cause: error })
  } finally {
    packed.destroy()
    source.destroy()
  }
  if (out !== entry.size || crc !== entry.crc) throw damaged('the member is not what its own checksum says')
}

async function readDirectory(handle: FileHandle): Promise<Entry[]> {
  const { size } = await handle.stat()
  if (size < 22) throw damaged('it is too short')
  // The comment after the end record may be up to 65,535 bytes long.
  const tailStart = Math.max(0, size - 65_557)
  const tail = await readExactly(handle, tailStart, size - tailStart)
  let end = tail.length - 22
  while (end >= 0 && tail.readUInt32LE(end) !== endOfDirectory) end--
  if (end < 0) throw damaged('it has no directory')
  const count = tail.readUInt16LE(end + 10)
  const directoryBytes = tail.readUInt32LE(end + 12)
  const directoryStart = tail.readUInt32LE(end + 16)
  if (count > maxEntries || directoryBytes > maxDirectoryBytes) throw damaged('its directory is too large')
  if (directoryStart + directoryBytes > tailStart + end) throw damaged('its directory lies outside the file')
  const directory = await readExactly(handle, directoryStart, directoryBytes)

  const entries: Entry[] = []
  let at = 0
  while (entries.length < count) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== directoryEntry) throw damaged('its directory is broken')
    const nameLength = directory.readUInt16LE(at + 28)
    const next = at + 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    if (next > directory.length) throw damaged('its directory is broken')
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      flags: directory.readUInt16LE(at + 8),
      method: directory.readUInt16LE(at + 10),
      crc: directory.readUInt32LE(at + 16),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    })
    at = next
  }
  return entries
}

function findEntry(entries: Entry[], member: string): Entry {
  const found = entries.filter((entry) => entry.name === member)
  if (found.length > 1) throw damaged('it holds the same member twice')
  const [entry] = found
  if (!entry) throw new AppError('not-found', `The package does not hold ${member}.`)
  return entry
}

async function readExactly(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  let done = 0
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, position + done)
    if (bytesRead === 0) throw damaged('it is cut short')
    done += bytesRead
  }
  return buffer
}

function damaged(why: string): AppError {
  return new AppError('invalid-input', `The package archive is damaged: ${why}.`)
}
