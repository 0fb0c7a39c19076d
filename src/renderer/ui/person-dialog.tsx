import { useState, type FormEvent } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field, Input } from './input.tsx'

type PersonDialogProps = {
  open: boolean
  title: string
  note: string
  confirm: string
  words: { label: string; hint: string; missing: string; cancel: string; close: string }
  onCancel: () => void
  onPerson: (person: string) => void
}

/** Asks who is sitting here, the first time an answer is needed. */
export function PersonDialog({ open, title, note, words, ...form }: PersonDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && form.onCancel()} title={title} description={note} size="small" closeLabel={words.close}>
      <PersonForm words={words} {...form} />
    </Dialog>
  )
}

function PersonForm({ confirm, words, onCancel, onPerson }: Pick<PersonDialogProps, 'confirm' | 'words' | 'onCancel' | 'onPerson'>) {
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
        {(ids) => <Input {...ids} maxLength={120} value={person} onChange={(event) => setPerson(event.target.value)} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{words.cancel}</Button>
        <Button kind="primary" type="submit">
          {confirm}
        </Button>
      </div>
    </form>
  )
}
