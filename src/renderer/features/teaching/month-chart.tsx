import { useEffect, useRef, useState } from 'react'
import type { TeachingMonth } from '../../../domain/mine-first/teaching.ts'
import { strings } from '../../lib/strings.ts'
import { useRootFontSize } from '../../ui/root-font-size.ts'
import { barLayout } from './bar-layout.ts'

const words = strings.teaching

export type Measure = keyof typeof words.measures

const fills: Record<Measure, string> = { agreed: 'fill-good', missedByOwn: 'fill-machine', missedByDraft: 'fill-info', changed: 'fill-caution' }

/** Lengths at the normal text size, in CSS pixels. */
const normal = { height: 84, top: 16, bottom: 18, left: 4, right: 4 }

type MonthChartProps = { measure: Measure; months: readonly TeachingMonth[]; /** The highest count of all charts, so that they share a scale. */ most: number }

/** One count over the months, as bars. The table below the charts holds the same in words. */
export function MonthChart({ measure, months, most }: MonthChartProps) {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(420)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setWidth(Math.max(160, element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const scale = useRootFontSize() / 16
  const frame = { width, height: normal.height * scale, top: normal.top * scale, bottom: normal.bottom * scale, left: normal.left, right: normal.right }
  const { bars, base } = barLayout(months.map((month) => ({ month: month.month, count: month[measure] })), most, frame)
  const name = words.measures[measure]
  const sum = months.reduce((total, month) => total + month[measure], 0)
  return (
    <figure ref={place} data-testid="month-chart" data-measure={measure} className="min-w-0">
      <figcaption className="flex items-baseline justify-between gap-2 text-sm">
        <span className="font-medium">{name}</span>
        <span className="text-ink-soft">{sum.toLocaleString('en-GB')}</span>
      </figcaption>
      <svg role="img" width={width} height={frame.height} aria-label={bars.map(({ month, count }) => words.measureAt(name, month, count)).join('; ')} className="block text-[0.6875rem]">
        <line x1={frame.left} x2={width - frame.right} y1={base} y2={base} className="stroke-line-strong" />
        {bars.map(({ month, count, x, y, width: breadth, height, label, showsCount }) => (
          <g key={month}>
            <title>{words.measureAt(name, month, count)}</title>
            {count > 0 ? <rect x={x} y={y} width={breadth} height={height} rx={1.5} className={fills[measure]} /> : null}
            {showsCount ? (
              <text x={x + breadth / 2} y={y - 3} textAnchor="middle" className={count === 0 ? 'fill-ink-faint' : 'fill-ink-soft'}>
                {count}
              </text>
            ) : null}
            {label ? (
              <text x={x + breadth / 2} y={frame.height - 4} textAnchor="middle" className="fill-ink-faint">
                {month}
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </figure>
  )
}
