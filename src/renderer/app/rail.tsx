import { Boxes, ChartNoAxesCombined, Command, FileText, GraduationCap, Keyboard, List, Settings2, UserRound, UsersRound, type LucideIcon } from 'lucide-react'
import type { Screen } from '../lib/navigation.ts'
import { strings } from '../lib/strings.ts'
import { classes } from '../ui/classes.ts'
import { Tooltip } from '../ui/tooltip.tsx'

type RailProps = { screen: Screen; /** Somebody here writes first. */ teaches: boolean; reportIsOpen: boolean; patientIsOpen: boolean; onGo: (screen: Screen) => void; onShow: (what: 'palette' | 'settings' | 'keys') => void }

/** The narrow column at the left: the screens, and below them what is always at hand. */
export function Rail({ screen, teaches, reportIsOpen, patientIsOpen, onGo, onShow }: RailProps) {
  const { shell } = strings
  return (
    <nav aria-label={shell.navigation} className="flex flex-col items-center gap-1 border-r border-line bg-sunken py-2">
      <RailButton icon={List} label={shell.worklist} keys="Alt+1" current={screen === 'worklist'} onClick={() => onGo('worklist')} />
      <RailButton
        icon={FileText}
        label={shell.report}
        hint={reportIsOpen ? undefined : shell.noReportOpen}
        keys="Alt+2"
        current={screen === 'report'}
        disabled={!reportIsOpen}
        onClick={() => onGo('report')}
      />
      <RailButton
        icon={UserRound}
        label={shell.patient}
        hint={patientIsOpen ? undefined : shell.noPatientOpen}
        keys="Alt+3"
        current={screen === 'patient'}
        disabled={!patientIsOpen}
        onClick={() => onGo('patient')}
      />
      <RailButton icon={UsersRound} label={shell.cohort} keys="Alt+4" current={screen === 'cohort'} onClick={() => onGo('cohort')} />
      <RailButton icon={Boxes} label={shell.models} keys="Alt+5" current={screen === 'models'} onClick={() => onGo('models')} />
      <RailButton icon={ChartNoAxesCombined} label={shell.evaluation} keys="Alt+6" current={screen === 'evaluation'} onClick={() => onGo('evaluation')} />
      {/* Of use only where somebody writes first; its key and the palette lead to it in any case. */}
      {teaches || screen === 'teaching' ? <RailButton icon={GraduationCap} label={shell.teaching} keys="Alt+9" current={screen === 'teaching'} onClick={() => onGo('teaching')} /> : null}
      <div className="flex-1" />
      <RailButton icon={Command} label={shell.openCommands} keys="Ctrl+K" onClick={() => onShow('palette')} />
      <RailButton icon={Keyboard} label={shell.showKeys} keys="F1" onClick={() => onShow('keys')} />
      <RailButton icon={Settings2} label={shell.settings} keys="Ctrl+," onClick={() => onShow('settings')} />
    </nav>
  )
}

type RailButtonProps = { icon: LucideIcon; label: string; hint?: string | undefined; keys: string; current?: boolean; disabled?: boolean; onClick: () => void }

function RailButton({ icon: Icon, label, hint, keys, current = false, disabled = false, onClick }: RailButtonProps) {
  return (
    <Tooltip label={hint ?? label} keys={hint ? undefined : keys} side="right">
      <button
        type="button"
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        // Stays reachable, so that the tooltip can say why it does nothing.
        aria-disabled={disabled || undefined}
        onClick={() => !disabled && onClick()}
        className={classes(
          'relative flex size-9 items-center justify-center rounded-md transition-colors duration-100',
          current ? 'bg-selected text-ink before:absolute before:inset-y-1.5 before:-left-2 before:w-0.5 before:rounded-full before:bg-accent' : 'text-ink-faint',
          !current && !disabled && 'hover:bg-hover hover:text-ink',
          disabled && 'opacity-40',
        )}
      >
        <Icon aria-hidden="true" className="size-4.5" strokeWidth={1.75} />
      </button>
    </Tooltip>
  )
}
