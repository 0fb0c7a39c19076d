import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes.ts'
import { Kbd } from './kbd.tsx'
import { isMac, keyShortcuts } from './keys.ts'
import { Tooltip } from './tooltip.tsx'

type ButtonKind = 'primary' | 'normal' | 'quiet' | 'danger'

const kinds: Record<ButtonKind, string> = {
  primary: 'border-accent-fill bg-accent-fill text-on-accent hover:not-disabled:border-accent-fill-hover hover:not-disabled:bg-accent-fill-hover',
  normal: 'border-line-strong bg-surface text-ink hover:not-disabled:bg-hover',
  quiet: 'border-transparent bg-transparent text-ink-soft hover:not-disabled:bg-hover hover:not-disabled:text-ink',
  danger: 'border-line-strong bg-surface text-danger hover:not-disabled:bg-danger-soft',
}

const base =
  'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors duration-100 disabled:opacity-50 aria-pressed:bg-selected aria-pressed:text-ink data-popup-open:bg-hover'

type ButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  kind?: ButtonKind
  size?: 'small' | 'normal' | 'large'
  icon?: LucideIcon
  /** Key that does the same; drawn inside the button. */
  keys?: string | undefined
  /** Shows that it is at work and refuses a second press. */
  busy?: boolean
  children: ReactNode
}

const sizes = { small: 'h-6 px-2 text-sm', normal: 'h-7 px-2.5 text-sm', large: 'h-8.5 px-3.5 text-base' }

/** A button with words. */
export function Button({ kind = 'normal', size = 'normal', icon: Icon, keys, busy = false, className, children, disabled, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      aria-keyshortcuts={keys ? keyShortcuts(keys, isMac) : undefined}
      className={classes(base, kinds[kind], sizes[size], className)}
      {...rest}
    >
      {busy ? <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" /> : Icon ? <Icon aria-hidden="true" className="size-3.5" /> : null}
      {children}
      {keys ? <Kbd keys={keys} className="ml-0.5" /> : null}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  icon: LucideIcon
  /** Accessible name, shown as a tooltip together with `keys`. */
  label: string
  keys?: string | undefined
  kind?: ButtonKind
  side?: 'top' | 'right' | 'bottom' | 'left'
  size?: 'small' | 'normal'
}

/** A button with an icon only; its name is in the tooltip. */
export function IconButton({ icon: Icon, label, keys, kind = 'quiet', side = 'bottom', size = 'normal', className, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} keys={keys} side={side}>
      <button
        type={type}
        aria-label={label}
        aria-keyshortcuts={keys ? keyShortcuts(keys, isMac) : undefined}
        className={classes(base, kinds[kind], size === 'small' ? 'size-6' : 'size-7', className)}
        {...rest}
      >
        <Icon aria-hidden="true" className="size-4" />
      </button>
    </Tooltip>
  )
}
