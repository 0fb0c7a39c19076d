import type { DraftContent, PhraseStep } from '../../../domain/draft/draft.ts'
import type { StoredDraft } from '../../../domain/draft/stored-draft.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useReport, useSession } from './session-context.ts'
import { UsedRules } from './used-rules.tsx'

const words = strings.report.draft

/** How the draft on screen was made: in plain words, sentence by sentence, and all that is needed to make it again. */
export function DraftMakingDialog() {
  const session = useSession()
  const open = useReport(({ dialog }) => dialog === 'draft-making')
  const draft = useReport((state) => state.draft)
  return (
    <Dialog open={open && draft !== null} onOpenChange={(next) => !next && session.store.setState({ dialog: null })} title={words.made} size="large" closeLabel={strings.words.close}>
      {open && draft ? <Making draft={draft} /> : null}
    </Dialog>
  )
}

function Making({ draft }: { draft: StoredDraft }) {
  const { content, making } = draft
  const model = draft.modelName ?? strings.words.unknown
  const way = making?.way ?? (draft.engine === 'model' ? 'report' : 'rules')
  const usesModel = draft.engine === 'model' && way !== 'rules'
  return (
    <div data-testid="draft-making" className="flex flex-col gap-4">
      <div className="flex flex-col gap-1.5 text-base text-pretty">
        <p>{usesModel ? words.madeWays[way](model) : words.madeWays.rules}</p>
        {usesModel && content && content.sentences.length > 0 ? <p className="text-ink-soft">{words.madeShare(Math.round(content.modelShare * 100))}</p> : null}
        {[making?.retried ? words.madeRetried : null, making?.neighbour ? words.madeNeighbour : null, draft.problem, making?.instructionProblem ?? null].map((sentence) => (sentence ? <p key={sentence} className="text-ink-soft">{sentence}</p> : null))}
      </div>
      <section>
        <h3 className="mb-1 text-sm font-semibold text-ink-soft">{words.madeOf}</h3>
        {content && (content.sentences.length > 0 || content.steps.length > 0) ? content.steps.length > 0 ? <Steps content={content} /> : <Sentences content={content} /> : <p className="text-sm text-ink-faint">{words.madeNothing}</p>}
      </section>
      {making && making.rules.length > 0 ? <UsedRules rules={making.rules} way={making.way} /> : null}
      <Details draft={draft} />
    </div>
  )
}

const columns = 'grid grid-cols-[11rem_minmax(0,1fr)] gap-x-3 py-0.5'

const MadeBy = ({ outcome }: { outcome: PhraseStep['outcome'] }) => (
  <span>
    <Badge tone={outcome === 'written' ? 'machine' : 'neutral'}>{words.madeBy[outcome]}</Badge>
  </span>
)

/** The findings a model was asked about, in their order, and what became of each. */
function Steps({ content }: { content: DraftContent }) {
  return (
    <ol className="flex flex-col">
      {content.steps.map((step) => (
        <li key={step.start} data-testid="draft-step" data-outcome={step.outcome} className="border-t border-line py-2 first:border-t-0">
          <Step step={step} sentence={content.sentences.find(({ evidence }) => evidence.some(({ start, end }) => start < step.end && step.start < end))?.text ?? null} />
        </li>
      ))}
    </ol>
  )
}

function Step({ step, sentence }: { step: PhraseStep; sentence: string | null }) {
  return (
    <>
      <div className="flex items-baseline gap-4">
        <Quote range={step} />
        {step.weight === null ? null : <span className="ml-auto shrink-0 text-xs text-ink-faint">{words.madeWeight(step.rules.toFixed(1), step.weight.toFixed(1))}</span>}
      </div>
      <div className={columns}>
        <MadeBy outcome={step.outcome} />
        <p className="text-base text-pretty">{sentence && step.outcome !== 'passed-over' ? sentence : <span className="text-ink-faint">{words.madeNotTold}</span>}</p>
      </div>
      {step.reason && step.phrase ? (
        <p className="mt-1 border-l-2 border-line-strong pl-2.5 text-sm text-ink-soft">
          {words.madeStruck} <s className="text-ink-faint">{step.phrase}</s> {step.reason}
        </p>
      ) : null}
      {step.inferred.length > 0 ? <p className="mt-1 text-sm text-ink-soft">{words.madeInferred(step.inferred.join(', '))}</p> : null}
    </>
  )
}

