import { ContextMenu as Base } from '@base-ui/react/context-menu'
import type { ReactElement } from 'react'
import { MenuList, type MenuItem } from './menu.tsx'

/** The same actions as a Menu, at the pointer (or the menu key) over `children`. */
export function ContextMenu({ items, children }: { items: readonly MenuItem[]; children: ReactElement<Record<string, unknown>> }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner className="z-50">
          <MenuList items={items} />
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
