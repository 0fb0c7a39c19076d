import { useEffect } from 'react'
import { commandFor } from '../lib/command-keys.ts'
import { commandRegistry } from '../lib/commands.ts'
import { isMac } from '../ui/keys.ts'

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=file])'))

/** Our dialogs mark themselves: a toast is a `dialog` to a screen reader too, and must not stop the keys. */
const dialogIsOpen = () => document.querySelector('[data-modal]') !== null

/** The one place where keys become commands. Called once, by the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
      const command = commandFor(
        { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, altGraph: event.getModifierState('AltGraph') },
        commandRegistry.all(),
        { typing: isText(event.target), dialog: dialogIsOpen, mac: isMac },
      )
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
