import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import v8 from 'node:v8'
import vm from 'node:vm'

/**
 * Uses the SQLite binding for real: encrypted write and read, full-text search, wrong key, statements through garbage collection
 * (a binding of the wrong Node-API version loads and dies there).
 * @param {string} projectFolder whose node_modules has the package
 * @param {string | undefined} nativeBinding undefined: the package's own prebuilt file
 * @returns {string} SQLite's version; throws when anything is not as it must be
 */
export function checkBinding(projectFolder, nativeBinding) {
  const require = createRequire(path.join(projectFolder, 'package.json'))
  const Database = require('better-sqlite3')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'raddraft-binding-'))
  const file = path.join(folder, 'check.db')
  const open = (key) => {
    const database = new Database(file, nativeBinding ? { nativeBinding } : {})
    database.pragma("cipher='sqlcipher'")
    database.pragma(`key="x'${key}'"`)
    return database
  }
  try {
    const key = '5a'.repeat(32)
    const first = open(key)
    first.exec('create table word (text text); create virtual table search using fts5(body)')
    first.prepare('insert into search values (?)').run('binding check canary')
    first.transaction(() => {
      for (let count = 0; count < 2_000; count++) first.prepare('insert into word values (?)').run(`word ${count}`)
    })()
    v8.setFlagsFromString('--expose-gc')
    const collect = vm.runInNewContext('gc')
    for (let count = 0; count < 3; count++) collect()
    first.close()
    if (readFileSync(file).includes('canary')) throw new Error('the file is not encrypted')
    const second = open(key)
    if (second.prepare("select count(*) from search where search match 'canary'").pluck().get() !== 1) throw new Error('the written row is missing')
    const version = second.prepare('select sqlite_version()').pluck().get()
    second.close()
    const intruder = open('a5'.repeat(32))
    try {
      intruder.prepare('select count(*) from word').get()
      throw new Error('a wrong key opened the file')
    } catch (error) {
      if (error.code !== 'SQLITE_NOTADB') throw error
    } finally {
      intruder.close()
    }
    return version
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
