import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import type { AppStatus } from '../../domain/app-status.ts'
import { changeFilter, noFilter } from '../features/worklist/worklist-filter.ts'
import { RulesDialog } from '../features/drafting-rules/rules-dialog.tsx'
import { WorklistScreen } from '../features/worklist/worklist-screen.tsx'
import { commandRegistry, useCommands } from '../lib/commands.ts'
import { useEngineFeed } from '../lib/engine.ts'
import { useNavigation } from '../lib/navigation.ts'
import { useCall } from '../lib/query.ts'
import { useSettings } from '../lib/settings.ts'
import { strings } from '../lib/strings.ts'
import { Banner } from '../ui/banner.tsx'
import { CommandPalette } from '../ui/command-palette.tsx'
import { useAppearance } from './appearance.ts'
import { shellCommands } from './commands.ts'
import { ErrorBoundary } from './error-boundary.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { Rail } from './rail.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { StatusBar } from './status-bar.tsx'
import { useCommandKeys } from './use-command-keys.ts'

// The editor is most of the code: the worklist is drawn first, and the rest is fetched as soon as the window is idle.
const loadReport = () => import('../features/report/report-screen.tsx')
const loadPatient = () => import('../features/patient/patient-screen.tsx')
const loadCohort = () => import('../features/cohort/cohort-screen.tsx')
const loadEvaluation = () => import('../features/evaluation/evaluation-screen.tsx')
const loadTeaching = () => import('../features/teaching/teaching-screen.tsx')
const loadModels = () => import('../features/models/models-screen.tsx')
const ReportScreen = lazy(async () => ({ default: (await loadReport()).ReportScreen }))
const PatientScreen = lazy(async () => ({ default: (await loadPatient()).PatientScreen }))
const CohortScreen = lazy(async () => ({ default: (await loadCohort()).CohortScreen }))
const EvaluationScreen = lazy(async () => ({ default: (await loadEvaluation()).EvaluationScreen }))
const TeachingScreen = lazy(async () => ({ default: (await loadTeaching()).TeachingScreen }))
const ModelsScreen = lazy(async () => ({ default: (await loadModels()).ModelsScreen }))

type Ready = Extract<AppStatus, { state: 'ready' }>

/** The window once the database is open: rail, screen, status bar, and what opens over them. */
export function Shell({ status }: { status: Ready }) {
  const { screen, reportId, patientOf, go } = useNavigation()
  const { settings, change, error } = useSettings()
  const { data: alerts = [] } = useCall('alert.open')
  const [shown, show] = useState<'palette' | 'settings' | 'rules' | 'keys' | null>(null)
  useAppearance(settings)
  useEngineFeed()
  useCommandKeys()
  const showAlerts = () => {
    changeFilter({ ...noFilter, alert: true })
    void go('worklist')
  }
  const commands = shellCommands({
    settings,
    change,
    go: (to) => void go(to),
    reportIsOpen: reportId !== null,
    patientIsOpen: patientOf !== null,
    hasAlerts: alerts.length > 0,
    showAlerts,
    systemIsDark: window.matchMedia('(prefers-color-scheme: dark)').matches,
    show,
  })
  useCommands(commands, true)
  useEffect(() => {
    const idle = requestIdleCallback(() => void Promise.all([loadReport(), loadPatient(), loadCohort(), loadModels(), loadEvaluation()]).catch(() => {}))
    return () => cancelIdleCallback(idle)
  }, [])

  return (
    <div className="grid h-full grid-cols-[3.25rem_minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto]">
      <Rail screen={screen} teaches={settings.mineFirst !== null} reportIsOpen={reportId !== null} patientIsOpen={patientOf !== null} onGo={(to) => void go(to)} onShow={show} />
      <main className="flex min-h-0 min-w-0 flex-col">
        {status.readOnly ? (
          <Banner tone="caution" title={strings.shell.readOnlyTitle}>
            {status.notice ?? strings.shell.readOnly}
          </Banner>
        ) : status.notice ? (
          <Banner tone="info">{status.notice}</Banner>
        ) : null}
        <div className="flex min-h-0 flex-1 flex-col">
          <ErrorBoundary key={`${screen} ${reportId ?? ''} ${patientOf ?? ''}`}>
            <Suspense>{screenFor({ screen, reportId, patientOf })}</Suspense>
          </ErrorBoundary>
        </div>
      </main>
      <StatusBar status={status} onModels={() => void go('models')} alerts={alerts.length} onAlerts={showAlerts} />

      <Palette open={shown === 'palette'} onOpenChange={(open) => show(open ? 'palette' : null)} />
      <KeysDialog open={shown === 'keys'} onOpenChange={(open) => show(open ? 'keys' : null)} />
      <SettingsDialog open={shown === 'settings'} onOpenChange={(open) => show(open ? 'settings' : null)} settings={settings} change={change} error={error} status={status} onRules={() => show('rules')} />
      <RulesDialog open={shown === 'rules'} onOpenChange={(open) => show(open ? 'rules' : null)} />
    </div>
  )
}

function screenFor({ screen, reportId, patientOf }: Pick<ReturnType<typeof useNavigation.getState>, 'screen' | 'reportId' | 'patientOf'>): ReactNode {
  switch (screen) {
    case 'worklist':
      return <WorklistScreen />
    case 'report':
      return reportId === null ? <WorklistScreen /> : <ReportScreen key={reportId} reportId={reportId} />
    case 'patient':
      return patientOf === null ? <WorklistScreen /> : <PatientScreen key={patientOf} reportId={patientOf} />
    case 'cohort':
      return <CohortScreen />
    case 'teaching':
      return <TeachingScreen />
    case 'models':
      return <ModelsScreen />
    case 'evaluation':
      return <EvaluationScreen />
    default:
      return screen satisfies never
  }
}

function Palette({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { shell } = strings
  const commands = open
    ? commandRegistry.all().map((command) => ({ id: command.id, title: command.title, group: command.group, keys: command.keys ?? command.hint, enabled: command.when?.() !== false }))
    : []
  return (
    <CommandPalette
      open={open}
      onOpenChange={onOpenChange}
      commands={commands.filter((command) => command.id !== 'shell.palette')}
      onRun={(id) => afterDialog(() => commandRegistry.find(id)?.run())}
      words={{ label: shell.commands, placeholder: shell.commandsPlaceholder, nothing: shell.noCommand }}
    />
  )
}

/** Acts once the dialog has gone and the focus is back where it was, which the command may need; after half a second in any case. */
function afterDialog(act: () => void, latest = performance.now() + 500): void {
  requestAnimationFrame(() => (document.querySelector('[data-modal]') && performance.now() < latest ? afterDialog(act, latest) : requestAnimationFrame(act)))
}
