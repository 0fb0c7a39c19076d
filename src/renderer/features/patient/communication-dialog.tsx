import { useState } from 'react'
import type { Communication, StatusAlert } from '../../../domain/status/alert.ts'
import { client } from '../../lib/client.ts'
import { formatMoment, formatName } from '../../lib/format.ts'
import { useRefresh } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { useSubmit } from '../../lib/use-submit.ts'
import { alertWord } from '../../lib/words.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, FormButtons } from '../../ui/form.tsx'
import { Field, Input, TextArea } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { showToast } from '../../ui/toast.tsx'
import { readMoment } from './read-moment.ts'

const words = strings.patient
const wayOptions = (Object.keys(words.wayNames) as Communication['way'][]).map((value) => ({ value, label: words.wayNames[value] }))

/** Writes down who was told of an alert, when and how. The alert is closed by that and by nothing else. */
export function CommunicationDialog({ alert, onClose }: { alert: StatusAlert | null; onClose: () => void }) {
  return (
    <Dialog
      open={alert !== null}
      onOpenChange={(open) => !open && onClose()}
      title={words.dialogTitle}
      description={alert ? words.dialogText(alertWord(alert.kind).word, formatName(alert.patientName), alert.date) : ''}
      closeLabel={strings.words.close}
    >
      {alert ? <CommunicationForm key={alert.id} alert={alert} onClose={onClose} /> : null}
    </Dialog>
  )
}

function CommunicationForm({ alert, onClose }: { alert: StatusAlert; onClose: () => void }) {
  const { settings, change } = useSettings()
  const refresh = useRefresh()
  const [recipient, setRecipient] = useState('')
  const [when, setWhen] = useState(() => formatMoment(new Date().toISOString()))
  const [way, setWay] = useState<Communication['way']>('phone')
  const [note, setNote] = useState('')
  const [author, setAuthor] = useState(settings.person)
  const [wrong, setWrong] = useState<Record<'recipient' | 'when' | 'author', string | null>>({ recipient: null, when: null, author: null })
  const { busy, failure, submit } = useSubmit()

  const record = async () => {
    const toldAt = readMoment(when)
    // A minute of grace: the field knows no seconds.
    const isFuture = toldAt !== null && Date.parse(toldAt) > Date.now() + 60_000
    const found = {
      recipient: recipient.trim() === '' ? words.recipientMissing : null,
      when: toldAt === null ? words.whenWrong : isFuture ? words.whenFuture : null,
      author: author.trim() === '' ? strings.words.nameNeeded : null,
    }
    setWrong(found)
    if (toldAt === null || found.recipient || found.when || found.author) return
    await submit(async () => {
      await client.call('alert.communicate', { alertId: alert.id, communication: { recipient: recipient.trim(), toldAt, way, note: note.trim(), author: author.trim() } })
      if (author.trim() !== settings.person) change({ person: author.trim() })
      showToast({ tone: 'good', title: words.recorded })
      await refresh('patient.open', 'alert.open', 'worklist.list')
      onClose()
    })
  }

  return (
    <Form failureTitle={words.recordFailed} failure={failure} onSubmit={() => void record()}>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        <Field label={words.recipient} error={wrong.recipient} className="col-span-2">
          {(ids) => <Input {...ids} maxLength={200} placeholder={words.recipientPlaceholder} value={recipient} onChange={(event) => setRecipient(event.target.value)} />}
        </Field>
        <Field label={words.when} error={wrong.when}>
          {(ids) => <Input {...ids} maxLength={24} value={when} onChange={(event) => setWhen(event.target.value)} />}
        </Field>
        <Field label={words.how}>{({ id }) => <Select id={id} label={words.how} value={way} options={wayOptions} onChange={setWay} />}</Field>
        <Field label={words.note} className="col-span-2">
          {(ids) => <TextArea {...ids} rows={3} maxLength={2000} placeholder={words.notePlaceholder} value={note} onChange={(event) => setNote(event.target.value)} />}
        </Field>
        <Field label={words.author} error={wrong.author} className="col-span-2">
          {(ids) => <Input {...ids} maxLength={120} value={author} onChange={(event) => setAuthor(event.target.value)} />}
        </Field>
      </div>
      <FormButtons cancel={strings.words.cancel} confirm={words.record} busy={busy} onCancel={onClose} />
    </Form>
  )
}
