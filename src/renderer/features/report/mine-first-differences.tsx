import { ArrowUpRight, Check, ListX } from 'lucide-react'
import { useRef, useState, type ReactNode } from 'react'
import type { StoredDraft } from '../../../domain/draft/stored-draft.ts'
import type { MineFirst } from '../../../domain/mine-first/seal.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { DraftSentenceItem } from './draft-sentence-item.tsx'
import { blockedSentences } from './draft-sentences.ts'
import { keys } from './report-keys.ts'
import { pendingCount } from './report-state.ts'
import { useReport, useSession } from './session-context.ts'

const words = strings.mineFirst

type Compared = Extract<MineFirst, { state: 'compared' }>

/** After writing first: only what the draft says and the person did not, and the reverse. */
export function MineFirstDifferences({ draft, compared, signed }: { draft: StoredDraft; compared: Compared; signed: boolean }) {
  const session = useSession()
  const decisions = useReport((state) => state.decisions)
  const pending = useReport(pendingCount)
  const list = useRef<HTMLDivElement>(null)
  const [focused, setFocused] = useState(-1)
  const { comparison } = compared
  const sentences = draft.content?.sentences ?? []
  const blocked = blockedSentences(draft.content?.checks ?? [])
  const numbersOf = (standing: string) => comparison.draft.flatMap((each, index) => (each.standing === standing && sentences[index] ? index : []))
  const missing = numbersOf('missing')
  const differs = numbersOf('differs')
  const order = [...missing, ...differs]
  const onlyOwn = comparison.own.filter(({ standing }) => standing === 'only')
  const agreed = numbersOf('agreed')
  const stop = order.includes(focused) ? focused : (order[0] ?? -1)
  const items = () => list.current?.querySelectorAll<HTMLElement>('[data-testid=draft-sentence]')
  const focusAt = (place: number) => items()?.[Math.min(order.length - 1, Math.max(0, place))]?.focus()
  const nextOf = (all: readonly string[]) => order.find((index) => all[index] === 'pending' && !blocked.has(index))
  const next = nextOf(decisions)

  useCommands([
    { id: 'report.addNext', title: words.addNext, group: strings.report.group, keys: keys.addNext, when: () => !signed && next !== undefined, run: () => next !== undefined && session.draft.accept(next) },
    { id: 'report.leaveRest', title: words.leaveRestTitle, group: strings.report.group, keys: keys.leaveRest, when: () => !signed && pending > 0, run: session.draft.leaveRest },
  ])

  const item = (index: number) => (
    <DraftSentenceItem
      key={`${draft.id} ${String(index)}`}
      index={index}
      sentence={sentences[index]!}
      decision={decisions[index] ?? 'pending'}
      blocked={blocked.has(index)}
      frozen={signed}
      tabStop={index === stop}
      onFocus={() => setFocused(index)}
      onMove={(step) => focusAt(order.indexOf(index) + step)}
      onDecided={(after) => {
        const waits = order.findIndex((each) => after[each] === 'pending')
        focusAt(waits >= 0 ? waits : order.indexOf(index))
      }}
    />
  )

  return (
    <div ref={list} data-testid="mine-first" aria-label={words.differences} role="group">
      {order.length === 0 && onlyOwn.length === 0 ? (
        <p className="flex items-center gap-1.5 border-b border-line px-3 py-2 text-sm text-ink-soft">
          <Check aria-hidden="true" className="size-3.5 text-good" />
          {words.noDifferences}
        </p>
      ) : null}
      {missing.length > 0 ? (
        <Group title={words.onlyDraft} count={missing.length} note={signed ? null : words.onlyDraftNote('A')} testId="only-draft">
          {missing.map((index) => {
            const { own } = comparison.draft[index]!
            const mine = own === null ? undefined : comparison.own[own]
            return (
              <div key={index}>
                {mine ? (
                  <p className="px-3 pt-2 text-sm text-pretty text-ink-soft">
                    <span className="mr-2 text-xs text-ink-faint">{words.inPart}</span>
                    {mine.text}
                  </p>
                ) : null}
                <ol>{item(index)}</ol>
              </div>
            )
          })}
        </Group>
      ) : null}
      {differs.length > 0 ? (
        <Group title={words.otherwise} count={differs.length} note={signed ? null : words.otherwiseNote} testId="says-otherwise">
          {differs.map((index) => {
            const { own, kinds } = comparison.draft[index]!
            const mine = own === null ? undefined : comparison.own[own]
            return (
              <div key={index}>
                <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 px-3 pt-2 text-sm">
                  <span className="text-xs text-ink-faint">{words.yours}</span>
                  {kinds.map((kind) => (
                    <Badge key={kind} tone="danger">
                      {strings.report.checks.kinds[kind]}
                    </Badge>
                  ))}
                  <span className="basis-full text-base text-pretty">{mine?.text}</span>
                </p>
                <p className="px-3 pt-1 text-xs text-ink-faint">{words.theDraft}</p>
                <ol>{item(index)}</ol>
              </div>
            )
          })}
        </Group>
      ) : null}
      {onlyOwn.length > 0 ? (
        <Group title={words.onlyYours} count={onlyOwn.length} note={words.onlyYoursNote} testId="only-own">
          <ul>
            {onlyOwn.map(({ start, text }) => (
              <li key={start} className="flex items-start gap-2 border-t border-line py-1.5 pr-2 pl-3">
                <span className="min-w-0 flex-1 text-base text-pretty">{text}</span>
                <IconButton size="small" icon={ArrowUpRight} label={words.goTo(text)} onClick={() => session.showEvidence({ field: 'conclusion', start, end: start + text.length, text })} />
              </li>
            ))}
          </ul>
        </Group>
      ) : null}
      {pending > 0 && !signed ? (
        <div className="flex flex-wrap items-center gap-2 border-t border-line px-3 py-2">
          <Button size="small" icon={ListX} keys={keys.leaveRest} onClick={() => runCommand('report.leaveRest')}>
            {words.leaveRest}
          </Button>
          {next === undefined ? null : (
            <span className="flex items-center gap-1.5 text-sm text-ink-faint">
              {words.addNext} <Kbd keys={keys.addNext} />
            </span>
          )}
        </div>
      ) : null}
      {agreed.length > 0 ? (
        <details className="border-t border-line">
          <summary className="flex h-8 cursor-default items-center px-3 text-sm text-ink-soft select-none hover:bg-hover hover:text-ink">{words.bothSay(agreed.length)}</summary>
          <ul className="px-3 pb-2 text-sm text-ink-soft">
            {agreed.map((index) => (
              <li key={index} className="py-0.5 text-pretty">
                {sentences[index]?.text}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </div>
  )
}

function Group({ title, count, note, testId, children }: { title: string; count: number; note: string | null; testId: string; children: ReactNode }) {
  return (
    <section data-testid={testId} aria-label={title} className="border-b border-line last:border-b-0">
      <h3 className="flex items-center gap-2 px-3 pt-2 text-sm font-semibold">
        {title} <Badge>{count}</Badge>
      </h3>
      {note ? <p className="px-3 pb-1 text-sm text-ink-faint">{note}</p> : null}
      {children}
    </section>
  )
}
