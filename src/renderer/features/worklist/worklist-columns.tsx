import { CheckCheck, LoaderCircle, UserRound } from 'lucide-react'
import type { ReportId } from '../../../domain/report/report.ts'
import type { WorklistRow } from '../../../domain/worklist/worklist.ts'
import { ageAt, formatName } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { flagWord, labelWord, stateWord } from '../../lib/words.ts'
import type { GridColumn } from '../../ui/data-grid.tsx'
import { Signal } from '../../ui/signal.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'

const { words } = strings
const sexes = { F: words.sexF, M: words.sexM, O: words.sexO }

/** The columns of the worklist, in reading order: is it mine to do, who, what, when, and what stands out. */
export const worklistColumns: GridColumn<WorklistRow>[] = [
  { id: 'status', header: words.status, width: '7.25rem', cell: ({ state }) => <StateCell state={state} /> },
  { id: 'patient', header: words.patient, width: 'minmax(13rem, 1.3fr)', cell: (row) => <PatientCell row={row} /> },
  { id: 'study', header: words.study, width: 'minmax(8rem, 1.1fr)', cell: (row) => <StudyCell row={row} /> },
  { id: 'date', header: words.date, width: '5.75rem', cell: ({ date }) => <span className="font-mono text-xs text-ink-soft">{date}</span> },
  { id: 'modality', header: words.modality, width: '4.5rem', cell: ({ modality }) => <span className="truncate text-sm text-ink-soft">{modality}</span> },
  { id: 'tag', header: words.tag, width: 'minmax(9.5rem, 0.85fr)', cell: (row) => <TagCell row={row} /> },
  { id: 'flags', header: words.flags, width: 'minmax(6rem, 0.65fr)', cell: (row) => <FlagsCell row={row} /> },
]

/** Shows which reports are marked. */
export const markColumn = (marked: ReadonlySet<ReportId>): GridColumn<WorklistRow> => ({
  id: 'mark',
  header: strings.worklist.markHeader,
  width: '3.75rem',
  cell: ({ reportId }) => (marked.has(reportId) ? <CheckCheck aria-label={strings.worklist.markedWord} className="size-3.5 text-accent" /> : null),
})

function StateCell({ state }: Pick<WorklistRow, 'state'>) {
  const { word, tone, sign } = stateWord(state)
  return (
    <Signal look="plain" tone={tone} sign={sign}>
      {word}
    </Signal>
  )
}

function PatientCell({ row }: { row: WorklistRow }) {
  const age = ageAt(row.birthDate, row.date)
  const person = [row.sex ? sexes[row.sex] : '', age === null ? '' : words.years(age)].filter(Boolean).join(' ')
  const name = formatName(row.patientName)
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      {name ? (
        <span className="truncate font-medium" title={name}>
          {name}
        </span>
      ) : (
        <span className="truncate text-ink-faint">{words.noName}</span>
      )}
      <span className="shrink-0 text-sm text-ink-soft">{person}</span>
      <span className="ml-auto hidden max-w-44 shrink-0 truncate pl-1 font-mono text-xs text-ink-faint min-[75rem]:inline" title={row.patientId}>{row.patientId}</span>
    </span>
  )
}

function StudyCell({ row }: { row: WorklistRow }) {
  return (
    <span className="flex min-w-0 flex-1 items-baseline gap-2">
      <span className="truncate" title={row.description}>
        {row.description || words.unknown}
      </span>
      <span className="hidden shrink-0 font-mono text-xs text-ink-faint min-[100rem]:inline">{row.accessionNumber}</span>
    </span>
  )
}

function TagCell({ row }: { row: WorklistRow }) {
  if (row.awaited) {
    return (
      <Tooltip label={words.labelAwaitedNote}>
        <span data-testid="tag-awaited" className="flex min-w-0 items-center gap-1.5 text-sm text-ink-soft">
          <LoaderCircle aria-hidden="true" className="size-3.5 shrink-0 animate-spin" />
          <span className="truncate">{words.labelAwaited}</span>
        </span>
      </Tooltip>
    )
  }
  if (row.label === null) return <span className="truncate text-ink-faint">{row.withheld ? words.labelWithheld : words.unknown}</span>
  const { word, tone, sign } = labelWord(row.label)
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Signal look="plain" tone={tone} sign={sign}>
        {word}
      </Signal>
      {row.labelByPerson ? (
        <Tooltip label={words.labelByPerson}>
          <span role="img" aria-label={words.labelByPerson} className="shrink-0 text-ink-faint">
            <UserRound aria-hidden="true" className="size-3.5" />
          </span>
        </Tooltip>
      ) : row.provisional ? (
        <span className="hidden shrink-0 text-xs text-ink-faint min-[70rem]:inline">{words.labelProvisional}</span>
      ) : null}
    </span>
  )
}

function FlagsCell({ row }: { row: WorklistRow }) {
  return (
    <span className="flex min-w-0 gap-3 overflow-hidden">
      {row.flags.map((flag, index) => {
        const { word, tone, sign } = flagWord(flag)
        return (
          <span key={flag} title={word} className="inline-flex min-w-0">
            <Signal look="plain" tone={tone} sign={sign}>
              {/* Where there is no room, the second flag keeps its sign, its title and its name. */}
              <span className={index > 0 ? 'sr-only min-[100rem]:not-sr-only' : undefined}>{word}</span>
            </Signal>
          </span>
        )
      })}
    </span>
  )
}
