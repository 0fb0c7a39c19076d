import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { Keyring } from '../db/key-file.ts'
import { createAccess, databaseName, type Access, type AccessOptions } from './access.ts'

const turned = (bytes: Buffer) => Buffer.from([...bytes].toReversed())
const keyring: Keyring = {
  available: () => ({ ok: true, backend: 'gnome_libsecret' }),
  encrypt: (text) => turned(Buffer.from(text)),
  decrypt: (bytes) => turned(bytes).toString(),
}
const noKeyring: Keyring = { ...keyring, available: () => ({ ok: false, backend: 'basic_text' }) }
const versions = { app: '1', electron: '1', chrome: '1', node: '1' }

const open: Access[] = []
const folders: string[] = []
afterEach(() => {
  for (const access of open.splice(0)) access.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'raddraft-access-'))
  folders.push(folder)
  return folder
}

function accessTo(dataFolder: string, options: Partial<AccessOptions> = {}): Access {
  const access = createAccess({ dataFolder, keyring, policy: null, policyPath: '/etc/raddraft/policy.json', passphraseFromEnvironment: null, versions, ...options })
  open.push(access)
  return access
}

/** A data folder in which somebody has worked. */
async function usedFolder(options: Partial<AccessOptions> = {}): Promise<string> {
  const folder = newFolder()
  const access = accessTo(folder, options)
  expect(await access.start()).toMatchObject({ state: 'ready' })
  access.stores().settings.write('person', 'Dr. A')
  access.close()
  return folder
}

const passphrase = { keyring: noKeyring, passphraseFromEnvironment: 'correct horse' }
const everything = (folder: string) => readdirSync(folder).toSorted().map((name) => [name, readFileSync(join(folder, name)).toString('base64')])

// Each scrypt takes half a second of processor time, on a busy machine much longer.
const patience = { timeout: 90_000 }

describe('the first start', patience, () => {
  it('uses the keyring where there is one, and opens again with it', async () => {
    const folder = await usedFolder()
    const access = accessTo(folder)
    expect(() => access.stores()).toThrow(expect.objectContaining({ code: 'locked' }))
    expect(await access.start()).toEqual({ state: 'ready', database: join(folder, databaseName), protection: 'keyring', readOnly: false, notice: null, versions })
    expect(access.status().state).toBe('ready')
    expect(access.stores().settings.all()).toEqual({ person: 'Dr. A' })
  })

  it('asks once where there is no keyring, writes nothing before the answer, and never falls back to plain text', async () => {
    const folder = join(newFolder(), 'new')
    const access = accessTo(folder, { keyring: noKeyring })
    expect(await access.start()).toMatchObject({ state: 'choose-protection', backend: 'basic_text', policy: '/etc/raddraft/policy.json' })
    expect(readdirSync(folder)).toEqual([])
    await expect(access.choosePassphrase('short')).rejects.toThrow(/8 characters/)
    expect(await access.choosePassphrase('correct horse')).toMatchObject({ state: 'ready', protection: 'passphrase' })
    await expect(access.choosePassphrase('correct horse')).rejects.toThrow(/cannot be chosen now/)
  })

  it('makes one key although two windows choose at the same moment', async () => {
    const access = accessTo(newFolder(), { keyring: noKeyring })
    await access.start()
    const both = await Promise.allSettled([access.choosePassphrase('correct horse'), access.choosePassphrase('another horse')])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(access.status().state).toBe('ready')
  })

  it('does what the policy says, and refuses where it cannot', async () => {
    expect(await accessTo(newFolder(), { policy: { keyProtection: 'file' } }).start()).toMatchObject({ state: 'ready', protection: 'file', notice: expect.stringContaining('unprotected') })
    expect(await accessTo(newFolder(), { policy: { keyProtection: 'passphrase' } }).start()).toMatchObject({ state: 'choose-protection' })
    expect(await accessTo(newFolder(), { policy: { keyProtection: 'keyring' }, keyring: noKeyring, passphraseFromEnvironment: 'correct horse' }).start()).toMatchObject({ state: 'problem', problem: 'policy' })
    const broken = newFolder()
    expect(await accessTo(broken, { policyProblem: 'The policy file is not JSON.' }).start()).toMatchObject({ state: 'problem', problem: 'policy', message: 'The policy file is not JSON.' })
    expect(readdirSync(broken)).toEqual([])
  })

  it('runs without a person on a passphrase from the environment', async () => {
    const folder = await usedFolder(passphrase)
    expect(await accessTo(folder, passphrase).start()).toMatchObject({ state: 'ready', protection: 'passphrase' })
  })
})

