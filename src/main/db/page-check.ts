import { createHmac, pbkdf2Sync, timingSafeEqual } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { deflateRawSync } from 'node:zlib'

/** Bytes of a page, and of the salt that a SQLCipher 4 file begins with. */
export const pageSize = 4096
const saltSize = 16
const macSize = 64
/** Initialisation vector and message authentication code at the end of each page. */
const reservedSize = 80

type PageCheck = {
  /** Bytes of the file. */
  size: number
  /** The key authenticates at least one page: the file is ours, whatever else is wrong with it. */
  keyFits: boolean
  /** The file begins as an unencrypted SQLite database does. */
  plainDatabase: boolean
  /** The beginning compresses, which encrypted bytes never do: it is some other file. */
  looksEncrypted: boolean
}

/**
 * Looks at a database file without SQLite, so that a wrong key can be told from damage and never touches the file or its log.
 * Page format: SQLCipher 4 (HMAC-SHA512 over ciphertext, vector and page number; MAC key is PBKDF2 with 2 rounds over salt XOR 0x3a).
 * Up to 32 pages spread over the file are tried. Throws what the operating system throws.
 */
export function checkPages(file: string, key: Uint8Array): PageCheck {
  const descriptor = openSync(file, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const read = (position: number, length: number) => {
      const buffer = Buffer.alloc(length)
      return buffer.subarray(0, readSync(descriptor, buffer, 0, length, position))
    }
    const first = read(0, pageSize)
    const pages = Math.floor(size / pageSize)
    const macKey = pbkdf2Sync(key, first.subarray(0, saltSize).map((byte) => byte ^ 0x3a), 2, 32, 'sha512')
    const step = Math.max(1, Math.floor(pages / 32))
    let keyFits = false
    for (let page = 1; page <= pages && !keyFits; page += step) keyFits = pageFits(read((page - 1) * pageSize, pageSize), page, macKey)
    return {
      size,
      keyFits,
      plainDatabase: first.subarray(0, saltSize).toString('latin1') === 'SQLite format 3\0',
      looksEncrypted: deflateRawSync(first).length > first.length * 0.95,
    }
  } finally {
    closeSync(descriptor)
  }
}

function pageFits(bytes: Buffer, page: number, macKey: Buffer): boolean {
  if (bytes.length < pageSize) return false
  const number = Buffer.alloc(4)
  number.writeUInt32LE(page)
  const signed = bytes.subarray(page === 1 ? saltSize : 0, pageSize - reservedSize + saltSize)
  const mac = createHmac('sha512', macKey).update(signed).update(number).digest()
  return timingSafeEqual(mac, bytes.subarray(pageSize - macSize))
}
