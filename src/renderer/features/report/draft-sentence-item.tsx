import { Check, CircleAlert, Pencil, RotateCcw, X } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { DraftSentence } from '../../../domain/draft/draft.ts'
import type { SentenceDecision } from '../../../domain/draft/stored-draft.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { TextArea } from '../../ui/input.tsx'
import { Signal } from '../../ui/signal.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { sentenceMarks, supportWord } from './draft-sentences.ts'
import { sentenceKeys } from './report-keys.ts'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.draft

type ItemProps = {
  index: number
  sentence: DraftSentence
  decision: SentenceDecision
  blocked: boolean
  frozen: boolean
  tabStop: boolean
  onFocus: () => void
  onMove: (step: -1 | 1) => void
  onDecided: (decisions: readonly SentenceDecision[]) => void
}

/** One offered sentence: its words, where they come from, how far the findings carry them, and what to do with it. */
export function DraftSentenceItem({ index, sentence, decision, blocked, frozen, tabStop, onFocus, onMove, onDecided }: ItemProps) {
  const session = useSession()
  const isActive = useReport(({ active }) => active.includes(index))
  const [wording, setWording] = useState<string | null>(null)
  const pending = decision === 'pending'

  const decide = (act: () => void) => {
    act()
    onDecided(session.store.getState().decisions)
  }
  const accept = () => !blocked && decide(() => session.draft.accept(index))
  const reject = () => decide(() => session.draft.reject(index))
  const edit = () => setWording(sentence.text)
  const finishEdit = (text: string) => {
    setWording(null)
    if (text.trim() !== '') decide(() => session.draft.edit(index, text.trim()))
  }

  function press(event: KeyboardEvent<HTMLLIElement>) {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return
    const actions: Record<string, () => void> = {
      ArrowDown: () => onMove(1),
      ArrowUp: () => onMove(-1),
      ...(pending && !frozen ? { a: accept, x: reject, e: edit } : {}),
    }
    const act = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!act) return
    event.preventDefault()
    act()
  }

  return (
    <li
      tabIndex={tabStop ? 0 : -1}
      data-testid="draft-sentence"
      data-decision={decision}
      data-source={sentence.source}
      data-active={isActive || undefined}
      onKeyDown={press}
      onFocus={() => {
        onFocus()
        session.draft.activate([index], 'draft')
      }}
      onMouseEnter={() => session.draft.activate([index], 'draft')}
      onMouseLeave={() => session.draft.activate([], 'draft')}
      className={classes(
        'group/sentence border-b border-l-2 border-b-line py-2 pr-2 pl-2.5 -outline-offset-2 last:border-b-0',
        pending ? 'border-l-machine' : 'border-l-transparent',
        isActive && 'bg-hover',
      )}
    >
      {wording === null ? (
        <>
          <p className={classes('text-base text-pretty', decision === 'rejected' && 'text-ink-faint line-through', !pending && decision !== 'rejected' && 'text-ink-soft')}>
            <MarkedSentence text={sentence.text} index={index} />
          </p>
          {pending ? <span className="sr-only">{words.machine}</span> : null}
          {blocked && pending ? (
            <p className="mt-1 flex items-center gap-1.5 text-sm text-danger">
              <CircleAlert aria-hidden="true" className="size-3.5 shrink-0" />
              {words.blocked}
            </p>
          ) : null}
          <div className="mt-1 flex min-h-6 items-center gap-2.5">
            {pending ? (
              <>
                <Tooltip label={sentence.source === 'model' ? words.sourceModel : words.sourceFindings}>
                  <span>
                    <Badge tone={sentence.source === 'model' ? 'machine' : 'neutral'}>{sentence.source === 'model' ? words.fromModel : words.fromFindings}</Badge>
                  </span>
                </Tooltip>
                <Support sentence={sentence} />
              </>
            ) : (
              <Signal look="plain" tone={decision === 'rejected' ? 'neutral' : 'good'} sign={decision === 'rejected' ? 'cross' : decision === 'edited' ? 'pen' : 'check'}>
                {decision === 'rejected' ? words.rejected : decision === 'edited' ? words.edited : words.accepted}
              </Signal>
            )}
            {frozen ? null : (
              <span className="ml-auto flex gap-0.5">
                {pending ? (
                  <>
                    <IconButton size="small" icon={Check} label={blocked ? words.blocked : words.accept} keys={sentenceKeys.accept} aria-disabled={blocked || undefined} className={blocked ? 'opacity-50' : 'text-good'} tabIndex={-1} onClick={accept} />
                    <IconButton size="small" icon={X} label={words.reject} keys={sentenceKeys.reject} tabIndex={-1} onClick={reject} />
                    <IconButton size="small" icon={Pencil} label={words.edit} keys={sentenceKeys.edit} tabIndex={-1} onClick={edit} />
                  </>
                ) : decision === 'rejected' ? (
                  <IconButton size="small" icon={RotateCcw} label={words.reconsider} tabIndex={tabStop ? 0 : -1} onClick={() => session.draft.reconsider(index)} />
                ) : null}
              </span>
            )}
          </div>
        </>
      ) : (
        <EditWording text={wording} onCancel={() => setWording(null)} onAccept={finishEdit} />
      )}
    </li>
  )
}

