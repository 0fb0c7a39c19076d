import { expect, it } from 'vitest'
import { parseKey, sameChord } from '../../lib/command-keys.ts'
import { addendumKeys, keys, sectionKeys, tagKeys } from './report-keys.ts'

it('no two actions of the Report screen share a key (bug: one of them can never be reached)', () => {
  const all = [...Object.values(keys), ...Object.values(sectionKeys), ...tagKeys, addendumKeys, 'Ctrl+D', 'Ctrl+Y', 'Escape', 'Ctrl+K', 'Ctrl+Shift+P', 'Alt+1', 'Alt+2', 'Alt+3', 'Alt+4', 'Alt+5', 'Alt+6', 'Alt+7', 'Alt+8', 'Alt+9', 'Alt+0', 'Ctrl+,', 'F1', 'Ctrl+Shift+L', 'Ctrl+0']
  const chords = all.map(parseKey)
  for (const [index, chord] of chords.entries()) expect(chords.findIndex((each) => sameChord(each, chord)), all[index]).toBe(index)
})
