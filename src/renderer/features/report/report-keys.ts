import type { SectionName } from '../../../domain/report/sections.ts'

/** The keys of the screen, in one place because buttons draw them too. `Ctrl` is the command key on a Mac. */
export const keys = {
  back: 'Alt+ArrowLeft',
  undo: 'Ctrl+Z',
  redo: 'Ctrl+Shift+Z',
  draft: 'Ctrl+Enter',
  another: 'Alt+Shift+A',
  shorter: 'Alt+Shift+S',
  asList: 'Alt+Shift+L',
  howMade: 'Alt+Shift+M',
  acceptAll: 'Ctrl+Shift+Enter',
  compare: 'Alt+M',
  waive: 'Alt+W',
  addNext: 'Alt+A',
  leaveRest: 'Alt+X',
  stillRight: 'Alt+R',
  goToDraft: 'Ctrl+J',
  save: 'Ctrl+S',
  sign: 'Ctrl+Shift+S',
  history: 'Ctrl+H',
  explain: 'Alt+E',
  patient: 'Alt+P',
  addendum: 'Ctrl+Shift+A',
  setTag: 'Ctrl+Shift+T',
  addLeftOut: 'Ctrl+L',
  carrying: 'Alt+V',
  copyReport: 'Ctrl+Shift+C',
  copyConclusion: 'Ctrl+Alt+C',
} as const

export const sectionKeys: Record<SectionName, string> = { indication: 'Ctrl+1', technique: 'Ctrl+2', comparison: 'Ctrl+3', findings: 'Ctrl+4', conclusion: 'Ctrl+5' }
export const addendumKeys = 'Ctrl+6'

/** Keys of a draft sentence that has the focus. */
export const sentenceKeys = { accept: 'A', reject: 'X', edit: 'E' } as const
/** Correcting the tag by hand, by label. */
export const tagKeys = ['Alt+Shift+0', 'Alt+Shift+1', 'Alt+Shift+2'] as const
