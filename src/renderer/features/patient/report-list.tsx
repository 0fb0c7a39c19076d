import { ArrowDown, FileText, UserRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { ReportId } from '../../../domain/report/report.ts'
import type { PatientReport, PatientView, StatusTransition } from '../../../domain/patient/patient-view.ts'
import { sectionNames } from '../../../domain/report/sections.ts'
import { strings } from '../../lib/strings.ts'
import { alertWord, labelWord, stateWord } from '../../lib/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { excerptAround } from '../../ui/mark-ranges.ts'
import { MarkedText } from '../../ui/marked-text.tsx'
import { Signal } from '../../ui/signal.tsx'

const words = strings.patient

/** Longest part of a conclusion that the list shows, in characters. */
const longestExcerpt = 420

type ReportListProps = { view: PatientView; selected: ReportId | null; onSelect: (reportId: ReportId) => void; onOpen: (report: PatientReport) => void }

/** The reports, oldest first, with what changed from one to the next between them. */
export function ReportList({ view, selected, onSelect, onOpen }: ReportListProps) {
  const list = useRef<HTMLOListElement>(null)
  useEffect(() => {
    if (selected) list.current?.querySelector(`[data-report="${selected}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <ol ref={list} aria-label={words.list} className="flex flex-col px-3 py-2">
      {view.reports.map((report, index) => {
        const transition = view.transitions.find(({ to }) => to === report.reportId)
        return (
          <li key={report.reportId}>
            {transition ? <Transition transition={transition} /> : index > 0 ? <div className="h-2" /> : null}
            <ReportCard report={report} selected={report.reportId === selected} onSelect={() => onSelect(report.reportId)} onOpen={() => onOpen(report)} />
          </li>
        )
      })}
    </ol>
  )
}

function Transition({ transition: { fromLabel, toLabel, alert } }: { transition: StatusTransition }) {
  const same = fromLabel === toLabel
  return (
    <p data-testid="transition" data-alert={alert ?? ''} className={classes('flex items-center gap-2 py-1.5 pl-3 text-sm', alert ? 'text-danger' : 'text-ink-faint')}>
      <ArrowDown aria-hidden="true" className="size-3.5" />
      <span className={classes(alert && 'font-semibold')}>{same ? words.same(labelWord(toLabel).word) : words.transition(labelWord(fromLabel).word, labelWord(toLabel).word)}</span>
      {alert ? (
        <Signal tone="danger" sign="bell">
          {alertWord(alert).word}
        </Signal>
      ) : null}
    </p>
  )
}

function ReportCard({ report, selected, onSelect, onOpen }: { report: PatientReport; selected: boolean; onSelect: () => void; onOpen: () => void }) {
  const { date, modality, description, state, tag } = report
  const status = stateWord(state)
  return (
    <article
      data-report={report.reportId}
      aria-label={`${date} ${modality} ${description}`}
      aria-current={selected || undefined}
      onClick={onSelect}
      className={classes('rounded-md border px-3 py-2', selected ? 'border-accent bg-selected' : 'border-line bg-surface hover:border-line-strong')}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-sm">{date}</span>
        <span className="text-sm font-semibold">{modality}</span>
        <span className="min-w-0 flex-1 truncate text-sm text-ink-soft" title={description}>
          {description}
        </span>
        <Signal look="plain" tone={status.tone} sign={status.sign}>
          {status.word}
        </Signal>
        <TagMark report={report} />
        <Button size="small" icon={FileText} onClick={onOpen}>
          {words.open}
        </Button>
      </header>
      <Excerpt report={report} />
      {tag?.uncertain && tag.label !== null && !report.awaited ? <Badge tone="caution" className="mt-1">{strings.report.tag.uncertain}</Badge> : null}
    </article>
  )
}

function TagMark({ report: { tag, awaited } }: { report: PatientReport }) {
  if (awaited) return <span data-testid="tag-awaited" title={strings.words.labelAwaitedNote} className="text-sm text-ink-soft">{strings.words.labelAwaited}</span>
  if (!tag) return <span className="text-sm text-ink-faint">{words.untagged}</span>
  const { word, tone, sign } = labelWord(tag.label)
  return (
    <span className="flex items-center gap-1.5">
      <Signal tone={tone} sign={sign}>
        {tag.label === null ? word : `${String(tag.label)} ${word}`}
      </Signal>
      {tag.source === 'person' ? (
        <span className="flex items-center gap-1 text-xs text-ink-soft">
          <UserRound aria-hidden="true" className="size-3.5" />
          {tag.author}
        </span>
      ) : null}
      {tag.provisional ? <Badge>{words.provisional}</Badge> : null}
    </span>
  )
}

/** The conclusion around the words that decided; deciding words of other sections are quoted below it. */
function Excerpt({ report: { conclusion, tag } }: { report: PatientReport }) {
  // A tag may rest on an older text than the one that shows: only words that still stand there are marked.
  const inConclusion = (tag?.evidence ?? []).filter(({ field, start, end, text }) => field === 'conclusion' && conclusion.slice(start, end) === text)
  const elsewhere = (tag?.evidence ?? []).filter(({ field }) => field !== 'conclusion')
  const excerpt = excerptAround(conclusion, inConclusion, longestExcerpt)
  return (
    <>
      {conclusion.trim() === '' ? <p className="mt-1 text-sm text-ink-faint">{words.noConclusion}</p> : <MarkedText text={excerpt.text} ranges={excerpt.ranges} className="mt-1 leading-normal select-text" />}
      {elsewhere.map(({ field, start, text }) => {
        const section = sectionNames.find((name) => name === field)
        return (
          <p key={`${field} ${String(start)}`} className="mt-1 text-sm text-ink-soft">
            {words.inSection(section ? strings.report.sections[section].name : strings.cohort.fields.text)} <q className="text-ink">{text}</q>
          </p>
        )
      })}
    </>
  )
}
