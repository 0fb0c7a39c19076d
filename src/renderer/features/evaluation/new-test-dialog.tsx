import { useState } from 'react'
import type { EvaluationRun } from '../../../domain/evaluation/evaluation.ts'
import { client } from '../../lib/client.ts'
import { useRefresh } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { useSubmit } from '../../lib/use-submit.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormButtons } from '../../ui/form.tsx'
import { Field, Input, TextArea } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { select, showTab } from './evaluation-state.ts'
import { nameOf } from './evaluation-words.ts'
import { readMost } from './use-engines.ts'

const words = strings.evaluation

type NewTestDialogProps = { open: boolean; runs: readonly EvaluationRun[]; runId: string | null; onClose: () => void }

/** Asks which drafts are judged by whom. */
export function NewTestDialog({ open, onClose, ...rest }: NewTestDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={words.newTest} description={words.newTestText} finalFocus={() => document.querySelector<HTMLElement>('[role=grid]')} closeLabel={strings.words.close}>
      {open ? <NewTestForm {...rest} onDone={onClose} /> : null}
    </Dialog>
  )
}

function NewTestForm({ runs, runId, onDone }: Pick<NewTestDialogProps, 'runs' | 'runId'> & { onDone: () => void }) {
  const { settings } = useSettings()
  const refresh = useRefresh()
  const [name, setName] = useState('')
  const [run, setRun] = useState(runId ?? runs[0]?.id ?? '')
  const [cases, setCases] = useState('')
  const [readers, setReaders] = useState(settings.person)
  const { busy, failure, submit } = useSubmit()
  const names = readers.split('\n').map((each) => each.trim()).filter((each) => each !== '')
  const size = cases.trim() === '' ? 0 : readMost(cases)
  const create = async () => {
    if (size === null || names.length === 0) return
    const chosen = runs.find(({ id }) => id === run)
    const test = await client.call('deskTest.create', { name: name.trim() || (chosen ? nameOf(chosen) : words.test), runId: run, cases: size, readers: names })
    await refresh('deskTest.list')
    showTab('tests')
    select('tests', { key: test.id, index: 0 })
    onDone()
  }
  return (
    <Form failureTitle={words.createFailed} failure={failure} onSubmit={() => void submit(create)}>
      <Field label={words.testName}>{(ids) => <Input {...ids} maxLength={200} placeholder={words.testNamePlaceholder} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
      <div className="grid grid-cols-[minmax(0,1fr)_9rem] gap-x-3">
        <Field label={words.testRun}>{({ id }) => <Select id={id} label={words.testRun} value={run} options={runs.map((each) => ({ value: each.id, label: nameOf(each) }))} onChange={setRun} />}</Field>
        <Field label={words.testCases}>{(ids) => <Input {...ids} inputMode="numeric" value={cases} onChange={(event) => setCases(event.target.value)} />}</Field>
      </div>
      <p className={size === null ? '-mt-3 text-right text-sm text-danger' : '-mt-3 text-right text-sm text-ink-faint'}>{size === null ? words.testCasesWrong : words.testCasesHint}</p>
      <Field label={words.testReaders} hint={words.testReadersHint} error={names.length === 0 ? words.testReadersMissing : null}>
        {(ids) => <TextArea {...ids} rows={3} value={readers} onChange={(event) => setReaders(event.target.value)} />}
      </Field>
      <FormButtons cancel={strings.words.cancel} confirm={words.create} busy={busy} onCancel={onDone} />
    </Form>
  )
}
