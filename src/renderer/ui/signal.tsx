import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { signs, type SignName } from './signs.ts'
import { toneSoft, toneText, type Tone } from './tone.ts'

type SignalProps = {
  tone: Tone
  /** Shape that says the same as the colour. */
  sign: SignName
  /** The word: required, so that no state is ever told by colour alone. */
  children: ReactNode
  /** `plain` has no background: for rows of a table. */
  look?: 'soft' | 'plain'
  className?: string
}

/** A state: sign, word and colour together. */
export function Signal({ tone, sign, children, look = 'soft', className }: SignalProps) {
  const Sign = signs[sign]
  return (
    <span
      className={classes(
        'inline-flex min-w-0 items-center gap-1.5 text-sm whitespace-nowrap',
        toneText[tone],
        look === 'soft' && classes('h-5 rounded-sm px-1.5 font-medium', toneSoft[tone]),
        className,
      )}
    >
      <Sign aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={2.25} />
      <span className="truncate">{children}</span>
    </span>
  )
}
