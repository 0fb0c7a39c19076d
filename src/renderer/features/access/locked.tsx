import { LockKeyhole } from 'lucide-react'
import { useRef, useState, type SubmitEvent } from 'react'
import type { AppStatus } from '../../../domain/app-status.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { AccessFrame } from './access-frame.tsx'

const { access } = strings

/** Asks for the passphrase. A wrong one stays in the field, so that one letter can be mended. */
export function Locked({ message, onAnswer }: { message: string; onAnswer: (status: AppStatus) => void }) {
  const [passphrase, setPassphrase] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const field = useRef<HTMLInputElement>(null)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (passphrase === '') return
    setBusy(true)
    setError(null)
    try {
      const status = await client.call('app.unlock', { passphrase })
      if (status.state === 'locked') setError(status.message)
      else onAnswer(status)
    } catch (problem) {
      setError(messageOf(problem))
    }
    setBusy(false)
    field.current?.select()
  }

  return (
    <AccessFrame icon={LockKeyhole} title={access.lockedTitle}>
      <p className="mt-2 text-pretty text-ink-soft">{message}</p>
      <form onSubmit={(event) => void submit(event)} className="mt-6 max-w-[24rem]">
        <Field label={access.passphrase} hint={busy ? access.unlocking : ''} error={error}>
          {(ids) => (
            <Input {...ids} ref={field} type="password" autoComplete="current-password" autoFocus value={passphrase} maxLength={1024} onChange={(event) => setPassphrase(event.target.value)} />
          )}
        </Field>
        <Button type="submit" kind="primary" size="large" busy={busy} className="mt-2">
          {access.unlock}
        </Button>
      </form>
    </AccessFrame>
  )
}
