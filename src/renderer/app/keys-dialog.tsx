import { commandRegistry } from '../lib/commands.ts'
import { strings } from '../lib/strings.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Kbd } from '../ui/kbd.tsx'

/** All keys that work right now, by group. */
export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const commands = open ? commandRegistry.all().filter((command) => command.keys ?? command.hint) : []
  const groups = [...new Set(commands.map((command) => command.group))]
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={strings.shell.keysTitle} description={strings.shell.keysDescription} size="large" closeLabel={strings.words.close}>
      <div className="columns-2 gap-8">
        {groups.map((group) => (
          <section key={group} className="mb-4 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold text-ink-soft">{group}</h3>
            <ul>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <li key={command.id} className="flex items-center justify-between gap-3 border-b border-line py-1 text-sm">
                    <span className="min-w-0">{command.title}</span>
                    <Kbd keys={command.keys ?? command.hint ?? ''} />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
