import type { Command } from './commands.ts'

/** What a key press is to a command; the parts of KeyboardEvent that count. */
export type KeyPress = { key: string; code: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean; shiftKey: boolean; isComposing: boolean; altGraph: boolean }

export type Chord = { ctrl: boolean; alt: boolean; shift: boolean; key: string }

/** Reads `Ctrl+Shift+K`. */
export function parseKey(text: string): Chord {
  const parts = text.split('+')
  const key = parts.at(-1) || '+'
  return { ctrl: parts.includes('Ctrl'), alt: parts.includes('Alt'), shift: parts.includes('Shift'), key: key.toLowerCase() }
}

/** Whether two chords are the same key press. */
export const sameChord = (a: Chord, b: Chord): boolean => a.ctrl === b.ctrl && a.alt === b.alt && a.shift === b.shift && a.key === b.key

/** A single character without Ctrl or Alt: typing it must always be possible. */
const isPlain = ({ ctrl, alt, key }: Chord) => !ctrl && !alt && key.length === 1

/** Whether a press is this chord. Signs such as `/` stand on other keys elsewhere, so Shift is ignored for them. */
export function matchesChord(press: KeyPress, chord: Chord, mac: boolean): boolean {
  if (press.isComposing || press.altGraph) return false
  const ctrl = mac ? press.metaKey : press.ctrlKey
  if (ctrl !== chord.ctrl || press.altKey !== chord.alt) return false
  const isSign = chord.key.length === 1 && !/[a-z0-9]/.test(chord.key)
  if (!isSign && press.shiftKey !== chord.shift) return false
  if (press.key.toLowerCase() === chord.key) return true
  // Alt changes the character on a Mac; the place of the key does not change.
  return chord.alt && (press.code === `Key${chord.key.toUpperCase()}` || press.code === `Digit${chord.key}`)
}

/**
 * The command a press stands for, or null. `typing`: the focus is in a text field, where plain characters are text.
 * `dialog`: whether a dialog is open, where only commands made for it work; asked at most once, and only when a key is some command's.
 */
export function commandFor(press: KeyPress, commands: readonly Command[], { typing, dialog, mac }: { typing: boolean; dialog: () => boolean; mac: boolean }): Command | null {
  let inDialog: boolean | null = null
  for (const command of commands) {
    const pressed = [command.keys, ...(command.alsoKeys ?? [])].some((key) => {
      if (!key) return false
      const chord = parseKey(key)
      return !(typing && isPlain(chord)) && matchesChord(press, chord, mac)
    })
    if (!pressed || (!command.inDialog && (inDialog ??= dialog()))) continue
    if (command.when?.() !== false) return command
  }
  return null
}