/** The sentences of a draft that was written as a whole or chosen by rules, then what was struck. */
function Sentences({ content }: { content: DraftContent }) {
  return (
    <ol className="flex flex-col">
      {content.sentences.map((sentence, index) => (
        // Sentences of a stored draft never change or move.
        <li key={`${String(index)} ${sentence.text}`} data-testid="draft-step" data-outcome={sentence.source === 'model' ? 'written' : 'shortened'} className="border-t border-line py-2 first:border-t-0">
          <div className={columns}>
            <MadeBy outcome={sentence.source === 'model' ? 'written' : 'shortened'} />
            <div>
              <p className="text-base text-pretty">{sentence.text}</p>
              {sentence.evidence.map((range) => (
                <Quote key={range.start} range={range} />
              ))}
            </div>
          </div>
        </li>
      ))}
      {content.struck.map(({ text, reason }, index) => (
        <li key={`struck ${String(index)} ${text}`} data-testid="draft-step" data-outcome="struck" className="border-t border-line py-2 text-sm text-ink-soft">
          {words.madeStruck} <s className="text-ink-faint">{text}</s> {reason}
        </li>
      ))}
    </ol>
  )
}

/** A stretch of the findings as they were when it was drafted. */
function Quote({ range }: { range: { start: number; end: number } }) {
  const session = useSession()
  const text = session.draft.quote(range)
  return <p className="text-sm text-pretty text-ink-soft">{text === null ? words.madeQuoteGone : <q>{text}</q>}</p>
}

function Details({ draft }: { draft: StoredDraft }) {
  const { making } = draft
  const milliseconds = (value: number | null) => (value === null ? strings.words.unknown : words.seconds(value))
  const speed = draft.tokens !== null && draft.totalMs !== null && draft.firstTokenMs !== null && draft.totalMs > draft.firstTokenMs ? (draft.tokens / (draft.totalMs - draft.firstTokenMs)) * 1000 : null
  const rows: [name: string, value: string, mono?: boolean][] = [
    [words.madeEngine, draft.engine === 'model' ? words.engineModel : words.engineExtractive],
    ...(making ? ([[words.madeWish, words.madeWishes[making.wish]]] as [string, string][]) : []),
    ...(draft.modelId ? ([[words.madeModel, draft.modelName ?? draft.modelId], [words.madeChecksum, draft.modelSha256 ?? strings.words.unknown, true]] as [string, string, boolean?][]) : []),
    ...(making?.adapterSha256 ? ([[words.madeAdapter, making.adapterSha256, true]] as [string, string, boolean][]) : []),
    [words.madePrompt, draft.promptVersion, true],
    ...(making
      ? ([
          [words.madeGate, making.gateVersion, true], [words.madeTable, making.inferencesVersion, true], [words.madeParameters, words.madeParametersOf(making.temperature, making.maxTokens)],
          [words.madeRoom, making.room === 1 ? words.madeRoomUsual : words.madeRoomOf(Math.round(making.room * 100))],
          [words.madeStyle, making.examples.length === 0 ? words.madeStyleNone : `${words.madeStyleCount(making.examples.length)}: ${making.examples.join(', ')}`, making.examples.length > 0],
        ] as [string, string, boolean?][])
      : []),
    [words.madeSeed, String(draft.seed), true],
    [words.madeFirst, milliseconds(draft.firstTokenMs)],
    [words.madeTotal, milliseconds(draft.totalMs)],
    [words.madeTokens, draft.tokens === null ? strings.words.unknown : `${String(draft.tokens)}${speed === null ? '' : ` · ${words.speed(speed)}`}`],
    [words.madeFindings, draft.findingsSha256, true],
    [words.madeAt, formatMoment(draft.createdAt)],
  ]
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold text-ink-soft">{words.madeDetails}</h3>
      <dl data-testid="draft-provenance" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {rows.map(([name, value, mono]) => (
          <div key={name} className="contents">
            <dt className="text-ink-faint">{name}</dt>
            <dd className={mono ? 'font-mono text-xs leading-4.5 break-all' : ''}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
