import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { AppStatus, DatabaseProblem, KeyProtection } from '../../domain/app-status.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { DatabaseError, problemOf } from '../db/database-error.ts'
import { createKey, openKey, readKeyFile, type Keyring, type Unlock } from '../db/key-file.ts'
import { openDatabase } from '../db/open.ts'
import { createStores, type Stores } from '../db/stores.ts'
import { problemText } from './problem-text.ts'

type Ready = Extract<AppStatus, { state: 'ready' }>

export type AccessOptions = {
  /** Absolute path; made when it does not exist. */
  dataFolder: string
  keyring: Keyring
  /** What the admin's policy says about the key; null where there is no policy. */
  policy: { keyProtection?: KeyProtection | undefined } | null
  /** Where the policy file lies or would lie; shown to the admin. */
  policyPath: string
  /** The sentence that says what is wrong with the policy file; then nothing opens. */
  policyProblem?: string | null | undefined
  /** For runs without a person, from RADDRAFT_PASSPHRASE. */
  passphraseFromEnvironment: string | null
  versions: Ready['versions']
  nativeBinding?: string | undefined
  now?: () => Date
}

export type Access = ReturnType<typeof createAccess>

/** Name of the database inside the data folder. */
export const databaseName = 'raddraft.db'

/**
 * Gets from a data folder to an open database, one state at a time. `start` is called once and never throws: what goes wrong is a state.
 * `choosePassphrase` and `unlock` throw AppError `invalid-input` in a state they do not belong to; `unlock` throws `wrong-key`.
 */
