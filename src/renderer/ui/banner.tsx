import { CircleAlert, CircleCheck, Info, Sparkles, TriangleAlert, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'
import { toneSoft, toneText, type Tone } from './tone.ts'

export const toneSign: Record<Tone, LucideIcon> = { neutral: Info, info: Info, good: CircleCheck, caution: TriangleAlert, danger: CircleAlert, machine: Sparkles }

/** One line that stays until its cause is gone. `danger` interrupts a screen reader, the others do not. */
export function Banner({ tone, title, children, actions, className }: { tone: Tone; title?: string; children?: ReactNode; actions?: ReactNode; className?: string }) {
  const Sign = toneSign[tone]
  return (
    <div role={tone === 'danger' ? 'alert' : 'status'} className={classes('flex items-start gap-2.5 px-3 py-2 text-sm text-ink', toneSoft[tone], className)}>
      <Sign aria-hidden="true" className={classes('mt-px size-4 shrink-0', toneText[tone])} />
      <div className="min-w-0 flex-1">
        {title ? <strong className="mr-1.5 font-semibold">{title}</strong> : null}
        {children}
      </div>
      {actions ? <div className="-my-0.5 flex shrink-0 gap-2">{actions}</div> : null}
    </div>
  )
}
