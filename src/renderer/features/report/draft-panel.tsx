import { CheckCheck, ChevronRight, FoldVertical, Info, ListOrdered, Shuffle, Sparkles } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { StoredDraft } from '../../../domain/draft/stored-draft.ts'
import { runCommand } from '../../lib/commands.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { DraftRunning } from './draft-running.tsx'
import { DraftSentenceItem } from './draft-sentence-item.tsx'
import { blockedSentences, nextPending } from './draft-sentences.ts'
import { keys, sentenceKeys } from './report-keys.ts'
import { MineFirstDifferences } from './mine-first-differences.tsx'
import { pendingCount } from './report-state.ts'
import { SealedDraft } from './sealed-draft.tsx'
import { SidePanel } from './side-panel.tsx'
import { StaleDraft } from './stale-red-line.tsx'
import { useReport } from './session-context.ts'

const words = strings.report.draft

/** The proposed conclusion: what is written, what it rests on, and the decision on each sentence. */
export function DraftPanel() {
  const running = useReport((state) => state.running)
  const draft = useReport((state) => state.draft)
  const error = useReport((state) => state.draftError)
  const pending = useReport(pendingCount)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const findingsEmpty = useReport((state) => state.findingsEmpty)
  const sealed = draft?.sealed === true
  const compared = useReport(({ view, draft }) => view.mineFirst?.state === 'compared' && view.mineFirst.draftId === draft?.id)
  const state = running ? 'running' : (draft?.state ?? 'none')
  const sentences = draft?.content?.sentences ?? []
  if (signed && !draft) return null

  return (
    <div
      data-testid="draft-panel"
      data-state={state}
      data-sealed={sealed || undefined}
      data-model={draft?.modelId ?? ''}
      data-first-token-ms={running ? '' : (draft?.firstTokenMs ?? '')}
      data-draft-ms={running ? '' : (draft?.totalMs ?? '')}
    >
      <SidePanel
        title={words.title}
        badge={!running && sentences.length > 0 ? <Badge tone={pending > 0 ? 'machine' : 'good'}>{pending > 0 ? words.pending(pending) : words.decided}</Badge> : null}
        actions={
          pending > 0 && !signed && !running && !compared ? (
            <Button size="small" icon={CheckCheck} keys={keys.acceptAll} onClick={() => runCommand('report.acceptAll')}>
              {words.acceptAll}
            </Button>
          ) : null
        }
      >
        {error ? (
          <Banner tone="danger" title={words.failed} actions={<AgainButton />} className="border-b border-line">
            {error.message}
          </Banner>
        ) : null}
        {running ? (
          <>
            <DraftRunning running={running} />
            {sealed ? <SealedDraft /> : null}
          </>
        ) : draft?.sealed && !signed ? (
          <SealedDraft />
        ) : draft ? (
          <Finished draft={draft} signed={signed} />
        ) : (
          <div className="flex flex-col items-start gap-3 px-3 pt-0.5 pb-3 text-sm text-ink-soft">
            <p className="text-pretty">{words.invite}</p>
            {findingsEmpty ? <p>{strings.report.findingsNeeded}</p> : (
              <p className="flex items-center gap-2">
                {words.write} <Kbd keys={keys.draft} />
              </p>
            )}
          </div>
        )}
      </SidePanel>
    </div>
  )
}

const shareWords = (share: number) => (share === 0 ? words.shareNone : share >= 0.995 ? words.shareAll : words.share(Math.round(share * 100)))

const alternatives = [
  { wish: 'another', icon: Shuffle, keys: keys.another },
  { wish: 'shorter', icon: FoldVertical, keys: keys.shorter },
  { wish: 'list', icon: ListOrdered, keys: keys.asList },
] as const

/** Other ways to the same draft, beside it. */
function Alternatives({ hasModel }: { hasModel: boolean }) {
  return (
    <div role="group" aria-label={words.alternatives} data-testid="draft-alternatives" className="flex gap-1 px-2 pb-1.5">
      {/* The rules have one answer to the same findings. */}
      {alternatives.filter(({ wish }) => hasModel || wish !== 'another').map(({ wish, icon, keys: shortcut }) => (
        <Tooltip key={wish} label={words.wishes[wish]} keys={shortcut}>
          <Button size="small" kind="quiet" icon={icon} onClick={() => runCommand(`report.draft.${wish}`)}>
            {words.wishShort[wish]}
          </Button>
        </Tooltip>
      ))}
    </div>
  )
}

const AgainButton = () => (
  <Button size="small" icon={Sparkles} onClick={() => runCommand('report.draft')}>
    {words.again}
  </Button>
)

