import type { CohortFilter, CohortRun, CohortSummary } from '../../../domain/cohort/cohort.ts'
import type { StatusLabel } from '../../../domain/status/status-tag.ts'
import { formatCount } from '../../lib/format.ts'
import { useSummary } from './use-summary.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { classes } from '../../ui/classes.ts'
import { ReliabilityDiagram } from '../../ui/reliability-diagram.tsx'
import { useCohort, viewOf } from './cohort-state.ts'
import { interval, percent, tooFew } from './figure-words.ts'
import { FrequencyFields } from './frequency-fields.tsx'
import { cellWord } from './result-filter-bar.tsx'

const words = strings.cohort
const labels: StatusLabel[] = [0, 1, 2]
const machineLabels = [0, 1, 2, 'abstained'] as const
type Cell = NonNullable<CohortFilter['cell']>

type FiguresProps = { run: CohortRun; cell: CohortFilter['cell']; onCell: (cell: Cell) => void }

/** What the adjudications of a run say of its tags: matrix, sensitivity, predictive values, honesty of the odds. */
export function Figures({ run, cell, onCell }: FiguresProps) {
  const typed = useCohort((state) => viewOf(state, run.id).frequency)
  const { summary, error } = useSummary(run.id, typed)
  if (error) {
    return (
      <Banner tone="danger" title={words.summaryFailed}>
        {error.message}
      </Banner>
    )
  }
  if (!summary) return <div role="status" className="h-40" />
  const notes = labels.flatMap((label) => tooFew(labelWord(label).word, summary.sensitivity[label] ?? null) ?? [])
  const adjudicated = summary.matrix.flat().reduce((sum, value) => sum + value, 0)
  return (
    <div data-testid="figures" data-adjudicated={adjudicated} className="flex flex-col gap-5 px-3 py-3">
      <Counts counts={summary.counts} />
      {adjudicated === 0 ? <p className="rounded-md bg-info-soft px-3 py-2 text-sm text-pretty">{words.matrixEmpty}</p> : null}
      <Matrix matrix={summary.matrix} cell={cell} onCell={onCell} />
      {adjudicated > 0 ? (
        <>
          <Measures summary={summary} notes={notes} />
          <section>
            <h3 className="text-sm font-semibold">{words.predictiveAtTitle}</h3>
            <p className="mb-2 text-sm text-pretty text-ink-soft">{words.predictiveAtNote}</p>
            <FrequencyFields runId={run.id} typed={typed} shown={summary.predictiveAt?.frequency ?? null} source={summary.predictiveAt?.source ?? null} />
            {summary.predictiveAt ? <PredictiveAt values={summary.predictiveAt.values} frequency={summary.predictiveAt.frequency} /> : null}
            {notes.length > 0 ? <p className="mt-1.5 text-sm text-pretty text-caution">{words.tooFewAt}</p> : null}
          </section>
          <section>
            <h3 className="mb-1 text-sm font-semibold">{words.reliability}</h3>
            <ReliabilityDiagram label={words.reliabilityLabel(adjudicated)} bins={summary.reliability} words={{ ...strings.models.diagram, percent }} />
            {summary.calibrationError === null ? null : <p className="text-sm text-ink-soft">{words.calibrationError(percent(summary.calibrationError))}</p>}
          </section>
        </>
      ) : null}
    </div>
  )
}

