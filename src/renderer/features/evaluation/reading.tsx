import { ArrowLeft, ArrowRight, Check, CircleCheck, Pause, TriangleAlert } from 'lucide-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { BlindCase } from '../../../domain/desk-test/desk-test.ts'
import { client } from '../../lib/client.ts'
import { useCommands } from '../../lib/commands.ts'
import { messageOf } from '../../lib/errors.ts'
import { useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { showToast } from '../../ui/toast.tsx'
import { open } from './evaluation-state.ts'
import { answer, answersOf, fields, missing, nextOpen, ratingOf, type Answers } from './rating-fields.ts'
import { RatingForm } from './rating-form.tsx'
import { attempt } from './use-evaluations.ts'

const words = strings.evaluation
type ReadingProps = { testId: string; reader: string }

const onControl = () => document.activeElement?.matches('button, a, input, textarea') ?? false
const scrolling = () => document.activeElement?.matches('[data-scroll]') ?? false

/** One reader at a desk test: case after case, both texts, and the answers by digits. Nothing here knows which text is whose. */
export function Reading({ testId, reader }: ReadingProps) {
  const { data: first, error } = useQuery({ queryKey: ['deskTest.case', testId, reader], queryFn: () => client.call('deskTest.case', { testId, reader, position: 0 }), gcTime: 0 })
  if (first) return <Cases testId={testId} reader={reader} first={first} />
  if (!error) return <div role="status" className="h-40" />
  return (
    <EmptyState icon={TriangleAlert} title={words.caseFailed} actions={<Button onClick={() => open(null)}>{words.backToTests}</Button>}>
      {messageOf(error)}
    </EmptyState>
  )
}

function Cases({ testId, reader, first }: ReadingProps & { first: BlindCase }) {
  const [shown, setShown] = useState(first)
  const [failure, setFailure] = useState<string | null>(null)
  const [answers, setAnswers] = useState<Answers>(() => answersOf(first.rating))
  const [at, setAt] = useState(() => nextOpen(answersOf(first.rating), 0))
  const [busy, setBusy] = useState(false)
  const [finishing, setFinishing] = useState(false)
  const findings = useRef<HTMLDivElement>(null)
  const refresh = useRefresh()

  const show = (next: BlindCase) => {
    const given = answersOf(next.rating)
    setShown(next)
    setAnswers(given)
    setAt(nextOpen(given, 0))
    findings.current?.scrollTo({ top: 0 })
  }
  const go = async (position: number) => {
    try {
      show(await client.call('deskTest.case', { testId, reader, position }))
      setFailure(null)
    } catch (error) {
      setFailure(messageOf(error))
    }
  }
  const left = missing(answers)
  const rating = ratingOf(answers)
  const allRated = shown.rated.length === shown.total
  const changed = JSON.stringify(answers) !== JSON.stringify(answersOf(shown.rating))
  const save = async () => {
    if (busy) return
    if (!rating) return showToast({ tone: 'caution', title: words.unfinished(left) })
    setBusy(true)
    await attempt(async () => {
      const saved = changed ? await client.call('deskTest.rate', { testId, reader, position: shown.position, rating }) : shown
      const rated = new Set(saved.rated)
      const next = Array.from({ length: saved.total }, (_, i) => ((shown.position + i) % saved.total) + 1).find((position) => !rated.has(position))
      if (next === undefined) show(saved)
      else await go(next)
    }, words.saveFailed)
    setBusy(false)
  }
  const leave = () => {
    void refresh('deskTest.list')
    open(null)
  }
  const finish = async () => {
    setFinishing(false)
    const done = await attempt(async () => void (await client.call('deskTest.finish', { testId, reader })), words.saveFailed)
    if (!done) return
    showToast({ tone: 'good', title: words.finished })
    leave()
  }
  const give = (field: number, digit: number) => {
    const next = answer(answers, fields[field]!, digit)
    if (next === answers) return
    setAnswers(next)
    setAt(missing(next) === 0 ? field : nextOpen(next, field))
  }
  const step = (by: 1 | -1) => setAt((now) => Math.min(fields.length - 1, Math.max(0, now + by)))

  const group = words.test
  const ready = () => !finishing
  useCommands([
    ...[1, 2, 3, 4, 5].map((digit) => ({ id: `reading.${String(digit)}`, title: words.rateHelp, group, keys: String(digit), when: ready, run: () => give(at, digit) })),
    { id: 'reading.down', title: words.nextCase, group, keys: 'ArrowDown', when: () => ready() && !scrolling(), run: () => step(1) },
    { id: 'reading.up', title: words.previousCase, group, keys: 'ArrowUp', when: () => ready() && !scrolling(), run: () => step(-1) },
    { id: 'reading.save', title: words.save, group, keys: 'Enter', when: () => ready() && !onControl(), run: () => void save() },
    { id: 'reading.next', title: words.nextCase, group, keys: 'Alt+ArrowRight', when: () => ready() && shown.position < shown.total, run: () => void go(shown.position + 1) },
    { id: 'reading.previous', title: words.previousCase, group, keys: 'Alt+ArrowLeft', when: () => ready() && shown.position > 1, run: () => void go(shown.position - 1) },
    { id: 'reading.finish', title: words.finish, group, keys: 'Ctrl+Enter', when: () => allRated, run: () => setFinishing(true) },
    { id: 'reading.pause', title: words.pauseReading, group, keys: 'Alt+P', run: leave },
  ])

  return (
    <div data-testid="reading" data-position={shown.position} data-rated={shown.rated.length} className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-3 border-b border-line px-3">
        <h1 className="text-sm font-semibold">{words.caseOf(shown.position, shown.total)}</h1>
        <span role="status" className="text-sm text-ink-faint">
          {words.ratedSoFar(shown.rated.length, shown.total)} · {reader}
        </span>
        <div className="flex-1" />
        <IconButton icon={ArrowLeft} label={words.previousCase} keys="Alt+ArrowLeft" disabled={shown.position === 1} onClick={() => void go(shown.position - 1)} />
        <IconButton icon={ArrowRight} label={words.nextCase} keys="Alt+ArrowRight" disabled={shown.position === shown.total} onClick={() => void go(shown.position + 1)} />
        <Button icon={Pause} keys="Alt+P" onClick={leave}>
          {words.pauseReading}
        </Button>
        {allRated ? (
          <Button kind="primary" icon={CircleCheck} keys="Ctrl+Enter" onClick={() => setFinishing(true)}>
            {words.finish}
          </Button>
        ) : null}
      </header>
      {failure ? <Banner tone="danger" title={words.caseFailed}>{failure}</Banner> : null}
      {allRated ? <Banner tone="good" title={words.allRated}>{words.allRatedText}</Banner> : null}
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-h-0 flex-col">
          <div ref={findings} data-scroll tabIndex={0} role="region" aria-label={words.findings} className="max-h-[55%] min-h-24 shrink overflow-y-auto px-4 py-3 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus">
            {shown.indication ? <Section title={words.indication}>{shown.indication}</Section> : null}
            <Section title={shown.modality ? `${words.findings} (${shown.modality})` : words.findings}>{shown.findings}</Section>
          </div>
          <div className="grid min-h-32 flex-1 grid-cols-2 border-t border-line-strong">
            {(['first', 'second'] as const).map((text) => (
              <div key={text} data-scroll data-testid={`text-${text}`} tabIndex={0} role="region" aria-label={text === 'first' ? words.firstText : words.secondText} className="min-h-0 overflow-y-auto border-r border-line px-4 py-3 outline-none last:border-r-0 focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus">
                <Section title={text === 'first' ? words.firstText : words.secondText} large>
                  {shown.texts[text]}
                </Section>
              </div>
            ))}
          </div>
        </div>
        <div className="flex min-h-0 flex-col border-l border-line bg-surface">
          <RatingForm answers={answers} at={at} onAt={setAt} onGive={give} />
          <div className="flex shrink-0 items-center gap-2 border-t border-line px-3 py-2">
            <p className="min-w-0 flex-1 text-xs text-pretty text-ink-faint">{left > 0 ? words.unfinished(left) : words.rateHelp}</p>
            <Button kind="primary" icon={Check} keys="Enter" busy={busy} disabled={!rating} onClick={() => void save()}>
              {words.save}
            </Button>
          </div>
        </div>
      </div>
      <ConfirmDialog open={finishing} onOpenChange={setFinishing} title={words.finishTitle} confirm={words.finish} cancel={strings.words.cancel} onConfirm={() => void finish()}>
        {words.finishText}
      </ConfirmDialog>
    </div>
  )
}

function Section({ title, large = false, children }: { title: string; large?: boolean; children: string }) {
  return (
    <section className="mb-3 max-w-[90ch] last:mb-0">
      <h2 className="mb-1 text-xs font-semibold tracking-wide text-ink-faint">{title}</h2>
      <p lang={/[\u3040-\u30ff]/.test(children) ? 'ja' : undefined} className={large ? 'text-lg/relaxed break-words whitespace-pre-wrap select-text' : 'break-words whitespace-pre-wrap select-text'}>
        {children}
      </p>
    </section>
  )
}
