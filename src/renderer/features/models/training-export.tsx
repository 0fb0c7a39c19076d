import { FolderOutput, Square } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCommands } from '../../lib/commands.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { DateInput } from '../../ui/date-input.tsx'
import { Field } from '../../ui/input.tsx'
import { Progress } from '../../ui/progress.tsx'
import { readDate } from '../../ui/read-date.ts'
import { Select } from '../../ui/select.tsx'
import { countsLine, exportTraining, useTraining, type Done } from './training-export-state.ts'

const { training: text, models, words } = strings

const isNoDay = (typed: string) => typed.trim() !== '' && readDate(typed) === null
const shares = ['0.05', '0.1', '0.2'] as const
const families = ['chatml', 'llama3', 'gemma'] as const

/** De-identified training rows from the archive: what is wanted, how far it is, and what came of the last export. */
export function TrainingExport() {
  const { days, wanted, running, done, failure } = useTraining()
  const change = (part: Partial<typeof wanted>) => useTraining.setState({ wanted: { ...wanted, ...part } })
  const canRun = !running && !isNoDay(days.from) && !isNoDay(days.to)
  useCommands([
    { id: 'training.run', title: text.run, group: models.group, keys: 'Alt+X', when: () => canRun, run: () => void exportTraining() },
    { id: 'training.stop', title: text.stop, group: models.group, keys: 'Alt+C', when: () => running !== null, run: () => running?.stop() },
  ])
  return (
    <div data-testid="training-export" className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
      <div className="mx-auto flex max-w-[52rem] flex-col gap-4">
        <div>
          <h2 className="text-base font-semibold">{text.title}</h2>
          <p className="mt-1 text-sm text-pretty text-ink-soft">{text.help}</p>
        </div>
        <Banner tone="caution" className="rounded-md">
          {text.warning}
        </Banner>
        <div className="grid grid-cols-2 gap-x-4 gap-y-3 lg:grid-cols-4">
          {(['from', 'to'] as const).map((end) => (
            <Field key={end} label={text[end]} {...(isNoDay(days[end]) ? { error: text.wrongDate } : { hint: text.anyDay })}>
              {(ids) => <DateInput {...ids} value={days[end]} disabled={running !== null} onValue={(day) => useTraining.setState({ days: { ...days, [end]: day } })} />}
            </Field>
          ))}
          <Field label={text.family}>
            {({ id }) => <Select id={id} label={text.family} value={wanted.family} disabled={running !== null} options={families.map((value) => ({ value, label: text.families[value] }))} onChange={(family) => change({ family })} />}
          </Field>
          <Field label={text.share}>
            {({ id }) => <Select id={id} label={text.share} value={String(wanted.validationShare)} disabled={running !== null} options={shares.map((value) => ({ value: String(value), label: text.shareOf(Number(value)) }))} onChange={(share) => change({ validationShare: Number(share) })} />}
          </Field>
        </div>
        <div className="grid grid-cols-1 gap-3 lg:grid-cols-2">
          <Checkbox checked={wanted.balanced} disabled={running !== null} onChange={(balanced) => change({ balanced })} label={text.balanced} note={text.balancedHelp} />
          <Checkbox checked={wanted.tags === 'signed'} disabled={running !== null} onChange={(signed) => change({ tags: signed ? 'signed' : 'person' })} label={text.machineTags} note={text.machineTagsHelp} />
        </div>
        {running ? (
          <div data-testid="training-running" className="flex items-end gap-3">
            <Progress
              className="min-w-0 flex-1"
              label={running.step ? `${text.phases[running.step.phase]}${running.step.total > 0 ? `: ${text.ofCount(running.step.done, running.step.total)}` : ''}` : text.waiting}
              value={running.step && running.step.total > 0 ? running.step.done / running.step.total : null}
              estimate={running.step?.secondsLeft == null ? undefined : words.timeLeft(running.step.secondsLeft)}
            />
            <Button icon={Square} size="small" keys="Alt+C" onClick={running.stop}>
              {text.stop}
            </Button>
          </div>
        ) : (
          <div>
            <Button kind="primary" icon={FolderOutput} keys="Alt+X" disabled={!canRun} onClick={() => void exportTraining()}>
              {text.run}
            </Button>
          </div>
        )}
        {failure ? (
          <Banner tone="danger" title={text.failed} className="rounded-md">
            {failure}
          </Banner>
        ) : null}
        {done ? <Result done={done} /> : null}
      </div>
    </div>
  )
}

function Result({ done: { folder, files, corrected, counts } }: { done: Done }) {
  return (
    <section aria-label={text.result} className="border-t border-line pt-3">
      <h3 className="text-sm font-semibold">{text.result}</h3>
      <dl className="mt-2 grid grid-cols-[9rem_minmax(0,1fr)] gap-y-1.5 text-sm">
        <Fact label={text.folder}>
          <span className="font-mono text-xs break-all select-text">{folder}</span>
          <span className="block text-ink-soft">{files.join(', ')}</span>
        </Fact>
        <Fact label={text.read}>
          {counts.reports}
          {corrected > 0 ? <span className="text-ink-soft"> · {text.corrected(corrected)}</span> : null}
        </Fact>
        <Fact label={text.conclusionRows}>
          {text.rows(counts.rows.conclusion.training, counts.rows.conclusion.validation)}
          {counts.validationFrom ? <span className="text-ink-soft"> · {text.validationFrom(counts.validationFrom)}</span> : null}
        </Fact>
        <Fact label={text.statusRows}>{text.rows(counts.rows.status.training, counts.rows.status.validation)}</Fact>
        <Fact label={text.leftOut}>{countsLine(counts.leftOut) ?? text.none}</Fact>
        <Fact label={text.removed}>{countsLine(counts.removed) ?? text.none}</Fact>
      </dl>
      <p className="mt-2 text-sm text-ink-soft">{text.next}</p>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-faint">{label}</dt>
      <dd className="min-w-0 text-pretty">{children}</dd>
    </>
  )
}
