import { FileDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { judgeSecondReader } from '../../../domain/check/second-reader/judge-second-reader.ts'
import { errorKinds } from '../../../domain/gate/error-kind.ts'
import type { Judged } from '../../../domain/gate/gate-figures.ts'
import { judgedSentence, type GateRecord } from '../../../domain/gate/gate-record.ts'
import { wilson } from '../../../domain/metric/interval.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Signal } from '../../ui/signal.tsx'
import { BaselineTable } from './model-gate-baseline.tsx'
import { GateMisses } from './model-gate-misses.tsx'
import { countWords, engineName, isBeyondLimit, limitWords, printGate, sharePercent, standingLook } from './model-gate-state.ts'

const { gate: text, secondReader } = strings

/** One run that ended: its figures against the limits, and everything it was made with. */
export function GateRecordDetails({ record }: { record: GateRecord }) {
  const { word, tone, sign } = standingLook(record.passed ? 'passed' : 'under')
  return (
    <section aria-label={text.record} data-testid="gate-record" data-passed={record.passed} className="flex flex-col gap-4 px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="text-lg font-semibold break-words">{engineName(record)}</h2>
          <p className="text-sm text-ink-soft">
            {record.source}, {text.reports(record.reports)}, {formatMoment(record.finishedAt)}
          </p>
        </div>
        <Signal tone={tone} sign={sign} className="mt-0.5 shrink-0">
          {word}
        </Signal>
        <Button icon={FileDown} keys="Alt+D" onClick={() => void printGate(record)}>
          {text.print}
        </Button>
      </div>
      <RecordBody record={record} />
      <GateMisses runId={record.runId} />
      <div data-gate-print aria-hidden="true">
        <h1 className="text-lg font-semibold">{text.printTitle}</h1>
        <p className="mb-3">
          {engineName(record)}: {word}. {record.source}, {text.reports(record.reports)}, {formatMoment(record.finishedAt)}.
        </p>
        <RecordBody record={record} />
        <p className="mt-4">{text.help}</p>
      </div>
    </section>
  )
}

function RecordBody({ record }: { record: GateRecord }) {
  const { figures, judged } = record
  const under = judged.filter(({ state }) => state === 'under')
  return (
    <div className="flex flex-col gap-4">
      {under.length === 0 ? (
        <p className="text-sm">{text.passedSentence}</p>
      ) : (
        <div className="flex flex-col gap-1 text-sm">
          <ul className="flex list-disc flex-col gap-1 pl-4">
            {under.map((one) => (
              <li key={one.name}>{judgedSentence(one)}</li>
            ))}
          </ul>
          <p className="text-pretty text-ink-soft">{text.remedy}</p>
        </div>
      )}
      {figures.unread > 0 ? <p className="text-sm text-caution">{text.unread(figures.unread)}</p> : null}
      <CaughtTable record={record} />
      <OtherTable record={record} />
      <ReaderTables record={record} />
      {figures.baseline ? <BaselineTable baseline={figures.baseline} caught={figures.all.caught} /> : null}
      <Provenance record={record} />
    </div>
  )
}

const cell = 'py-0.5 pl-3 text-right whitespace-nowrap tabular-nums'
const head = `${cell} text-xs font-medium text-ink-faint`

function Headings({ first, columns, width = '' }: { first: string; columns: readonly string[]; width?: string }) {
  return (
    <thead>
      <tr>
        <th scope="col" className="py-0.5 text-left text-xs font-medium text-ink-faint">
          {first}
        </th>
        {columns.map((column) => (
          <th key={column} scope="col" className={`${head} ${width}`}>
            {column}
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** Kind by kind: caught in all, in each language, and the limit. */
function CaughtTable({ record: { figures, judged } }: { record: GateRecord }) {
  const languages = (['en', 'ja'] as const).filter((language) => figures.languages[language])
  const several = languages.length > 1
  return (
    <table className="w-full text-sm">
      <Headings first={text.kind} columns={[text.caught, text.share, text.interval, ...(several ? languages.map((language) => text.languages[language]) : []), text.noPlace, text.limit]} />
      <tbody>
        {errorKinds.map((kind) => {
          const one = figures.all.caught[kind]
          const said = countWords(one, wilson(one.hits, one.of))
          return (
            <tr key={kind} className="border-t border-line">
              <th scope="row" className="py-0.5 text-left font-normal whitespace-nowrap">
                {text.figures[kind]}
              </th>
              <td className={cell}>{said.count}</td>
              <td className={`${cell} font-medium`}>{said.share}</td>
              <td className={`${cell} text-ink-soft`}>{said.interval}</td>
              {several ? languages.map((language) => <td key={language} className={`${cell} text-ink-soft`}>{countWords(figures.languages[language]!.caught[kind], null).count}</td>) : null}
              <td className={`${cell} text-ink-faint`}>{one.noPlace}</td>
              <LimitCell judged={judged.find(({ name }) => name === kind)} />
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

function LimitCell({ judged }: { judged: Judged | undefined }) {
  if (!judged) return <td className={cell} />
  const isBeyond = judged.state === 'held' && isBeyondLimit(judged)
  return (
    <td className={cell} title={isBeyond ? text.withinChance : undefined}>
      {isBeyond ? <Signal look="plain" tone="caution" sign="question" className="h-4 align-middle">{limitWords(judged)}</Signal> : judged.state === 'held' ? <span className="text-ink-soft">{limitWords(judged)}</span> : <Signal look="plain" tone={judged.state === 'under' ? 'danger' : 'neutral'} sign={judged.state === 'under' ? 'shield-alert' : 'question'} className="h-4 align-middle">{judged.state === 'under' ? limitWords(judged) : text.tooFew}</Signal>}
    </td>
  )
}

/** What should stay silent, and what the engine wrote. */
function OtherTable({ record }: { record: GateRecord }) {
  const { figures: { all, drafts, languages }, judged } = record
  const limitOf = (name: Judged['name']) => judged.find((one) => one.name === name)
  const both = { hits: all.untouched.hits + all.reworded.hits, of: all.untouched.of + all.reworded.of }
  const rows: { name: string; count: { hits: number; of: number }; limit?: Judged | undefined }[] = [
    { name: `${text.figures.falseAlarms}, ${text.all.toLowerCase()}`, count: both, limit: limitOf('falseAlarms') },
    { name: text.untouched, count: all.untouched },
    { name: text.reworded, count: all.reworded },
    ...(['en', 'ja'] as const).flatMap((language) => {
      const own = languages[language]
      return own && languages.en && languages.ja ? [{ name: text.languages[language], count: { hits: own.untouched.hits + own.reworded.hits, of: own.untouched.of + own.reworded.of } }] : []
    }),
  ]
  const written = drafts && [
    { name: text.figures.contradictedDrafts, count: drafts.contradicted, limit: limitOf('contradictedDrafts') },
    { name: text.figures.failedDrafts, count: drafts.failed, limit: limitOf('failedDrafts') },
    { name: text.struck, count: drafts.struck },
  ]
  return (
    <>
      <FigureTable title={text.correct} rows={rows} note={all.untouched.hits > 0 ? text.alarmNote : null} />
      {drafts?.injected ? <FigureTable title={text.injected} rows={errorKinds.filter((kind) => drafts.injected![kind].of > 0).map((kind) => ({ name: text.figures[kind], count: drafts.injected![kind] }))} note={null} /> : null}
      {written ? <FigureTable title={text.draftsOf(engineName(record))} rows={written} note={[drafts.wordsKept === null ? '' : `${text.wordsKept}: ${sharePercent(drafts.wordsKept)}.`, drafts.reasons.length > 0 ? text.why(drafts.reasons) : ''].filter(Boolean).join(' ') || null} /> : null}
    </>
  )
}

/** What the second reader named, language by language, and the sentence that follows from it. */
function ReaderTables({ record: { reader, figures } }: { record: GateRecord }) {
  const languages = (['en', 'ja'] as const).filter((language) => figures.reader?.[language])
  if (!reader || languages.length === 0) return null
  const rows = languages.flatMap((language) => {
    const { wrong, right, reports } = figures.reader![language]!
    return [[secondReader.wrong, wrong] as const, [secondReader.right, right] as const, [secondReader.alarms, reports] as const].map(([name, count]) => ({ name: secondReader.inLanguage(name, text.languages[language]), count }))
  })
  return (
    <div data-testid="gate-reader">
      <FigureTable title={secondReader.record(reader.name, reader.version)} rows={rows} note={languages.map((language) => `${text.languages[language]}: ${judgeSecondReader(figures.reader![language]!).sentence}`).join(' ')} />
    </div>
  )
}

function FigureTable({ title, rows, note }: { title: string; rows: readonly { name: string; count: { hits: number; of: number }; limit?: Judged | undefined }[]; note: string | null }) {
  return (
    <div>
      <table className="w-full text-sm">
        <Headings first={title} columns={['', text.share, text.interval, text.limit]} width="w-24" />
        <tbody>
          {rows.map(({ name, count, limit }) => {
            const said = countWords(count, wilson(count.hits, count.of))
            return (
              <tr key={name} className="border-t border-line">
                <th scope="row" className="py-0.5 text-left font-normal">
                  {name}
                </th>
                <td className={cell}>{said.count}</td>
                <td className={`${cell} font-medium`}>{said.share}</td>
                <td className={`${cell} text-ink-soft`}>{said.interval}</td>
                <LimitCell judged={limit} />
              </tr>
            )
          })}
        </tbody>
      </table>
      {note ? <p className="mt-1 text-sm text-pretty text-ink-soft">{note}</p> : null}
    </div>
  )
}

function Provenance({ record: { author, engine, reader, seed, setSha256 } }: { record: GateRecord }) {
  return (
    <div>
      <h3 className="text-sm font-semibold">{text.made}</h3>
      <dl className="mt-1 grid grid-cols-[6.5rem_minmax(0,1fr)] gap-y-0.5 text-sm">
        <Fact label={text.by}>{author}</Fact>
        {engine.model ? (
          <Fact label={text.model}>
            {engine.model.id} <Hash>{engine.model.sha256}</Hash>
          </Fact>
        ) : null}
        {engine.model?.adapterSha256 ? (
          <Fact label={text.adapter}>
            <Hash>{engine.model.adapterSha256}</Hash>
          </Fact>
        ) : null}
        {reader ? (
          <Fact label={secondReader.title}>
            {reader.id}, {reader.version} <Hash>{reader.sha256}</Hash> {reader.adapterSha256 ? <Hash>{reader.adapterSha256}</Hash> : null}
          </Fact>
        ) : null}
        <Fact label={text.prompt}>{engine.promptVersion}</Fact>
        <Fact label={text.rulesVersion}>
          <Hash>{engine.rulesVersion}</Hash>
        </Fact>
        <Fact label={text.gateVersion}>
          {engine.gateVersion}, {text.seed.toLowerCase()} {seed}
        </Fact>
        <Fact label={text.checksum}>
          <Hash>{setSha256}</Hash>
        </Fact>
      </dl>
    </div>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 break-words select-text">{children}</dd>
    </>
  )
}

function Hash({ children }: { children: string }) {
  return <span className="font-mono text-xs break-all text-ink-soft">{children}</span>
}
