import { useId } from 'react'
import { classes } from './classes.ts'

type RadioCardProps = { name: string; checked: boolean; onChoose: () => void; title: string; note: string; disabled?: boolean }

/** One of a few ways, with a line that says what it means. Arrow keys move between those of one `name`. */
export function RadioCard({ name, checked, onChoose, title, note, disabled = false }: RadioCardProps) {
  const id = useId()
  return (
    <label
      className={classes(
        'grid cursor-default grid-cols-[1rem_minmax(0,1fr)] content-start gap-x-2 rounded-md border px-2.5 py-2 select-none has-focus-visible:outline-2 has-focus-visible:outline-focus',
        checked ? 'border-accent bg-selected' : 'border-line-strong',
        disabled ? 'text-ink-faint' : !checked && 'hover:bg-hover',
      )}
    >
      <input type="radio" name={name} checked={checked} disabled={disabled} aria-labelledby={`${id}-title`} aria-describedby={`${id}-note`} onChange={onChoose} className="mt-0.5 size-3.5 accent-accent-fill outline-none" />
      <span id={`${id}-title`} className="text-sm font-medium">
        {title}
      </span>
      <span id={`${id}-note`} className={classes('col-start-2 text-sm text-pretty', disabled ? 'text-ink-faint' : 'text-ink-soft')}>
        {note}
      </span>
    </label>
  )
}

type CheckboxProps = { checked: boolean; onChange: (checked: boolean) => void; label: string; note?: string; disabled?: boolean }

/** Yes or no, with a line that says what yes means. */
export function Checkbox({ checked, onChange, label, note, disabled = false }: CheckboxProps) {
  const id = useId()
  return (
    <label className={classes('grid cursor-default grid-cols-[1rem_minmax(0,1fr)] gap-x-2 select-none', disabled && 'text-ink-faint')}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-0.5 size-3.5 accent-accent-fill"
      />
      <span id={`${id}-label`} className="text-sm font-medium">
        {label}
      </span>
      {note ? (
        <span id={`${id}-note`} className={classes('col-start-2 text-sm text-pretty', disabled ? 'text-ink-faint' : 'text-ink-soft')}>
          {note}
        </span>
      ) : null}
    </label>
  )
}
