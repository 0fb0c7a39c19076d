/** Words that several screens share; they are those of product.md. */
export const words = {
  appName: 'RadDraft',
  close: 'Close',
  cancel: 'Cancel',
  tryAgain: 'Try again',
  copy: 'Copy',
  copied: 'Copied',
  unknown: '—',
  noName: 'No name',

  stateDraft: 'In progress',
  stateSigned: 'Signed',

  labelNone: 'None',
  labelProgressive: 'Progressive',
  labelStable: 'Stable or decreased',
  labelUndecided: 'Undecided',
  labelProvisional: 'provisional',
  labelByPerson: 'set by a person',
  labelWithheld: 'not sure enough',
  labelAwaited: 'being read…',
  labelAwaitedNote: 'The quick rules are not sure. A slower reader looks at the report in the background; its tag comes by itself.',

  loading: 'Reading…',
  /** Main did not answer at all. */
  noReply: 'RadDraft did not answer. Try again; if it happens twice, close the window and start RadDraft again. What is saved is safe.',

  tiers: { cache: 'Known text', rules: 'Rules', learned: 'Learned classifier', 'language-model': 'Language model', person: 'Person' },
  shortTiers: { cache: 'Known', rules: 'Rules', learned: 'Learned', 'language-model': 'Model', person: 'Person' },
  tierDecided: 'decided',
  noAnswer: 'no answer',
  answer: (label: string, probability: number) => `${label}, ${probability.toFixed(2)}`,

  flagPending: 'Draft to decide',
  flagAddendum: 'Addendum begun',
  flagIncomplete: 'Draft cut off',
  flagStale: 'Stale',
  flagSealed: 'Draft sealed',
  flagUncertain: 'Uncertain',
  alertNew: 'New disease',
  alertProgression: 'Progression',

  yourName: 'Your name',
  yourNameHint: 'Kept on this computer and offered next time.',
  nameNeeded: 'A name is needed.',

  patient: 'Patient',
  study: 'Study',
  date: 'Date',
  modality: 'Modality',
  tag: 'Tag',
  flags: 'Flags',
  status: 'Status',

  modalityNames: {
    CT: 'Computed tomography',
    MR: 'Magnetic resonance',
    PT: 'PET',
    NM: 'Nuclear medicine',
    US: 'Ultrasound',
    CR: 'Computed radiography',
    DX: 'Digital radiography',
    MG: 'Mammography',
    OT: 'Other',
  },

  sexF: 'F',
  sexM: 'M',
  sexO: 'O',
  percent: (share: number) => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`,
  sides: { left: 'Left', right: 'Right', bilateral: 'Both sides' },
  years: (age: number) => `${String(age)} y`,
  /** Seconds until something is done, rounded so that it does not flicker. */
  timeLeft: (seconds: number) =>
    seconds < 5 ? 'a few seconds left' : seconds < 60 ? `about ${String(Math.ceil(seconds / 5) * 5)} s left` : seconds < 5400 ? `about ${String(Math.ceil(seconds / 60))} min left` : `about ${(seconds / 3600).toFixed(1)} h left`,
}
