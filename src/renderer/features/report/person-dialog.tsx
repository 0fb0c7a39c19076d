import { useState, type FormEvent } from 'react'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/input.tsx'

const words = strings.report.person

type PersonDialogProps = { open: boolean; title: string; note: string; confirm: string; onCancel: () => void; onPerson: (person: string) => void }

/** Asks who is sitting here, the first time an answer is needed. */
export function PersonDialog({ open, title, note, confirm, onCancel, onPerson }: PersonDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onCancel()} title={title} description={note} size="small" closeLabel={strings.words.close}>
      <PersonForm confirm={confirm} onCancel={onCancel} onPerson={onPerson} />
    </Dialog>
  )
}

function PersonForm({ confirm, onCancel, onPerson }: Pick<PersonDialogProps, 'confirm' | 'onCancel' | 'onPerson'>) {
  const [person, setPerson] = useState('')
  const [error, setError] = useState<string | null>(null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (person.trim() === '') setError(words.missing)
    else onPerson(person.trim())
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Field label={words.label} hint={words.hint} error={error}>
        {(ids) => <Input {...ids} autoFocus maxLength={120} value={person} onChange={(event) => setPerson(event.target.value)} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{strings.words.cancel}</Button>
        <Button kind="primary" type="submit">
          {confirm}
        </Button>
      </div>
    </form>
  )
}
