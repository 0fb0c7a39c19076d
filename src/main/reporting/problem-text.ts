import type { DatabaseProblem } from '../../domain/app-status.ts'

/** Title and remedy for each problem, in plain sentences. What exactly was found is the message of the error itself. */
export const problemText: Record<DatabaseProblem, { title: string; remedy: string }> = {
  'wrong-key': {
    title: 'The key does not open the database',
    remedy: 'Nothing was changed. Start RadDraft with the right passphrase, sign in to the desktop as the same user as before, or restore the key file that belongs to this database; then try again.',
  },
  'key-missing': {
    title: 'The key of the database is missing',
    remedy: 'Nothing was changed and no new key was made. Put key.json or key-copy.json from a backup back into the data folder, then try again.',
  },
  'from-the-future': {
    title: 'The database was made by a newer RadDraft',
    remedy: 'Nothing was changed. Install the newest RadDraft on this computer, then try again.',
  },
  'not-a-database': {
    title: 'This is not a RadDraft database',
    remedy: 'Nothing was changed. Move the file elsewhere, or put the right database into the data folder, then try again.',
  },
  'empty-file': {
    title: 'The database file is empty',
    remedy: 'Nothing was changed. Restore the database from a backup. To begin anew without it, move the empty file elsewhere and try again.',
  },
  damaged: {
    title: 'The database is damaged',
    remedy: 'Nothing was changed or deleted. Copy the whole data folder to a safe place, then restore the database from a backup and try again.',
  },
  'disk-full': {
    title: 'The disk is full',
    remedy: 'Nothing was changed. Free some space on the disk that holds the data folder, then try again.',
  },
  'not-writable': {
    title: 'The data folder cannot be written',
    remedy: 'Ask your admin for the right to write into the data folder, then try again.',
  },
  'other-instance': {
    title: 'Another program holds the database',
    remedy: 'Close the other RadDraft, or whatever holds the file, then try again.',
  },
  policy: {
    title: 'The policy of this computer does not allow this',
    remedy: 'Ask your admin to correct the policy file, then try again.',
  },
  unknown: {
    title: 'The database could not be opened',
    remedy: 'Nothing was changed. Try again; if it happens twice, show this message to your admin.',
  },
}
