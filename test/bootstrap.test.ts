import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCurrent } from '../scripts/bootstrap.mjs'
import { missingOptional } from '../scripts/complete-lock.mjs'
import { displayAddress, displayAnswers, displayNumber, startXvfb } from '../scripts/display.mjs'
import { cacheFolder, isNode24, modelsFolder } from '../scripts/environment.mjs'
import { aptCommand, resolveNames } from '../scripts/lib/apt.mjs'
import { Failure, toFailure } from '../scripts/lib/failure.mjs'
import { isStale, withLock } from '../scripts/lib/lock.mjs'
import { checkIntegrity, npmFailure, npmPack } from '../scripts/lib/npm.mjs'
import { findProgram } from '../scripts/lib/process.mjs'
import { areUnchanged, hashOf, readJson, seal, writeJson } from '../scripts/lib/stamp.mjs'
import { unzip } from '../scripts/lib/unzip.mjs'
import { countPlaywright, countVitest, sum, summary } from '../scripts/stages.mjs'
import { givenFolder, mayTryOfficial, stallWatch } from '../scripts/steps/electron.mjs'
import { missingCompilers, missingPackages } from '../scripts/steps/libraries.mjs'
import { checkNodeVersion } from '../scripts/lib/node-version.mjs'
import { matchesLock } from '../scripts/steps/packages.mjs'

const project = path.dirname(import.meta.dirname)
const sri = (bytes: Buffer) => `sha512-${createHash('sha512').update(bytes).digest('base64')}`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'raddraft-bootstrap-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('stamps', () => {
  it('ignores the order of keys but not a changed value, so a step runs again exactly when its inputs changed', () => {
    expect(hashOf({ a: 1, b: [1, 2] })).toBe(hashOf({ b: [1, 2], a: 1 }))
    expect(hashOf({ a: 1, b: [1, 2] })).not.toBe(hashOf({ a: 1, b: [2, 1] }))
  })

  it('notices one changed byte of the same length in a cached file', async () => {
    const file = path.join(folder, 'runtime')
    writeFileSync(file, 'abcdef')
    const sealed = await seal([file])
    expect(await areUnchanged(sealed)).toBe(true)
    writeFileSync(file, 'abcdeg')
    utimesSync(file, new Date(), new Date(Date.now() + 5000))
    expect(await areUnchanged(sealed)).toBe(false)
  })

  it('accepts a file whose time changed but not its bytes, so restoring a cache fetches nothing', async () => {
    const file = path.join(folder, 'runtime')
    writeFileSync(file, 'abcdef')
    const sealed = await seal([file])
    utimesSync(file, new Date(), new Date(Date.now() + 5000))
    expect(await areUnchanged(sealed)).toBe(true)
  })

  it('with --verify reads every byte: a changed file with its old time and size is found', async () => {
    const file = path.join(folder, 'runtime')
    const time = new Date(1_700_000_000_000)
    writeFileSync(file, 'abcdef')
    utimesSync(file, time, time)
    const sealed = await seal([file])
    writeFileSync(file, 'abcdeg')
    utimesSync(file, time, time)
    expect(await areUnchanged(sealed, { thorough: true })).toBe(false)
  })

  it('leaves no half-written stamp: a reader of a torn file starts the step again', async () => {
    const file = path.join(folder, 'deep', 'step.json')
    writeJson(file, { inputs: 'x' })
    expect(readdirSync(path.dirname(file))).toEqual(['step.json'])
    writeFileSync(file, '{"inputs":')
    expect(readJson(file)).toBeUndefined()
  })

  it('runs a step again when its inputs changed, when its result is gone and when its own check throws', async () => {
    const step = (intact: () => boolean) => ({ name: 'x', title: 'X', inputs: () => ({ version: 2 }), isIntact: intact, run: async () => ({}) })
    const stamp = (inputs: unknown) => ({ inputs: hashOf(inputs), result: {} })
    const context = { cache: folder, output: process.stdout, thorough: false, say: () => {} }
    expect(await isCurrent(step(() => true), context, stamp({ version: 2 }))).toBe(true)
    expect(await isCurrent(step(() => true), context, stamp({ version: 1 }))).toBe(false)
    expect(await isCurrent(step(() => false), context, stamp({ version: 2 }))).toBe(false)
    expect(await isCurrent(step(() => { throw new Error('gone') }), context, stamp({ version: 2 }))).toBe(false)
  })
})

