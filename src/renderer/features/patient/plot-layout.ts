import type { PatientReport } from '../../../domain/patient/patient-view.ts'
import type { StatusLabel } from '../../../domain/status/status-tag.ts'

/** Levels from the bottom up: the higher, the worse. */
export const levels: readonly StatusLabel[] = [0, 2, 1]

export type PlotPoint = { report: PatientReport; label: StatusLabel | null; tagged: boolean; x: number; y: number }

export type PlotLayout = {
  points: PlotPoint[]
  /** SVG path of the steps; empty with fewer than two labels. */
  path: string
  /** Years or months under the plot, with their places. */
  ticks: { x: number; text: string }[]
  levelAt: Record<StatusLabel, number>
}

type Frame = { width: number; height: number; left: number; right: number; top: number; bottom: number }

const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / 86_400_000
/** Least distance of two points in CSS pixels, so that reports of one day stay apart. */
const leastGap = 18

/**
 * Places reports by date and status. A status holds until the next labelled report: the line goes level, then steps.
 * Reports without a label stand under the lowest level and are stepped over.
 */
export function plotLayout(reports: readonly PatientReport[], { width, height, left, right, top, bottom }: Frame): PlotLayout {
  const days = reports.map(({ date }) => dayOf(date))
  const first = Math.min(...days)
  const last = Math.max(...days)
  const inner = Math.max(1, width - left - right)
  const scale = (day: number) => (last === first ? left + inner / 2 : left + ((day - first) / (last - first)) * inner)
  const gap = (height - top - bottom) / levels.length
  const levelAt = Object.fromEntries(levels.map((label, index) => [label, top + (levels.length - 1 - index) * gap])) as Record<StatusLabel, number>

  let before = -Infinity
  const spread = days.map((day) => (before = Math.max(scale(day), before + leastGap)))
  // Where the last ones were pushed over the edge, all are drawn together a little.
  const over = Math.max(0, (spread.at(-1) ?? 0) - (width - right))
  const reach = Math.max(1, (spread.at(-1) ?? 0) - left)
  const points = reports.map((report, index): PlotPoint => {
    const label = report.tag?.label ?? null
    const x = spread[index] ?? left
    return { report, label, tagged: report.tag !== null, x: over > 0 ? x - (over * (x - left)) / reach : x, y: label === null ? height - bottom - gap / 4 : levelAt[label] }
  })
  const labelled = points.filter(({ label }) => label !== null)
  const path = labelled.length < 2 ? '' : labelled.map(({ x, y }, index) => (index === 0 ? `M${String(x)} ${String(y)}` : `H${String(x)}V${String(y)}`)).join('')
  return { points, path, levelAt, ticks: ticksOf(first, last, scale, inner) }
}

/** Calendar marks: months where there is room for them, else quarters, else years. */
function ticksOf(first: number, last: number, scale: (day: number) => number, inner: number): PlotLayout['ticks'] {
  if (!Number.isFinite(first)) return []
  const from = new Date(first * 86_400_000)
  const months = (last - first) / 30.4
  const room = Math.max(1, Math.floor(inner / 64))
  const step = [1, 3, 6, 12, 24, 60, 120].find((each) => months / each <= room) ?? 240
  const ticks: PlotLayout['ticks'] = []
  const begin = Math.floor((from.getUTCFullYear() * 12 + from.getUTCMonth()) / step) * step
  for (let month = begin; ticks.length <= room + 1; month += step) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / 86_400_000
    if (day > last) break
    if (day >= first) ticks.push({ x: scale(day), text: step >= 12 ? String(Math.floor(month / 12)) : `${String(Math.floor(month / 12))}-${String((month % 12) + 1).padStart(2, '0')}` })
  }
  return ticks
}
