import { describe, expect, it } from 'vitest'
import { commandFor, type KeyPress } from './command-keys.ts'
import { createCommandRegistry, keyConflicts, type Command } from './commands.ts'

const press = (key: string, rest: Partial<KeyPress> = {}): KeyPress => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, altGraph: false, ...rest })
const command = (id: string, keys: string, rest: Partial<Command> = {}): Command => ({ id, title: id, group: 'Test', keys, run: () => {}, ...rest })
const idle = { typing: false, dialog: () => false, mac: false }
const idFor = (pressed: KeyPress, commands: Command[], context = idle) => commandFor(pressed, commands, context)?.id ?? null

describe('commandFor', () => {
  it('wants exactly the modifiers: Ctrl+Shift+S is not Ctrl+S', () => {
    const commands = [command('save', 'Ctrl+S')]
    expect(idFor(press('s', { ctrlKey: true }), commands)).toBe('save')
    expect(idFor(press('S', { ctrlKey: true, shiftKey: true }), commands)).toBeNull()
    expect(idFor(press('s'), commands)).toBeNull()
    expect(idFor(press('s', { ctrlKey: true, altKey: true }), commands)).toBeNull()
  })

  it('never takes a plain character from a text field: a dictation microphone types there', () => {
    const commands = [command('search', '/'), command('draft', 'Ctrl+D'), command('help', 'F1')]
    const typing = { ...idle, typing: true }
    expect(idFor(press('/'), commands)).toBe('search')
    expect(idFor(press('/'), commands, typing)).toBeNull()
    expect(idFor(press('d', { ctrlKey: true }), commands, typing)).toBe('draft')
    expect(idFor(press('F1'), commands, typing)).toBe('help')
  })

  it('finds a sign where another keyboard needs Shift for it', () => {
    expect(idFor(press('/', { shiftKey: true }), [command('search', '/')])).toBe('search')
    expect(idFor(press('+', { ctrlKey: true, shiftKey: true }), [command('larger', 'Ctrl++')])).toBe('larger')
  })

  it('leaves Japanese input and AltGr characters alone', () => {
    const commands = [command('first', 'Ctrl+Alt+Q'), command('enter', 'Ctrl+Enter')]
    expect(idFor(press('Enter', { ctrlKey: true, isComposing: true }), commands)).toBeNull()
    expect(idFor(press('q', { ctrlKey: true, altKey: true, altGraph: true }), commands)).toBeNull()
  })

  it('uses the command key on a Mac, and the key under the finger where Alt changes the character', () => {
    const mac = { ...idle, mac: true }
    expect(idFor(press('k', { metaKey: true }), [command('palette', 'Ctrl+K')], mac)).toBe('palette')
    expect(idFor(press('k', { ctrlKey: true }), [command('palette', 'Ctrl+K')], mac)).toBeNull()
    expect(idFor(press('¡', { altKey: true, code: 'Digit1' }), [command('worklist', 'Alt+1')], mac)).toBe('worklist')
  })

  it('does not sign a report behind an open dialog', () => {
    const commands = [command('sign', 'Ctrl+Enter'), command('palette', 'Ctrl+K', { inDialog: true })]
    const dialog = { ...idle, dialog: () => true }
    expect(idFor(press('Enter', { ctrlKey: true }), commands, dialog)).toBeNull()
    expect(idFor(press('k', { ctrlKey: true }), commands, dialog)).toBe('palette')
  })

  it('asks whether a dialog is open only for a key that some command has, and once (bug: the whole page searched at every letter typed)', () => {
    let asked = 0
    const dialog = () => ++asked > 0
    const commands = [command('save', 'Ctrl+S'), command('also', 'Ctrl+S')]
    expect(idFor(press('a'), commands, { ...idle, typing: true, dialog })).toBeNull()
    expect(asked).toBe(0)
    expect(idFor(press('s', { ctrlKey: true }), commands, { ...idle, dialog })).toBeNull()
    expect(asked).toBe(1)
  })

  it('passes over a command that cannot be done now', () => {
    expect(idFor(press('s', { ctrlKey: true }), [command('save', 'Ctrl+S', { when: () => false }), command('other', 'Ctrl+S')])).toBe('other')
  })
})

describe('command registry', () => {
  it('lets the screen that came last win a key, and gives it back when the screen goes', () => {
    const registry = createCommandRegistry()
    registry.set('shell', [command('shell.find', 'Ctrl+F')])
    registry.set('screen', [command('screen.find', 'Ctrl+F')])
    expect(idFor(press('f', { ctrlKey: true }), registry.all())).toBe('screen.find')
    registry.remove('screen')
    expect(idFor(press('f', { ctrlKey: true }), registry.all())).toBe('shell.find')
  })

  it('prefers a screen to the window around it, whichever came first', () => {
    const registry = createCommandRegistry()
    registry.set('screen', [command('screen.find', 'Ctrl+F')])
    registry.set('shell', [command('shell.find', 'Ctrl+F')], true)
    expect(registry.all().map(({ id }) => id)).toEqual(['screen.find', 'shell.find'])
  })

  it('tells its listeners, until they leave', () => {
    const registry = createCommandRegistry()
    let told = 0
    const leave = registry.subscribe(() => told++)
    registry.set('a', [])
    leave()
    registry.set('a', [])
    expect(told).toBe(1)
  })
})

describe('keyConflicts', () => {
  it('names two commands on one key, unless they can never be done together', () => {
    expect(keyConflicts([command('a', 'Ctrl+S'), command('b', 'Ctrl+S')])).toEqual(['Ctrl+S: a, b'])
    expect(keyConflicts([command('a', 'Ctrl+S'), command('b', 'Ctrl+S', { when: () => false })])).toEqual([])
    expect(keyConflicts([command('a', 'Ctrl+S'), command('b', 'Ctrl+Shift+S')])).toEqual([])
  })
})