function Counts({ counts }: { counts: CohortSummary['counts'] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.counts}</h3>
      <dl className="grid grid-cols-4 items-end gap-2">
        {machineLabels.map((label, index) => (
          <div key={label} className="min-w-0">
            <dt className="text-xs text-ink-faint">{cellWord(label)}</dt>
            <dd className="text-lg font-semibold">{formatCount(counts[index] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Every number is a button that filters the table to its reports. */
function Matrix({ matrix, cell, onCell }: { matrix: CohortSummary['matrix'] } & Pick<FiguresProps, 'cell' | 'onCell'>) {
  return (
    <section>
      <h3 className="text-sm font-semibold">{words.matrix}</h3>
      <p className="mb-1.5 text-sm text-pretty text-ink-soft">{words.matrixNote}</p>
      <table data-testid="matrix" className="w-full table-fixed text-sm">
        <thead>
          <tr className="text-xs text-ink-faint">
            <th scope="col" className="w-[26%] pb-1 text-left font-medium">
              <span className="sr-only">{words.people}</span>
            </th>
            {machineLabels.map((label) => (
              <th key={label} scope="col" className="px-0.5 pb-1 text-center align-bottom font-medium break-words">
                {cellWord(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((adjudicated) => (
            <tr key={adjudicated}>
              <th scope="row" className="pr-2 text-left text-xs font-medium text-ink-soft">
                {labelWord(adjudicated).word}
              </th>
              {machineLabels.map((machine, index) => {
                const value = matrix[adjudicated]?.[index] ?? 0
                return (
                  <td key={machine} className="p-0.5">
                    <button
                      type="button"
                      data-testid={`cell-${String(adjudicated)}-${String(machine)}`}
                      aria-label={words.cellLabel(value, labelWord(adjudicated).word, cellWord(machine))}
                      aria-pressed={cell?.adjudicated === adjudicated && cell.machine === machine}
                      disabled={value === 0}
                      onClick={() => onCell({ adjudicated, machine })}
                      className={classes(
                        'h-8 w-full rounded-sm font-mono text-sm transition-colors duration-100 aria-pressed:outline-2 aria-pressed:outline-accent',
                        value === 0 ? 'bg-sunken text-ink-faint' : adjudicated === machine ? 'bg-good-soft text-ink hover:bg-hover' : machine === 'abstained' ? 'bg-neutral-soft text-ink hover:bg-hover' : 'bg-danger-soft text-ink hover:bg-hover',
                      )}
                    >
                      {formatCount(value)}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Sensitivity and predictive value of each class with their intervals, and a sentence where they rest on too little. */
function Measures({ summary, notes }: { summary: CohortSummary; notes: readonly string[] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.measures}</h3>
      <table data-testid="measures" className="w-full text-sm">
        <thead>
          <tr className="text-xs text-ink-faint">
            <th className="text-left font-medium" />
            <th scope="col" className="pb-1 text-right font-medium">
              {words.sensitivity}
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              {words.predictive} <span className="font-normal">({words.predictiveNote})</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => (
            <tr key={label} className="border-t border-line align-top">
              <th scope="row" className="py-1 text-left font-medium">
                {labelWord(label).word}
              </th>
              <ShareCell share={summary.sensitivity[label] ?? null} />
              <ShareCell share={summary.predictive[label] ?? null} />
            </tr>
          ))}
          <tr className="border-t border-line align-top">
            <th scope="row" className="py-1 text-left font-medium">
              {words.accuracy}
            </th>
            <ShareCell share={summary.accuracy} />
            <td />
          </tr>
        </tbody>
      </table>
      {notes.length > 0 ? (
        <ul data-testid="too-few" className="mt-1.5 flex flex-col gap-0.5 text-sm text-pretty text-caution">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

function ShareCell({ share }: { share: CohortSummary['accuracy'] }) {
  if (!share || share.n === 0) return <td className="py-1 text-right text-ink-faint">{strings.words.unknown}</td>
  return (
    <td className="py-1 pl-2 text-right">
      <span className="font-semibold">{percent(share.value)}</span>
      <span className="block text-xs text-ink-faint">
        <span className="whitespace-nowrap">{interval(share)},</span> <span className="whitespace-nowrap">{words.outOf(share.n)}</span>
      </span>
    </td>
  )
}

function PredictiveAt({ values, frequency }: Pick<NonNullable<CohortSummary['predictiveAt']>, 'values' | 'frequency'>) {
  return (
    <table data-testid="predictive-at" className="mt-2 w-full text-sm">
      <tbody>
        {labels.map((label) => {
          const value = values[label]
          return (
            <tr key={label} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-medium">
                {labelWord(label).word} <span className="font-normal text-ink-faint">({words.at(percent(frequency[label]))})</span>
              </th>
              <td className="py-1 text-right">
                {value ? (
                  <>
                    <span className="font-semibold">{percent(value.value)}</span> <span className="text-xs text-ink-faint">{interval(value)}</span>
                  </>
                ) : (
                  <span className="text-ink-faint">{strings.words.unknown}</span>
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
