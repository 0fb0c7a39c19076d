import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** SHA-256 (hex) of any JSON value; object keys are sorted, so their order does not matter. */
export function hashOf(value) {
  const sorted = (item) => {
    if (Array.isArray(item)) return item.map(sorted)
    if (item && typeof item === 'object') return Object.fromEntries(Object.keys(item).toSorted().map((key) => [key, sorted(item[key])]))
    return item
  }
  return createHash('sha256').update(JSON.stringify(sorted(value)) ?? 'undefined').digest('hex')
}

/** SHA-256 (hex) of a file that fits in memory; undefined when it is missing. */
export function hashFileNow(file) {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : undefined
}

/**
 * Hash of a file of any size, read as a stream.
 * @returns {Promise<string>} digest in the encoding asked for
 */
async function hashFile(file, algorithm = 'sha256', encoding = 'hex') {
  const hash = createHash(algorithm)
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(part)
  return hash.digest(encoding)
}

/**
 * Compares a file with a Subresource Integrity string such as npm's `sha512-…=`.
 * @returns {Promise<boolean>} false for any changed byte
 */
export async function hasIntegrity(file, integrity) {
  const [algorithm, expected] = splitOnce(integrity, '-')
  return (await hashFile(file, algorithm, 'base64')) === expected
}

function splitOnce(text, mark) {
  const at = text.indexOf(mark)
  return [text.slice(0, at), text.slice(at + 1)]
}

/** Writes JSON so that a reader sees the old file or the new one, never half of it. */
export function writeJson(file, value) {
  mkdirSync(path.dirname(file), { recursive: true })
  const temporary = `${file}.${process.pid}.tmp`
  writeFileSync(temporary, `${JSON.stringify(value, null, 1)}\n`)
  renameSync(temporary, file)
}

/** The parsed file, or undefined when it is missing or damaged. */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

/**
 * Records files with size, time and SHA-256, for `areUnchanged`.
 * @param {string[]} files absolute paths
 */
export async function seal(files) {
  const sealed = []
  for (const file of files) {
    const { size, mtimeMs } = statSync(file)
    sealed.push({ file, size, mtimeMs, sha256: await hashFile(file) })
  }
  return sealed
}

/**
 * True when every sealed file is as it was. A file whose time changed is hashed again; `thorough` hashes all.
 * @param {Awaited<ReturnType<typeof seal>>} sealed
 */
export async function areUnchanged(sealed, { thorough = false } = {}) {
  for (const { file, size, mtimeMs, sha256 } of sealed) {
    if (!existsSync(file)) return false
    const now = statSync(file)
    if (now.size !== size) return false
    if ((thorough || now.mtimeMs !== mtimeMs) && (await hashFile(file)) !== sha256) return false
  }
  return true
}
