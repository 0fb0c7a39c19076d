import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeAtomically } from './atomic-file.ts'
import { DatabaseError } from './database-error.ts'

/** The desktop's keyring, as Electron's safeStorage offers it. */
export type Keyring = {
  /** `ok` only where text is really protected by the desktop; `backend` is the platform's name for it. */
  available(): { ok: boolean; backend: string }
  encrypt(text: string): Buffer
  decrypt(bytes: Buffer): string
}

/** What is needed to wrap or unwrap the data key. */
export type Unlock = { protection: 'keyring'; keyring: Keyring } | { protection: 'passphrase'; passphrase: string } | { protection: 'file' }

const Base64 = z.string().regex(/^[A-Za-z0-9+/]+=*$/)
const common = { format: z.literal('raddraft-key'), version: z.literal(1), createdAt: z.string(), check: Base64 }
const KeyFileContent = z.discriminatedUnion('protection', [
  z.strictObject({ ...common, protection: z.literal('keyring'), backend: z.string(), wrapped: Base64 }),
  z.strictObject({
    ...common,
    protection: z.literal('passphrase'),
    // Limits, so that a file from elsewhere cannot ask for all the memory or for hours.
    scrypt: z.strictObject({ N: z.int().min(16384).max(1_048_576), r: z.int().min(1).max(16), p: z.int().min(1).max(4), salt: Base64 }),
    iv: Base64,
    tag: Base64,
    wrapped: Base64,
  }),
  z.strictObject({ ...common, protection: z.literal('file'), key: Base64 }),
])
export type KeyFile = z.infer<typeof KeyFileContent>

/** The key file and its twin: a desktop that loses one file has lost no report. */
const names = ['key.json', 'key-copy.json']

/** N and r as OWASP's password storage sheet gives them for scrypt (2^17, 8, 1): 128 MB and about half a second per try. */
const scryptParameters = { N: 131_072, r: 8, p: 1 }

/**
 * Reads the key file of a data folder, from its twin where the first is damaged; null when there is neither.
 * Throws DatabaseError `key-missing` when both are unreadable.
 */
export function readKeyFile(folder: string): KeyFile | null {
  const found = names.map((name) => join(folder, name)).filter((path) => existsSync(path))
  for (const path of found) {
    const content = parse(path)
    if (content) return content
  }
  if (found.length > 0) throw new DatabaseError('key-missing', 'The key file and its copy are both damaged.')
  return null
}

function parse(path: string): KeyFile | null {
  try {
    const content = KeyFileContent.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return content.success ? content.data : null
  } catch {
    return null
  }
}

/** Makes a new random data key and writes its two key files. Throws DatabaseError; never replaces a key that is there. */
export async function createKey(folder: string, unlock: Unlock, now: Date): Promise<Uint8Array> {
  if (names.some((name) => existsSync(join(folder, name)))) throw new DatabaseError('key-missing', 'There is a key file already; it is not replaced.')
  const key = new Uint8Array(randomBytes(32))
  const text = `${JSON.stringify(await wrap(key, unlock, now), null, 2)}\n`
  // The twin first: if only one of them is written, it is never the one that looks like the whole.
  for (const name of names.toReversed()) writeAtomically(join(folder, name), text)
  return key
}

/**
 * The data key. Throws DatabaseError `wrong-key` (wrong passphrase, keyring changed or not available, or a key that is not the one that
 * was wrapped); nothing is changed then. After success a missing or damaged twin is written again.
 */
export async function openKey(folder: string, file: KeyFile, unlock: Unlock): Promise<Uint8Array> {
  const key = await unwrap(file, unlock)
  if (key.length !== 32 || !timingSafeEqual(Buffer.from(file.check, 'base64'), checkOf(key))) {
    throw new DatabaseError('wrong-key', 'The keyring gave a key, but not the one that was stored.')
  }
  for (const name of names) {
    if (parse(join(folder, name))) continue
    try {
      writeAtomically(join(folder, name), `${JSON.stringify(file, null, 2)}\n`)
    } catch {
      // A folder that cannot be written is no reason to keep people from reading.
    }
  }
  return key
}

