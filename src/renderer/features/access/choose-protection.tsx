import { Copy, KeyRound, RefreshCw } from 'lucide-react'
import { useState, type SubmitEvent } from 'react'
import type { AppStatus } from '../../../domain/app-status.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { Signal } from '../../ui/signal.tsx'
import { showToast } from '../../ui/toast.tsx'
import { AccessFrame } from './access-frame.tsx'
import { leastLength, passphraseStrength } from './passphrase-strength.ts'

const { access, words } = strings

const strengthLook = { weak: { tone: 'caution', sign: 'warning' }, fair: { tone: 'info', sign: 'shield-alert' }, strong: { tone: 'good', sign: 'shield-check' } } as const

type ChooseProtectionProps = { status: Extract<AppStatus, { state: 'choose-protection' }>; onAnswer: (status: AppStatus) => void }

/** Asked once where the desktop has no keyring. Nothing is stored before it is answered. */
export function ChooseProtection({ status, onAnswer }: ChooseProtectionProps) {
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [shown, setShown] = useState(false)
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const tooShort = passphrase.length < leastLength
  const differ = passphrase !== again
  const send = async (work: () => Promise<AppStatus>) => {
    setBusy(true)
    setError(null)
    try {
      onAnswer(await work())
    } catch (problem) {
      setError(messageOf(problem))
    } finally {
      setBusy(false)
    }
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setAsked(true)
    if (!tooShort && !differ) void send(() => client.call('app.choosePassphrase', { passphrase }))
  }
  const strength = passphrase ? passphraseStrength(passphrase) : null

  return (
    <AccessFrame icon={KeyRound} title={access.chooseTitle}>
      <p className="mt-2 text-pretty text-ink-soft">{access.chooseText}</p>
      <p className="mt-2 text-sm text-pretty text-ink-faint">
        {status.message} {access.keyringState(status.backend)}
      </p>

      <form onSubmit={submit} className="mt-6 rounded-lg border border-line bg-surface p-5">
        <h2 className="text-lg font-semibold">{access.byPassphrase}</h2>
        <p className="text-sm text-ink-soft">{access.byPassphraseText}</p>
        <div className="mt-4 grid grid-cols-2 gap-4">
          <Field label={access.passphrase} error={asked && tooShort ? access.tooShort(leastLength) : null}>
            {(ids) => (
              <Input {...ids} type={shown ? 'text' : 'password'} autoComplete="new-password" autoFocus value={passphrase} maxLength={1024} onChange={(event) => setPassphrase(event.target.value)} />
            )}
          </Field>
          <Field label={access.passphraseAgain} error={asked && !tooShort && differ ? access.differ : null}>
            {(ids) => <Input {...ids} type={shown ? 'text' : 'password'} autoComplete="new-password" value={again} maxLength={1024} onChange={(event) => setAgain(event.target.value)} />}
          </Field>
        </div>
        <div className="flex min-h-5 items-center justify-between gap-4">
          <div aria-live="polite">{strength ? <Signal look="plain" {...strengthLook[strength]}>{access.strengths[strength]}</Signal> : null}</div>
          <label className="flex shrink-0 items-center gap-2 text-sm text-ink-soft">
            <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} className="accent-accent-fill" />
            {access.show}
          </label>
        </div>
        <Banner tone="caution" title={access.lossTitle} className="mt-4 rounded-md">
          {access.loss}
        </Banner>
        {error ? (
          <p role="alert" className="mt-3 text-sm text-danger">
            {error}
          </p>
        ) : null}
        <Button type="submit" kind="primary" size="large" busy={busy} className="mt-4">
          {access.protect}
        </Button>
      </form>

      <section className="mt-4 rounded-lg border border-line p-5">
        <h2 className="text-lg font-semibold">{access.byPolicy}</h2>
        <p className="mt-0.5 text-sm text-pretty text-ink-soft">{access.byPolicyText}</p>
        <p className="mt-3 flex items-center gap-2 text-sm">
          <span className="shrink-0 text-ink-faint">{access.policyPath}</span>
          <code className="min-w-0 flex-1 truncate font-mono text-xs select-text">{status.policy}</code>
          <IconButton
            icon={Copy}
            label={words.copy}
            size="small"
            onClick={() => void navigator.clipboard.writeText(status.policy).then(() => showToast({ title: words.copied }))}
          />
        </p>
        <code className="mt-1 block font-mono text-xs text-ink-soft select-text">{access.policyContent}</code>
        <Button icon={RefreshCw} busy={busy} className="mt-3" onClick={() => void send(() => client.call('app.retry'))}>
          {access.policyAgain}
        </Button>
      </section>
    </AccessFrame>
  )
}
