import { useState, type FormEvent } from 'react'
import { sectionNames } from '../../../domain/report/sections.ts'
import { AppError } from '../../lib/errors.ts'
import { runCommand } from '../../lib/commands.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { personWords } from '../../lib/words.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Input } from '../../ui/input.tsx'
import { showToast } from '../../ui/toast.tsx'
import { AnswerChecks } from './answer-checks.tsx'
import { ReadOnlySection } from './priors-panel.tsx'
import { pendingCount } from './report-state.ts'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.signing

/** Signing, of the report or of its addendum: what is frozen, what still stops it, and who answers for it. */
export function SignDialog() {
  const session = useSession()
  const dialog = useReport((state) => state.dialog)
  const open = dialog === 'sign' || dialog === 'sign-addendum'
  const close = () => session.store.setState({ dialog: null })
  const addendum = dialog === 'sign-addendum'
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && close()}
      title={addendum ? words.addendumTitle : words.title}
      description={addendum ? words.addendumNote : words.note}
      size="large"
      closeLabel={strings.words.close}
    >
      {open ? <SignForm addendum={addendum} onClose={close} /> : null}
    </Dialog>
  )
}

function SignForm({ addendum, onClose }: { addendum: boolean; onClose: () => void }) {
  const session = useSession()
  const { settings, change } = useSettings()
  const pending = useReport(pendingCount)
  const running = useReport((state) => state.running !== null)
  const draft = useReport((state) => state.draft)
  const [person, setPerson] = useState(settings.person)
  const [error, setError] = useState<AppError | null>(null)
  const [missing, setMissing] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [texts] = useState(() => (addendum ? null : session.sections()))
  const text = addendum ? session.text('addendum') : (texts?.conclusion ?? '')
  const empty = text.trim() === ''
  const sealed = draft?.sealed === true && draft.state === 'complete'
  const [unanswered, setUnanswered] = useState<number | null>(null)
  const stopped = addendum ? empty || unanswered !== 0 : pending > 0 || running || sealed || unanswered !== 0

  async function submit(event: FormEvent) {
    event.preventDefault()
    const signer = person.trim()
    setMissing(signer === '' ? personWords.missing : null)
    if (signer === '' || stopped || busy) return
    setBusy(true)
    setError(null)
    try {
      await (addendum ? session.signAddendum(signer) : session.sign(signer))
      if (signer !== settings.person) change({ person: signer })
      onClose()
      showToast({ tone: 'good', title: addendum ? strings.report.addenda.signed : strings.report.signedToast })
    } catch (cause) {
      setError(AppError.from(cause))
      setBusy(false)
    }
  }

  return (
    <form data-testid="sign-form" onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
      {addendum ? null : pending > 0 ? (
        <Banner
          tone="machine"
          title={words.pendingTitle(pending)}
          className="rounded-md"
          actions={
            <Button
              size="small"
              onClick={() => {
                onClose()
                // After the dialog has given the focus back.
                setTimeout(() => runCommand('report.goToDraft'), 150)
              }}
            >
              {words.goToThem}
            </Button>
          }
        >
          {words.pendingText}
        </Banner>
      ) : running ? (
        <Banner tone="caution" title={words.runningTitle} className="rounded-md">
          {words.runningText}
        </Banner>
      ) : null}
      {!addendum && sealed ? (
        <Banner
          tone="machine"
          title={words.sealedTitle}
          className="rounded-md"
          actions={
            <Button
              size="small"
              onClick={() => {
                onClose()
                // After the dialog has given the focus back.
                setTimeout(() => runCommand('report.compare'), 150)
              }}
            >
              {strings.mineFirst.compare}
            </Button>
          }
        >
          {words.sealedText}
        </Banner>
      ) : null}
      <AnswerChecks onJump={onClose} onOpen={setUnanswered} />
      {empty ? (
        <Banner tone="caution" className="rounded-md">
          {addendum ? words.emptyAddendum : words.emptyConclusion}
        </Banner>
      ) : null}
      {addendum ? null : <LeftOutNotice />}
      {error ? (
        <Banner tone="danger" title={words.failed} className="rounded-md">
          {error.message}
        </Banner>
      ) : null}
      <section aria-label={words.freezes} tabIndex={0} className={classes(unanswered ? 'max-h-[20vh]' : 'max-h-[38vh]', 'flex flex-col gap-3 overflow-y-auto rounded-md border border-line bg-sunken px-3 py-2.5')}>
        {texts ? (
          // What the clinician reads comes first.
          (['conclusion', ...sectionNames.filter((name) => name !== 'conclusion' && texts[name].trim() !== '')] as const).map((name) => <ReadOnlySection key={name} name={strings.report.sections[name].name} text={texts[name]} />)
        ) : (
          <ReadOnlySection name={strings.report.sections.addendum.name} text={text} />
        )}
      </section>
      {/* In sight at any height of the window. */}
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex items-start gap-3 border-t border-line bg-surface px-5 pt-3 pb-2">
        <Field label={personWords.label} hint={personWords.hint} error={missing} className="flex-1">
          {(ids) => <Input {...ids} data-testid="signer" maxLength={120} value={person} onChange={(event) => setPerson(event.target.value)} />}
        </Field>
        <div className="flex gap-2 pt-5.5">
          <Button onClick={onClose}>{strings.words.cancel}</Button>
          <Button kind="primary" type="submit" keys="Enter" busy={busy} disabled={stopped}>
            {words.confirm}
          </Button>
        </div>
      </div>
    </form>
  )
}

/** What the conclusion does not tell, once more before it is frozen. It stops nobody: leaving out may be meant. */
function LeftOutNotice() {
  const heavy = useReport(({ live }) => live.leftOut).filter((finding) => finding.heavy)
  if (heavy.length === 0) return null
  return (
    <Banner tone="caution" title={words.leftOut(heavy.length)} className="rounded-md">
      <ul data-testid="sign-left-out" className="max-h-[12vh] overflow-y-auto">
        {heavy.map(({ start, text }) => (
          <li key={`${String(start)} ${text}`}>{text}</li>
        ))}
      </ul>
    </Banner>
  )
}
