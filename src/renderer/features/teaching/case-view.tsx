import { FileText, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ChangeKind, TeachingCase } from '../../../domain/mine-first/teaching.ts'
import type { ReportId } from '../../../domain/report/report.ts'
import { formatMoment, formatName } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { RedLine } from '../../ui/red-line.tsx'
import type { Tone } from '../../ui/tone.ts'

const words = strings.teaching

/** One case: what was written first, what the draft said and what was signed, side by side. */
export function CaseView({ reportId, onOpen }: { reportId: ReportId; onOpen: () => void }) {
  const { data, error } = useCall('teaching.case', { reportId })
  if (error) {
    return (
      <EmptyState icon={TriangleAlert} title={words.caseFailed}>
        {error.message}
      </EmptyState>
    )
  }
  if (!data) return <Loading label={words.loadingCase} />
  return <Case found={data} onOpen={onOpen} />
}

function Case({ found, onOpen }: { found: TeachingCase; onOpen: () => void }) {
  const { own, draft, comparison, signed, state } = found
  const changed = Object.entries(found.counts.changed) as [ChangeKind, number][]
  return (
    <div data-testid="teaching-case" className="flex flex-col gap-3 px-4 py-3">
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{formatName(found.patientName) || strings.words.noName}</h2>
        <span className="text-sm text-ink-soft">
          {[found.description || found.modality, found.studyDate].join(', ')}
        </span>
        <Button size="small" icon={FileText} keys="O" className="ml-auto" onClick={onOpen}>
          {words.openReport}
        </Button>
      </header>
      <div className="grid grid-cols-1 gap-3 min-[75rem]:grid-cols-3">
        <Column title={words.own} note={`${words.by(found.author)}, ${formatMoment(found.comparedAt)}`} testId="teaching-own">
          {comparison.own.length === 0 ? <p className="text-base whitespace-pre-wrap">{own}</p> : null}
          {comparison.own.map(({ start, text, standing }) => (
            <Sentence key={start} text={text} tone={standing === 'only' ? 'info' : standing === 'differs' ? 'danger' : 'neutral'} word={standing === 'only' ? words.nobodyElse : standing === 'differs' ? words.differs : words.agreed} />
          ))}
        </Column>
        <Column title={words.draft} note="" testId="teaching-draft">
          {draft.map(({ text, decision }, index) => {
            const standing = comparison.draft[index]?.standing ?? 'missing'
            return (
              <Sentence
                // Sentences of a stored draft never change or move.
                key={`${String(index)} ${text}`}
                text={text}
                tone={standing === 'missing' ? 'machine' : standing === 'differs' ? 'danger' : 'neutral'}
                word={standing === 'agreed' ? words.agreed : `${standing === 'missing' ? words.missing : words.differs} · ${words.decisions[decision]}`}
              />
            )
          })}
        </Column>
        <Column title={words.signed} note={state === 'signed' ? (found.signer ? words.by(found.signer) : '') : words.notSigned} testId="teaching-signed">
          <RedLine before={own} after={signed} className="text-base" />
          {changed.length > 0 ? (
            <p className="mt-1 flex flex-wrap items-center gap-1.5 text-sm text-ink-soft">
              {words.changes}:
              {changed.map(([kind, count]) => (
                <Badge key={kind} tone="caution">
                  {words.kinds[kind]} {count > 1 ? `× ${String(count)}` : ''}
                </Badge>
              ))}
            </p>
          ) : null}
        </Column>
      </div>
      <section>
        <h3 className="text-sm font-semibold text-ink-soft">{words.findings}</h3>
        <p className="mt-1 max-h-[30vh] overflow-y-auto text-base leading-normal break-words whitespace-pre-wrap select-text">{found.findings}</p>
      </section>
    </div>
  )
}

function Column({ title, note, testId, children }: { title: string; note: string; testId: string; children: ReactNode }) {
  return (
    <section data-testid={testId} aria-label={title} className="flex min-w-0 flex-col gap-1.5 rounded-md border border-line bg-surface px-3 py-2">
      <h3 className="flex items-baseline gap-2 text-sm font-semibold">
        {title} <span className="truncate text-xs font-normal text-ink-faint">{note}</span>
      </h3>
      {children}
    </section>
  )
}

const edges: Partial<Record<Tone, string>> = { info: 'border-l-info', danger: 'border-l-danger', machine: 'border-l-machine' }

/** A sentence with how it stands to the other side, said by edge and word. */
function Sentence({ text, tone, word }: { text: string; tone: Tone; word: string }) {
  return (
    <div className={classes('border-l-2 pl-2', edges[tone] ?? 'border-l-line-strong')}>
      <p className="text-base text-pretty break-words">{text}</p>
      <p className="text-xs text-ink-faint">{word}</p>
    </div>
  )
}