describe('later starts', patience, () => {
  it('a wrong passphrase is refused, changes nothing, and the right one still opens', async () => {
    const folder = await usedFolder(passphrase)
    const before = everything(folder)
    const access = accessTo(folder, { keyring: noKeyring })
    expect(await access.start()).toMatchObject({ state: 'locked' })
    await expect(access.unlock('wrong horse')).rejects.toThrow(expect.objectContaining({ name: 'AppError', code: 'wrong-key' }))
    expect(access.status().state).toBe('locked')
    expect(everything(folder)).toEqual(before)
    expect(await access.unlock('correct horse')).toMatchObject({ state: 'ready', protection: 'passphrase' })
    await expect(access.unlock('correct horse')).rejects.toThrow(/nothing to unlock/)
  })

  it('a wrong passphrase from the environment is a problem, not a new database', async () => {
    const folder = await usedFolder(passphrase)
    const before = everything(folder)
    expect(await accessTo(folder, { ...passphrase, passphraseFromEnvironment: 'wrong horse' }).start()).toMatchObject({ state: 'problem', problem: 'wrong-key' })
    expect(everything(folder)).toEqual(before)
  })

  it('D07: a database without its key never gets a new one', async () => {
    const folder = await usedFolder()
    for (const name of ['key.json', 'key-copy.json']) rmSync(join(folder, name))
    const before = everything(folder)
    expect(await accessTo(folder).start()).toMatchObject({ state: 'problem', problem: 'key-missing' })
    expect(everything(folder)).toEqual(before)
  })

  it('D02: a change of keyring has its own sentence', async () => {
    const folder = await usedFolder()
    const other = { ...keyring, available: () => ({ ok: true, backend: 'kwallet6' }) }
    expect(await accessTo(folder, { keyring: other }).start()).toMatchObject({ state: 'problem', problem: 'wrong-key', message: expect.stringContaining('kwallet6') })
  })

  it('an unprotected key is only taken while the policy allows it', async () => {
    const folder = await usedFolder({ policy: { keyProtection: 'file' } })
    expect(await accessTo(folder).start()).toMatchObject({ state: 'problem', problem: 'policy' })
  })

  it.each<[string, string, (file: string) => void]>([
    ['empty-file', 'zero-length', (file) => writeFileSync(file, '')],
    ['not-a-database', 'garbage', (file) => writeFileSync(file, 'garbage '.repeat(2000))],
    ['wrong-key', 'of another installation', (file) => copyFileSync(otherDatabase, file)],
  ])('tells %s when the database is %s, with a title and a remedy, and opens after a retry once it is mended', async (problem, _what, damage) => {
    const folder = await usedFolder()
    otherDatabase = join(await usedFolder(), databaseName)
    const file = join(folder, databaseName)
    renameSync(file, `${file}.kept`)
    damage(file)
    const access = accessTo(folder)
    const status = await access.start()
    expect(status).toMatchObject({ state: 'problem', problem, database: file })
    for (const part of ['title', 'message', 'remedy']) expect(status).toHaveProperty(part, expect.stringMatching(/^[A-Z].{15,}$/s))
    expect(existsSync(`${file}.kept`)).toBe(true)
    expect((await access.retry()).state).toBe('problem')
    renameSync(`${file}.kept`, file)
    expect(await access.retry()).toMatchObject({ state: 'ready' })
    expect(access.stores().settings.all()).toEqual({ person: 'Dr. A' })
  })

  it('a second program is told that another one holds the database', async () => {
    const folder = await usedFolder()
    await accessTo(folder).start()
    expect(await accessTo(folder).start()).toMatchObject({ state: 'problem', problem: 'other-instance' })
  })

  it('after closing, nothing can be read any more', async () => {
    const folder = await usedFolder()
    const access = accessTo(folder)
    await access.start()
    access.close()
    expect(() => access.stores()).toThrow(expect.objectContaining({ code: 'locked' }))
    expect(access.status().state).toBe('locked')
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)('D15: a read-only folder opens to read, with a notice', async () => {
    const folder = await usedFolder()
    chmodSync(folder, 0o555)
    expect(await accessTo(folder).start()).toMatchObject({ state: 'ready', readOnly: true, notice: expect.stringContaining('nothing is saved') })
    chmodSync(folder, 0o755)
  })
})

let otherDatabase = ''
