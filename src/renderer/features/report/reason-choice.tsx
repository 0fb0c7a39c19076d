import { useId, useState, type KeyboardEvent } from 'react'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/input.tsx'

const words = strings.mineFirst

type ReasonChoiceProps<R extends string> = {
  label: string
  /** In the order of their number keys; `other` asks for words. */
  reasons: Readonly<Record<R, string>>
  confirm: string
  busy: boolean
  onCancel: () => void
  onReason: (reason: R, note: string) => void
}

/** A reason out of a few, by its number or the arrows, with words where they are needed. Enter confirms, Escape leaves. */
export function ReasonChoice<R extends string>({ label, reasons, confirm, busy, onCancel, onReason }: ReasonChoiceProps<R>) {
  const name = useId()
  const all = Object.keys(reasons) as R[]
  const [reason, setReason] = useState<R>(all[0]!)
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = () => {
    if (reason === 'other' && note.trim() === '') setMissing(true)
    else onReason(reason, note.trim())
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return
    const inText = event.target instanceof HTMLInputElement && event.target.type === 'text'
    const chosen = inText ? undefined : all[Number(event.key) - 1]
    // Buttons answer to Enter themselves.
    const confirms = event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)
    if (event.key !== 'Escape' && !confirms && chosen === undefined) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') onCancel()
    else if (chosen !== undefined) setReason(chosen)
    else submit()
  }
  return (
    <div role="group" aria-label={label} data-testid="reason-choice" onKeyDown={press} className="flex flex-col gap-2">
      <div className="flex flex-col gap-1">
        {all.map((each, index) => (
          <label key={each} className="flex items-start gap-2 text-sm select-none">
            <input
              autoFocus={index === 0}
              type="radio"
              name={name}
              checked={reason === each}
              onChange={() => setReason(each)}
              className="mt-0.5 size-3.5 accent-accent-fill"
            />
            <span>
              <span className="mr-1.5 font-mono text-xs text-ink-faint">{index + 1}</span>
              {reasons[each]}
            </span>
          </label>
        ))}
      </div>
      <Field label={words.note} error={missing && note.trim() === '' ? words.noteMissing : null} hint="">
        {(ids) => <Input {...ids} type="text" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="small" onClick={onCancel}>
          {strings.words.cancel}
        </Button>
        <Button size="small" kind="primary" keys="Enter" busy={busy} onClick={submit}>
          {confirm}
        </Button>
      </div>
    </div>
  )
}
