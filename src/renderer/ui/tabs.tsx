import { Tabs as Base } from '@base-ui/react/tabs'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

export type TabItem<V extends string> = { value: V; label: string; badge?: ReactNode; content: ReactNode }

/** Several panels of which one shows. */
export function Tabs<V extends string>({ label, value, onChange, items, className }: { label: string; value: V; onChange: (value: V) => void; items: readonly TabItem<V>[]; className?: string }) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as V)} className={classes('flex min-h-0 flex-col', className)}>
      <Base.List aria-label={label} className="relative flex shrink-0 gap-1 border-b border-line px-2">
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="flex h-8 items-center gap-1.5 px-2 text-sm font-medium text-ink-soft -outline-offset-2 select-none hover:text-ink data-active:text-ink"
          >
            {item.label}
            {item.badge}
          </Base.Tab>
        ))}
        <Base.Indicator className="absolute bottom-[-1px] left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-150 ease-calm" />
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="min-h-0 flex-1 overflow-y-auto outline-none">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  )
}
