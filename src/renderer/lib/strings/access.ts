/** Words of the screens before the database is open. */
export const access = {
  chooseTitle: 'Protect the reports on this computer',
  chooseText: 'All reports are kept in one encrypted file. How its key is protected is decided once, now; nothing is stored until then.',
  keyringState: (backend: string) => `Keyring the desktop offers: ${backend || 'none'}.`,
  byPassphrase: 'With a passphrase',
  byPassphraseText: 'You type it each time RadDraft starts.',
  byPolicy: 'With a key file',
  byPolicyText:
    'For managed workstations that start without a question. The administrator writes this policy file; the key then lies in a file that only this account may read, so the disk itself should be encrypted.',
  policyContent: '{ "keyProtection": "file" }',
  policyPath: 'Policy file',
  policyAgain: 'Look for the policy again',
  passphrase: 'Passphrase',
  passphraseAgain: 'The same again',
  show: 'Show what is typed',
  lossTitle: 'There is no way around it.',
  loss: 'Without the passphrase nobody can open the reports, neither your administrator nor the makers of RadDraft. Write it down and keep it where your department keeps such things.',
  protect: 'Protect and continue',
  tooShort: (least: number) => `At least ${String(least)} characters.`,
  differ: 'The two are not the same.',
  strengths: {
    weak: 'Easy to guess. Four or five unrelated words are better.',
    fair: 'Fair. One more word makes it much harder to guess.',
    strong: 'Hard to guess.',
  },

  lockedTitle: 'Reports are locked',
  unlock: 'Unlock',
  unlocking: 'Unlocking takes about a second: the key is made slow to guess on purpose.',

  problem: 'Problem',
  whatToDo: 'What to do',
  database: 'Database',
  untouched: 'The file was neither changed nor deleted.',
  copyAll: 'Copy this text',
  noAnswer: 'RadDraft could not start',
  noAnswerRemedy: 'Close the window and start RadDraft again. If this screen comes back, give this text to your administrator.',
}
