import type { Interval } from '../../../domain/metric/interval.ts'
import { classes } from '../../ui/classes.ts'

type Mark = { value: number; label: string }
type IntervalBarProps = {
  /** The same in words: the drawing only strengthens it. */
  label: string
  intervals: readonly (Interval & { tone: 'accent' | 'machine' | 'neutral' })[]
  /** Ends of the scale. */
  from?: number
  to?: number
  /** A published figure or chance. */
  mark?: Mark | undefined
  className?: string
}

/** Where a value stands on a scale, as CSS; its ends are a little inside, so that a dot on them is whole. */
export const placeOn = (value: number, from: number, to: number): string => `${String(2 + 96 * Math.min(1, Math.max(0, (value - from) / (to - from))))}%`

const dots = { accent: 'bg-accent', machine: 'bg-machine', neutral: 'bg-ink-faint' }

/** Values with their intervals on one scale, one under the other. */
export function IntervalBar({ label, intervals, from = 0, to = 1, mark, className }: IntervalBarProps) {
  const at = (value: number) => placeOn(value, from, to)
  return (
    <span role="img" aria-label={label} title={label} className={classes('relative flex min-w-0 flex-col justify-center gap-1 rounded-sm bg-sunken px-0 py-1', className)}>
      {mark ? <span className="absolute inset-y-0 w-px border-l border-dashed border-caution" style={{ left: at(mark.value) }} title={mark.label} /> : null}
      {intervals.map(({ value, low, high, tone }, index) => (
        <span key={index} className="relative block h-1.5">
          {Number.isNaN(value) ? null : (
            <>
              <span className={classes('absolute top-1/2 h-px', dots[tone])} style={{ left: at(low), width: `calc(${at(high)} - ${at(low)})` }} />
              <span className={classes('absolute top-0 size-1.5 -translate-x-1/2 rounded-full', dots[tone])} style={{ left: at(value) }} />
            </>
          )}
        </span>
      ))}
    </span>
  )
}
