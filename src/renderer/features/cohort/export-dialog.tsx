import { useState } from 'react'
import type { CohortFilter, CohortRun } from '../../../domain/cohort/cohort.ts'
import { client } from '../../lib/client.ts'
import { strings } from '../../lib/strings.ts'
import { useSubmit } from '../../lib/use-submit.ts'
import { Checkbox, RadioCard } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormButtons } from '../../ui/form.tsx'
import { showToast } from '../../ui/toast.tsx'

const words = strings.cohort

type ExportDialogProps = { run: CohortRun; filter: CohortFilter; total: number; open: boolean; onOpenChange: (open: boolean) => void }

/** Writes what the filters show to a file that main lets a person choose. */
export function ExportDialog({ run, filter, total, open, onOpenChange }: ExportDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={words.exportTitle} description={words.exportNote(total)} size="small" closeLabel={strings.words.close}>
      {open ? <ExportForm runId={run.id} filter={filter} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  )
}

function ExportForm({ runId, filter, onDone }: { runId: string; filter: CohortFilter; onDone: () => void }) {
  const [format, setFormat] = useState<'csv' | 'jsonl'>('csv')
  const [withText, setWithText] = useState(false)
  const { busy, failure, submit } = useSubmit()
  const write = async () => {
    const written = await client.call('cohort.export', { runId, filter, format, withText })
    if (!written) return
    showToast({ tone: 'good', title: words.exported(written.rows), description: <span className="break-all select-text">{written.path}</span> })
    onDone()
  }
  return (
    <Form failureTitle={words.exportFailed} failure={failure} onSubmit={() => void submit(write)}>
      <div role="radiogroup" aria-label={words.exportFormat} className="flex flex-col gap-1.5">
        <RadioCard name="format" checked={format === 'csv'} onChoose={() => setFormat('csv')} title={words.exportCsv} note={words.exportCsvNote} />
        <RadioCard name="format" checked={format === 'jsonl'} onChoose={() => setFormat('jsonl')} title={words.exportJsonl} note={words.exportJsonlNote} />
      </div>
      <Checkbox checked={withText} onChange={setWithText} label={words.exportText} note={words.exportTextNote} />
      <FormButtons cancel={strings.words.cancel} confirm={words.exportDo} busy={busy} onCancel={onDone} />
    </Form>
  )
}