/** Tells the right key from a wrong one without saying anything about it. */
function checkOf(key: Uint8Array): Buffer {
  return createHmac('sha256', key).update('raddraft key check').digest()
}

async function wrap(key: Uint8Array, unlock: Unlock, now: Date): Promise<KeyFile> {
  const head = { format: 'raddraft-key', version: 1, createdAt: now.toISOString(), check: checkOf(key).toString('base64') } as const
  const hex = Buffer.from(key).toString('hex')
  if (unlock.protection === 'file') return { ...head, protection: 'file', key: Buffer.from(key).toString('base64') }
  if (unlock.protection === 'keyring') {
    const { ok, backend } = unlock.keyring.available()
    if (!ok) throw new DatabaseError('wrong-key', `The desktop has no keyring (${backend}).`)
    const wrapped = unlock.keyring.encrypt(hex)
    if (unlock.keyring.decrypt(wrapped) !== hex) throw new DatabaseError('wrong-key', 'The keyring does not give back what it was given.')
    return { ...head, protection: 'keyring', backend, wrapped: wrapped.toString('base64') }
  }
  const salt = randomBytes(16)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', await stretch(unlock.passphrase, salt, scryptParameters), iv)
  const wrapped = Buffer.concat([cipher.update(key), cipher.final()])
  return {
    ...head,
    protection: 'passphrase',
    scrypt: { ...scryptParameters, salt: salt.toString('base64') },
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    wrapped: wrapped.toString('base64'),
  }
}

async function unwrap(file: KeyFile, unlock: Unlock): Promise<Uint8Array> {
  if (file.protection !== unlock.protection) throw new DatabaseError('wrong-key', `The key is protected by ${file.protection}, not by ${unlock.protection}.`)
  if (file.protection === 'file') return new Uint8Array(Buffer.from(file.key, 'base64'))
  if (file.protection === 'keyring' && unlock.protection === 'keyring') return unwrapWithKeyring(file, unlock.keyring)
  if (file.protection === 'passphrase' && unlock.protection === 'passphrase') return unwrapWithPassphrase(file, unlock.passphrase)
  throw new DatabaseError('wrong-key', 'The key is protected in a way this program does not know.')
}

function unwrapWithKeyring(file: Extract<KeyFile, { protection: 'keyring' }>, keyring: Keyring): Uint8Array {
  const { ok, backend } = keyring.available()
  if (backend !== file.backend) throw new DatabaseError('wrong-key', `The key was locked by the keyring “${file.backend}”, but this desktop now uses “${backend}”.`)
  if (!ok) throw new DatabaseError('wrong-key', `The desktop’s keyring “${backend}” is not available.`)
  try {
    return new Uint8Array(Buffer.from(keyring.decrypt(Buffer.from(file.wrapped, 'base64')), 'hex'))
  } catch (error) {
    throw new DatabaseError('wrong-key', `The keyring “${backend}” could not unlock the key.`, { cause: error })
  }
}

async function unwrapWithPassphrase(file: Extract<KeyFile, { protection: 'passphrase' }>, passphrase: string): Promise<Uint8Array> {
  const { salt, ...parameters } = file.scrypt
  const stretched = await stretch(passphrase, Buffer.from(salt, 'base64'), parameters)
  try {
    const decipher = createDecipheriv('aes-256-gcm', stretched, Buffer.from(file.iv, 'base64'), { authTagLength: 16 })
    decipher.setAuthTag(Buffer.from(file.tag, 'base64'))
    return new Uint8Array(Buffer.concat([decipher.update(Buffer.from(file.wrapped, 'base64')), decipher.final()]))
  } catch (error) {
    throw new DatabaseError('wrong-key', 'The passphrase is not the right one.', { cause: error })
  }
}

/** 32 bytes from a passphrase. The same characters typed on another keyboard or system give the same bytes (NFKC). */
function stretch(passphrase: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { N, r, p, maxmem: 256 * N * r }
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, options, (error, derived) => (error ? reject(error) : resolve(derived)))
  })
}
