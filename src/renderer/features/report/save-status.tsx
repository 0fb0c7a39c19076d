import { CircleAlert, CloudCheck, LoaderCircle } from 'lucide-react'
import { strings } from '../../lib/strings.ts'
import { maxSectionLength } from '../../../domain/report/sections.ts'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { runCommand } from '../../lib/commands.ts'
import type { EditorName } from './editor/page-history.ts'
import { useReport, useSession } from './session-context.ts'
import type { TextNotice } from './report-state.ts'

const words = strings.report

/** Hours, minutes and seconds on this computer's clock. */
const clock = (iso: string) => new Date(iso).toLocaleTimeString('en-GB')

/** Whether what was typed is on the disk, and since when. */
export function SaveStatus() {
  const save = useReport((state) => state.save)
  const signed = useReport(({ view, addendumOpen }) => view.report.state === 'signed' && !addendumOpen)
  if (signed) return null
  const Sign = save.kind === 'failed' ? CircleAlert : save.kind === 'waiting' ? LoaderCircle : CloudCheck
  return (
    <span
      data-testid="save-status"
      data-state={save.kind}
      className={save.kind === 'failed' ? 'inline-flex items-center gap-1.5 text-sm font-medium text-danger' : 'inline-flex items-center gap-1.5 text-sm text-ink-faint'}
    >
      <Sign aria-hidden="true" className="size-3.5" />
      <span className="tabular-nums">{save.kind === 'failed' ? words.notSaved : save.kind === 'waiting' ? words.saving : save.at ? words.saved(clock(save.at)) : words.allSaved}</span>
    </span>
  )
}

/** What stands between header and text while something is wrong: a save that fails, text that was not taken. */
export function ReportBanners() {
  const save = useReport((state) => state.save)
  const notices = useReport((state) => state.notices)
  const session = useSession()
  const entries = Object.entries(notices) as [EditorName, TextNotice][]
  return (
    <>
      {save.kind === 'failed' ? (
        <Banner tone="danger" title={words.notSavedTitle(save.error.message)} actions={<Button onClick={() => runCommand('report.copyReport')}>{words.copyText}</Button>}>
          {words.notSavedText}
        </Banner>
      ) : null}
      {entries.map(([name, notice]) =>
        notice.kind === 'refused' ? (
          <Banner key={name} tone="caution" actions={<Button size="small" onClick={() => dismiss(name)}>{words.dismiss}</Button>}>
            {words.refused(words.sections[name].name, notice.excess, maxSectionLength)}
          </Banner>
        ) : (
          <Banner
            key={name}
            tone="caution"
            actions={
              <Button size="small" onClick={() => session.point(name, { start: notice.offset, end: notice.offset + 1 })}>
                {words.show}
              </Button>
            }
          >
            {words.loneSurrogate(words.sections[name].name, notice.offset)}
          </Banner>
        ),
      )}
    </>
  )

  function dismiss(name: EditorName) {
    const { [name]: _, ...others } = session.store.getState().notices
    session.store.setState({ notices: others })
  }
}

