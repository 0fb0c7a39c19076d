import { ArrowUpRight, CircleCheck, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import type { OpenIssue } from '../../../domain/answer/issue-answer.ts'
import type { TextRange } from '../../../domain/report/range.ts'
import { AppError } from '../../lib/errors.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { MarkedText } from '../../ui/marked-text.tsx'
import { showToast } from '../../ui/toast.tsx'
import { ReasonChoice } from './reason-choice.tsx'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.mineFirst

/** By then an opening dialog has placed the focus. */
const dialogOpenMs = 150

/** What is left out has its own list, and that there are no findings needs no telling while somebody writes. */
const isShown = ({ kind }: OpenIssue) => kind !== 'leftOut' && kind !== 'missing'

/** What has to be fixed or answered before signing. */
const isOpen = ({ mustBeAnswered, answer }: OpenIssue) => mustBeAnswered && answer === null

/**
 * Issues of the conclusion as it stands, while it is written. `open`: those that stop signing, which stand above everything else;
 * otherwise the rest. Nothing while there are none.
 */
export function LiveChecks({ open }: { open: boolean }) {
  const issues = useReport((state) => state.issues)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  if (signed) return null
  if (issues === 'too-long') return open ? null : <p className="border-b border-line px-3 py-2 text-sm text-ink-faint">{words.liveTooLong}</p>
  const shown = issues.filter((issue) => isShown(issue) && isOpen(issue) === open)
  if (shown.length === 0) return null
  return (
    <div data-testid={open ? 'live-contradictions' : 'live-checks'}>
      <SidePanel title={open ? words.liveOpen : words.live} badge={<Badge tone={open ? 'danger' : 'neutral'}>{shown.length}</Badge>}>
        <ul>
          {shown.map((issue, index) => (
            <IssueItem key={`${issue.key} ${String(index)}`} issue={issue} narrow />
          ))}
        </ul>
      </SidePanel>
    </div>
  )
}

/** In the sign dialog: every contradiction that stops signing, both sentences side by side. `onJump` closes the dialog. */
export function AnswerChecks({ onJump, onOpen }: { onJump: () => void; onOpen: (open: number | null) => void }) {
  const session = useSession()
  const issues = useReport((state) => state.issues)
  const [failure, setFailure] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const must = issues === 'too-long' ? [] : issues.filter(({ mustBeAnswered }) => mustBeAnswered)
  const open = must.filter(({ answer }) => answer === null).length

  useEffect(() => {
    session.checks.beforeSigning().then(
      () => setAsked(true),
      (error: unknown) => setFailure(AppError.from(error).message),
    )
  }, [session])
  // A fault of the checks must never keep a report from being signed: main decides again.
  useEffect(() => onOpen(failure !== null ? 0 : asked ? open : null), [onOpen, failure, asked, open])
  // The first of them has the focus, so that a key answers it.
  useEffect(() => {
    if (!asked) return
    const focus = () => list.current?.querySelector<HTMLElement>('[data-open=true]')?.focus()
    focus()
    // The dialog gives the focus to its first field once it is open, which may be later than the answer.
    const timer = setTimeout(() => list.current && !list.current.contains(document.activeElement) && focus(), dialogOpenMs)
    return () => clearTimeout(timer)
  }, [asked])

  if (failure) {
    return (
      <Banner tone="danger" title={words.checkFailed} className="rounded-md">
        {failure}
      </Banner>
    )
  }
  if (!asked) return <p role="status" className="text-sm text-ink-faint">{words.checking}</p>
  if (must.length === 0) return null
  return (
    <section data-testid="answer-checks" aria-label={words.contradictions(open)} className="rounded-md border border-line">
      <Banner tone={open > 0 ? 'danger' : 'good'} title={open > 0 ? words.contradictions(open) : words.allAnswered} className="rounded-t-md">
        {open > 0 ? words.contradictionsNote : ''}
      </Banner>
      <ul ref={list}>
        {must.map((issue, index) => (
          <IssueItem key={`${issue.key} ${String(index)}`} issue={issue} onJump={onJump} />
        ))}
      </ul>
    </section>
  )
}

/** One issue: the two sentences, a way to them, and where it must be answered the answer. Keys on it: G goes there, I is "intended". */
function IssueItem({ issue, narrow = false, onJump }: { issue: OpenIssue; narrow?: boolean; onJump?: () => void }) {
  const session = useSession()
  const [answering, setAnswering] = useState(false)
  const [busy, setBusy] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  const { answer, mustBeAnswered } = issue
  const target: { name: 'conclusion' | 'findings'; range: TextRange } | null = issue.conclusion ? { name: 'conclusion', range: issue.conclusion } : issue.findings ? { name: 'findings', range: issue.findings } : null

  const goTo = () => {
    if (!target) return
    onJump?.()
    // After a dialog has given the focus back.
    setTimeout(() => session.goTo(target.name, target.range), onJump ? 150 : 0)
  }
  const keep = (work: Promise<void>) => {
    setBusy(true)
    work
      .then(
        () => {
          setAnswering(false)
          const next = item.current?.parentElement?.querySelector<HTMLElement>('[data-open=true]') ?? item.current?.closest('form')?.querySelector<HTMLElement>('[data-testid=signer]')
          next?.focus()
        },
        (error: unknown) => showToast({ tone: 'danger', title: words.answerFailed, description: AppError.from(error).message }),
      )
      .finally(() => setBusy(false))
  }
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return
    const acts: Record<string, () => void> = { g: goTo, Enter: goTo, ...(mustBeAnswered && answer === null ? { i: () => setAnswering(true) } : {}) }
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  return (
    <li
      ref={item}
      tabIndex={0}
      data-testid="open-issue"
      data-kind={issue.kind}
      data-open={mustBeAnswered ? String(answer === null) : undefined}
      onKeyDown={press}
      className="flex flex-col gap-1.5 border-t border-line px-3 py-2 -outline-offset-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={issue.severity === 'error' && answer === null ? 'danger' : 'caution'}>
          {strings.report.checks.kinds[issue.kind]} · {issue.severity === 'error' ? strings.report.checks.error : strings.report.checks.warning}
        </Badge>
        {answer ? <Badge tone="good">{words.answered}</Badge> : null}
        <span className="ml-auto flex gap-1.5">
          {mustBeAnswered && answer === null && !answering ? (
            <Button size="small" keys="I" tabIndex={-1} onClick={() => setAnswering(true)}>
              {words.intended}…
            </Button>
          ) : null}
          {answer ? (
            <Button size="small" kind="quiet" icon={Undo2} busy={busy} onClick={() => keep(session.checks.reopen(issue.key))}>
              {words.reopen}
            </Button>
          ) : null}
          {target ? (
            <Button size="small" icon={ArrowUpRight} keys="G" tabIndex={-1} onClick={goTo}>
              {words.jump}
            </Button>
          ) : null}
        </span>
      </div>
      <p className="text-base text-pretty">{issue.message}</p>
      <div className={narrow ? 'flex flex-col gap-1' : 'grid grid-cols-2 gap-3'}>
        <Quote name={words.yourConclusion} text={session.text('conclusion')} sentence={issue.conclusionSentence} range={issue.conclusion} />
        <Quote name={words.findings} text={session.text('findings')} sentence={issue.findingsSentence} range={issue.findings} />
      </div>
      {answer ? (
        <p className="flex items-start gap-1.5 text-sm text-pretty text-ink-soft">
          <CircleCheck aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-good" />
          {words.answeredBy(answer.author, formatMoment(answer.at))}: {answer.reason === 'other' ? answer.note : [words.reasons[answer.reason], answer.note].filter(Boolean).join('. ')}
        </p>
      ) : null}
      {answering ? (
        <ReasonChoice
          label={words.intendedTitle}
          reasons={words.reasons}
          confirm={words.answer}
          busy={busy}
          onCancel={() => {
            setAnswering(false)
            item.current?.focus()
          }}
          onReason={(reason, note) => keep(session.checks.answer(issue.key, reason, note))}
        />
      ) : null}
    </li>
  )
}

function Quote({ name, text, sentence, range }: { name: string; text: string; sentence: TextRange | null; range: TextRange | null }) {
  return (
    <div className="min-w-0">
      <h4 className="text-xs text-ink-faint">{name}</h4>
      {sentence ? (
        <MarkedText
          text={text.slice(sentence.start, sentence.end)}
          ranges={range ? [{ start: range.start - sentence.start, end: range.end - sentence.start }] : []}
          className="max-h-24 overflow-y-auto text-sm select-text"
        />
      ) : (
        <p className="text-sm text-ink-faint">{words.nowhere}</p>
      )}
    </div>
  )
}
