import { ArrowLeft, BookOpenText, Clipboard, ClipboardCheck, Ellipsis, FilePlus2, History, PenLine, Redo2, Save, Sparkles, Square, Undo2, UserRound } from 'lucide-react'
import { runCommand } from '../../lib/commands.ts'
import { ageAt, formatMoment, formatName } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { stateWord } from '../../lib/words.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Signal } from '../../ui/signal.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { keys } from './report-keys.ts'
import { SaveStatus } from './save-status.tsx'
import { useReport } from './session-context.ts'

const words = strings.report

/** Who, what, in which state; and everything one can do, with its key. Never scrolls away. */
export function ReportHeader({ busy }: { busy: 'save' | 'sign' | null }) {
  const { patient, study, report } = useReport(({ view }) => view)
  const running = useReport((state) => state.running)
  // A draft that main writes without this page listening can be cancelled too.
  const drafting = useReport((state) => state.running !== null || state.draft?.state === 'running')
  const hasDraft = useReport(({ draft }) => draft !== null)
  const findingsEmpty = useReport((state) => state.findingsEmpty)
  const state = stateWord(report.state)
  const signed = report.state === 'signed'
  const age = ageAt(patient.birthDate, study.date)
  const person = [patient.sex ? strings.words[`sex${patient.sex}`] : null, age === null ? null : strings.words.years(age)].filter(Boolean).join(' · ')

  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b xl:flex-nowrap border-line bg-surface px-3 py-2">
      <IconButton icon={ArrowLeft} label={words.back} keys={keys.back} onClick={() => runCommand('report.back')} />
      <div className="mr-auto min-w-0">
        <h1 className="flex min-w-0 items-baseline gap-2">
          <Tooltip label={words.openPatient} keys={keys.patient}>
            <button type="button" onClick={() => runCommand('report.patient')} className="truncate rounded-sm text-lg font-semibold underline-offset-4 hover:underline">
              {formatName(patient.name) || strings.words.unknown}
            </button>
          </Tooltip>
          <span className="shrink-0 text-sm text-ink-soft">{person}</span>
          <span className="shrink-0 font-mono text-xs text-ink-faint">{patient.patientId}</span>
        </h1>
        <p className="flex min-w-0 items-baseline gap-2 text-sm text-ink-soft">
          <span className="shrink-0 font-semibold text-ink">{study.modality}</span>
          <span className="truncate" title={study.description}>{study.description}</span>
          {study.side ? <span className="shrink-0">{strings.words.sides[study.side]}</span> : null}
          <span className="shrink-0 tabular-nums">{study.date}</span>
          <span className="shrink-0 font-mono text-xs text-ink-faint">{study.accessionNumber}</span>
        </p>
      </div>

      <div className="flex shrink-0 items-center gap-2">
        <SaveStatus />
        <Signal tone={state.tone} sign={state.sign}>
          {state.word}
        </Signal>
        {signed ? null : (
          <>
            <span className="flex">
              <IconButton icon={Undo2} label={words.undo} keys={keys.undo} onClick={() => runCommand('report.undo')} />
              <IconButton icon={Redo2} label={words.redo} keys={keys.redo} onClick={() => runCommand('report.redo')} />
            </span>
            {drafting ? (
              <Button kind="danger" icon={Square} keys="Escape" busy={running?.cancelling ?? false} onClick={() => runCommand('report.cancelDraft')}>
                {words.draft.cancelShort}
              </Button>
            ) : (
              <Tooltip label={findingsEmpty ? words.findingsNeeded : words.draft.invite}>
                <Button kind="primary" icon={Sparkles} keys={keys.draft} aria-disabled={findingsEmpty || undefined} onClick={() => runCommand('report.draft')}>
                  {hasDraft ? words.draft.again : words.draft.write}
                </Button>
              </Tooltip>
            )}
            <Button icon={Save} keys={keys.save} busy={busy === 'save'} onClick={() => runCommand('report.save')}>
              {words.save}
            </Button>
            <Button icon={PenLine} keys={keys.sign} busy={busy === 'sign'} onClick={() => runCommand('report.sign')}>
              {words.sign}
            </Button>
          </>
        )}
        {signed ? (
          <Button kind="primary" icon={FilePlus2} keys={keys.addendum} onClick={() => runCommand('report.addendum')}>
            {words.addendum}
          </Button>
        ) : null}
        <Menu
          trigger={<IconButton icon={Ellipsis} label={words.more} />}
          items={[
            { label: words.openPatient, icon: UserRound, keys: keys.patient, onSelect: () => runCommand('report.patient') },
            { label: strings.explain.open, icon: BookOpenText, keys: keys.explain, onSelect: () => runCommand('report.explain') },
            { label: words.history, icon: History, keys: keys.history, onSelect: () => runCommand('report.history') },
            'separator',
            { label: words.copyConclusion, icon: ClipboardCheck, keys: keys.copyConclusion, onSelect: () => runCommand('report.copyConclusion') },
            { label: words.copyReport, icon: Clipboard, keys: keys.copyReport, onSelect: () => runCommand('report.copyReport') },
          ]}
        />
      </div>
    </header>
  )
}

/** Under the header of a signed report: who took responsibility, when, for which text. */
export function SignatureLine() {
  const signature = useReport(({ view }) => view.report.signature)
  if (!signature) return null
  return (
    <div data-testid="signature" className="flex shrink-0 flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-line bg-good-soft px-4 py-1.5 text-sm">
      <strong className="font-semibold">{words.signedBy(signature.signer, formatMoment(signature.signedAt))}</strong>
      <span className="text-ink-soft">{words.frozen}</span>
      <Tooltip label={signature.sha256}>
        <span tabIndex={0} className="ml-auto font-mono text-xs text-ink-soft">
          {words.checksumOf(`${signature.sha256.slice(0, 12)}…`)}
        </span>
      </Tooltip>
    </div>
  )
}