/** The sentence with the words that nothing carries, or that contradict, marked where they stand. */
function MarkedSentence({ text, index }: { text: string; index: number }) {
  const content = useReport(({ draft }) => draft?.content ?? null)
  const marks = useMemo(() => (content ? (sentenceMarks(content).get(index) ?? []) : []), [content, index])
  let from = 0
  const parts: ReactNode[] = []
  for (const { start, end, kind, message } of marks) {
    parts.push(text.slice(from, start), <mark key={start} title={message} data-kind={kind} className={`mark-${kind} bg-transparent text-inherit`}>{text.slice(start, end)}</mark>)
    from = end
  }
  return [...parts, text.slice(from)]
}

function Support({ sentence }: { sentence: DraftSentence }) {
  const word = supportWord(sentence.support)
  const percent = Math.round(sentence.support * 100)
  const text = sentence.evidence.length === 0 ? words.noEvidence : word === 'strong' ? words.supportStrong : word === 'partial' ? words.supportPartial : words.supportWeak
  const tone = sentence.evidence.length === 0 || word === 'weak' ? 'bg-danger' : word === 'partial' ? 'bg-caution' : 'bg-good'
  return (
    <Tooltip label={words.supportTitle(percent)}>
      <span className="flex min-w-0 items-center gap-1.5 text-xs text-ink-soft">
        <span aria-hidden="true" className="flex h-1.5 w-10 shrink-0 overflow-hidden rounded-full bg-line-strong">
          <span className={classes('rounded-full', tone)} style={{ width: `${String(percent)}%` }} />
        </span>
        <span className="truncate">{text}</span>
      </span>
    </Tooltip>
  )
}

function EditWording({ text, onCancel, onAccept }: { text: string; onCancel: () => void; onAccept: (text: string) => void }) {
  const [value, setValue] = useState(text)
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        autoFocus
        aria-label={words.editLabel}
        rows={Math.min(8, Math.max(2, Math.ceil(value.length / 45)))}
        value={value}
        onFocus={(event) => event.currentTarget.setSelectionRange(value.length, value.length)}
        onChange={(event) => setValue(event.target.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape') onCancel()
          else if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault()
            onAccept(value)
          }
        }}
      />
      <div className="flex justify-end gap-2">
        <Button size="small" kind="quiet" keys="Escape" onClick={onCancel}>
          {strings.words.cancel}
        </Button>
        <Button size="small" kind="primary" keys="Enter" disabled={value.trim() === ''} onClick={() => onAccept(value)}>
          {words.acceptEdited}
        </Button>
      </div>
    </div>
  )
}
