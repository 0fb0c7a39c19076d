import { useQueryClient } from '@tanstack/react-query'
import { FileWarning } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { ReportId } from '../../../domain/report/report.ts'
import { sectionNames } from '../../../domain/report/sections.ts'
import type { ReportView } from '../../../domain/report/report-view.ts'
import type { Settings } from '../../lib/settings.ts'
import { client } from '../../lib/client.ts'
import { runCommand } from '../../lib/commands.ts'
import { useLeaveGuard, useNavigation } from '../../lib/navigation.ts'
import { callKey, useCall, useRefresh } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Addenda } from './addenda.tsx'
import { LiveChecks } from './answer-checks.tsx'
import { CheckList } from './check-list.tsx'
import { DraftPanel } from './draft-panel.tsx'
import { ExplainDialog } from './explain-dialog.tsx'
import { DraftMakingDialog } from './draft-making-dialog.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { LeftOutList } from './left-out-list.tsx'
import { PriorsPanel } from './priors-panel.tsx'
import { SecondReaderAdvice } from './second-reader.tsx'
import { useReportCommands } from './report-commands.ts'
import { ReportHeader, SignatureLine } from './report-header.tsx'
import { sectionKeys } from './report-keys.ts'
import { createReportSession, type ReportSession } from './report-session.ts'
import './report.css'
import { ReportBanners } from './save-status.tsx'
import { WaiveDialog } from './sealed-waive-dialog.tsx'
import { SectionBlock } from './section-block.tsx'
import { SessionContext } from './session-context.ts'
import { SignDialog } from './sign-dialog.tsx'
import { TagPanel } from './tag-panel.tsx'

const words = strings.report

/** The Report screen: one report, from findings to signature. */
export function ReportScreen({ reportId }: { reportId: ReportId }) {
  const { data: view, error, refetch } = useCall('report.open', { reportId })
  const queries = useQueryClient()
  // What main told at opening is old as soon as something is typed: the next opening asks again.
  useEffect(() => () => queries.removeQueries({ queryKey: callKey('report.open', { reportId }) }), [queries, reportId])

  if (error) {
    return (
      <EmptyState
        icon={FileWarning}
        title={words.openFailed}
        actions={
          <>
            <Button onClick={() => runCommand('shell.worklist')}>{words.toWorklist}</Button>
            <Button kind="primary" onClick={() => void refetch()}>
              {strings.words.tryAgain}
            </Button>
          </>
        }
      >
        {error.message}
      </EmptyState>
    )
  }
  if (!view) return <Loading label={words.loading} />
  return <OpenReport view={view} />
}

function OpenReport({ view }: { view: ReportView }) {
  const queries = useQueryClient()
  const refresh = useRefresh()
  // The session holds what is typed: it is made once for each opening.
  const [session] = useState(() =>
    createReportSession(
      view,
      client,
      () => queries.getQueryData<Settings>(callKey('setting.read'))?.person ?? '',
      () => void refresh('worklist.list', 'report.versions', 'alert.open', 'patient.open'),
    ),
  )
  useEffect(() => {
    session.enter()
    return session.leave
  }, [session])
  return (
    <SessionContext value={session}>
      <Page session={session} reportId={view.report.id} />
    </SessionContext>
  )
}

function Page({ session, reportId }: { session: ReportSession; reportId: ReportId }) {
  const busy = useReportCommands(session)
  useLeaveGuard(
    useCallback(async () => {
      await session.flush()
      return true
    }, [session]),
  )
  // Opened for a stretch of text, for example the words a tag rests on: it is shown once the editors stand.
  useEffect(() => {
    const { place } = useNavigation.getState()
    if (!place) return undefined
    const frame = requestAnimationFrame(() => {
      useNavigation.setState({ place: null })
      if (!session.showEvidence(place)) showToast({ title: words.tag.evidenceGone })
    })
    return () => cancelAnimationFrame(frame)
  }, [session])
  useEffect(() => {
    void session.tag.refresh()
    void session.checks.refresh()
    session.stale.look()
    const flush = () => void session.flush().catch(() => {})
    const hidden = () => document.visibilityState === 'hidden' && flush()
    window.addEventListener('blur', flush)
    window.addEventListener('pagehide', flush)
    document.addEventListener('visibilitychange', hidden)
    return () => {
      window.removeEventListener('blur', flush)
      window.removeEventListener('pagehide', flush)
      document.removeEventListener('visibilitychange', hidden)
    }
  }, [session])

  return (
    <div data-report-id={reportId} className="flex h-full min-h-0 flex-col bg-canvas">
      <ReportHeader busy={busy} />
      <SignatureLine />
      <ReportBanners />
      <div className="min-h-0 flex-1 overflow-y-auto lg:flex lg:overflow-hidden">
        <div className="min-w-0 px-4 py-4 lg:flex-1 lg:overflow-y-auto">
          <div className="mx-auto flex max-w-[62rem] flex-col gap-3">
            {sectionNames.map((name) => (
              <SectionBlock key={name} name={name} keys={sectionKeys[name]} />
            ))}
            <Addenda />
          </div>
        </div>
        <aside className="border-t border-line bg-surface lg:w-[22rem] lg:shrink-0 lg:overflow-y-auto lg:border-t-0 lg:border-l xl:w-[26rem] 2xl:w-[30rem]">
          <LiveChecks open />
          <DraftPanel />
          <LeftOutList />
          <LiveChecks open={false} />
          <CheckList />
          <SecondReaderAdvice />
          <TagPanel />
          <PriorsPanel />
        </aside>
      </div>
      <SignDialog />
      <WaiveDialog />
      <HistoryDialog />
      <DraftMakingDialog />
      <ExplainDialog />
    </div>
  )
}
