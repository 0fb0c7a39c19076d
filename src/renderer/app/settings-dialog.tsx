import { useState } from 'react'
import type { AppStatus } from '../../domain/app-status.ts'
import type { Settings } from '../../shared/ipc/contract.ts'
import type { AppError } from '../lib/errors.ts'
import { useCall } from '../lib/query.ts'
import { strings } from '../lib/strings.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox } from '../ui/choice.tsx'
import { Field, Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'

const { shell } = strings

const themes = [
  { value: 'dark', label: shell.themeDark },
  { value: 'light', label: shell.themeLight },
  { value: 'system', label: shell.themeSystem },
] as const

const textSizes = [
  { value: 'small', label: shell.textSmall },
  { value: 'normal', label: shell.textNormal },
  { value: 'large', label: shell.textLarge },
] as const

type SettingsDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  settings: Settings
  change: (settings: Partial<Settings>) => void
  /** Why the last change was not kept. */
  error: AppError | null
  status: Extract<AppStatus, { state: 'ready' }>
  /** Opens the table of rules instead. */
  onRules: () => void
}

/** Theme, text size, the name offered at signing, and what is running. Changes show at once. */
export function SettingsDialog({ open, onOpenChange, settings, change, error, status, onRules }: SettingsDialogProps) {
  const { versions } = status
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={shell.settings} closeLabel={strings.words.close}>
      {error ? (
        <Banner tone="danger" title={shell.settingsFailed} className="mb-3 rounded-md">
          {error.message}
        </Banner>
      ) : null}
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        <Field label={shell.theme}>{({ id }) => <Select id={id} label={shell.theme} value={settings.theme} options={themes} onChange={(theme) => change({ theme })} />}</Field>
        <Field label={shell.textSize}>
          {({ id }) => <Select id={id} label={shell.textSize} value={settings.textSize} options={textSizes} onChange={(textSize) => change({ textSize })} />}
        </Field>
        <PersonField person={settings.person} onChange={(person) => change({ person })} />
        <MineFirstField key={settings.person} share={settings.mineFirst} person={settings.person} onChange={(mineFirst) => change({ mineFirst })} />
        <RulesLine onOpen={onRules} />
      </div>
      <h3 className="mt-5 mb-1.5 text-sm font-semibold text-ink-soft">{shell.about}</h3>
      <dl className="grid grid-cols-[6rem_1fr] gap-y-1 text-sm">
        <dt className="text-ink-faint">{shell.version}</dt>
        <dd>
          {strings.words.appName} {versions.app}
          <span className="block text-ink-soft">{shell.runtime(versions.electron, versions.chrome, versions.node)}</span>
        </dd>
        <dt className="text-ink-faint">{shell.database}</dt>
        <dd className="font-mono text-xs leading-5 break-all select-text">{status.database}</dd>
      </dl>
    </Dialog>
  )
}

/** Written when the field is left: a name half typed is no name. */
function PersonField({ person, onChange }: { person: string; onChange: (person: string) => void }) {
  const [typed, setTyped] = useState(person)
  return (
    <Field label={shell.person} hint={shell.personHint} className="col-span-2">
      {(ids) => (
        <Input
          {...ids}
          value={typed}
          maxLength={120}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={() => typed.trim() !== person && onChange(typed.trim())}
        />
      )}
    </Field>
  )
}

/** How many drafting rules there are, and the way to them. */
function RulesLine({ onOpen }: { onOpen: () => void }) {
  const words = strings.draftingRules
  const { data } = useCall('draftingRules.read')
  return (
    <div data-testid="rules-setting" className="col-span-2 flex items-start gap-3 border-t border-line pt-3">
      <div className="min-w-0 flex-1">
        <p className="text-base">
          {words.setting}
          {data ? <span className="ml-2 text-sm text-ink-faint">{words.count(data.rules.length)}</span> : null}
        </p>
        <p className="text-sm text-pretty text-ink-faint">{words.settingNote}</p>
      </div>
      <Button onClick={onOpen}>
        {words.edit}
      </Button>
    </div>
  )
}

/** Whether drafts are sealed, and which share of them. A number is written when its field is left. */
function MineFirstField({ share, person, onChange }: { share: number | null; person: string; onChange: (share: number | null) => void }) {
  const words = strings.mineFirst
  const { data } = useCall('mineFirst.read')
  const locked = data?.lockedByPolicy ?? false
  const shown = String(Math.round((share ?? 1) * 100))
  const [typed, setTyped] = useState<string | null>(null)
  const value = typed ?? shown
  const percent = /^\s*\d{1,3}\s*$/.test(value.normalize('NFKC')) ? Number(value.normalize('NFKC')) : NaN
  const wrong = !(percent >= 0 && percent <= 100)
  return (
    <div data-testid="mine-first-setting" className="col-span-2 flex flex-col gap-2 border-t border-line pt-3">
      <Checkbox checked={share !== null} disabled={locked} onChange={(on) => onChange(on ? 1 : null)} label={words.setting} note={locked ? words.locked : `${words.settingNote} ${person.trim() ? words.forPerson(person.trim()) : words.forAll}`} />
      {share === null ? null : (
        <Field label={words.share} hint={words.shareNote} error={wrong ? words.shareWrong : null}>
          {(ids) => (
            <Input
              {...ids}
              inputMode="numeric"
              maxLength={4}
              disabled={locked}
              value={value}
              onChange={(event) => setTyped(event.target.value)}
              onBlur={() => {
                if (!wrong && percent !== Number(shown)) onChange(percent / 100)
                if (!wrong) setTyped(null)
              }}
              className="w-20"
            />
          )}
        </Field>
      )}
    </div>
  )
}
