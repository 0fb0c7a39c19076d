import { useState } from 'react'
import type { CohortFilter, CohortRun } from '../../../domain/cohort/cohort.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Checkbox, RadioCard } from '../../ui/choice.tsx'
import { Dialog } from '../../ui/dialog.tsx'
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
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const write = async () => {
    setBusy(true)
    setFailure(null)
    try {
      const written = await client.call('cohort.export', { runId, filter, format, withText })
      if (!written) return
      showToast({ tone: 'good', title: words.exported(written.rows), description: <span className="break-all select-text">{written.path}</span> })
      onDone()
    } catch (error) {
      setFailure(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
      className="flex flex-col gap-4"
    >
      {failure ? (
        <Banner tone="danger" title={words.exportFailed} className="rounded-md">
          {failure}
        </Banner>
      ) : null}
      <div role="radiogroup" aria-label={words.exportFormat} className="flex flex-col gap-1.5">
        <RadioCard name="format" checked={format === 'csv'} onChoose={() => setFormat('csv')} title={words.exportCsv} note={words.exportCsvNote} />
        <RadioCard name="format" checked={format === 'jsonl'} onChoose={() => setFormat('jsonl')} title={words.exportJsonl} note={words.exportJsonlNote} />
      </div>
      <Checkbox checked={withText} onChange={setWithText} label={words.exportText} note={words.exportTextNote} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{strings.words.cancel}</Button>
        <Button kind="primary" type="submit" busy={busy}>
          {words.exportDo}
        </Button>
      </div>
    </form>
  )
}
