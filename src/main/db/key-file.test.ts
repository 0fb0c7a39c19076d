import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createKey, openKey, readKeyFile, type Keyring, type Unlock } from './key-file.ts'
import { newFolder, removeFolders } from './test-folder.ts'

afterAll(removeFolders)
const now = new Date('2026-11-22T00:00:00Z')

const turned = (bytes: Buffer) => Buffer.from([...bytes].toReversed())

/** A keyring that turns bytes around. */
const keyringOf = (changes: Partial<Keyring> = {}): Keyring => ({
  available: () => ({ ok: true, backend: 'gnome_libsecret' }),
  encrypt: (text) => turned(Buffer.from(text)),
  decrypt: (bytes) => turned(bytes).toString(),
  ...changes,
})

const ways: Unlock[] = [{ protection: 'keyring', keyring: keyringOf() }, { protection: 'passphrase', passphrase: 'correct horse' }, { protection: 'file' }]

async function opened(folder: string, unlock: Unlock): Promise<Uint8Array> {
  const file = readKeyFile(folder)
  if (!file) throw new Error('no key file')
  return openKey(folder, file, unlock)
}

const wrongKey = expect.objectContaining({ name: 'DatabaseError', problem: 'wrong-key' })

// Each scrypt takes half a second of processor time and 128 MB, on a busy machine much longer.
describe('the key file', { timeout: 90_000 }, () => {
  it.each(ways)('D02: gives the same 32 random bytes back ($protection), readable by the owner only', async (unlock) => {
    const folder = newFolder()
    expect(readKeyFile(folder)).toBeNull()
    const key = await createKey(folder, unlock, now)
    expect(key).toHaveLength(32)
    expect(await opened(folder, unlock)).toEqual(key)
    const another = await createKey(newFolder(), unlock, now)
    expect(another).not.toEqual(key)
    expect(process.platform === 'win32' ? 0 : statSync(join(folder, 'key.json')).mode & 0o077).toBe(0)
  })

  it('holds the key in the clear only when the policy says so', async () => {
    for (const unlock of ways) {
      const folder = newFolder()
      const key = Buffer.from(await createKey(folder, unlock, now))
      const text = readFileSync(join(folder, 'key.json'), 'utf8')
      const readable = text.includes(key.toString('base64')) || text.includes(key.toString('hex'))
      expect(readable).toBe(unlock.protection === 'file')
    }
  })

  it('is there twice: either copy alone opens, and the other is written again', async () => {
    for (const lost of ['key.json', 'key-copy.json']) {
      for (const damage of [(path: string) => rmSync(path), (path: string) => writeFileSync(path, '{"format":'), (path: string) => writeFileSync(path, '')]) {
        const folder = newFolder()
        const key = await createKey(folder, { protection: 'file' }, now)
        damage(join(folder, lost))
        expect(await opened(folder, { protection: 'file' })).toEqual(key)
        expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(readFileSync(join(folder, 'key-copy.json'), 'utf8'))
      }
    }
  })

  it('is never replaced, and two damaged copies are not taken for none', async () => {
    const folder = newFolder()
    await createKey(folder, { protection: 'file' }, now)
    const before = readFileSync(join(folder, 'key.json'), 'utf8')
    await expect(createKey(folder, { protection: 'file' }, now)).rejects.toThrow(/not replaced/)
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(before)
    for (const name of ['key.json', 'key-copy.json']) writeFileSync(join(folder, name), 'garbage')
    expect(() => readKeyFile(folder)).toThrow(expect.objectContaining({ problem: 'key-missing' }))
    await expect(createKey(folder, { protection: 'file' }, now)).rejects.toThrow(/not replaced/)
  })

  it('a wrong passphrase is refused and nothing changes', async () => {
    const folder = newFolder()
    await createKey(folder, { protection: 'passphrase', passphrase: 'correct horse' }, now)
    const before = readFileSync(join(folder, 'key.json'), 'utf8')
    for (const passphrase of ['correct horsf', '']) {
      await expect(opened(folder, { protection: 'passphrase', passphrase })).rejects.toEqual(wrongKey)
    }
    expect(readFileSync(join(folder, 'key.json'), 'utf8')).toBe(before)
  })

  it('takes the same characters typed on another system (composed or not, full width or half)', async () => {
    const folder = newFolder()
    const key = await createKey(folder, { protection: 'passphrase', passphrase: 'Müller ガン123' }, now)
    expect(await opened(folder, { protection: 'passphrase', passphrase: 'Mu\u0308ller ｶﾞﾝ１２３' })).toEqual(key)
  })

  it('writes scrypt with N 2^17, r 8, p 1 and refuses a file that asks for more memory than sane', async () => {
    const folder = newFolder()
    await createKey(folder, { protection: 'passphrase', passphrase: 'correct horse' }, now)
    const file = JSON.parse(readFileSync(join(folder, 'key.json'), 'utf8')) as { scrypt: Record<string, unknown> }
    expect(file.scrypt).toMatchObject({ N: 131_072, r: 8, p: 1 })
    const greedy = JSON.stringify({ ...file, scrypt: { ...file.scrypt, N: 2 ** 40 } })
    for (const name of ['key.json', 'key-copy.json']) writeFileSync(join(folder, name), greedy)
    expect(() => readKeyFile(folder)).toThrow(/damaged/)
  })

  it.each<[string, Partial<Keyring>, RegExp]>([
    ['another backend', { available: () => ({ ok: true, backend: 'kwallet6' }) }, /gnome_libsecret.*kwallet6/],
    ['no keyring any more', { available: () => ({ ok: false, backend: 'basic_text' }) }, /gnome_libsecret.*basic_text/],
    ['a locked keyring', { available: () => ({ ok: false, backend: 'gnome_libsecret' }) }, /not available/],
    ['a keyring that throws', { decrypt: () => { throw new Error('no') } }, /could not unlock/],
    ['a keyring that gives another text', { decrypt: () => '00'.repeat(32) }, /not the one/],
    ['a keyring that gives nonsense', { decrypt: () => 'nonsense' }, /not the one/],
  ])('D02: %s is its own error', async (_name, changes, message) => {
    const folder = newFolder()
    await createKey(folder, { protection: 'keyring', keyring: keyringOf() }, now)
    const attempt = opened(folder, { protection: 'keyring', keyring: keyringOf(changes) })
    await expect(attempt).rejects.toEqual(wrongKey)
    await expect(attempt).rejects.toThrow(message)
  })

  it('D02: makes no key with a keyring that is only plain text, or that forgets', async () => {
    for (const changes of [{ available: () => ({ ok: false, backend: 'basic_text' }) }, { decrypt: () => 'other' }]) {
      const folder = newFolder()
      await expect(createKey(folder, { protection: 'keyring', keyring: keyringOf(changes) }, now)).rejects.toEqual(wrongKey)
      expect(existsSync(join(folder, 'key.json'))).toBe(false)
    }
  })
})
