import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { classes } from './classes.ts'

/** `share` kept between the bounds; all from 0 to 1. */
export function clampShare(share: number, least: number, most: number): number {
  return Number.isFinite(share) ? Math.min(most, Math.max(least, share)) : least
}

type SplitPaneProps = {
  /** Accessible name of the divider. */
  label: string
  first: ReactNode
  second: ReactNode
  /** Share of the first pane, 0 to 1. */
  initial?: number
  least?: number
  most?: number
  onShare?: (share: number) => void
  className?: string
}

/** Two panes side by side with a divider that moves by pointer, arrow keys, Home and End. */
export function SplitPane({ label, first, second, initial = 0.6, least = 0.3, most = 0.8, onShare, className }: SplitPaneProps) {
  const [share, setShare] = useState(() => clampShare(initial, least, most))
  const frame = useRef<HTMLDivElement>(null)

  const move = (next: number) => {
    const kept = clampShare(next, least, most)
    setShare(kept)
    onShare?.(kept)
  }
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const box = frame.current?.getBoundingClientRect()
    if (box && event.currentTarget.hasPointerCapture(event.pointerId)) move((event.clientX - box.left) / box.width)
  }
  const key = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowLeft: share - 0.02, ArrowRight: share + 0.02, Home: least, End: most }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    move(next)
  }

  return (
    <div ref={frame} className={classes('flex h-full min-h-0 min-w-0', className)}>
      <div className="flex min-h-0 min-w-0 flex-col" style={{ width: `${String(share * 100)}%` }}>
        {first}
      </div>
      <div
        role="separator"
        tabIndex={0}
        aria-label={label}
        aria-orientation="vertical"
        aria-valuenow={Math.round(share * 100)}
        aria-valuemin={Math.round(least * 100)}
        aria-valuemax={Math.round(most * 100)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={key}
        className="relative w-px shrink-0 cursor-col-resize bg-line before:absolute before:inset-y-0 before:-left-1 before:w-2 hover:bg-accent focus-visible:bg-focus"
      />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">{second}</div>
    </div>
  )
}
