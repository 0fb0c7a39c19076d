import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { Branch, Suggestion, Suggestions } from '../../../domain/explain/suggest.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/input.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.explain

/** What the guidelines say, each with what it rests on, what is not known, and where it comes from. */
export function ExplainSuggestions({ found }: { found: Suggestions }) {
  const { suggestions, withheld, differentials } = found
  const empty = suggestions.length === 0 && withheld.length === 0 && differentials.length === 0
  return (
    <div className="flex flex-col gap-4 py-3">
      {empty || suggestions.length === 0 ? (
        <div data-testid="explain-none">
          <p className="text-base">{words.noneTitle}.</p>
          <p className="text-sm text-ink-faint">{words.none(found.version)}</p>
        </div>
      ) : (
        <p className="text-sm text-ink-faint">{words.pack(found.version)}</p>
      )}
      {suggestions.map((suggestion) => (
        <OneSuggestion key={`${suggestion.id} ${String(suggestion.evidence[0]?.start)} ${String(suggestion.sizeMm)}`} suggestion={suggestion} />
      ))}
      {withheld.length > 0 ? (
        <section data-testid="explain-withheld">
          <h3 className="text-sm font-semibold text-ink-soft">{words.withheld}</h3>
          <ul>
            {withheld.map((one, index) => (
              <li key={`${one.id} ${String(index)}`} className="border-t border-line py-1.5 first:border-t-0">
                <p className="text-base text-pretty">{one.title}: {one.reason}</p>
                <p className="text-sm text-ink-soft"><q>{one.evidence}</q></p>
                <p className="text-xs text-ink-faint">{one.source}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {differentials.length > 0 ? (
        <section data-testid="explain-differentials">
          <h3 className="text-sm font-semibold text-ink-soft">{words.differentials}</h3>
          <p className="text-xs text-ink-faint">{words.differentialsNote}</p>
          <ul>
            {differentials.map((one) => (
              <li key={one.id} className="border-t border-line py-1.5 first:border-t-0">
                <p className="text-base font-medium">{one.title}</p>
                <p className="text-base text-pretty">{one.list.join(found.language === 'ja' ? '、' : ', ')}</p>
                {one.evidence.map(({ start, text }) => <p key={start} className="text-sm text-ink-soft"><q>{text}</q></p>)}
                <p className="text-xs text-ink-faint">{words.source(one.source, one.entered)}</p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function OneSuggestion({ suggestion }: { suggestion: Suggestion }) {
  return (
    <section data-testid="suggestion" data-guideline={suggestion.id} className="rounded-md border border-line-strong p-3">
      <h3 className="text-base font-semibold">{suggestion.title}</h3>
      <p className="text-xs text-ink-faint">{words.source(suggestion.source, suggestion.entered)}</p>
      <dl className="mt-2 grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 text-sm">
        <dt className="text-ink-faint">{words.rests}</dt>
        <dd>{suggestion.evidence.map(({ start, text }) => <q key={start} className="block text-ink-soft">{text}</q>)}</dd>
        {suggestion.unknown.length > 0 ? (
          <>
            <dt className="text-ink-faint">{words.unknown}</dt>
            <dd data-testid="unknown">{suggestion.unknown.map((sentence) => <p key={sentence}>{sentence}</p>)}</dd>
          </>
        ) : null}
        <dt className="text-ink-faint">{words.applies}</dt>
        <dd className="text-pretty text-ink-soft">{suggestion.note}</dd>
      </dl>
      <ul className="mt-2">
        {suggestion.branches.map((branch) => (
          <OneBranch key={branch.sentence} branch={branch} />
        ))}
      </ul>
    </section>
  )
}

/** One branch. Adding it takes two steps: the sentence waits, and the person accepts or discards it. */
function OneBranch({ branch }: { branch: Branch }) {
  const session = useSession()
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const [wording, setWording] = useState<string | null>(null)
  const [added, setAdded] = useState(false)
  // The focus goes back to where it was, for a person without a mouse.
  const [discarded, setDiscarded] = useState(false)
  const discard = () => {
    setWording(null)
    setDiscarded(true)
  }
  const accept = () => {
    if (wording === null || wording.trim() === '') return
    session.append('conclusion', wording.trim())
    setWording(null)
    setAdded(true)
  }
  return (
    <li data-testid="branch" className="border-t border-line py-1.5">
      <div className="flex items-start gap-3">
        <p className="min-w-0 flex-1 text-base text-pretty">
          {branch.condition === null ? null : <span className="text-ink-soft">{branch.condition}: </span>}
          {branch.text}
        </p>
        {signed ? null : added ? (
          <span ref={(element) => element?.focus()} tabIndex={-1} className="py-1 text-xs whitespace-nowrap text-ink-faint outline-none">{words.accepted}</span>
        ) : wording === null ? (
          <Button size="small" icon={Plus} autoFocus={discarded} aria-label={words.addOf(branch.sentence)} onClick={() => setWording(branch.sentence)}>
            {words.add}
          </Button>
        ) : null}
      </div>
      {wording === null ? null : (
        <div data-testid="undecided" className="mt-1.5 flex flex-col gap-1.5">
          <TextArea
            autoFocus
            rows={2}
            aria-label={words.undecided}
            value={wording}
            onChange={(event) => setWording(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') {
                // Only the sentence, not the dialog.
                event.stopPropagation()
                discard()
              }
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              accept()
            }}
          />
          <div className="flex items-center justify-end gap-2">
            <span className="mr-auto text-xs text-ink-faint">{words.undecided}</span>
            <Button size="small" keys="Escape" onClick={discard}>{words.discard}</Button>
            <Button size="small" kind="primary" keys="Enter" disabled={wording.trim() === ''} onClick={accept}>{words.accept}</Button>
          </div>
        </div>
      )}
    </li>
  )
}
