import { describe, expect, it } from 'vitest'
import { keyConflicts } from '../lib/commands.ts'
import { defaultSettings } from '../lib/settings.ts'
import { resolveTheme, stepTextSize } from './appearance.ts'
import { shellCommands } from './commands.ts'

const changes: unknown[] = []
const commands = shellCommands({
  settings: { ...defaultSettings, theme: 'system', textSize: 'large' },
  change: (settings) => changes.push(settings),
  go: () => {},
  reportIsOpen: true,
  patientIsOpen: true,
  hasAlerts: true,
  showAlerts: () => {},
  systemIsDark: true,
  show: () => {},
})

describe('shell commands', () => {
  it('all have a key, a title and an id of their own', () => {
    expect(commands.filter((command) => !command.keys || !command.title)).toEqual([])
    expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length)
  })

  it('do not share keys', () => {
    expect(keyConflicts(commands)).toEqual([])
  })

  it('switch away from what the system shows, and stop at the largest text', () => {
    for (const id of ['shell.theme', 'shell.larger']) commands.find((command) => command.id === id)?.run()
    expect(changes).toEqual([{ theme: 'light' }, { textSize: 'large' }])
    expect(stepTextSize('normal', -1)).toBe('small')
    expect(resolveTheme('system', false)).toBe('light')
  })
})
