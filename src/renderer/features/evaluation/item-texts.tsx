import { LockKeyhole } from 'lucide-react'
import type { ReactNode } from 'react'
import type { EvaluationAnswer, EvaluationItem } from '../../../domain/evaluation/evaluation.ts'
import { useCallFor } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'

const words = strings.evaluation

/** A report of a run with what was written and what was drafted. */
export function useItem(runId: string, number: number | null) {
  return useCallFor('evaluation.item', number === null ? null : { runId, number })
}

/** The written and the drafted conclusion under their findings. `drafts`: one for each engine that is compared. */
export function ItemTexts({ item, drafts }: { item: EvaluationItem; drafts: readonly { title: string; answer: EvaluationAnswer | null }[] }) {
  if (item.sealed !== null) return <EmptyState icon={LockKeyhole} title={words.text}>{words.sealed(item.sealed)}</EmptyState>
  const { texts } = item
  return (
    <div data-testid="evaluation-item" className="flex flex-col gap-3 px-3 py-3">
      {item.problem ? <Banner tone="caution" className="rounded-md">{item.problem}</Banner> : null}
      {texts.indication ? <Text title={words.indication}>{texts.indication}</Text> : null}
      <Text title={words.findings}>{texts.findings}</Text>
      <div className={classes('grid gap-3', drafts.length > 1 ? 'grid-cols-3' : 'grid-cols-2')}>
        <Text title={words.written} boxed>
          {texts.written}
        </Text>
        {drafts.map(({ title, answer }) => (
          <div key={title} className="flex min-w-0 flex-col gap-2">
            <Text title={title} boxed machine>
              {answer ? answer.conclusion || words.nothingDrafted : strings.words.unknown}
            </Text>
            {answer ? <Problems answer={answer} /> : null}
          </div>
        ))}
      </div>
    </div>
  )
}

function Text({ title, boxed = false, machine = false, children }: { title: string; boxed?: boolean; machine?: boolean; children: string }) {
  return (
    <section className="min-w-0">
      <h3 className={classes('mb-0.5 truncate text-xs font-medium', machine ? 'text-machine' : 'text-ink-faint')} title={title}>{title}</h3>
      <p lang={/[\u3040-\u30ff]/.test(children) ? 'ja' : undefined} className={classes('break-words whitespace-pre-wrap select-text', boxed && 'rounded-md border bg-surface px-2.5 py-2', boxed && (machine ? 'border-machine/40' : 'border-line-strong'))}>
        {children}
      </p>
    </section>
  )
}

function Problems({ answer: { contradictions, measured, struck, labels } }: { answer: EvaluationAnswer }) {
  return (
    <>
      <List title={words.contradictionsTitle} tone="text-danger" lines={contradictions.map(({ message }) => message)} />
      <List title={words.factsTitle} tone="text-caution" mono lines={measured.missing} />
      <List title={words.errorsTitle} tone="text-danger" mono lines={measured.errors} />
      <List title={words.struckTitle} tone="text-ink-soft" lines={struck.map(({ text, reason }) => <><s>{text}</s> {reason}</>)} />
      {labels.written === labels.drafted ? null : <p className="text-sm text-caution">{words.tagChanges(labelWord(labels.written).word, labelWord(labels.drafted).word)}</p>}
    </>
  )
}

function List({ title, tone, mono = false, lines }: { title: string; tone: string; mono?: boolean; lines: readonly ReactNode[] }) {
  if (lines.length === 0) return null
  return (
    <section>
      <h4 className={classes('text-xs font-medium', tone)}>{title}</h4>
      <ul className={classes('text-sm', mono && 'font-mono text-xs')}>
        {lines.map((line, index) => (
          <li key={index} className="break-words">
            {line}
          </li>
        ))}
      </ul>
    </section>
  )
}
