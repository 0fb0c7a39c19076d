import { classes } from './classes.ts'
import type { Tone } from './tone.ts'

export type Share = { label: string; tone: Tone; /** 0 to 1. */ value: number }

const fills: Record<Tone, string> = { neutral: 'bg-ink-faint', info: 'bg-info', good: 'bg-good', caution: 'bg-caution', danger: 'bg-danger', machine: 'bg-machine' }

/** Shares of one whole, side by side. Its numbers are in the name and the title: the lengths only strengthen them. */
export function ShareBar({ shares, className }: { shares: readonly Share[]; className?: string }) {
  const words = shares.map(({ label, value }) => `${label} ${value.toFixed(2)}`).join(', ')
  return (
    <span role="img" aria-label={words} title={words} className={classes('flex h-2 min-w-0 gap-px overflow-hidden rounded-full bg-line', className)}>
      {shares.map(({ label, tone, value }) => (
        <span key={label} className={classes('h-full', fills[tone])} style={{ width: `${String(value * 100)}%` }} />
      ))}
    </span>
  )
}