export function createAccess(options: AccessOptions) {
  const { dataFolder, keyring, policy, policyPath, policyProblem, passphraseFromEnvironment, versions, nativeBinding } = options
  const now = options.now ?? (() => new Date())
  const file = join(dataFolder, databaseName)
  let current: AppStatus = { state: 'locked', message: 'RadDraft is starting.' }
  let stores: Stores | null = null
  let key: Uint8Array | null = null
  let protection: KeyProtection = 'keyring'
  // One step at a time: two windows that ask at once must not make two keys.
  let turn: Promise<unknown> = Promise.resolve()

  const problem = (kind: DatabaseProblem, message: string): AppStatus => ({ state: 'problem', problem: kind, message, database: file, ...problemText[kind] })

  function inTurn(step: () => Promise<AppStatus>): Promise<AppStatus> {
    const result = turn.then(step)
    turn = result.catch(() => {})
    return result
  }

  /** Runs a step; whatever it throws becomes the state. */
  async function settle(step: () => Promise<AppStatus>): Promise<AppStatus> {
    try {
      current = await step()
    } catch (error) {
      if (error instanceof DatabaseError) current = problem(error.problem, error.message)
      else current = problem(problemOf(error, file), error instanceof Error ? error.message : String(error))
    }
    return current
  }

  async function begin(): Promise<AppStatus> {
    if (stores) return current
    if (policyProblem) return problem('policy', policyProblem)
    if (key) return openWith(key, protection)
    if (!existsSync(dataFolder)) mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
    const known = readKeyFile(dataFolder)
    if (!known) return existsSync(file) || existsSync(`${file}-wal`) ? withoutKey() : beginAnew()
    if (known.protection === 'passphrase') {
      if (passphraseFromEnvironment !== null) return unlockWith({ protection: 'passphrase', passphrase: passphraseFromEnvironment })
      return { state: 'locked', message: 'Type the passphrase that protects the reports on this computer.' }
    }
    if (known.protection === 'file' && policy?.keyProtection !== 'file') {
      return problem('policy', 'The key lies unprotected in a file, and no policy of this computer allows that.')
    }
    return unlockWith(known.protection === 'file' ? { protection: 'file' } : { protection: 'keyring', keyring })
  }

  /** A database without its key: opened with a key that cannot fit only to say precisely what is wrong with the file. */
  function withoutKey(): AppStatus {
    try {
      openDatabase({ file, key: new Uint8Array(32), nativeBinding }).close()
    } catch (error) {
      if (error instanceof DatabaseError && error.problem !== 'wrong-key') return problem(error.problem, error.message)
    }
    return problem('key-missing', 'There is a database, but the file with its key is missing.')
  }

  async function beginAnew(): Promise<AppStatus> {
    const wanted = policy?.keyProtection
    const backend = keyring.available()
    if (wanted === 'file') return makeKey({ protection: 'file' })
    if (wanted === 'keyring' && !backend.ok) {
      return problem('policy', `The policy asks for the desktop’s keyring, but there is none (${backend.backend}).`)
    }
    if (passphraseFromEnvironment !== null && wanted !== 'keyring') return makeKey({ protection: 'passphrase', passphrase: passphraseFromEnvironment })
    if (wanted !== 'passphrase' && backend.ok) return makeKey({ protection: 'keyring', keyring })
    const why = wanted === 'passphrase' ? 'The policy of this computer asks for a passphrase.' : 'This desktop has no keyring that could protect the reports.'
    return {
      state: 'choose-protection',
      message: `${why} Choose a passphrase; without it nobody can read the reports, and nobody can recover it.`,
      backend: backend.backend,
      policy: policyPath,
    }
  }

  async function makeKey(unlock: Unlock): Promise<AppStatus> {
    return openWith(await createKey(dataFolder, unlock, now()), unlock.protection)
  }

  async function unlockWith(unlock: Unlock): Promise<AppStatus> {
    const known = readKeyFile(dataFolder)
    if (!known) throw new DatabaseError('key-missing', 'The file with the key of the database is missing.')
    return openWith(await openKey(dataFolder, known, unlock), unlock.protection)
  }

  function openWith(dataKey: Uint8Array, by: KeyProtection): AppStatus {
    // Kept, so that trying again after a full disk does not ask for the passphrase again.
    key = dataKey
    protection = by
    stores = createStores(openDatabase({ file, key: dataKey, nativeBinding }))
    return { state: 'ready', database: file, protection: by, readOnly: stores.readOnly, notice: noticeOf(stores, by), versions }
  }

  return {
    status: (): AppStatus => current,
    /** The state after the step in progress: a page that asks while the key is being unwrapped must not be told "locked". */
    settled: (): Promise<AppStatus> => turn.then(() => current),
    /** The stores. Throws AppError `locked` before the database is open. */
    stores(): Stores {
      if (!stores) throw new AppError('locked', 'The reports are locked or could not be opened.')
      return stores
    },
    start: () => inTurn(() => settle(begin)),
    /** Tries again after a problem; in other states nothing happens. */
    retry: () => inTurn(async () => (current.state === 'problem' ? settle(begin) : current)),
    choosePassphrase: (passphrase: string) =>
      inTurn(async () => {
        if (current.state !== 'choose-protection') throw new AppError('invalid-input', 'A passphrase cannot be chosen now.')
        if ([...passphrase].length < 8) throw new AppError('invalid-input', 'The passphrase needs at least 8 characters.')
        return settle(() => makeKey({ protection: 'passphrase', passphrase }))
      }),
    unlock: (passphrase: string) =>
      inTurn(async () => {
        if (current.state !== 'locked') throw new AppError('invalid-input', 'There is nothing to unlock now.')
        const known = readKeyFile(dataFolder)
        if (!known) return settle(begin)
        let opened: Uint8Array
        try {
          opened = await openKey(dataFolder, known, { protection: 'passphrase', passphrase })
        } catch (error) {
          if (!(error instanceof DatabaseError)) throw error
          throw new AppError('wrong-key', `${error.message} Nothing was changed.`, { cause: error })
        }
        return settle(async () => openWith(opened, 'passphrase'))
      }),
    /** Closes the database and forgets the key. */
    close(): void {
      stores?.close()
      stores = null
      key?.fill(0)
      key = null
      current = { state: 'locked', message: 'RadDraft is closed.' }
    },
  }
}

function noticeOf(stores: Stores, by: KeyProtection): string | null {
  if (stores.readOnly) return 'The database or its folder cannot be written: you can read, search and copy, but nothing is saved.'
  if (by === 'file') return 'The key lies unprotected beside the database, as the policy of this computer allows.'
  return null
}
