import { Select as Base } from '@base-ui/react/select'
import { Check, ChevronsUpDown } from 'lucide-react'
import { classes } from './classes.ts'

export type SelectOption<V extends string> = { value: V; label: string }

type SelectProps<V extends string> = {
  /** Accessible name. */
  label: string
  value: V
  options: readonly SelectOption<V>[]
  onChange: (value: V) => void
  id?: string
  className?: string
  /** Drawn as chosen, for example a filter that is not at its default. */
  active?: boolean
  disabled?: boolean
}

/** One of a few values. */
export function Select<V extends string>({ label, value, options, onChange, id, className, active = false, disabled = false }: SelectProps<V>) {
  return (
    <Base.Root items={options} value={value} disabled={disabled} onValueChange={(next) => next !== null && onChange(next as V)}>
      <Base.Trigger
        id={id}
        aria-label={label}
        className={classes(
          'inline-flex h-7 min-w-0 items-center justify-between gap-1.5 rounded-md border px-2 text-sm transition-colors duration-100 select-none hover:bg-hover data-disabled:opacity-50 data-popup-open:bg-hover',
          active ? 'border-accent bg-info-soft text-ink' : 'border-line-strong bg-surface text-ink',
          className,
        )}
      >
        <Base.Value className="truncate" />
        <Base.Icon render={<ChevronsUpDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} align="start" className="z-50">
          <Base.Popup className="min-w-(--anchor-width) rounded-lg border border-line-strong bg-raised p-1 text-ink shadow-popup outline-none transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0">
            <Base.List className="max-h-(--available-height) overflow-y-auto outline-none">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  className="grid cursor-default grid-cols-[1rem_1fr] items-center gap-1.5 rounded-sm py-1 pr-6 pl-1.5 text-sm outline-none select-none data-highlighted:bg-selected"
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check aria-hidden="true" className="size-3.5 text-accent" />
                  </Base.ItemIndicator>
                  <Base.ItemText className="col-start-2 whitespace-nowrap">{option.label}</Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
