import Sqlite from 'better-sqlite3'
import { randomBytes } from 'node:crypto'
import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/ipc/errors.ts'
import { ReportId } from '../../domain/report/report.ts'
import { emptySections } from '../../domain/report/sections.ts'
import { DatabaseError } from './database-error.ts'
import { applicationId, openDatabase, pragmas } from './open.ts'
import { latestVersion } from './migrate.ts'
import { createStores } from './stores.ts'
import { fingerprint, newFolder, removeFolders, runTask, testKey, testProcess } from './test-folder.ts'

afterAll(removeFolders)
const isRoot = process.getuid?.() === 0
const key = testKey
const reportId = ReportId.parse('11111111-1111-4111-8111-111111111111')

/** A database with one report of about 200 kB, closed cleanly. */
function filledFile(canary = 'CANARY lesion'): string {
  const file = join(newFolder(), 'raddraft.db')
  const stores = createStores(openDatabase({ file, key }))
  stores.patients.insert({ id: 'p', patientId: 'P-1', name: canary, birthDate: null, sex: null }, '')
  stores.studies.insert({ id: 's', patient: 'p', accessionNumber: '', studyInstanceUid: null, date: '2026-01-01', modality: 'CT', description: canary }, '')
  stores.reports.insert({ id: reportId, studyId: 's', sections: { ...emptySections, findings: `${canary} `.repeat(15_000) }, origin: null }, '')
  stores.worklist.refresh()
  stores.close()
  return file
}

/** The same with a log that was never moved into the file: what a killed process leaves. */
function hotFile(): string {
  const file = filledFile()
  const hot = join(newFolder(), 'raddraft.db')
  const opened = openDatabase({ file, key })
  createStores(opened).reports.setSection(reportId, 'conclusion', 'only in the log', '')
  copyFileSync(file, hot)
  copyFileSync(`${file}-wal`, `${hot}-wal`)
  opened.close()
  return hot
}

function problemOf(open: () => { close(): void }): string {
  try {
    open().close()
  } catch (error) {
    if (error instanceof DatabaseError) return error.problem
    throw error
  }
  return 'opened'
}

