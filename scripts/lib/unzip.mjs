import { createReadStream, createWriteStream, mkdirSync, openSync, readSync, closeSync, fstatSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50

/**
 * Unpacks the wanted members of a ZIP archive (stored or deflated, not ZIP64): fresh Debian has no unzip program.
 * @param {string} archive
 * @param {string} target folder; members that would leave it are refused
 * @param {(name: string) => boolean} isWanted
 */
export async function unzip(archive, target, isWanted) {
  for (const entry of readDirectory(archive)) {
    if (entry.name.endsWith('/') || !isWanted(entry.name)) continue
    const file = path.resolve(target, entry.name)
    if (!file.startsWith(path.resolve(target) + path.sep)) throw new Error(`the archive names a file outside its folder (${entry.name})`)
    mkdirSync(path.dirname(file), { recursive: true })
    if (entry.packedSize === 0) {
      writeFileSync(file, '', { mode: entry.mode })
      continue
    }
    const output = createWriteStream(file, { mode: entry.mode })
    const input = createReadStream(archive, { start: entry.dataStart, end: entry.dataStart + entry.packedSize - 1, highWaterMark: 1 << 20 })
    await (entry.method === 0 ? pipeline(input, output) : pipeline(input, createInflateRaw(), output))
    if (output.bytesWritten !== entry.size) throw new Error(`${entry.name} has ${output.bytesWritten} bytes instead of ${entry.size}`)
  }
}

function readDirectory(archive) {
  const file = openSync(archive, 'r')
  try {
    const { size } = fstatSync(file)
    const read = (start, length) => {
      const buffer = Buffer.alloc(length)
      readSync(file, buffer, 0, length, start)
      return buffer
    }
    // The comment after the end record may be up to 65,535 bytes long.
    const tailStart = Math.max(0, size - 65_557)
    const tail = read(tailStart, size - tailStart)
    let end = tail.length - 22
    while (end >= 0 && tail.readUInt32LE(end) !== END_OF_DIRECTORY) end--
    if (end < 0) throw new Error('this is no ZIP archive')
    const directory = read(tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12))
    const entries = []
    for (let at = 0; at < directory.length; ) {
      if (directory.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new Error('the ZIP directory is damaged')
      const nameLength = directory.readUInt16LE(at + 28)
      const localStart = directory.readUInt32LE(at + 42)
      entries.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        method: directory.readUInt16LE(at + 10),
        packedSize: directory.readUInt32LE(at + 20),
        size: directory.readUInt32LE(at + 24),
        mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777 || 0o644,
        localStart,
        get dataStart() {
          const local = readLocal(archive, localStart)
          return localStart + 30 + local.readUInt16LE(26) + local.readUInt16LE(28)
        },
      })
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return entries
  } finally {
    closeSync(file)
  }
}

function readLocal(archive, start) {
  const file = openSync(archive, 'r')
  try {
    const buffer = Buffer.alloc(30)
    readSync(file, buffer, 0, 30, start)
    if (buffer.readUInt32LE(0) !== LOCAL_ENTRY) throw new Error('a ZIP member is damaged')
    return buffer
  } finally {
    closeSync(file)
  }
}
