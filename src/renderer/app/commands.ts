import type { Settings } from '../../shared/ipc/contract.ts'
import type { Command } from '../lib/commands.ts'
import type { Screen } from '../lib/navigation.ts'
import { strings } from '../lib/strings.ts'
import { resolveTheme, stepTextSize } from './appearance.ts'

type Context = {
  settings: Settings
  change: (settings: Partial<Settings>) => void
  go: (screen: Screen) => void
  reportIsOpen: boolean
  patientIsOpen: boolean
  hasAlerts: boolean
  showAlerts: () => void
  systemIsDark: boolean
  show: (what: 'palette' | 'settings' | 'rules' | 'keys') => void
}

/** What can be done everywhere. A screen adds its own with useCommands. */
export function shellCommands({ settings, change, go, reportIsOpen, patientIsOpen, hasAlerts, showAlerts, systemIsDark, show }: Context): Command[] {
  const { shell } = strings
  return [
    { id: 'shell.palette', title: shell.openCommands, group: shell.group, keys: 'Ctrl+K', alsoKeys: ['Ctrl+Shift+P'], run: () => show('palette') },
    { id: 'shell.worklist', title: shell.goWorklist, group: shell.group, keys: 'Alt+1', run: () => go('worklist') },
    { id: 'shell.report', title: shell.goReport, group: shell.group, keys: 'Alt+2', when: () => reportIsOpen, run: () => go('report') },
    { id: 'shell.patient', title: shell.goPatient, group: shell.group, keys: 'Alt+3', when: () => patientIsOpen, run: () => go('patient') },
    { id: 'shell.cohort', title: shell.goCohort, group: shell.group, keys: 'Alt+4', run: () => go('cohort') },
    { id: 'shell.models', title: shell.goModels, group: shell.group, keys: 'Alt+5', run: () => go('models') },
    { id: 'shell.evaluation', title: shell.goEvaluation, group: shell.group, keys: 'Alt+6', run: () => go('evaluation') },
    { id: 'shell.teaching', title: shell.goTeaching, group: shell.group, keys: 'Alt+9', run: () => go('teaching') },
    { id: 'shell.alerts', title: shell.goAlerts, group: shell.group, keys: 'Alt+0', when: () => hasAlerts, run: showAlerts },
    { id: 'shell.settings', title: shell.openSettings, group: shell.group, keys: 'Ctrl+,', run: () => show('settings') },
    { id: 'shell.rules', title: strings.draftingRules.open, group: shell.group, keys: 'Alt+Shift+R', run: () => show('rules') },
    { id: 'shell.keys', title: shell.showKeys, group: shell.group, keys: 'F1', run: () => show('keys') },
    {
      id: 'shell.theme',
      title: shell.switchTheme,
      group: shell.group,
      keys: 'Ctrl+Shift+L',
      run: () => change({ theme: resolveTheme(settings.theme, systemIsDark) === 'dark' ? 'light' : 'dark' }),
    },
    { id: 'shell.larger', title: shell.largerText, group: shell.group, keys: 'Ctrl++', alsoKeys: ['Ctrl+='], run: () => change({ textSize: stepTextSize(settings.textSize, 1) }) },
    { id: 'shell.smaller', title: shell.smallerText, group: shell.group, keys: 'Ctrl+-', run: () => change({ textSize: stepTextSize(settings.textSize, -1) }) },
    { id: 'shell.normal', title: shell.normalText, group: shell.group, keys: 'Ctrl+0', run: () => change({ textSize: 'normal' }) },
  ]
}
