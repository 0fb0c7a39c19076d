import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { ReportId } from '../../../domain/report/report.ts'
import type { PatientView } from '../../../domain/patient/patient-view.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord } from '../../lib/words.ts'
import { useRootFontSize } from '../../ui/root-font-size.ts'
import { levels, plotLayout, type PlotPoint } from './plot-layout.ts'

const words = strings.patient

/** Lengths at the normal text size, in CSS pixels; they grow with the text. */
const normal = { height: 168, left: 132, right: 24, top: 22, bottom: 26 }

const fills = { 0: 'fill-ink-faint', 1: 'fill-danger', 2: 'fill-info' } as const
const strokes = { 0: 'stroke-ink-faint', 1: 'stroke-danger', 2: 'stroke-info' } as const

type StatusPlotProps = { view: PatientView; selected: ReportId | null; onSelect: (reportId: ReportId) => void; onOpen: (reportId: ReportId) => void }

/** Status over time as steps. One tab stop: arrows move between the reports, Enter opens. The list below holds the same in words. */
export function StatusPlot({ view, selected, onSelect, onOpen }: StatusPlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useEffect(() => {
    const element = place.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setWidth(Math.max(320, element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const scale = useRootFontSize() / 16
  const frame = { height: normal.height * scale, left: normal.left * scale, right: normal.right, top: normal.top, bottom: normal.bottom * scale }
  const { height } = frame
  const { points, path, ticks, levelAt } = plotLayout(view.reports, { ...frame, width })
  const alerts = new Set(view.alerts.filter(({ state }) => state !== 'withdrawn').map(({ reportId }) => reportId))
  const stop = points.some(({ report }) => report.reportId === selected) ? selected : (points.at(-1)?.report.reportId ?? null)

  const press = (event: KeyboardEvent, index: number) => {
    const steps: Record<string, number> = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: points.length - 1 }
    const point = points[index]
    if (event.key === 'Enter' && point) {
      event.preventDefault()
      onOpen(point.report.reportId)
      return
    }
    const next = points[steps[event.key] ?? -1]
    if (!next) return
    event.preventDefault()
    onSelect(next.report.reportId)
    place.current?.querySelector<SVGElement>(`[data-point="${next.report.reportId}"]`)?.focus()
  }

  return (
    <div ref={place} data-testid="status-plot" className="relative">
      <svg width={width} height={height} role="group" aria-label={words.plotLabel(points.filter(({ tagged }) => tagged).length)} className="block text-xs">
        {levels.map((label) => (
          <g key={label}>
            <line x1={frame.left - 12} x2={width - 8} y1={levelAt[label]} y2={levelAt[label]} className="stroke-line" />
            <text x={frame.left - 20} y={levelAt[label] + 4} textAnchor="end" className="fill-ink-soft">
              {labelWord(label).word}
            </text>
          </g>
        ))}
        {ticks.map(({ x, text }) => (
          <g key={text}>
            <line x1={x} x2={x} y1={frame.top - 6} y2={height - frame.bottom + 4} className="stroke-line" strokeDasharray="2 4" />
            <text x={x} y={height - 6} textAnchor="middle" className="fill-ink-faint">
              {text}
            </text>
          </g>
        ))}
        <path d={path} fill="none" strokeWidth={1.5} className="stroke-ink-faint" />
        {points.map((point, index) => (
          <g
            key={point.report.reportId}
            role="button"
            tabIndex={point.report.reportId === stop ? 0 : -1}
            data-point={point.report.reportId}
            aria-label={pointWords(point)}
            aria-pressed={point.report.reportId === selected}
            onFocus={() => onSelect(point.report.reportId)}
            onClick={() => onSelect(point.report.reportId)}
            onDoubleClick={() => onOpen(point.report.reportId)}
            onKeyDown={(event) => press(event, index)}
            className="group/point outline-none"
          >
            <title>{pointWords(point)}</title>
            <circle cx={point.x} cy={point.y} r={10} fillOpacity={point.report.reportId === selected ? 1 : 0} className="fill-selected stroke-transparent group-focus-visible/point:stroke-focus" strokeWidth={2} />
            <Mark point={point} />
            {alerts.has(point.report.reportId) ? <path d={`M${String(point.x)} ${String(point.y - 20)}l5 8h-10z`} className="fill-danger" /> : null}
          </g>
        ))}
      </svg>
      <p className="flex flex-wrap gap-x-4 px-3 pb-2 text-xs text-ink-faint">
        <span>● {words.legendMachine}</span>
        <span>■ {words.legendPerson}</span>
        <span>○ {words.legendProvisional}</span>
        <span>▲ {words.legendAlert}</span>
      </p>
    </div>
  )
}

/** What one point says, in words. */
export function pointWords({ report: { date, tag }, label }: PlotPoint): string {
  if (!tag) return words.plotPoint(date, words.untagged, '').replace(/, $/, '')
  const source = [tag.source === 'person' ? words.byPerson : words.byMachine, tag.provisional ? words.provisional : ''].filter(Boolean).join(', ')
  return words.plotPoint(date, label === null ? words.undecided : labelWord(label).word, source)
}

/** Round: the machine. Square: a person. Hollow: the text was not signed. A ring with a bar: no label. */
function Mark({ point: { x, y, label, report } }: { point: PlotPoint }) {
  const tag = report.tag
  if (!tag || label === null) {
    return tag ? (
      <text x={x} y={y + 4} textAnchor="middle" className="fill-caution font-semibold">
        ?
      </text>
    ) : (
      <line x1={x} x2={x} y1={y - 5} y2={y + 5} strokeWidth={2} className="stroke-control" />
    )
  }
  const look = `${strokes[label]} ${tag.provisional ? 'fill-canvas' : fills[label]}`
  return tag.source === 'person' ? <rect x={x - 5} y={y - 5} width={10} height={10} strokeWidth={2} className={look} /> : <circle cx={x} cy={y} r={5} strokeWidth={2} className={look} />
}
