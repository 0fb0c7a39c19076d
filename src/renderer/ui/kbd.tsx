import { isMac, keyCaps } from './keys.ts'
import { classes } from './classes.ts'

/** A key such as `Ctrl+K`, drawn as caps. Decorative: put the key into words or `aria-keyshortcuts` where it matters. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span aria-hidden="true" className={classes('inline-flex shrink-0 items-center gap-0.5', className)}>
      {keyCaps(keys, isMac).map((cap) => (
        <kbd key={cap} className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line-strong bg-sunken px-1 font-sans text-xs leading-none text-ink-soft">
          {cap}
        </kbd>
      ))}
    </span>
  )
}
