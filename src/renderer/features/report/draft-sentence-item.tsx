import { Bot, Check, CircleAlert, Pencil, PenLine, RotateCcw, TextQuote, X } from 'lucide-react'
import { useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { DraftSentence } from '../../../domain/draft/draft.ts'
import type { SentenceDecision } from '../../../domain/draft/stored-draft.ts'
import { strings } from '../../lib/strings.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { TextArea } from '../../ui/input.tsx'
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

/** Buttons come where the pointer or the focus is; elsewhere a draft is text that reads at a glance. */
const shownInFocus = '-my-0.5 flex opacity-0 group-hover/sentence:opacity-100 group-focus/sentence:opacity-100 group-data-active/sentence:opacity-100'
const hiddenInFocus = 'group-hover/sentence:opacity-0 group-focus/sentence:opacity-0 group-data-active/sentence:opacity-0'

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
        'group/sentence border-b border-l-2 border-b-line py-1 pr-2 pl-2 -outline-offset-2 last:border-b-0',
        pending ? 'border-l-machine' : 'border-l-transparent',
        isActive && 'bg-hover',
      )}
    >
      {wording === null ? (
        <>
          <div className="flex items-start gap-2">
            <Origin sentence={sentence} decision={decision} />
            <div className="min-w-0 flex-1">
              <p className={classes('text-base text-pretty', decision === 'rejected' && 'text-ink-faint line-through', !pending && decision !== 'rejected' && 'text-ink-soft')}>
                <MarkedSentence text={sentence.text} index={index} />
              </p>
              {blocked && pending ? (
                <p className="flex items-center gap-1.5 text-sm text-danger">
                  <CircleAlert aria-hidden="true" className="size-3.5 shrink-0" />
                  {words.blocked}
                </p>
              ) : null}
              {pending ? <Doubt sentence={sentence} /> : null}
            </div>
            {/* The keys' buttons stand where the support does: a row never moves under the pointer. */}
            <div className="grid w-16 shrink-0 items-center justify-items-end *:col-start-1 *:row-start-1">
              {pending ? <Support sentence={sentence} className={frozen ? undefined : hiddenInFocus} /> : null}
              {frozen ? null : pending ? (
                <span className={shownInFocus}>
                  <IconButton size="small" icon={Check} label={blocked ? words.blocked : words.accept} keys={sentenceKeys.accept} aria-disabled={blocked || undefined} className={blocked ? 'w-5 opacity-50' : 'w-5 text-good'} tabIndex={-1} onClick={accept} />
                  <IconButton size="small" icon={X} label={words.reject} keys={sentenceKeys.reject} className="w-5" tabIndex={-1} onClick={reject} />
                  <IconButton size="small" icon={Pencil} label={words.edit} keys={sentenceKeys.edit} className="w-5" tabIndex={-1} onClick={edit} />
                </span>
              ) : decision === 'rejected' ? (
                <IconButton size="small" icon={RotateCcw} label={words.reconsider} className="-my-0.5" tabIndex={tabStop ? 0 : -1} onClick={() => session.draft.reconsider(index)} />
              ) : null}
            </div>
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

/** Whose words these are while they wait, how far the findings carry them, and what was decided on them afterwards. */
function Origin({ sentence, decision }: { sentence: DraftSentence; decision: SentenceDecision }) {
  const support = `${supportLooks[supportOf(sentence)].text}: ${words.supportTitle(Math.round(sentence.support * 100))}`
  const [Icon, look, label] =
    decision === 'accepted' ? ([Check, 'text-good', words.accepted] as const)
    : decision === 'edited' ? ([PenLine, 'text-good', words.edited] as const)
    : decision === 'rejected' ? ([X, 'text-ink-faint', words.rejected] as const)
    : sentence.source === 'model' ? ([Bot, 'text-machine', `${words.sourceModel}, ${words.machine}. ${support}`] as const)
    : ([TextQuote, 'text-ink-soft', `${words.sourceFindings}, ${words.machine}. ${support}`] as const)
  return (
    <Tooltip label={label}>
      <span role="img" aria-label={label} className={classes('flex h-5 shrink-0 items-center', look)}>
        <Icon aria-hidden="true" className="size-3.5" />
      </span>
    </Tooltip>
  )
}

const supportOf = ({ evidence, support }: DraftSentence) => (evidence.length === 0 ? ('none' as const) : supportWord(support))
const supportLooks = {
  strong: { text: words.supportStrong, bar: 'bg-good', word: '' },
  partial: { text: words.supportPartial, bar: 'bg-caution', word: 'text-caution' },
  weak: { text: words.supportWeak, bar: 'bg-danger', word: 'text-danger' },
  none: { text: words.noEvidence, bar: 'bg-danger', word: 'text-danger' },
}

/** What is not strongly supported says so in words; what is needs no line of its own. */
function Doubt({ sentence }: { sentence: DraftSentence }) {
  const support = supportOf(sentence)
  return support === 'strong' ? null : <p className={classes('text-xs', supportLooks[support].word)}>{supportLooks[support].text}</p>
}

/** The same as a bar; words and figure are told where the sentence comes from. */
function Support({ sentence, className }: { sentence: DraftSentence; className?: string | undefined }) {
  return (
    <span aria-hidden="true" className={classes('pointer-events-none flex h-1 w-8 overflow-hidden rounded-full bg-line-strong', className)}>
      <span className={classes('rounded-full', supportLooks[supportOf(sentence)].bar)} style={{ width: `${String(Math.round(sentence.support * 100))}%` }} />
    </span>
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
