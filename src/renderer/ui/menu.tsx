import { Menu as Base } from '@base-ui/react/menu'
import type { LucideIcon } from 'lucide-react'
import type { ReactElement } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'

export type MenuItem =
  | { label: string; onSelect: () => void; icon?: LucideIcon; keys?: string | undefined; disabled?: boolean; danger?: boolean }
  | 'separator'

/** A list of actions behind `trigger`, which must be a button element such as <Button>. */
export function Menu({ trigger, items, align = 'end' }: { trigger: ReactElement<Record<string, unknown>>; items: readonly MenuItem[]; align?: 'start' | 'end' }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-50">
          <MenuList items={items} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

/** The list itself, for a menu that opens in another way. */
export function MenuList({ items }: { items: readonly MenuItem[] }) {
  return (
    <Base.Popup className="min-w-48 rounded-lg border border-line-strong bg-raised p-1 text-ink shadow-popup outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
      {items.map((item, index) =>
        item === 'separator' ? (
          // A separator has no identity of its own but its place.
          <Base.Separator key={`separator ${String(index)}`} className="mx-1 my-1 h-px bg-line" />
        ) : (
          <Base.Item
            key={item.label}
            disabled={item.disabled ?? false}
            onClick={item.onSelect}
            className={classes(
              'flex h-7 cursor-default items-center gap-2 rounded-sm px-2 text-sm outline-none select-none data-disabled:opacity-50 data-highlighted:bg-selected',
              item.danger && 'text-danger',
            )}
          >
            {item.icon ? <item.icon aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" /> : <span className="size-3.5 shrink-0" />}
            <span className="flex-1 pr-4 whitespace-nowrap">{item.label}</span>
            {item.keys ? <Kbd keys={item.keys} /> : null}
          </Base.Item>
        ),
      )}
    </Base.Popup>
  )
}
