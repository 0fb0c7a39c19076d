import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { readPolicy } from '../app/policy.ts'
import { DatabaseError } from '../db/database-error.ts'
import { openKey, readKeyFile } from '../db/key-file.ts'
import { openDatabase, type OpenedDatabase } from '../db/open.ts'
import { databaseName } from '../reporting/access.ts'
import { problemText } from '../reporting/problem-text.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/** The app's own data folder: `RADDRAFT_DATA`, else where Electron keeps it. */
export function dataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform, home: string = homedir()): string {
  if (env['RADDRAFT_DATA']) return resolve(env['RADDRAFT_DATA'])
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'RadDraft')
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'RadDraft')
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'RadDraft')
}

/** Where the policy of a computer lies; the app looks in the same place (main/app/paths.ts). */
export function policyFile(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  if (env['RADDRAFT_POLICY']) return env['RADDRAFT_POLICY']
  if (platform === 'win32') return join(env['ProgramData'] ?? 'C:\\ProgramData', 'RadDraft', 'policy.json')
  return platform === 'darwin' ? '/Library/Application Support/RadDraft/policy.json' : '/etc/raddraft/policy.json'
}

type ArchiveOptions = {
  folder: string
  /** Where the admin's policy lies or would lie. */
  policyPath: string
  /** Asked for where a passphrase protects the key; null: nobody is there to ask. */
  passphrase: () => Promise<string | null>
}

/**
 * Opens the encrypted database of an installation without its window. A key in the desktop's keyring can only be had by the
 * app itself.
 * @throws AppError `not-found`, `locked`, `wrong-key`, `forbidden`, `busy`, `database`
 */
export async function openArchive({ folder, policyPath, passphrase }: ArchiveOptions): Promise<OpenedDatabase> {
  const file = join(folder, databaseName)
  const { policy, problem } = readPolicy(policyPath)
  if (problem) throw new AppError('forbidden', problem)
  if (!existsSync(file)) throw new AppError('not-found', `There are no reports in ${folder}. Name the data folder with --data, or a file of reports with --in.`)
  try {
    const known = readKeyFile(folder)
    if (!known) throw new AppError('locked', 'There is a database, but the file with its key is missing.')
    if (known.protection === 'keyring') throw new AppError('locked', 'The key of the reports lies in the keyring of this desktop, which opens it for the app alone. Export them in its window (Models, Training rows), or from the RIS as JSON Lines and pass them with --in.')
    if (known.protection === 'file' && policy?.keyProtection !== 'file') throw new AppError('forbidden', 'The key lies unprotected in a file, and no policy of this computer allows that.')
    const typed = known.protection === 'passphrase' ? await passphrase() : ''
    if (typed === null) throw new AppError('locked', 'A passphrase protects the reports: set RADDRAFT_PASSPHRASE, or run this on a terminal.')
    const key = await openKey(folder, known, known.protection === 'passphrase' ? { protection: 'passphrase', passphrase: typed } : { protection: 'file' })
    try {
      return openDatabase({ file, key })
    } finally {
      key.fill(0)
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    if (error.problem === 'wrong-key') throw new AppError('wrong-key', `${error.message} Nothing was changed.`, { cause: error })
    if (error.problem === 'other-instance') throw new AppError('busy', 'RadDraft is open and holds the reports. Close it, then try again.', { cause: error })
    throw new AppError('database', `${error.message} ${problemText[error.problem].remedy}`, { cause: error })
  }
}