function Finished({ draft, signed }: { draft: StoredDraft; signed: boolean }) {
  const { content } = draft
  const again = signed ? null : <AgainButton />
  const { making } = draft
  const mineFirst = useReport(({ view }) => view.mineFirst)
  const compared = mineFirst?.state === 'compared' && mineFirst.draftId === draft.id ? mineFirst : null
  const waived = mineFirst?.state === 'waived' ? mineFirst : null
  return (
    <>
      {signed ? null : <Alternatives hasModel={draft.modelId !== null} />}
      {content?.notice ? (
        <Banner tone="caution" className="border-b border-line">
          {content.notice}
        </Banner>
      ) : null}
      {making?.instruction ? (
        <p data-testid="draft-instruction" className="border-b border-line px-3 py-1.5 text-sm text-ink-soft">
          {words.askedFor} <q className="text-ink">{making.instruction}</q>
        </p>
      ) : null}
      {making?.instructionProblem ? (
        <Banner tone="caution" className="border-b border-line">
          {making.instructionProblem}
        </Banner>
      ) : null}
      {signed ? null : <StaleDraft />}
      {draft.state === 'cancelled' ? (
        <Banner tone="neutral" actions={again} className="border-b border-line">
          {draft.problem ?? words.cancelled}
        </Banner>
      ) : null}
      {draft.state === 'incomplete' ? (
        <Banner tone="caution" actions={again} className="border-b border-line">
          {draft.problem ?? words.incomplete}
        </Banner>
      ) : draft.problem && draft.state === 'complete' ? (
        <p className="border-b border-line px-3 py-2 text-sm text-pretty text-ink-soft">{draft.problem}</p>
      ) : null}
      {waived ? (
        <p data-testid="seal-waived" className="border-b border-line px-3 py-1.5 text-sm text-pretty text-ink-soft">
          {strings.mineFirst.waived(waived.reason === 'other' ? waived.note : strings.mineFirst.waiveReasons[waived.reason], waived.author)}
        </p>
      ) : null}
      {compared ? <MineFirstDifferences draft={draft} compared={compared} signed={signed} /> : null}
      {content && content.sentences.length > 0 && !compared ? (
        <>
          <SentenceList draft={draft} signed={signed} />
          {signed ? null : <SentenceKeys />}
        </>
      ) : null}
      {content && content.sentences.length === 0 ? <p className="px-3 py-3 text-sm text-ink-soft">{words.nothing}</p> : null}
      {draft.state !== 'complete' && draft.text !== '' ? (
        <Fold title={words.wordsSoFar}>
          <p className="text-sm whitespace-pre-wrap text-ink-faint line-through decoration-ink-faint/60">{draft.text}</p>
        </Fold>
      ) : null}
      {content && content.struck.length > 0 && !compared ? (
        <Fold title={words.struck(content.struck.length)} testId="draft-struck">
          <p className="mb-2 text-sm text-ink-faint">{words.struckNote}</p>
          <ul className="flex flex-col gap-2">
            {content.struck.map((sentence, index) => (
              // Struck sentences never change or move.
              <li key={`${String(index)} ${sentence.text}`} className="border-l-2 border-line-strong pl-2.5 text-sm">
                <s className="text-ink-faint">{sentence.text}</s>
                <p className="mt-0.5 text-ink-soft">{sentence.reason}</p>
              </li>
            ))}
          </ul>
        </Fold>
      ) : null}
      {draft.state === 'running' ? null : (
        <button
          type="button"
          data-testid="how-made"
          onClick={() => runCommand('report.howMade')}
          className="flex h-8 w-full items-center gap-1.5 border-t border-line px-3 text-left text-sm text-ink-soft -outline-offset-2 hover:bg-hover hover:text-ink"
        >
          <Info aria-hidden="true" className="size-3.5 shrink-0" />
          <span className="min-w-0 flex-1 truncate">{words.made}</span>
          {content && content.sentences.length > 0 ? <span className="text-xs text-ink-faint">{shareWords(content.modelShare)}</span> : null}
          <Kbd keys={keys.howMade} />
        </button>
      )}
    </>
  )
}

function SentenceList({ draft, signed }: { draft: StoredDraft; signed: boolean }) {
  const decisions = useReport((state) => state.decisions)
  const list = useRef<HTMLOListElement>(null)
  const [focused, setFocused] = useState(0)
  const sentences = draft.content?.sentences ?? []
  const blocked = blockedSentences(draft.content?.checks ?? [])
  const current = Math.min(focused, sentences.length - 1)
  const focus = (index: number) => list.current?.querySelectorAll<HTMLElement>(':scope > li')[index]?.focus()

  return (
    <ol ref={list} aria-label={words.list} data-testid="draft-sentences" className="flex flex-col">
      {sentences.map((sentence, index) => (
        <DraftSentenceItem
          // Sentences of a stored draft never change or move.
          key={`${draft.id} ${String(index)}`}
          index={index}
          sentence={sentence}
          decision={decisions[index] ?? 'pending'}
          blocked={blocked.has(index)}
          frozen={signed}
          tabStop={index === current}
          onFocus={() => setFocused(index)}
          onMove={(step) => focus(Math.min(sentences.length - 1, Math.max(0, index + step)))}
          onDecided={(after) => {
            const next = nextPending(after, index)
            focus(next ?? index)
          }}
        />
      ))}
    </ol>
  )
}

/** The keys of the sentence in focus, while one waits. */
function SentenceKeys() {
  const pending = useReport(pendingCount)
  if (pending === 0) return null
  const { list, accept, reject, edit } = words.keyWords
  return (
    <p data-testid="sentence-keys" className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line px-3 py-1 text-xs text-ink-faint">
      {([[keys.goToDraft, list], [sentenceKeys.accept, accept], [sentenceKeys.reject, reject], [sentenceKeys.edit, edit]] as const).map(([key, word]) => (
        <span key={key} className="flex items-center gap-1">
          <Kbd keys={key} /> {word}
        </span>
      ))}
    </p>
  )
}

/** A part that is closed until somebody wants it. */
function Fold({ title, testId, children }: { title: string; testId?: string; children: ReactNode }) {
  return (
    <details data-testid={testId} className="group/fold border-t border-line">
      <summary className="flex h-8 cursor-default list-none items-center gap-1.5 px-3 text-sm text-ink-soft select-none hover:bg-hover hover:text-ink">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform duration-100 group-open/fold:rotate-90" />
        {title}
      </summary>
      <div className="px-3 pt-1 pb-3">{children}</div>
    </details>
  )
}
