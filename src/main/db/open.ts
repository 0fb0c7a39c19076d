import Sqlite from 'better-sqlite3'
import { accessSync, chmodSync, closeSync, constants, copyFileSync, existsSync, fsyncSync, mkdtempSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Connection } from './connection.ts'
import { DatabaseError, codeOf, problemOf } from './database-error.ts'
import { latestVersion, migrate, requiredTriggers } from './migrate.ts'
import { checkPages, pageSize } from './page-check.ts'

/** Marks the file as RadDraft's ("RadD"), so that another program's database under the same key is not mistaken for ours. */
export const applicationId = 0x52_61_64_44

/** Milliseconds that a statement waits for another process before it gives up. */
const busyTimeout = 500

export type OpenOptions = {
  /** Absolute path of the database file; it is created when it does not exist. */
  file: string
  /** 32 random bytes. */
  key: Uint8Array
  /** Path of the native binding where the package's own does not load. */
  nativeBinding?: string | undefined
  /** Read mode even where the file could be written. */
  readOnly?: boolean | undefined
}

export type OpenedDatabase = {
  connection: Connection
  file: string
  /** The file or its folder cannot be written: a copy is shown and every write is refused. */
  readOnly: boolean
  close(): void
}

/** What is set on every writing connection, in this order, and what reading it back must give. */
export const pragmas: readonly (readonly [name: string, value: string, expected: string | number])[] = [
  ['busy_timeout', String(busyTimeout), busyTimeout],
  // Exclusive before the first use of the log: no second process can ever write, and no shared-memory file is needed.
  ['locking_mode', 'EXCLUSIVE', 'exclusive'],
  ['temp_store', 'MEMORY', 2],
  // 64 MB: each page read from the file costs a decryption.
  ['cache_size', '-65536', -65_536],
  ['foreign_keys', 'ON', 1],
  ['recursive_triggers', 'ON', 1],
  ['checkpoint_fullfsync', 'ON', 1],
  ['fullfsync', 'ON', 1],
  ['cell_size_check', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  // 1 MB instead of 4: the log is carried into the file in short steps, because each holds main's thread (0005-cohort-runs.md).
  ['wal_autocheckpoint', '256', 256],
]

/**
 * Opens the encrypted database and brings it to the newest schema.
 * Throws DatabaseError with the problem and a sentence; the file is then as it was before. Nothing is ever deleted or overwritten.
 */
export function openDatabase(options: OpenOptions): OpenedDatabase {
  const { file, key } = options
  if (key.length !== 32) throw new DatabaseError('wrong-key', 'The key of the database has the wrong length.')
  try {
    if (!existsSync(file)) {
      if (existsSync(`${file}-wal`)) throw new DatabaseError('damaged', 'The database file is missing although its log is there.')
      create(options)
      return openForWriting(options)
    }
    inspect(options)
    if (options.readOnly || !canWrite(file)) return openCopy(options)
    try {
      return openForWriting(options)
    } catch (error) {
      // A folder may refuse although its access rights allow: Windows lists, full read-only mounts.
      if (error instanceof DatabaseError && error.problem === 'not-writable') return openCopy(options)
      throw error
    }
  } catch (error) {
    throw asDatabaseError(error, file)
  }
}

function asDatabaseError(error: unknown, file: string): DatabaseError {
  if (error instanceof DatabaseError) return error
  const problem = problemOf(error, file)
  return new DatabaseError(problem, `The database could not be opened (${codeOf(error) || 'unknown reason'}).`, { cause: error })
}

function canWrite(file: string): boolean {
  try {
    accessSync(file, constants.R_OK | constants.W_OK)
    accessSync(dirname(file), constants.W_OK)
    return true
  } catch {
    return false
  }
}

function connect({ key, nativeBinding }: OpenOptions, file: string, readonly: boolean): Connection {
  const connection = new Sqlite(file, { timeout: busyTimeout, readonly, ...(nativeBinding && { nativeBinding }) })
  // SQLCipher 4 with a raw key, pinned: docs/decisions/0002-store.md says why.
  connection.pragma(`cipher = 'sqlcipher'`)
  connection.pragma('legacy = 4')
  connection.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`)
  return connection
}

/** A new file gets its name only when it is complete, so that an interrupted first start leaves no empty database behind. */
function create(options: OpenOptions): void {
  const fresh = `${options.file}.new`
  for (const suffix of ['', '-wal', '-journal']) rmSync(fresh + suffix, { force: true })
  const connection = connect(options, fresh, false)
  try {
    setPragmas(connection)
    connection.pragma(`application_id = ${applicationId}`)
    migrate(connection)
  } finally {
    connection.close()
  }
  chmodSync(fresh, 0o600)
  syncPath(fresh, 'r+')
  renameSync(fresh, options.file)
  if (process.platform !== 'win32') syncPath(dirname(options.file), 'r')
}

function syncPath(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags)
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

/** Everything that can be wrong with an existing file, found without writing to it or to its log. */
function inspect(options: OpenOptions): void {
  const { file, key } = options
  const status = statSync(file)
  if (!status.isFile()) throw new DatabaseError('not-a-database', 'Where the database should be there is a folder or something else that is no file.')
  if (status.size === 0) throw new DatabaseError('empty-file', 'The database file is empty.')
  const check = checkPages(file, key)
  if (check.plainDatabase) throw new DatabaseError('not-a-database', 'The file is an unencrypted SQLite database; RadDraft did not make it.')
  if (!check.keyFits) {
    if (!check.looksEncrypted || check.size < pageSize) throw new DatabaseError('not-a-database', 'The file is not a RadDraft database.')
    throw new DatabaseError('wrong-key', 'The key does not open the database, or the whole file is damaged.')
  }
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false })
  // A log that is left over means that the last close was not clean. Reading it with a read-only connection never moves it into the file.
  if (log && log.size > 0 && canWrite(file)) {
    const connection = connect(options, file, true)
    try {
      checkContent(connection, true)
    } finally {
      connection.close()
    }
  }
}

/** Throws when this is not our database, is newer than this program, or is damaged. `deep` reads every page. */
function checkContent(connection: Connection, deep: boolean): void {
  const read = (name: string) => connection.pragma(name, { simple: true })
  if (read('application_id') !== applicationId) throw new DatabaseError('not-a-database', 'The file is another program’s database.')
  const version = Number(read('user_version'))
  if (version > latestVersion) {
    throw new DatabaseError('from-the-future', `The database has version ${version}; this RadDraft knows versions up to ${latestVersion}.`)
  }
  const sentinel = connection.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table' AND name = 'sentinel'").pluck().get()
  if (sentinel !== 1 || connection.prepare('SELECT product FROM sentinel WHERE id = 1').pluck().get() !== 'RadDraft') {
    throw new DatabaseError('damaged', 'The database is damaged: its first entry is missing.')
  }
  const triggers = new Set(connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
  const missing = requiredTriggers(version).find((name) => !triggers.has(name))
  if (missing) throw new DatabaseError('damaged', `The database is damaged: the guard ${missing} is missing.`)
  if (deep && connection.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DatabaseError('damaged', 'The database is damaged: its check failed.')
}

function setPragmas(connection: Connection): void {
  for (const [name, value, expected] of pragmas) {
    connection.pragma(`${name} = ${value}`)
    const actual = connection.pragma(name, { simple: true })
    if (actual !== expected) throw new DatabaseError('unknown', `The database refused the setting ${name} (it says ${String(actual)}).`)
  }
}

function openForWriting(options: OpenOptions): OpenedDatabase {
  const { file } = options
  const connection = connect(options, file, false)
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    // A size that does not fit the header is suspicious even after a clean close.
    const shortened = Number(connection.pragma('page_count', { simple: true })) * pageSize !== statSync(file).size
    checkContent(connection, shortened && !existsSync(`${file}-wal`))
    setPragmas(connection)
    migrate(connection)
    // Left by a read-only look at a log; with exclusive locking nobody uses it.
    rmSync(`${file}-shm`, { force: true })
  } catch (error) {
    connection.close()
    throw asDatabaseError(error, file)
  }
  return { connection, file, readOnly: false, close: () => connection.close() }
}

/** Read mode: SQLite cannot read a log without writing beside it, so the encrypted file and its log are copied and the copy is shown. */
function openCopy(options: OpenOptions): OpenedDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-read-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, basename(options.file))
    for (const suffix of ['', '-wal']) {
      if (!existsSync(options.file + suffix)) continue
      copyFileSync(options.file + suffix, copy + suffix)
      chmodSync(copy + suffix, 0o600)
    }
    inspect({ ...options, file: copy })
    const opened = openForWriting({ ...options, file: copy })
    return {
      ...opened,
      file: options.file,
      readOnly: true,
      close() {
        opened.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}
