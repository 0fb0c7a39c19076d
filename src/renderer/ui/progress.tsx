import { Progress as Base } from '@base-ui/react/progress'
import { classes } from './classes.ts'

type ProgressProps = {
  /** What goes on; accessible name and the line above the bar. */
  label: string
  /** 0 to 1; null while the amount is not known. */
  value: number | null
  /** At the right, for example "about 2 min left". */
  estimate?: string | undefined
  className?: string
}

/** A bar with what goes on at the left and how much is left at the right. */
export function Progress({ label, value, estimate, className }: ProgressProps) {
  return (
    <Base.Root value={value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100)} className={classes('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3 text-sm text-ink-soft">
        <Base.Label className="truncate">{label}</Base.Label>
        <span className="shrink-0 whitespace-nowrap text-ink-faint">{estimate}</span>
      </div>
      <Base.Track className="h-1 overflow-hidden rounded-full bg-line-strong">
        <Base.Indicator className={classes('h-full rounded-full bg-accent transition-[width] duration-200', value === null && 'w-1/4 animate-pulse')} />
      </Base.Track>
    </Base.Root>
  )
}
