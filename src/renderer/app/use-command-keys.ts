import { useEffect } from 'react'
import { commandFor } from '../lib/command-keys.ts'
import { commandRegistry } from '../lib/commands.ts'
import { isMac } from '../ui/keys.ts'

const isText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button], [type=file])'))

/** Our dialogs mark themselves: a toast is a `dialog` to a screen reader too, and must not stop the keys. One that only fades out is closed. */
const dialogIsOpen = () => document.querySelector('[data-modal]:not([data-closed])') !== null

/** What fades out has the focus for a moment longer, but nobody types into it. */
const isFading = (target: EventTarget | null) => target instanceof HTMLElement && target.closest('[data-modal][data-closed]') !== null

/** The one place where keys become commands. Called once, by the shell. */
export function useCommandKeys(): void {
  useEffect(() => {
    // As it was before anybody heard the key: Escape closes a dialog and must not act on what lies beneath as well.
    let modal = false
    const look = () => (modal = dialogIsOpen())
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing } = event
      const command = commandFor(
        { key, code, ctrlKey, metaKey, altKey, shiftKey, isComposing, altGraph: event.getModifierState('AltGraph') },
        commandRegistry.all(),
        { typing: isText(event.target) && !isFading(event.target), dialog: () => modal, mac: isMac },
      )
      if (!command) return
      event.preventDefault()
      command.run()
    }
    window.addEventListener('keydown', look, true)
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', look, true)
      window.removeEventListener('keydown', press)
    }
  }, [])
}
