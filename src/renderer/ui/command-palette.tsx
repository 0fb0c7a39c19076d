import { Dialog as Base } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useEffect, useId, useState, type KeyboardEvent } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'
import { matchCommands, type PaletteCommand } from './match-commands.ts'

type CommandPaletteProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  commands: readonly PaletteCommand[]
  onRun: (id: string) => void
  words: { label: string; placeholder: string; nothing: string }
}

/** Every action with its key, found by typing a part of its name. */
export function CommandPalette({ open, onOpenChange, commands, onRun, words }: CommandPaletteProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          data-modal
          aria-label={words.label}
          className="fixed top-[10vh] left-1/2 z-40 flex max-h-[70vh] w-[38rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line-strong bg-raised text-ink shadow-popup outline-none"
        >
          <List
            commands={commands}
            words={words}
            onRun={(id) => {
              onOpenChange(false)
              onRun(id)
            }}
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

function List({ commands, words, onRun }: Pick<CommandPaletteProps, 'commands' | 'words' | 'onRun'>) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const found = matchCommands(query, commands)
  const current = found[Math.min(at, found.length - 1)]
  const currentId = current ? `${id}-${current.id}` : undefined
  useEffect(() => {
    if (currentId) document.getElementById(currentId)?.scrollIntoView({ block: 'nearest' })
  }, [currentId])

  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = found.length - 1
    const steps: Record<string, number> = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, PageDown: Math.min(last, at + 10), PageUp: Math.max(0, at - 10) }
    const next = steps[event.key]
    if (next !== undefined) {
      event.preventDefault()
      setAt(Math.max(0, next))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (current?.enabled) onRun(current.id)
    }
  }

  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-b border-line px-3.5">
        <Search aria-hidden="true" className="size-4 text-ink-faint" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={currentId}
          aria-label={words.label}
          placeholder={words.placeholder}
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
          className="h-full flex-1 bg-transparent text-lg outline-none"
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={words.label} className="min-h-0 flex-1 overflow-y-auto p-1.5">
        {found.map((command) => (
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            role="option"
            aria-selected={command === current}
            aria-disabled={!command.enabled || undefined}
            onPointerMove={() => setAt(found.indexOf(command))}
            onClick={() => command.enabled && onRun(command.id)}
            className={classes('flex h-8 cursor-default items-center gap-3 rounded-md px-2.5 select-none', command === current && 'bg-selected', !command.enabled && 'opacity-50')}
          >
            <span className="min-w-0 flex-1 truncate">{command.title}</span>
            <span className="text-sm text-ink-faint">{command.group}</span>
            <span className="flex w-28 justify-end">{command.keys ? <Kbd keys={command.keys} /> : null}</span>
          </div>
        ))}
        {found.length === 0 ? <p className="px-2.5 py-6 text-center text-ink-soft">{words.nothing}</p> : null}
      </div>
    </>
  )
}
