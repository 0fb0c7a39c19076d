import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../../shared/ipc/errors.ts'
import { createLog } from './log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'raddraft-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('')

describe('the log', () => {
  it('names the kind of an error and the place, and no word of its message, not even one that looks like a place (bug: findings in a log file)', () => {
    const log = createLog(folder)
    const message = 'CANARY in column 3\n    at CANARY hospital\nCANARY'
    log.error('uncaught', new TypeError(message))
    log.error('call', new AppError('internal', message, { cause: new RangeError(message) }))
    log.error('call', message)
    const [first, second, third] = written().trim().split('\n').map((line) => JSON.parse(line) as Record<string, string>)
    expect(first).toMatchObject({ event: 'uncaught', error: 'TypeError', at: expect.stringContaining('log.test.ts') })
    expect(second).toMatchObject({ error: 'RangeError', at: expect.stringContaining('log.test.ts') })
    expect(third).toMatchObject({ error: 'string', at: '' })
    expect(written()).not.toContain('CANARY')
  })

  it('begins a new file at its limit and keeps one old one (bug: a log that fills the disk)', () => {
    writeFileSync(join(folder, 'raddraft.log'), 'x'.repeat(1_000_001))
    createLog(folder).write('opened', { state: 'ready' })
    expect(readdirSync(folder).toSorted()).toEqual(['raddraft.log', 'raddraft.log.1'])
    expect(JSON.parse(readFileSync(join(folder, 'raddraft.log'), 'utf8'))).toMatchObject({ event: 'opened', state: 'ready' })
  })

  it('a folder that went away costs the line, not the app', () => {
    const log = createLog(folder)
    rmSync(folder, { recursive: true })
    expect(() => log.write('opened', {})).not.toThrow()
  })
})
