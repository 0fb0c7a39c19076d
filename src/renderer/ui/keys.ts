const macNames: Record<string, string> = { Ctrl: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↩', Escape: 'esc', Backspace: '⌫' }
const names: Record<string, string> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Delete: 'Del',
}

/** The caps to draw for a key such as `Ctrl+Shift+K`: `['Ctrl', 'Shift', 'K']`; on a Mac `Ctrl` means the command key. */
export function keyCaps(key: string, mac: boolean): string[] {
  const parts = key.endsWith('+') ? [...key.slice(0, -1).split('+').filter(Boolean), '+'] : key.split('+')
  return parts.map((part) => (mac ? macNames[part] : undefined) ?? names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
}

/** The same as an `aria-keyshortcuts` value. */
export function keyShortcuts(key: string, mac: boolean): string {
  return key.replace('Ctrl', mac ? 'Meta' : 'Control')
}

export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Mac')