describe('opening the database', () => {
  it('D08: every pragma reads back as set (better-sqlite3 would leave synchronous at NORMAL in WAL)', () => {
    const { connection, close } = openDatabase({ file: join(newFolder(), 'a.db'), key })
    for (const [name, , expected] of pragmas) expect([name, connection.pragma(name, { simple: true })]).toEqual([name, expected])
    expect(connection.pragma('application_id', { simple: true })).toBe(applicationId)
    expect(connection.pragma('user_version', { simple: true })).toBe(latestVersion)
    expect(connection.pragma('cipher', { simple: true })).toBe('sqlcipher')
    close()
  })

  it('D01: neither the file nor its log holds a readable word or a SQLite header', () => {
    const file = filledFile('CANARYMUELLER')
    const opened = openDatabase({ file, key })
    createStores(opened).reports.setSection(reportId, 'conclusion', 'CANARYMUELLER again', '')
    const bytes = readdirSync(join(file, '..')).map((name) => readFileSync(join(file, '..', name)))
    expect(bytes.length).toBeGreaterThanOrEqual(2)
    for (const each of bytes) {
      expect(each.includes('CANARY')).toBe(false)
      expect(each.includes(Buffer.from('CANARY', 'utf16le'))).toBe(false)
      expect(each.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3')
    }
    opened.close()
  })

  it.skipIf(process.platform !== 'linux')('D03: a large sort puts nothing into the temporary folder', () => {
    const { connection, close } = openDatabase({ file: join(newFolder(), 'a.db'), key })
    connection.exec('CREATE TEMP TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) SELECT i, hex(randomblob(200)) AS text FROM n')
    const rows = connection.prepare('SELECT text FROM big ORDER BY text').iterate()
    rows.next()
    const open = readdirSync('/proc/self/fd').map((descriptor) => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`)
      } catch {
        return ''
      }
    })
    rows.return?.()
    close()
    expect(open.filter((path) => path.includes('etilqs'))).toEqual([])
  })

  it('D04: 60 of 60 flipped bits are noticed', () => {
    const file = filledFile()
    const bytes = readFileSync(file)
    const noticed: boolean[] = []
    for (let flip = 0; flip < 60; flip++) {
      const copy = Buffer.from(bytes)
      const bit = Math.floor(((flip + 0.5) / 60) * copy.length * 8)
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const path = join(newFolder(), 'raddraft.db')
      writeFileSync(path, copy)
      try {
        const { connection, close } = openDatabase({ file: path, key })
        try {
          noticed.push(connection.pragma('integrity_check', { simple: true }) !== 'ok')
        } catch {
          noticed.push(true)
        }
        close()
      } catch (error) {
        noticed.push(error instanceof DatabaseError && (error.problem === 'damaged' || error.problem === 'wrong-key'))
      }
    }
    expect(noticed.filter(Boolean)).toHaveLength(60)
  })

  it('D07: a wrong key changes neither file nor log, not even a log that waits to be moved', () => {
    for (const file of [filledFile(), hotFile()]) {
      const before = fingerprint(file)
      expect(problemOf(() => openDatabase({ file, key: randomBytes(32) }))).toBe('wrong-key')
      expect(fingerprint(file)).toBe(before)
      expect(existsSync(`${file}-shm`)).toBe(false)
    }
  })

  it('reads what only the log holds after a kill', () => {
    const stores = createStores(openDatabase({ file: hotFile(), key }))
    expect(stores.reports.find(reportId)?.sections.conclusion).toBe('only in the log')
    stores.close()
  })

  const broken: [name: string, problem: string, make: () => string][] = [
    ['a zero-length file', 'empty-file', () => written(Buffer.alloc(0))],
    ['a text file', 'not-a-database', () => written(Buffer.from('Dear colleague, '.repeat(2000)))],
    ['a short random file', 'not-a-database', () => written(randomBytes(100))],
    ['random bytes', 'wrong-key', () => written(randomBytes(81_920))],
    ['a plain SQLite database', 'not-a-database', plainDatabase],
    ['a folder', 'not-a-database', newFolder],
    ['half a file', 'damaged', () => edited((file, size) => truncateSync(file, Math.floor(size / 2 / 4096) * 4096))],
    ['half a file, torn in a page', 'damaged', () => edited((file, size) => truncateSync(file, Math.floor(size / 2) + 17))],
    ['a garbled first page', 'damaged', () => edited((file) => overwrite(file, 16, randomBytes(4000)))],
    ['zeroed pages in the middle of a file that was not closed', 'damaged', () => overwriteHot(40_960, Buffer.alloc(40_960))],
    ['another program’s database under our key', 'not-a-database', () => changed((connection) => connection.pragma('application_id = 1'))],
    ['a newer version', 'from-the-future', () => changed((connection) => connection.pragma(`user_version = ${latestVersion + 1}`))],
    ['a missing sentinel', 'damaged', () => changed((connection) => connection.exec('DELETE FROM sentinel'))],
    ['a guard that somebody removed', 'damaged', () => changed((connection) => connection.exec('DROP TRIGGER report_signed_is_frozen'))],
    ['a log without its file', 'damaged', logOnly],
  ]
  it.each(broken)('says what is wrong with %s (%s) and leaves it as it is', (_name, problem, make) => {
    const file = make()
    const before = fingerprint(file)
    expect(problemOf(() => openDatabase({ file, key }))).toBe(problem)
    expect(fingerprint(file)).toBe(before)
  })

  it('E14: a second process cannot even read, and is told after half a second', () => {
    const file = filledFile()
    const first = openDatabase({ file, key })
    const started = Date.now()
    expect(problemOf(() => openDatabase({ file, key }))).toBe('other-instance')
    expect(Date.now() - started).toBeLessThan(2000)
    first.close()
    expect(problemOf(() => openDatabase({ file, key }))).toBe('opened')
  })

  it('begins again after a first start that was interrupted', () => {
    const file = join(newFolder(), 'raddraft.db')
    writeFileSync(`${file}.new`, 'half of a file')
    const opened = openDatabase({ file, key })
    opened.close()
    expect(readdirSync(join(file, '..'))).toEqual([basename(file)])
    expect(process.platform === 'win32' ? 0 : statSync(file).mode & 0o077).toBe(0)
  })

  it('opens in under 250 ms after a clean close (a full check on every start would not)', () => {
    const file = filledFile()
    const times = [1, 2, 3, 4, 5].map(() => {
      const started = performance.now()
      openDatabase({ file, key }).close()
      return performance.now() - started
    })
    expect(Math.min(...times)).toBeLessThan(250)
  })
})

describe('a disk that does not take data', () => {
  it.skipIf(!isRoot || process.platform !== 'linux')('D15: read-only file or folder: reads, also what is only in the log, and refuses to write (as an unprivileged user)', () => {
    for (const file of [filledFile(), hotFile()]) {
      const folder = join(file, '..')
      for (const name of readdirSync(folder)) chmodSync(join(folder, name), 0o444)
      chmodSync(folder, 0o555)
      const before = fingerprint(file)
      expect(runTask('open', file, { asNobody: true })).toEqual({ readOnly: true, versions: 0, writing: 'read-only' })
      expect(fingerprint(file)).toBe(before)
    }
  })

  it('D15: shows what is only in the log when read mode is asked for', () => {
    const file = hotFile()
    const before = fingerprint(file)
    const stores = createStores(openDatabase({ file, key, readOnly: true }))
    expect(stores.readOnly).toBe(true)
    expect(stores.reports.find(reportId)?.sections.conclusion).toBe('only in the log')
    expect(() => stores.reports.setSection(reportId, 'findings', 'x', '')).toThrow(expect.objectContaining({ name: 'AppError', code: 'read-only' }))
    expect(() => stores.transaction(() => stores.settings.write('person', 'x'))).toThrow(AppError)
    stores.close()
    expect(fingerprint(file)).toBe(before)
  })

  it.skipIf(!isRoot || process.platform !== 'linux')('a folder that cannot be written and has no database is a problem with a name (as an unprivileged user)', () => {
    const folder = newFolder()
    chmodSync(folder, 0o555)
    expect(runTask('open', join(folder, 'raddraft.db'), { asNobody: true })).toEqual({ problem: 'not-writable' })
  })

  it.skipIf(!isRoot || process.platform !== 'linux')('D14: a full disk refuses with its own error, keeps every saved row, and opens again once there is room', ({ skip }) => {
    const disk = join(newFolder(), 'small')
    mkdirSync(disk)
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]).status !== 0) skip('mounting is not allowed here')
    try {
      const file = join(disk, 'raddraft.db')
      writeFileSync(join(disk, 'ballast'), Buffer.alloc(300_000))
      const { saved, code, kept } = runTask('fill', file)
      expect(code).toBe('disk-full')
      expect(saved).toBeGreaterThan(10)
      expect(kept).toBe(saved)
      expect(runTask('open', file)).toEqual({ problem: 'disk-full' })
      rmSync(join(disk, 'ballast'))
      expect(runTask('open', file)).toEqual({ readOnly: false, versions: saved, writing: 'written' })
    } finally {
      spawnSync('umount', [disk])
    }
  })

  it.skipIf(process.platform === 'win32')('D14: a file-size limit is told as a full disk, and nothing saved is lost', () => {
    const file = join(newFolder(), 'raddraft.db')
    const { stdout } = spawnSync('sh', ['-c', `ulimit -f 3000; exec "${process.execPath}" "${testProcess}" fill "${file}"`], { encoding: 'utf8' })
    const { saved, code, kept } = JSON.parse(stdout.trim()) as { saved: number; code: string; kept: number }
    expect(code).toBe('disk-full')
    expect(kept).toBe(saved)
    const stores = createStores(openDatabase({ file, key }))
    expect(stores.versions.count(reportId)).toBe(saved)
    stores.settings.write('person', 'there is room again')
    stores.close()
  })
})

function written(bytes: Buffer): string {
  const file = join(newFolder(), 'raddraft.db')
  writeFileSync(file, bytes)
  return file
}

function edited(edit: (file: string, size: number) => void): string {
  const file = filledFile()
  edit(file, statSync(file).size)
  return file
}

function overwrite(file: string, position: number, bytes: Buffer): void {
  const whole = readFileSync(file)
  bytes.copy(whole, position)
  writeFileSync(file, whole)
}

function overwriteHot(position: number, bytes: Buffer): string {
  const file = hotFile()
  overwrite(file, position, bytes)
  return file
}

/** A database of ours that something changed behind the app's back. */
function changed(change: (connection: Sqlite.Database) => void): string {
  const file = filledFile()
  const { connection, close } = openDatabase({ file, key })
  change(connection)
  close()
  return file
}

function plainDatabase(): string {
  const file = join(newFolder(), 'raddraft.db')
  const plain = new Sqlite(file)
  plain.exec('CREATE TABLE t (a)')
  plain.close()
  return file
}

function logOnly(): string {
  const file = join(newFolder(), 'raddraft.db')
  writeFileSync(`${file}-wal`, randomBytes(8192))
  return file
}