describe('integrity', () => {
  it('refuses a package file with one changed byte, with a remedy and no stack', async () => {
    const bytes = Buffer.from('a package file')
    const file = path.join(folder, 'p.tgz')
    const pin = { name: 'some-package', version: '1.0.0', integrity: sri(bytes) }
    writeFileSync(file, bytes)
    await expect(checkIntegrity(file, pin)).resolves.toBeUndefined()
    bytes[3] = bytes[3]! ^ 1
    writeFileSync(file, bytes)
    await expect(checkIntegrity(file, pin)).rejects.toThrow(/some-package 1\.0\.0 is not the file/)
  })

  it('does not use a finished download that was changed afterwards', async () => {
    const bytes = Buffer.from('a package file')
    mkdirSync(path.join(folder, 'downloads'))
    const file = path.join(folder, 'downloads', 'some-package-1.0.0.tgz')
    writeFileSync(file, bytes)
    const pin = { name: 'some-package', version: '1.0.0', integrity: sri(bytes) }
    expect(await npmPack(pin, { cache: folder, cwd: folder })).toBe(file)
    writeFileSync(file, 'a changed file')
    const before = process.env['npm_execpath']
    const fakeNpm = path.join(folder, 'npm-cli.js')
    writeFileSync(fakeNpm, 'console.error("npm error code ECONNREFUSED"); process.exit(1)')
    process.env['npm_execpath'] = fakeNpm
    try {
      await expect(npmPack(pin, { cache: folder, cwd: folder })).rejects.toThrow(/could not reach the package registry/)
      expect(existsSync(file)).toBe(false)
    } finally {
      if (before === undefined) delete process.env['npm_execpath']
      else process.env['npm_execpath'] = before
    }
  })
})

describe('an interrupted set-up', () => {
  it('killed in the middle of a download leaves nothing that looks finished, and the next run goes on', async () => {
    // A stand-in for npm that writes half a file and then hangs: the process is killed as by a power cut.
    const bytes = Buffer.alloc(4096, 7)
    const fakeNpm = path.join(folder, 'npm-cli.js')
    const pin = { name: 'some-package', version: '1.0.0', integrity: sri(bytes) }
    const program = path.join(folder, 'fetch.mjs')
    writeFileSync(program, `import { npmPack } from ${JSON.stringify(path.join(project, 'scripts/lib/npm.mjs'))}
      console.log(await npmPack(${JSON.stringify(pin)}, { cache: ${JSON.stringify(folder)}, cwd: ${JSON.stringify(folder)} }))`)
    const fake = (body: string) =>
      writeFileSync(fakeNpm, `const { writeFileSync } = require('node:fs'); const target = process.argv[process.argv.indexOf('--pack-destination') + 1] + '/some.tgz'; ${body}`)
    const env = { ...process.env, npm_execpath: fakeNpm }

    fake(`writeFileSync(target, Buffer.alloc(100, 7)); writeFileSync(${JSON.stringify(path.join(folder, 'started'))}, ''); setInterval(() => {}, 1000)`)
    const first = spawn(process.execPath, [program], { env, detached: true, stdio: 'ignore' })
    while (!existsSync(path.join(folder, 'started'))) await new Promise((resolve) => setTimeout(resolve, 20))
    process.kill(-first.pid!, 'SIGKILL')
    const finished = path.join(folder, 'downloads', 'some-package-1.0.0.tgz')
    expect(existsSync(finished)).toBe(false)

    fake('writeFileSync(target, Buffer.alloc(4096, 7))')
    const second = spawnSync(process.execPath, [program], { env, encoding: 'utf8' })
    expect(second.stdout).toContain(finished)
    expect(readFileSync(finished)).toEqual(bytes)
  })

  it('releases the lock of a process that died, and of one that has been silent for a minute', () => {
    const here = { pid: 4242, host: os.hostname() }
    expect(isStale(here, 0, () => true)).toBe(false)
    expect(isStale(here, 0, () => false)).toBe(true)
    expect(isStale({ pid: 4242, host: 'another-computer' }, 10_000, () => false)).toBe(false)
    expect(isStale({ pid: 4242, host: 'another-computer' }, 61_000, () => true)).toBe(true)
  })

  it('takes over from a killed process and lets only one work at a time', async () => {
    const lock = path.join(folder, 'lock')
    const dead = spawnSync(process.execPath, ['-e', '']).pid
    writeFileSync(lock, JSON.stringify({ pid: dead, host: os.hostname() }))
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((resolve) => setTimeout(resolve, 30))
      inside--
    }
    await Promise.all([1, 2, 3].map(() => withLock(lock, work, { pollMs: 5 })))
    expect(most).toBe(1)
    expect(existsSync(lock)).toBe(false)
  })

  it('frees the lock when a step fails', async () => {
    const lock = path.join(folder, 'lock')
    await expect(withLock(lock, () => Promise.reject(new Failure('no', 'try')))).rejects.toThrow('no')
    expect(existsSync(lock)).toBe(false)
  })
})

