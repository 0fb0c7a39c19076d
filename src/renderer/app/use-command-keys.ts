import { useEffect } from 'react'
import { commandFor } from '../lib/command-keys.ts'
import { commandRegistry } from '../lib/commands.ts'
import { isMac } from '../ui/keys.ts'

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=file])'))

/** The one place where keys become commands. Called once, by the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
      const command = commandFor(
        { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, altGraph: event.getModifierState('AltGraph') },
        commandRegistry.all(),
        { typing: isText(event.target), dialog: document.querySelector('[role=dialog], [role=alertdialog]') !== null, mac: isMac },
      )
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [])
}
