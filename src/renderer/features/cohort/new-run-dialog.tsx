import { useState } from 'react'
import type { CohortRun, CohortSource } from '../../../domain/cohort/cohort.ts'
import { client } from '../../lib/client.ts'
import { useMarked } from '../../lib/marked-reports.ts'
import { useCall } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { useSubmit } from '../../lib/use-submit.ts'
import { labelOf, tagChoiceOf, tagOptions } from '../../lib/tag-filter.ts'
import { DateInput } from '../../ui/date-input.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormButtons } from '../../ui/form.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { Checkbox, RadioCard } from '../../ui/choice.tsx'
import { readDate } from '../../ui/read-date.ts'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { useCohort } from './cohort-state.ts'
import { acceptedErrorWords, nameOf } from './run-words.ts'
import { takeRun } from './use-runs.ts'

const words = strings.cohort
const { worklist } = strings

type Kind = 'archive' | 'selection' | 'files' | 'folder'
type Filter = Extract<CohortSource, { type: 'archive' }>['filter']

/** Days as typed; read when the run starts, so that half a date is not lost while it is typed. */
type Days = { from: string; to: string }
const isNoDay = (typed: string) => typed.trim() !== '' && readDate(typed) === null

const noFilter: Filter = { query: '', state: 'all', modality: null, label: null, alert: false, from: null, to: null }

/** Asks which reports are to be tagged, and starts the run. */
export function NewRunDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog size="large" open={open} onOpenChange={onOpenChange} title={words.newTitle} description={words.newText} finalFocus={() => document.querySelector<HTMLElement>('[role=grid]')} closeLabel={strings.words.close}>
      {open ? <NewRunForm onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  )
}

function NewRunForm({ onDone }: { onDone: () => void }) {
  const marked = useMarked((state) => state.marked)
  const { settings } = useSettings()
  const { data: models } = useCall('models.list')
  const hasModel = models?.models.some(({ active, judgesStatus }) => active && judgesStatus) === true
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Kind>(marked.size > 0 ? 'selection' : 'archive')
  const [filter, setFilter] = useState<Filter>(noFilter)
  const [days, setDays] = useState<Days>({ from: '', to: '' })
  const [withModel, setWithModel] = useState(false)
  const { busy, failure, submit } = useSubmit()
  const picks = kind === 'files' || kind === 'folder'

  const start = async () => {
    const source: CohortSource = kind === 'archive' ? { type: 'archive', filter: { ...filter, from: readDate(days.from), to: readDate(days.to) } } : kind === 'selection' ? { type: 'selection', reportIds: [...marked] } : { type: 'files', pick: kind }
    // A date that cannot be read must not tag more than was asked for.
    if (kind === 'archive' && (isNoDay(days.from) || isNoDay(days.to))) return
    const run: CohortRun | null = await client.call('cohort.start', { name: name.trim(), source, useModel: withModel && hasModel })
    if (!run) return
    takeRun(run)
    useCohort.setState({ selectedRun: { key: run.id, index: 0 }, openRun: null })
    showToast({ tone: 'good', title: words.started(nameOf(run)) })
    onDone()
  }

  return (
    <Form failureTitle={words.startFailed} failure={failure} onSubmit={() => void submit(start)}>
      <Field label={words.runName}>{(ids) => <Input {...ids} maxLength={200} placeholder={words.runNamePlaceholder} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
      <div role="radiogroup" aria-label={words.source} className="grid grid-cols-2 gap-1.5">
        <RadioCard name="source" checked={kind === 'archive'} onChoose={() => setKind('archive')} title={words.sourceArchive} note={words.sourceArchiveHint} />
        <RadioCard name="source" checked={kind === 'selection'} onChoose={() => setKind('selection')} disabled={marked.size === 0} title={words.sourceSelection} note={words.sourceSelectionHint(marked.size)} />
        <RadioCard name="source" checked={kind === 'files'} onChoose={() => setKind('files')} title={words.sourceFiles} note={words.sourceFilesHint} />
        <RadioCard name="source" checked={kind === 'folder'} onChoose={() => setKind('folder')} title={words.sourceFolder} note={words.sourceFolderHint} />
      </div>
      {kind === 'archive' ? <ArchiveFilter filter={filter} onFilter={(change) => setFilter({ ...filter, ...change })} days={days} onDays={setDays} /> : null}
      <div className="flex flex-col gap-1.5 border-t border-line pt-3">
        <Checkbox checked={withModel && hasModel} disabled={!hasModel} onChange={setWithModel} label={words.askModel} note={hasModel ? words.askModelNote : words.askModelMissing} />
        <p className="text-sm text-pretty text-ink-soft">{words.abstainSetting(acceptedErrorWords(settings.acceptedTagError))}</p>
      </div>
      <FormButtons cancel={strings.words.cancel} confirm={picks ? words.chooseAndStart : words.start} busy={busy} onCancel={onDone} />
    </Form>
  )
}

function ArchiveFilter({ filter, onFilter, days, onDays }: { filter: Filter; onFilter: (change: Partial<Filter>) => void; days: Days; onDays: (days: Days) => void }) {
  // The archive's own modalities come with any page of it.
  const { data } = useCall('worklist.list', { ...noFilter, offset: 0, limit: 1 })
  return (
    <div className="grid grid-cols-4 gap-x-3 gap-y-2">
      <Field label={words.filterWords} className="col-span-2">
        {(ids) => <Input {...ids} maxLength={200} placeholder={worklist.searchPlaceholder} value={filter.query} onChange={(event) => onFilter({ query: event.target.value })} />}
      </Field>
      <Field label={worklist.filterState}>
        {({ id }) => (
          <Select
            id={id}
            label={worklist.filterState}
            value={filter.state}
            options={[{ value: 'all', label: worklist.allStates }, { value: 'draft', label: worklist.inProgress }, { value: 'signed', label: worklist.signed }]}
            onChange={(state) => onFilter({ state })}
          />
        )}
      </Field>
      <Field label={worklist.filterModality}>
        {({ id }) => (
          <Select
            id={id}
            label={worklist.filterModality}
            value={filter.modality ?? ''}
            options={[{ value: '', label: worklist.allModalities }, ...(data?.modalities ?? []).map((code) => ({ value: code, label: code }))]}
            onChange={(modality) => onFilter({ modality: modality || null })}
          />
        )}
      </Field>
      <Field label={worklist.filterTag}>
        {({ id }) => (
          <Select
            id={id}
            label={worklist.filterTag}
            value={tagChoiceOf(filter.label)}
            options={tagOptions}
            onChange={(choice) => onFilter({ label: labelOf(choice) })}
          />
        )}
      </Field>
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={worklist[end]} {...(isNoDay(days[end]) ? { error: worklist.wrongDate } : {})}>
          {(ids) => <DateInput {...ids} value={days[end]} onValue={(day) => onDays({ ...days, [end]: day })} />}
        </Field>
      ))}
    </div>
  )
}
