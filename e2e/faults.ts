import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** SHA-256 of a file, to show that nobody touched it. */
export const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

/** Every file below a folder, absolute. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function tries(command: string, args: string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const root = process.platform === 'linux' && process.getuid?.() === 0

/** A file system of its own of so many megabytes; null where this machine does not let us (not Linux, not root, no mounts). */
export function smallDisk(folder: string, megabytes: number): { full(): void; free(): void; remove(): void } | null {
  mkdirSync(folder, { recursive: true })
  if (!root || !tries('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder])) return null
  const ballast = join(folder, 'ballast')
  return {
    full() {
      // The last bytes one by one: SQLite asks for single pages.
      for (const size of [1 << 20, 1 << 12, 1]) {
        for (;;) {
          try {
            writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' })
          } catch {
            break
          }
        }
      }
    },
    free: () => rmSync(ballast, { force: true }),
    remove: () => void tries('umount', ['-l', folder]),
  }
}

/** Makes a file read-only even for root; null where that is not possible. `restore` undoes it. */
export function readOnlyFile(path: string): { restore(): void } | null {
  if (!root) {
    const { mode } = statSync(path)
    chmodSync(path, 0o444)
    return { restore: () => chmodSync(path, mode) }
  }
  if (!tries('mount', ['--bind', path, path])) return null
  if (!tries('mount', ['-o', 'remount,ro,bind', path])) {
    tries('umount', [path])
    return null
  }
  return { restore: () => void tries('umount', ['-l', path]) }
}
