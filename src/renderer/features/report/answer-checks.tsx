import { ArrowUpRight, CircleCheck, Undo2 } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { Quoted } from '../../../domain/answer/beside.ts'
import type { OpenIssue } from '../../../domain/answer/issue-answer.ts'
import { mostShown } from '../../../domain/answer/live-checks.ts'
import { AppError } from '../../lib/errors.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { MarkedText } from '../../ui/marked-text.tsx'
import { showToast } from '../../ui/toast.tsx'
import { ReasonChoice } from './reason-choice.tsx'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.mineFirst

/** By then an opening dialog has placed the focus. */
const dialogOpenMs = 150

/** What has to be fixed or answered before signing. */
const isOpen = ({ mustBeAnswered, answer }: OpenIssue) => mustBeAnswered && answer === null

/**
 * Issues of the conclusion or the addendum as it stands, while it is written. `open`: those that stop signing, which stand above everything
 * else; otherwise the rest. Nothing while there are none.
 */
export function LiveChecks({ open }: { open: boolean }) {
  const live = useReport((state) => state.live)
  const checking = useReport((state) => state.checking)
  const shown = live.issues.filter((issue) => isOpen(issue) === open)
  const more = open ? 0 : live.more
  const note = !open && checking !== 'quiet' ? <LiveNote failed={checking === 'failed'} /> : null
  if (shown.length === 0 && more === 0) return note
  return (
    <div data-testid={open ? 'live-contradictions' : 'live-checks'}>
      <SidePanel title={open ? words.liveOpen : live.of === 'addendum' ? words.liveAddendum : words.live} badge={<Badge tone={open ? 'danger' : 'neutral'}>{shown.length + more}</Badge>}>
        {note}
        <ul>
          {shown.map((issue, index) => (
            <IssueItem key={`${issue.key} ${String(index)}`} issue={issue} narrow />
          ))}
        </ul>
        {more > 0 ? <p className="border-t border-line px-3 py-2 text-sm text-ink-faint">{words.liveMore(more)}</p> : null}
      </SidePanel>
    </div>
  )
}

const LiveNote = ({ failed }: { failed: boolean }) => (
  <p role="status" data-testid="live-note" className={classes('border-b border-line px-3 py-2 text-sm text-pretty', failed ? 'text-caution' : 'text-ink-faint')}>
    {failed ? words.liveFailed : words.liveReading}
  </p>
)

/** In the sign dialog: every contradiction that stops signing, both sentences side by side. `onJump` closes the dialog. */
export function AnswerChecks({ onJump, onOpen }: { onJump: () => void; onOpen: (open: number | null) => void }) {
  const session = useSession()
  const issues = useReport((state) => state.toAnswer)
  const [failure, setFailure] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  const must = issues.filter(({ mustBeAnswered }) => mustBeAnswered).toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
  const missing = issues.filter(({ kind }) => kind === 'missing')
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
  return (
    <>
      {missing.length > 0 ? (
        <Banner tone="caution" title={words.missing} className="rounded-md">
          {missing.map(({ message }) => message).join(' ')}
        </Banner>
      ) : null}
      {must.length > 0 ? <MustAnswer must={must} open={open} list={list} onJump={onJump} /> : null}
    </>
  )
}

function MustAnswer({ must, open, list, onJump }: { must: readonly OpenIssue[]; open: number; list: RefObject<HTMLUListElement | null>; onJump: () => void }) {
  const more = must.length - mostShown
  return (
    <section data-testid="answer-checks" aria-label={words.contradictions(open)} className="rounded-md border border-line">
      <Banner tone={open > 0 ? 'danger' : 'good'} title={open > 0 ? words.contradictions(open) : words.allAnswered} className="rounded-t-md">
        {open > 0 ? words.contradictionsNote : ''}
      </Banner>
      <ul ref={list}>
        {must.slice(0, mostShown).map((issue, index) => (
          <IssueItem key={`${issue.key} ${String(index)}`} issue={issue} onJump={onJump} />
        ))}
      </ul>
      {more > 0 ? <p className="border-t border-line px-3 py-2 text-sm text-ink-faint">{words.liveMore(more)}</p> : null}
    </section>
  )
}

/** One issue: the two sentences, a way to them, and where it must be answered the answer. Keys on it: G goes there, I is "intended". `by`: a model says so, no rule. */
export function IssueItem({ issue, by, narrow = false, onJump }: { issue: OpenIssue; by?: string; narrow?: boolean; onJump?: () => void }) {
  const session = useSession()
  const [answering, setAnswering] = useState(false)
  const [busy, setBusy] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  const { answer, mustBeAnswered } = issue
  const addendum = useReport(({ view }) => view.report.state === 'signed')
  const target = issue.conclusion ? { name: addendum ? ('addendum' as const) : ('conclusion' as const), range: issue.conclusion } : issue.findings ? { name: 'findings' as const, range: issue.findings } : null

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
      data-testid={by === undefined ? 'open-issue' : 'reader-issue'}
      data-kind={issue.kind}
      data-open={mustBeAnswered ? String(answer === null) : undefined}
      onKeyDown={press}
      className="flex flex-col gap-1.5 border-t border-line px-3 py-2 -outline-offset-2"
    >
      <div className="flex flex-wrap items-center gap-2">
        {by === undefined ? (
          <Badge tone={issue.severity === 'error' && answer === null ? 'danger' : 'caution'}>
            {strings.report.checks.kinds[issue.kind]} · {issue.severity === 'error' ? strings.report.checks.error : strings.report.checks.warning}
          </Badge>
        ) : (
          <Badge tone="machine" className="min-w-0 shrink overflow-hidden">
            <span className="truncate" title={by}>
              {strings.secondReader.panel} · {by}
            </span>
          </Badge>
        )}
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
      {issue.said || issue.beside ? (
        <div className={narrow ? 'flex flex-col gap-1' : 'grid grid-cols-2 gap-3'}>
          <Quote name={addendum ? words.yourAddendum : words.yourConclusion} quoted={issue.said} />
          <Quote name={issue.beside ? strings.report.checks.fields[issue.beside.field] : words.against} quoted={issue.beside} />
        </div>
      ) : null}
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

function Quote({ name, quoted }: { name: string; quoted: Quoted | null }) {
  return (
    <div className="min-w-0">
      <h4 className="text-xs text-ink-faint">{name}</h4>
      {quoted ? <MarkedText text={quoted.text} ranges={quoted.marks} className="max-h-24 overflow-y-auto text-sm select-text" /> : <p className="text-sm text-ink-faint">{words.nowhere}</p>}
    </div>
  )
}
