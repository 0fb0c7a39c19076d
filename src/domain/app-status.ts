/** How the data key is protected on this computer. */
export type KeyProtection = 'keyring' | 'passphrase' | 'file'

export type DatabaseProblem =
  | 'wrong-key'
  | 'key-missing'
  | 'from-the-future'
  | 'not-a-database'
  | 'empty-file'
  | 'damaged'
  | 'disk-full'
  | 'not-writable'
  | 'other-instance'
  | 'policy'
  | 'unknown'

/** What the window may show: the app, a question about the key, or a problem with its remedy. */
export type AppStatus =
  | { state: 'ready'; database: string; protection: KeyProtection; readOnly: boolean; notice: string | null; versions: { app: string; electron: string; chrome: string; node: string } }
  /** `policy`: path of the admin's policy file, shown as the other way. */
  | { state: 'choose-protection'; message: string; backend: string; policy: string }
  | { state: 'locked'; message: string }
  | { state: 'problem'; problem: DatabaseProblem; title: string; message: string; remedy: string; database: string }
