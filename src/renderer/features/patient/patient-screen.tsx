import { ArrowLeft, UserX } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { ReportId } from '../../../domain/report/report.ts'
import type { PatientView } from '../../../domain/patient/patient-view.ts'
import type { StatusAlert } from '../../../domain/status/alert.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { ageAt, formatName, today } from '../../lib/format.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { AlertPanel } from './alert-panel.tsx'
import { CommunicationDialog } from './communication-dialog.tsx'
import { ReportList } from './report-list.tsx'
import { StatusPlot } from './status-plot.tsx'

const words = strings.patient

/** All reports of one patient in time order, with status, transitions and alerts. `reportId`: any report of the patient. */
export function PatientScreen({ reportId }: { reportId: ReportId }) {
  const { data: view, error, refetch } = useCall('patient.open', { reportId })
  // A report may have been signed or tagged since this patient was shown last.
  useEffect(() => void refetch(), [refetch])
  // Tags of imported reports come while the patient is looked at.
  const awaited = view?.reports.some((report) => report.awaited) ?? false
  useEffect(() => {
    if (!awaited) return
    const timer = setInterval(() => void refetch(), 3000)
    return () => clearInterval(timer)
  }, [awaited, refetch])
  if (error && !view) {
    return (
      <EmptyState
        icon={UserX}
        title={words.openFailed}
        actions={
          <>
            <Button onClick={() => void useNavigation.getState().back()}>{words.back}</Button>
            <Button kind="primary" onClick={() => void refetch()}>
              {strings.words.tryAgain}
            </Button>
          </>
        }
      >
        {error.message}
      </EmptyState>
    )
  }
  if (!view) return <Loading label={strings.patient.loading} />
  return <Patient view={view} reportId={reportId} />
}

function Patient({ view, reportId }: { view: PatientView; reportId: ReportId }) {
  const [selected, setSelected] = useState<ReportId>(reportId)
  const [communicating, setCommunicating] = useState<StatusAlert | null>(null)
  const openReport = useNavigation((state) => state.openReport)
  const back = useNavigation((state) => state.back)
  const { patient, reports } = view
  // Arrows and Enter work at once.
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (document.activeElement === document.body) list.current?.focus()
  }, [])
  const firstOpen = view.alerts.find(({ state }) => state === 'open')
  const at = reports.findIndex((report) => report.reportId === selected)
  const step = (by: 1 | -1) => {
    const next = reports[at + by]
    if (next) setSelected(next.reportId)
  }
  const open = (id: ReportId) => {
    const tag = reports.find((report) => report.reportId === id)?.tag
    void openReport(id, tag?.evidence[0] ?? null)
  }

  const group = words.group
  useCommands([
    { id: 'patient.back', title: words.back, group, keys: 'Alt+ArrowLeft', run: () => void back() },
    { id: 'patient.next', title: words.nextReport, group, keys: 'N', alsoKeys: ['ArrowDown', 'J'], when: () => at < reports.length - 1, run: () => step(1) },
    { id: 'patient.previous', title: words.previousReport, group, keys: 'P', alsoKeys: ['ArrowUp', 'K'], when: () => at > 0, run: () => step(-1) },
    { id: 'patient.open', title: words.openSelected, group, keys: 'O', run: () => open(selected) },
    { id: 'patient.communicate', title: words.communicateNext, group, keys: 'C', when: () => firstOpen !== undefined, run: () => firstOpen && setCommunicating(firstOpen) },
  ])

  const age = ageAt(patient.birthDate, today())
  const person = [patient.sex ? strings.words[`sex${patient.sex}`] : null, age === null ? null : strings.words.years(age), patient.birthDate ? words.born(patient.birthDate) : null].filter(Boolean).join(' · ')
  const first = reports[0]
  const last = reports.at(-1)
  return (
    <div data-testid="patient-screen" className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 items-center gap-3 border-b border-line bg-surface px-3 py-2">
        <IconButton icon={ArrowLeft} label={words.back} keys="Alt+ArrowLeft" onClick={() => runCommand('patient.back')} />
        <div className="min-w-0 flex-1">
          <h1 className="flex min-w-0 items-baseline gap-2">
            <span className="truncate text-lg font-semibold">{formatName(patient.name) || strings.words.noName}</span>
            <span className="shrink-0 text-sm text-ink-soft">{person}</span>
            <span className="shrink-0 font-mono text-xs text-ink-faint">{patient.patientId}</span>
          </h1>
          <p className="text-sm text-ink-soft">
            {words.reports(reports.length)}
            {first && last ? ` · ${words.span(first.date, last.date)}` : ''}
          </p>
        </div>
      </header>
      <div className="flex min-h-0 flex-1">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <section aria-label={words.plot} className="shrink-0 border-b border-line">
            <h2 className="px-3 pt-2 text-sm font-semibold">{words.plot}</h2>
            {reports.some(({ tag }) => tag !== null) ? (
              <StatusPlot view={view} selected={selected} onSelect={setSelected} onOpen={open} />
            ) : (
              <p className="px-3 pt-1 pb-3 text-sm text-ink-soft">{words.plotEmpty}</p>
            )}
          </section>
          <div
            ref={list}
            tabIndex={0}
            role="region"
            aria-label={words.list}
            onKeyDown={(event) => event.key === 'Enter' && event.target === event.currentTarget && open(selected)}
            className="min-h-0 flex-1 overflow-y-auto -outline-offset-2"
          >
            <ReportList view={view} selected={selected} onSelect={setSelected} onOpen={(report) => open(report.reportId)} />
          </div>
        </div>
        <aside className="w-[20rem] shrink-0 overflow-y-auto border-l border-line bg-surface 2xl:w-[26rem]">
          <AlertPanel alerts={view.alerts} undecided={reports.filter(({ state, tag, awaited }) => state === 'signed' && !awaited && (tag === null || tag.label === null)).length} awaited={reports.filter(({ awaited }) => awaited).length} onCommunicate={setCommunicating} />
        </aside>
      </div>
      <CommunicationDialog alert={communicating} onClose={() => setCommunicating(null)} />
    </div>
  )
}