describe('messages', () => {
  it('tells a person without root the exact command', () => {
    expect(aptCommand(['libnss3', 'xvfb'], false)).toBe('sudo apt-get update && sudo apt-get install -y --no-install-recommends libnss3 xvfb')
    expect(aptCommand(['xvfb'], true)).toBe('apt-get update && apt-get install -y --no-install-recommends xvfb')
  })

  it('finds the t64 names of Debian 13 and Ubuntu 24.04', () => {
    const newer = new Set(['libgtk-3-0t64', 'xvfb'])
    expect(resolveNames(['libgtk-3-0', 'xvfb', 'nonsense'], (name: string) => newer.has(name))).toEqual({ names: ['libgtk-3-0t64', 'xvfb'], unknown: ['nonsense'] })
  })

  it('asks only for libraries that are missing, and for Xvfb only without a display', () => {
    const all = ['libgtk-3.so.0', 'libnss3.so', 'libasound.so.2', 'libgbm.so.1', 'libXss.so.1', 'libXtst.so.6', 'libatk-bridge-2.0.so.0', 'libdrm.so.2', 'libcups.so.2']
    expect(missingPackages(new Set(all), false)).toEqual([])
    expect(missingPackages(new Set(all.slice(1)), true)).toEqual(['libgtk-3-0', 'xvfb'])
    expect(missingPackages(undefined, false)).toEqual([])
  })

  it('names the compilers that are missing', () => {
    expect(missingCompilers((name: string) => (name === 'g++' ? undefined : `/usr/bin/${name}`))).toEqual(['g++'])
  })

  it('refuses an old Node by name and accepts the supported ones', () => {
    expect(() => checkNodeVersion('18.20.4')).toThrow(/Node 18\.20\.4; RadDraft needs Node 20/)
    expect(() => checkNodeVersion('20.0.0')).not.toThrow()
  })

  it.each([
    ['npm error code ENOTFOUND', /could not reach the package registry/],
    ['npm error code E404', /does not have that version/],
    ['npm error code E401', /refused/],
    ['npm error code EUSAGE', /do not belong together/],
    ['something else', /^npm ci failed\.$/],
  ])('turns "%s" into one sentence', (tail, sentence) => {
    const failure = npmFailure({ code: 1, tail, log: '/log' }, 'npm ci')
    expect(failure.message).toMatch(sentence)
    expect(failure.message).not.toContain('\n')
    expect(failure.remedy.length).toBeGreaterThan(10)
  })

  it('turns a full disk and an unforeseen error into one sentence with a remedy', () => {
    expect(toFailure(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }), 'x').message).toBe('The disk is full.')
    const unforeseen = toFailure(new Error('boom\n    at somewhere'), 'The step "X"')
    expect(unforeseen.message).toBe('The step "X" stopped: boom.')
    expect(unforeseen.remedy).toContain('Start again')
  })
})

describe('where things are', () => {
  it('follows RADDRAFT_CACHE, RADDRAFT_MODELS and each system’s own cache folder', () => {
    expect(cacheFolder({ RADDRAFT_CACHE: folder })).toBe(folder)
    expect(cacheFolder({}, 'linux', '/home/a')).toBe(path.join('/home/a', '.cache', 'raddraft'))
    expect(cacheFolder({ XDG_CACHE_HOME: '/fast' }, 'linux', '/home/a')).toBe(path.join('/fast', 'raddraft'))
    expect(cacheFolder({}, 'darwin', '/Users/a')).toBe(path.join('/Users/a', 'Library', 'Caches', 'raddraft'))
    expect(cacheFolder({ LOCALAPPDATA: 'L' }, 'win32', 'U')).toBe(path.join('L', 'raddraft', 'cache'))
    expect(modelsFolder({ RADDRAFT_CACHE: folder })).toBe(path.join(folder, 'models'))
    expect(modelsFolder({ RADDRAFT_CACHE: folder, RADDRAFT_MODELS: '/weights' })).toBe(path.resolve('/weights'))
  })

  it('uses the running Node only where type stripping and the bindings work', () => {
    expect(['20.20.2', '22.14.0', '24.14.9'].map((version) => isNode24(version))).toEqual([false, false, false])
    expect(['24.15.0', '24.21.0', '26.1.0'].map((version) => isNode24(version))).toEqual([true, true, true])
  })
})

