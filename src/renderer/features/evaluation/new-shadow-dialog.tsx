import { useState } from 'react'
import { client } from '../../lib/client.ts'
import { useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { useSubmit } from '../../lib/use-submit.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormButtons } from '../../ui/form.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { select, showTab } from './evaluation-state.ts'
import { choiceOf, readMost, rules, useEngines } from './use-engines.ts'

const words = strings.evaluation

/** Asks which candidate runs silently beside what is active. */
export function NewShadowDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={words.newShadow} description={words.shadowText} finalFocus={() => document.querySelector<HTMLElement>('[role=grid]')} closeLabel={strings.words.close}>
      {open ? <NewShadowForm onDone={onClose} /> : null}
    </Dialog>
  )
}

function NewShadowForm({ onDone }: { onDone: () => void }) {
  const engines = useEngines()
  const refresh = useRefresh()
  const candidates = engines.options.filter(({ value }) => value !== engines.active && value !== rules)
  const [candidate, setCandidate] = useState<string | null>(null)
  const [most, setMost] = useState('200')
  const { busy, failure, submit } = useSubmit()
  const size = readMost(most)
  const chosen = candidate ?? candidates[0]?.value
  const start = async () => {
    if (size === null || chosen === undefined) return
    const shadow = await client.call('shadow.start', { candidate: choiceOf(chosen), most: size })
    await refresh('shadow.list', 'evaluation.runs')
    showTab('shadow')
    select('shadow', { key: shadow.id, index: 0 })
    onDone()
  }
  if (chosen === undefined) return <p className="text-sm text-pretty text-ink-soft">{words.noCandidate}</p>
  return (
    <Form failureTitle={words.startFailed} failure={failure} onSubmit={() => void submit(start)}>
      <Field label={words.candidate}>{({ id }) => <Select id={id} label={words.candidate} value={chosen} options={candidates} onChange={setCandidate} />}</Field>
      <Field label={words.reports} error={size === null ? words.mostWrong : null}>
        {(ids) => <Input {...ids} inputMode="numeric" value={most} onChange={(event) => setMost(event.target.value)} />}
      </Field>
      <FormButtons cancel={strings.words.cancel} confirm={words.start} busy={busy} onCancel={onDone} />
    </Form>
  )
}
