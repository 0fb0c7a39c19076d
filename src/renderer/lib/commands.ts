import { useEffect, useId } from 'react'
import { parseKey, sameChord } from './command-keys.ts'

/** One action: what the palette lists and a key does. */
export type Command = {
  /** Unique, for example `worklist.import`. */
  id: string
  title: string
  /** Heading in the palette, for example the name of the screen. */
  group: string
  /** For example `Ctrl+K`, `Alt+1`, `/`. `Ctrl` is the command key on a Mac. */
  keys?: string
  /** A key that something else handles, such as Enter in a list: shown, and not listened to. Instead of `keys`. */
  hint?: string
  /** More keys that do the same; not shown. */
  alsoKeys?: readonly string[]
  /** Whether it can be done now; left out: always. */
  when?: () => boolean
  /** Whether it also works while a dialog is open. */
  inDialog?: boolean
  run: () => void
}

export type CommandRegistry = {
  /** Replaces what `owner` offers. The newest owner wins a key that two use; those of the background come after all others. */
  set(owner: string, commands: readonly Command[], background?: boolean): void
  remove(owner: string): void
  all(): Command[]
  find(id: string): Command | undefined
  subscribe(listener: () => void): () => void
}

/** A registry of its own, so that a test has none of the app's commands. */
export function createCommandRegistry(): CommandRegistry {
  const owners = new Map<string, { commands: readonly Command[]; background: boolean }>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const all = () =>
    [...owners.values()]
      .toReversed()
      .toSorted((a, b) => Number(a.background) - Number(b.background))
      .flatMap(({ commands }) => commands)
  return {
    set(owner, commands, background = false) {
      owners.set(owner, { commands, background })
      tell()
    },
    remove(owner) {
      if (owners.delete(owner)) tell()
    },
    all,
    find: (id) => all().find((command) => command.id === id),
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Pairs of commands that can be done at the same time and share a key. */
export function keyConflicts(commands: readonly Command[]): string[] {
  const taken: { chord: ReturnType<typeof parseKey>; id: string }[] = []
  const found: string[] = []
  for (const command of commands) {
    if (command.when?.() === false) continue
    for (const key of [command.keys, ...(command.alsoKeys ?? [])]) {
      if (!key) continue
      const chord = parseKey(key)
      const other = taken.find((each) => sameChord(each.chord, chord))
      if (other) found.push(`${key}: ${other.id}, ${command.id}`)
      taken.push({ chord, id: command.id })
    }
  }
  return found
}

/** The one registry of the window. */
export const commandRegistry = createCommandRegistry()

/** Offers commands while the component is there: their keys work and the palette lists them. `background`: the window's own. */
export function useCommands(commands: readonly Command[], background = false): void {
  const owner = useId()
  // Set after every render, because `when` and `run` close over the component's state.
  useEffect(() => commandRegistry.set(owner, commands, background))
  useEffect(() => () => commandRegistry.remove(owner), [owner])
}

/** Does a command by its id, if it is offered and can be done now. Returns whether it was done. */
export function runCommand(id: string): boolean {
  const command = commandRegistry.find(id)
  if (!command || command.when?.() === false) return false
  command.run()
  return true
}
