import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { toneSoft, toneText, type Tone } from './tone.ts'

/** A short word or a count. Tone only strengthens what the word says. */
export function Badge({ tone = 'neutral', className, children }: { tone?: Tone; className?: string; children: ReactNode }) {
  return <span className={classes('inline-flex h-4.5 items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap', toneText[tone], toneSoft[tone], className)}>{children}</span>
}
