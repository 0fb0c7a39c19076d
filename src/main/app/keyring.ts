import { safeStorage } from 'electron'

/**
 * The desktop's keyring as the key file needs it. On Linux `basic_text` is plain text under a fixed key:
 * it counts as no keyring at all (security.md D02).
 */
export const keyring = {
  available(): { ok: boolean; backend: string } {
    const backend = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform === 'darwin' ? 'keychain' : 'dpapi'
    return { ok: safeStorage.isEncryptionAvailable() && backend !== 'basic_text' && backend !== 'unknown', backend }
  },
  encrypt: (text: string): Buffer => safeStorage.encryptString(text),
  decrypt: (bytes: Buffer): string => safeStorage.decryptString(bytes),
}
