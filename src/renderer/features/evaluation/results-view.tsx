import type { ReactNode } from 'react'
import { aspects, published, qualities, type Aspect } from '../../../domain/desk-test/aspects.ts'
import type { DeskTestResults } from '../../../domain/desk-test/desk-test.ts'
import type { PairedMean } from '../../../domain/desk-test/results.ts'
import type { Share } from '../../../domain/metric/tag-agreement.ts'
import { strings } from '../../lib/strings.ts'
import { ShareBar } from '../../ui/share-bar.tsx'
import { bounds, figure, signed } from './evaluation-words.ts'
import { IntervalBar, placeOn } from './interval-bar.tsx'

const words = strings.evaluation
const rating = (value: number) => (Number.isNaN(value) ? strings.words.unknown : value.toFixed(2))

/** What came of a desk test, on the screen and on paper. */
export function ResultsView({ results }: { results: DeskTestResults }) {
  const { test, readers, judgements, preference, detected, unsure, means, overall, agreement } = results
  if (judgements === 0) return <p className="text-sm text-ink-soft">{words.noJudgements}</p>
  return (
    <div className="grid grid-cols-2 gap-x-8 gap-y-5 text-sm">
      <p className="col-span-2 text-ink-soft">{words.judgements(judgements, test.cases, readers.length)}{test.ended ? ` ${words.endedEarly(test.ended.by, test.ended.reason)}` : ''}</p>
      <Part title={words.preference}>
        <ShareBar className="mb-2 h-3" shares={[{ label: words.prefersDraft, tone: 'machine', value: preference.draft.value }, { label: words.prefersTie, tone: 'neutral', value: preference.tie.value }, { label: words.prefersWritten, tone: 'info', value: preference.written.value }]} />
        <Shares lines={[[words.prefersDraft, preference.draft, 'machine', { value: published.prefersDraft, label: words.publishedPreference(figure(published.prefersDraft, 'percent')) }], [words.prefersTie, preference.tie, 'neutral'], [words.prefersWritten, preference.written, 'accent']]} />
        <p className="mt-1 text-xs text-caution">┆ {words.publishedPreference(figure(published.prefersDraft, 'percent'))}</p>
      </Part>
      <Part title={words.detection}>
        <Shares lines={[[words.recognises, detected, 'accent', { value: 0.5, label: '50 %' }]]} />
        <p className="mt-1 text-xs text-pretty text-ink-faint">
          {words.detectionNote} {words.detectionUnsure(figure(unsure.value, 'percent'))}
        </p>
      </Part>
      <Part title={words.means} wide>
        <div className="grid grid-cols-[9rem_minmax(6rem,1fr)_9.5rem_9.5rem_8rem] items-center gap-x-3 gap-y-1">
          <span />
          <span aria-hidden="true" className="relative h-4 font-mono text-xs text-ink-faint">{[1, 2, 3, 4, 5].map((tick) => <span key={tick} className="absolute -translate-x-1/2" style={{ left: placeOn(tick, 1, 5) }}>{tick}</span>)}</span>
          <span className="text-right text-xs text-machine">{words.prefersDraft}</span>
          <span className="text-right text-xs text-accent">{words.prefersWritten}</span>
          <span className="text-right text-xs text-ink-faint">{words.difference}</span>
          <MeanLine label={words.overall} mean={overall} mark />
          {[...qualities, 'harm' as const].map((aspect: Aspect) => (
            <MeanLine key={aspect} label={words.aspects[aspect]} mean={means[aspect]} />
          ))}
        </div>
        <p className="mt-1.5 text-xs text-pretty text-ink-faint">
          <span className="text-caution">┆ {words.publishedRating(String(published.rating))}.</span> {words.meansNote} {words.scaleNote}
        </p>
      </Part>
      <Part title={words.agreement}>
        {agreement.preference === null || agreement.scores === null ? (
          <p className="text-ink-soft">{words.agreementOne}</p>
        ) : (
          <dl className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5">
            <Agreement label={words[agreement.preference.kind]} value={agreement.preference.value} />
            {aspects.map((aspect) => (
              <Agreement key={aspect} label={words.alpha(words.aspects[aspect])} value={agreement.scores![aspect]} />
            ))}
          </dl>
        )}
      </Part>
      <Part title={words.perReader}>
        <table className="w-full">
          <thead>
            <tr className="text-xs text-ink-faint">
              <th scope="col" className="text-left font-medium">{words.reader}</th>
              <th scope="col" className="text-right font-medium">{words.cases}</th>
              <th scope="col" className="text-right font-medium">{words.signsDraft}</th>
              <th scope="col" className="text-right font-medium">{words.recognises}</th>
            </tr>
          </thead>
          <tbody>
            {readers.map(({ name, cases, prefersDraft, detected: right }) => (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="max-w-40 truncate py-0.5 text-left font-normal">{name}</th>
                <td className="text-right font-mono text-xs">{cases}</td>
                <td className="text-right font-mono text-xs" title={bounds(prefersDraft, 'percent')}>{figure(prefersDraft.value, 'percent')}</td>
                <td className="text-right font-mono text-xs" title={bounds(right, 'percent')}>{figure(right.value, 'percent')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
      <p className="col-span-2 text-xs text-pretty text-ink-faint">
        {words.publishedSource} {words.wilsonNote}
      </p>
    </div>
  )
}

function Part({ title, wide = false, children }: { title: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={wide ? 'col-span-2 break-inside-avoid' : 'break-inside-avoid'}>
      <h2 className="mb-1.5 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  )
}

type ShareLine = [label: string, share: Share, tone: 'accent' | 'machine' | 'neutral', mark?: { value: number; label: string }]
function Shares({ lines }: { lines: ShareLine[] }) {
  return (
    <div className="grid grid-cols-[8.5rem_4rem_8.5rem_minmax(3rem,1fr)] items-center gap-x-2 gap-y-0.5">
      {lines.map(([label, share, tone, mark]) => (
        <Line key={label} label={label} share={share} tone={tone} mark={mark} />
      ))}
    </div>
  )
}
function Line({ label, share, tone, mark }: { label: string; share: Share; tone: ShareLine[2]; mark: ShareLine[3] }) {
  const value = figure(share.value, 'percent')
  return (
    <>
      <span className="truncate">{label}</span>
      <span className="text-right font-mono text-xs" title={words.counted(share.count, share.of)}>{value}</span>
      <span className="font-mono text-xs text-ink-faint">{bounds(share, 'percent')}</span>
      <IntervalBar label={`${label} ${value}`} intervals={[{ ...share, tone }]} mark={mark} />
    </>
  )
}

function MeanLine({ label, mean: { draft, written, difference, p }, mark = false }: { label: string; mean: PairedMean; mark?: boolean }) {
  const between = ({ low, high }: { low: number; high: number }) => (Number.isNaN(low) ? '' : words.interval(rating(low), rating(high)))
  return (
    <>
      <span className={mark ? 'truncate font-medium' : 'truncate'}>{label}</span>
      <IntervalBar label={`${label}: ${words.prefersDraft} ${rating(draft.value)}, ${words.prefersWritten} ${rating(written.value)}`} intervals={[{ ...draft, tone: 'machine' }, { ...written, tone: 'accent' }]} from={1} to={5} mark={mark ? { value: published.rating, label: words.publishedRating(String(published.rating)) } : undefined} />
      <span className="text-right font-mono text-xs">{rating(draft.value)} <span className="text-ink-faint">{between(draft)}</span></span>
      <span className="text-right font-mono text-xs">{rating(written.value)} <span className="text-ink-faint">{between(written)}</span></span>
      <span className="text-right font-mono text-xs">{Number.isNaN(difference.value) ? '' : signed(difference.value, 'number').slice(0, -1)} <span className="text-ink-faint">{words.p} {words.pValue(p)}</span></span>
    </>
  )
}

function Agreement({ label, value }: { label: string; value: number }) {
  return (
    <>
      <dt className="min-w-0 text-pretty">{label}</dt>
      <dd className="text-right font-mono text-xs">{Number.isNaN(value) ? words.noValue : value.toFixed(2)}</dd>
    </>
  )
}
