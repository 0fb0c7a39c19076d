import { useId } from 'react'

export type ReliabilityBin = { from: number; to: number; count: number; meanProbability: number; accuracy: number }

type ReliabilityDiagramProps = {
  /** One sentence: what it shows and on what it was counted. */
  label: string
  bins: readonly ReliabilityBin[]
  words: { said: string; right: string; count: string; perfect: string; few: (fewest: number) => string; table: string; percent: (share: number) => string }
}

/** In a bin of fewer reports one single answer moves the point by more than five points of a hundred. */
const fewest = 20

const size = 200
const left = 34
const bottom = 30
const x = (share: number) => left + share * size
const y = (share: number) => 8 + (1 - share) * size
const ticks = [0, 0.25, 0.5, 0.75, 1]

/**
 * How often answers of a stated probability were right, beside the diagonal of honest odds. Areas of the points grow with the count.
 * The same numbers stand in a table below it.
 */
export function ReliabilityDiagram({ label, bins, words }: ReliabilityDiagramProps) {
  const id = useId()
  const filled = bins.filter(({ count }) => count > 0)
  const most = Math.max(1, ...filled.map(({ count }) => count))
  return (
    <figure className="flex flex-col gap-1.5">
      <svg role="img" aria-labelledby={id} viewBox={`0 0 ${String(left + size + 10)} ${String(size + bottom + 12)}`} className="w-full max-w-80 overflow-visible text-[0.625rem]">
        <title id={id}>{label}</title>
        <rect x={x(0)} y={y(1)} width={size} height={size} className="fill-sunken stroke-line" />
        {ticks.map((tick) => (
          <g key={tick}>
            <line x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} className="stroke-line" />
            <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="stroke-line" />
            <text x={x(tick)} y={y(0) + 12} textAnchor="middle" className="fill-ink-faint">
              {tick * 100}
            </text>
            <text x={x(0) - 5} y={y(tick) + 3} textAnchor="end" className="fill-ink-faint">
              {tick * 100}
            </text>
          </g>
        ))}
        <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} strokeDasharray="3 3" className="stroke-control" />
        {filled.filter(({ count }) => count >= fewest).map(({ from, meanProbability, accuracy }) => (
          <line key={from} x1={x(meanProbability)} x2={x(meanProbability)} y1={y(meanProbability)} y2={y(accuracy)} strokeWidth={1.5} className="stroke-caution" />
        ))}
        {filled.map(({ from, count, meanProbability, accuracy }) => (
          <circle key={from} cx={x(meanProbability)} cy={y(accuracy)} r={3 + 5 * Math.sqrt(count / most)} strokeWidth={1.5} strokeDasharray={count < fewest ? '2 2' : undefined} className={count < fewest ? 'fill-none stroke-ink-faint' : 'fill-info-soft stroke-accent'} />
        ))}
        <text x={x(0.5)} y={y(0) + 26} textAnchor="middle" className="fill-ink-soft">
          {words.said}
        </text>
        <text transform={`translate(9 ${String(y(0.5))}) rotate(-90)`} textAnchor="middle" className="fill-ink-soft">
          {words.right}
        </text>
      </svg>
      <figcaption className="text-xs text-ink-faint">
        {words.perfect} {filled.some(({ count }) => count < fewest) ? words.few(fewest) : ''}
      </figcaption>
      <details className="text-sm">
        <summary className="w-fit cursor-default rounded-sm text-ink-soft hover:text-ink">{words.table}</summary>
        <table className="mt-1 w-full max-w-80 text-right text-xs">
          <thead>
            <tr className="text-ink-faint">
              <th scope="col" className="py-0.5 font-medium">{words.said}</th>
              <th scope="col" className="py-0.5 font-medium">{words.right}</th>
              <th scope="col" className="py-0.5 font-medium">{words.count}</th>
            </tr>
          </thead>
          <tbody>
            {filled.map(({ from, count, meanProbability, accuracy }) => (
              <tr key={from} className="border-t border-line">
                <td className="py-0.5">{words.percent(meanProbability)}</td>
                <td className="py-0.5">{words.percent(accuracy)}</td>
                <td className="py-0.5">
                  {count.toLocaleString('en-GB')}
                  {count < fewest ? '*' : ''}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {filled.some(({ count }) => count < fewest) ? <p className="mt-0.5 text-xs text-ink-faint">* {words.few(fewest)}</p> : null}
      </details>
    </figure>
  )
}