describe('Electron', () => {
  it('tries a failed official download again only after a day or for another version', () => {
    const failure = { version: '45.4.1', at: 1_000_000 }
    const hour = 3_600_000
    expect(mayTryOfficial(undefined, '45.4.1')).toBe(true)
    expect(mayTryOfficial(failure, '45.4.1', failure.at + hour)).toBe(false)
    expect(mayTryOfficial(failure, '45.4.1', failure.at + 25 * hour)).toBe(true)
    expect(mayTryOfficial(failure, '45.5.0', failure.at + hour)).toBe(true)
  })

  it('takes a folder a person names, but not the one it gave its own children: set-up inside a test would start over', () => {
    const own = path.join(folder, 'electron-33')
    expect(givenFolder(folder, { ELECTRON_OVERRIDE_DIST_PATH: own })).toBeUndefined()
    expect(givenFolder(folder, { ELECTRON_OVERRIDE_DIST_PATH: '/opt/electron' })).toBe(path.resolve('/opt/electron'))
    expect(givenFolder(folder, {})).toBeUndefined()
  })

  it('gives a silent host 20 s, but a slow download as long as bytes flow', () => {
    let now = 0
    let bytes = 0
    const silent = stallWatch(() => 0, () => now)
    const slow = stallWatch(() => bytes, () => now)
    for (; now < 19_000; now += 1000) expect(silent()).toBe(true)
    bytes = 1
    expect(slow()).toBe(true)
    now = 20_500
    expect(silent()).toBe(false)
    for (; now < 500_000; now += 50_000) {
      bytes += 10
      expect(slow()).toBe(true)
    }
    now += 61_000
    expect(slow()).toBe(false)
  })

  it('unpacks stored and deflated members, leaves out the unwanted and refuses names that leave the folder', async () => {
    const archive = path.join(folder, 'a.zip')
    const text = Buffer.from('hello '.repeat(500))
    writeFileSync(archive, zipOf([['top/a.txt', text, true], ['top/b.txt', Buffer.from('b'), false], ['top/no.txt', text, true], ['top/empty', Buffer.alloc(0), false]]))
    await unzip(archive, folder, (name: string) => !name.endsWith('no.txt'))
    expect(readFileSync(path.join(folder, 'top/a.txt'))).toEqual(text)
    expect(readFileSync(path.join(folder, 'top/b.txt'), 'utf8')).toBe('b')
    expect(readFileSync(path.join(folder, 'top/empty'), 'utf8')).toBe('')
    expect(existsSync(path.join(folder, 'top/no.txt'))).toBe(false)
    writeFileSync(archive, zipOf([['../escaped.txt', text, true]]))
    await expect(unzip(archive, folder, () => true)).rejects.toThrow(/outside its folder/)
    expect(existsSync(path.join(path.dirname(folder), 'escaped.txt'))).toBe(false)
  })
})

/** A ZIP archive of [name, bytes, deflate?] members. */
function zipOf(members: [string, Buffer, boolean][]): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let at = 0
  for (const [name, bytes, deflate] of members) {
    const packed = deflate ? deflateRawSync(bytes) : bytes
    const header = Buffer.alloc(30)
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(deflate ? 8 : 0, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(bytes.length, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(at, 42)
    local.push(header, Buffer.from(name), packed)
    central.push(entry, Buffer.from(name))
    at += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, directory, end])
}

