import type { LucideIcon } from 'lucide-react'
import { useId, type ComponentProps, type ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'

const box =
  'rounded-md border border-control bg-field px-2 text-ink transition-colors duration-100 hover:border-ink-faint focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 disabled:opacity-50 aria-invalid:border-danger'

type InputProps = ComponentProps<'input'> & { icon?: LucideIcon; keys?: string }

/** One line of text. `icon` stands inside at the left, `keys` (the key that focuses it) at the right while it is empty. */
export function Input({ icon: Icon, keys, className, ...rest }: InputProps) {
  const field = <input spellCheck={false} autoComplete="off" className={classes(box, 'h-7 text-sm', Icon && 'pl-7.5', keys && 'pr-8', Icon || keys ? 'w-full' : (className ?? 'w-full'))} {...rest} />
  if (!Icon && !keys) return field
  return (
    <span className={classes('relative inline-flex items-center', className)}>
      {Icon ? <Icon aria-hidden="true" className="pointer-events-none absolute left-2.5 size-3.5 text-ink-faint" /> : null}
      {field}
      {keys && !rest.value ? <Kbd keys={keys} className="pointer-events-none absolute right-1.5" /> : null}
    </span>
  )
}

/** Several lines of text. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea spellCheck={false} className={classes(box, 'w-full py-1.5 text-base', className)} {...rest} />
}

type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | null | undefined
  className?: string
  /** Receives the ids that tie the control to its label, hint and error. */
  children: (ids: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined }) => ReactNode
}

/** A control with its label above, and a hint or an error below. The line below is always there: nothing jumps. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const id = useId()
  const below = error ?? hint
  return (
    <div className={classes('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-soft">
        {label}
      </label>
      {children({ id, 'aria-describedby': below ? `${id}-below` : undefined, 'aria-invalid': error ? true : undefined })}
      {hint !== undefined || error !== undefined ? (
        <p id={`${id}-below`} role={error ? 'alert' : undefined} className={classes('min-h-4.5 text-sm', error ? 'text-danger' : 'text-ink-faint')}>
          {below}
        </p>
      ) : null}
    </div>
  )
}
