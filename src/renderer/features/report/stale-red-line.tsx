import { RotateCcw, Sparkles, ThumbsUp } from 'lucide-react'
import { AppError } from '../../lib/errors.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { RedLine } from '../../ui/red-line.tsx'
import { showToast } from '../../ui/toast.tsx'
import { keys } from './report-keys.ts'
import { useReport, useSession } from './session-context.ts'
import type { StaleChange } from './stale-changes.ts'

const words = strings.mineFirst

/** Above the sentences of a draft: what moved since, and the two ways on. Nothing while nothing moved. */
export function StaleDraft() {
  const session = useSession()
  const moved = useReport((state) => state.moved.draft)
  const draft = useReport((state) => state.draft)
  const confirmed = useReport(({ view, draft }) => (view.basis.draft?.draftId === draft?.id ? (view.basis.draft?.confirmed ?? null) : null))
  const confirm = () => session.stale.confirm().catch((error: unknown) => showToast({ tone: 'danger', title: words.confirmFailed, description: AppError.from(error).message }))
  useCommands([{ id: 'report.stillRight', title: words.stillRightTitle, group: strings.report.group, keys: keys.stillRight, when: () => moved.length > 0, run: () => void confirm() }])
  if (moved.length === 0) {
    if (!confirmed) return null
    return (
      <p data-testid="stale-confirmed" className="border-b border-line px-3 py-1.5 text-sm text-pretty text-ink-soft">
        {words.confirmed(confirmed.author, formatMoment(confirmed.at))} {draft?.stale ? words.confirmedEvidence : ''}
      </p>
    )
  }
  return (
    <section data-testid="stale-draft" aria-label={words.redLine} tabIndex={-1} className="border-b border-line -outline-offset-2">
      <Banner tone="caution" title={words.moved}>
        {words.movedNote}
      </Banner>
      <Moved changes={moved} />
      <div className="flex flex-wrap gap-2 px-3 pb-2.5">
        <Button size="small" icon={Sparkles} keys={keys.draft} onClick={() => runCommand('report.draft')}>
          {words.runAgain}
        </Button>
        <Button size="small" icon={ThumbsUp} keys={keys.stillRight} onClick={() => void confirm()}>
          {words.stillRight}
        </Button>
      </div>
    </section>
  )
}

/** In the tag panel: what moved since the tag was judged, folded, and the key that judges again. */
export function StaleTag() {
  const moved = useReport((state) => state.moved.tag)
  const hasTag = useReport(({ tag }) => tag.current !== null)
  if (moved.length === 0 || !hasTag) return null
  const addendum = moved.some(({ news }) => news?.kind === 'addendum')
  return (
    <div data-testid="stale-tag" className="border-b border-line bg-caution-soft">
      <div className="flex items-center gap-2 px-3 pt-1.5 text-sm">
        <span className="min-w-0 flex-1">{addendum ? words.tagAddendum : words.tagMoved}</span>
        <Button size="small" icon={RotateCcw} keys={keys.setTag} onClick={() => runCommand('report.setTag')}>
          {words.tagAgain}
        </Button>
      </div>
      <details className="pb-1.5">
        <summary className="w-fit cursor-default px-3 text-sm text-ink-soft hover:text-ink">{words.redLine}</summary>
        <Moved changes={moved} />
      </details>
    </div>
  )
}

/** Unchanged text longer than this is cut to its ends, in characters. */
const longestSame = 160

/** Every text that moved, red-lined. */
function Moved({ changes }: { changes: readonly StaleChange[] }) {
  return (
    <div data-testid="red-line" className="flex max-h-[32vh] flex-col gap-2 overflow-y-auto px-3 py-2">
      {changes.map(({ section, news, before, after }) => (
        <section key={news ? `${news.reportId} ${news.signedAt}` : section}>
          <h4 className="text-xs font-semibold text-ink-soft">
            {section ? strings.report.sections[section].name : (news.kind === 'prior' ? words.newPrior : words.newAddendum)(news.date, `${news.modality} ${news.description}`)}
          </h4>
          <RedLine before={before} after={after} longestSame={longestSame} className="mt-0.5 text-sm" />
        </section>
      ))}
    </div>
  )
}