describe('display', () => {
  it('reads DISPLAY values, and no others', () => {
    expect(displayAddress(':0')).toEqual({ path: '/tmp/.X11-unix/X0' })
    expect(displayAddress(':99.0')).toEqual({ path: '/tmp/.X11-unix/X99' })
    expect(displayAddress('host:1')).toEqual({ host: 'host', port: 6001 })
    expect([undefined, '', '0', ':x'].map((value) => displayAddress(value))).toEqual([undefined, undefined, undefined, undefined])
  })

  it('waits for the whole number of Xvfb: "1" is not "12"', () => {
    expect(displayNumber('1')).toBeUndefined()
    expect(displayNumber('12\n')).toBe(12)
  })

  it('calls a display usable only when somebody answers: containers inherit stale values', async () => {
    expect(await displayAnswers(':65123')).toBe(false)
  })

  it.skipIf(!findProgram('Xvfb'))('starts two displays at once on different numbers and stops both (needs Xvfb)', async () => {
    const [first, second] = await Promise.all([startXvfb(), startXvfb()])
    expect(first.display).not.toBe(second.display)
    expect(await displayAnswers(first.display)).toBe(true)
    first.stop()
    second.stop()
    for (let wait = 0; wait < 100 && (await displayAnswers(first.display)); wait++) await new Promise((resolve) => setTimeout(resolve, 50))
    expect(await displayAnswers(first.display)).toBe(false)
  })
})

describe('counting', () => {
  it('adds the runners up to one line', () => {
    const vitest = countVitest({ numPassedTests: 10, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }, 1)
    const playwright = countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 1 } }, 1)
    expect(summary(sum([{ passed: 1, failed: 0, skipped: 0 }, vitest, playwright]))).toBe('16 passed, 3 failed, 4 skipped')
    expect(summary(sum([]))).toBe('0 passed, 0 failed')
  })

  it('never reports success for a runner that crashed before it could write its report', () => {
    expect(countVitest(undefined, 1)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(countPlaywright(undefined, 134)).toEqual({ passed: 0, failed: 1, skipped: 0 })
    expect(countVitest({ numPassedTests: 3, numFailedTests: 0 }, 1).failed).toBe(1)
  })
})

describe('the lock file', () => {
  const lock = readJson(path.join(project, 'package-lock.json'))

  it('knows an install that is complete, older or damaged', () => {
    const wanted = { packages: { '': {}, 'node_modules/a': { version: '1.0.0', integrity: 'x' }, 'node_modules/b': { version: '1.0.0', integrity: 'y', optional: true } } }
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.0', integrity: 'x' } } })).toBe(true)
    expect(matchesLock(wanted, { packages: { 'node_modules/a': { version: '1.0.1', integrity: 'x' } } })).toBe(false)
    expect(matchesLock(wanted, { packages: { 'node_modules/b': { version: '1.0.0', integrity: 'y' } } })).toBe(false)
    expect(matchesLock(wanted, undefined)).toBe(false)
  })

  it('names the optional packages of every platform: without them npm ci refuses it (mend: node scripts/complete-lock.mjs)', () => {
    expect(missingOptional(lock)).toEqual([])
    const { 'node_modules/@oxlint/binding-win32-x64-msvc': _, ...rest } = lock.packages
    expect(missingOptional({ packages: rest }).map(({ name }: { name: string }) => name)).toEqual(['@oxlint/binding-win32-x64-msvc'])
  })

  it('has no address of a registry, so that a hospital’s own mirror works', () => {
    const withoutFunding = Object.values<object>(lock.packages).map((entry) => ({ ...entry, funding: undefined }))
    expect(JSON.stringify(withoutFunding)).not.toContain('://')
  })

  it('has an integrity hash for every package that this platform installs', () => {
    const installed = Object.entries<{ optional?: boolean; integrity?: string }>(lock.packages).filter(([name, entry]) => name !== '' && entry.optional !== true)
    expect(installed.filter(([, entry]) => !entry.integrity?.startsWith('sha512-')).map(([name]) => name)).toEqual([])
  })
})

describe('the repository', () => {
  it('names no registry host anywhere', () => {
    // In pieces, so that this file does not name them either.
    const hosts = [['registry', 'npmjs'], ['registry', 'yarnpkg'], ['registry', 'npmmirror'], ['pypi', 'org'], ['pythonhosted', 'org'], ['deb', 'debian'], ['archive', 'ubuntu']].map((words) => words.join('.'))
    const listed = spawnSync('git', ['ls-files', '-z'], { cwd: project, encoding: 'utf8' }).stdout.split('\0').filter(Boolean)
    expect(listed.length).toBeGreaterThan(50)
    const found = listed.filter((file) => {
      const full = path.join(project, file)
      if (!existsSync(full)) return false
      const text = readFileSync(full, 'latin1')
      return hosts.some((host) => text.includes(host))
    })
    expect(found).toEqual([])
  })
})
