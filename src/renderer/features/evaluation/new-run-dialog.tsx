import { useState } from 'react'
import type { EvaluationSource } from '../../../domain/evaluation/evaluation.ts'
import { client } from '../../lib/client.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { useSubmit } from '../../lib/use-submit.ts'
import { Checkbox, RadioCard } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormButtons } from '../../ui/form.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { select } from './evaluation-state.ts'
import { nameOf } from './evaluation-words.ts'
import { choiceOf, readMost, useEngines } from './use-engines.ts'
import { takeRun } from './use-evaluations.ts'

const words = strings.evaluation
const { worklist } = strings
const noFilter = { query: '', modality: null, label: null, alert: false, from: null, to: null }

/** Asks which engine drafts which reports, and starts the run. */
export function NewRunDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={words.newTitle} description={words.newText} finalFocus={() => document.querySelector<HTMLElement>('[role=grid]')} closeLabel={strings.words.close}>
      {open ? <NewRunForm onDone={onClose} /> : null}
    </Dialog>
  )
}

function NewRunForm({ onDone }: { onDone: () => void }) {
  const engines = useEngines()
  const [name, setName] = useState('')
  const [engine, setEngine] = useState<string | null>(null)
  const [kind, setKind] = useState<'archive' | 'file'>('archive')
  const [query, setQuery] = useState('')
  const [modality, setModality] = useState('')
  const [most, setMost] = useState('200')
  const [order, setOrder] = useState<'newest' | 'random'>('newest')
  const [bertScore, setBertScore] = useState(false)
  const { busy, failure, submit } = useSubmit()
  const { data } = useCall('worklist.list', { ...noFilter, state: 'signed', offset: 0, limit: 1 })
  const size = readMost(most)

  const start = async () => {
    if (kind === 'archive' && size === null) return
    const source: EvaluationSource = kind === 'file' ? { type: 'file' } : { type: 'archive', filter: { ...noFilter, query, modality: modality || null }, most: size ?? 1, order }
    const run = await client.call('evaluation.start', { name: name.trim(), source, engine: choiceOf(engine ?? engines.active), bertScore })
    if (!run) return
    takeRun(run)
    select('runs', { key: run.id, index: 0 })
    showToast({ tone: 'good', title: words.started(nameOf(run)) })
    onDone()
  }
  return (
    <Form failureTitle={words.startFailed} failure={failure} onSubmit={() => void submit(start)}>
      <Field label={words.runName}>{(ids) => <Input {...ids} maxLength={200} placeholder={words.runNamePlaceholder} value={name} onChange={(event) => setName(event.target.value)} />}</Field>
      <Field label={words.engine} hint={words.engineNote}>{({ id }) => <Select id={id} label={words.engine} value={engine ?? engines.active} options={engines.options} onChange={setEngine} />}</Field>
      <div role="radiogroup" aria-label={words.source} className="grid grid-cols-2 gap-1.5">
        <RadioCard name="source" checked={kind === 'archive'} onChoose={() => setKind('archive')} title={words.sourceArchive} note={words.sourceArchiveHint} />
        <RadioCard name="source" checked={kind === 'file'} onChoose={() => setKind('file')} title={words.sourceFile} note={words.sourceFileHint} />
      </div>
      {kind === 'archive' ? (
        <div className="grid grid-cols-3 gap-x-3 gap-y-2">
          <Field label={words.filterWords} className="col-span-2">
            {(ids) => <Input {...ids} maxLength={200} placeholder={worklist.searchPlaceholder} value={query} onChange={(event) => setQuery(event.target.value)} />}
          </Field>
          <Field label={worklist.filterModality}>
            {({ id }) => <Select id={id} label={worklist.filterModality} value={modality} options={[{ value: '', label: worklist.allModalities }, ...(data?.modalities ?? []).map((code) => ({ value: code, label: code }))]} onChange={setModality} />}
          </Field>
          <Field label={words.most} error={size === null ? words.mostWrong : null}>
            {(ids) => <Input {...ids} inputMode="numeric" value={most} onChange={(event) => setMost(event.target.value)} />}
          </Field>
          <Field label={words.order}>
            {({ id }) => <Select id={id} label={words.order} value={order} options={[{ value: 'newest', label: words.orderNewest }, { value: 'random', label: words.orderRandom }]} onChange={setOrder} />}
          </Field>
        </div>
      ) : null}
      <Checkbox checked={bertScore} onChange={setBertScore} label={words.withBertScore} note={words.withBertScoreNote} />
      <FormButtons cancel={strings.words.cancel} confirm={kind === 'file' ? words.chooseAndStart : words.start} busy={busy} onCancel={onDone} />
    </Form>
  )
}
