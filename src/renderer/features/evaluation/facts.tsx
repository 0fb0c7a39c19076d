import type { ReactNode } from 'react'
import { classes } from '../../ui/classes.ts'

/** Names and values in two columns. */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={classes('grid grid-cols-[8rem_minmax(0,1fr)] gap-y-2 text-sm', className)}>{children}</dl>
}

export function Fact({ label, mono = false, children }: { label: string; mono?: boolean; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className={classes('min-w-0 break-words select-text', mono && 'font-mono text-xs')}>{children}</dd>
    </>
  )
}
