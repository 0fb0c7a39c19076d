import type { StatusReliability } from '../../../domain/status/tiers/reliability.ts'
import { formatCount } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { Banner } from '../../ui/banner.tsx'
import { classes } from '../../ui/classes.ts'
import { Field } from '../../ui/input.tsx'
import { ReliabilityDiagram } from '../../ui/reliability-diagram.tsx'
import { Select } from '../../ui/select.tsx'
import { acceptedErrors, errorOptions, errorValue } from './accepted-error.ts'

const { models: text, words } = strings

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** How much error of status tags is accepted, what that costs, and how honest their odds are in each language. */
export function TagSettings() {
  const { settings, change, error: settingError } = useSettings()
  const { data, error } = useCall('tag.reliability')
  const locked = data?.lockedByPolicy ?? false
  return (
    <div data-testid="tag-settings" className="min-h-0 flex-1 overflow-y-auto px-4 py-4">
      <div className="mx-auto flex max-w-[62rem] flex-col gap-6">
        {settingError ? (
          <Banner tone="danger" title={strings.shell.settingsFailed} className="rounded-md">
            {settingError.message}
          </Banner>
        ) : null}
        <Field label={text.acceptedError} hint={locked ? text.lockedByPolicy : text.acceptedErrorHelp} className="max-w-[40rem]">
          {({ id }) => (
            <Select
              id={id}
              label={text.acceptedError}
              value={errorValue(settings.acceptedTagError)}
              options={errorOptions(settings.acceptedTagError)}
              disabled={locked}
              onChange={(value) => change({ acceptedTagError: value === 'never' ? null : Number(value) })}
              className="w-56"
            />
          )}
        </Field>
        {error ? (
          <Banner tone="danger" title={text.reliabilityFailed} className="rounded-md">
            {error.message}
          </Banner>
        ) : null}
        <section>
          <h2 className="text-sm font-semibold">{text.reliabilityTitle}</h2>
          <p className="max-w-[40rem] text-sm text-pretty text-ink-soft">{text.reliabilityHelp}</p>
          {data && data.reports.length === 0 ? <p className="mt-3 text-sm text-ink-faint">{text.reliabilityNone}</p> : null}
          <div className="mt-3 grid grid-cols-1 gap-8 lg:grid-cols-2">
            {data?.reports.map((report) => (
              <Language key={report.language} report={report} accepted={settings.acceptedTagError} />
            ))}
          </div>
        </section>
      </div>
    </div>
  )
}

function Language({ report, accepted }: { report: StatusReliability; accepted: number | null }) {
  const name = text.languageNames[report.language]
  const band = report.band.filter(({ acceptedError }) => acceptedErrors.includes(acceptedError))
  return (
    <section aria-label={name} className="flex min-w-0 flex-col gap-2">
      <h3 className="text-base font-semibold">{name}</h3>
      <p className="text-sm text-pretty text-ink-soft">{text.measuredOn(report.data)}</p>
      <ReliabilityDiagram label={text.reliabilityLabel(name, report.data)} bins={report.bins} words={{ ...text.diagram, percent }} />
      <p className="text-sm">{text.calibrationError(percent(report.expectedCalibrationError))}</p>
      {band.length > 0 ? (
        <table className="w-full max-w-md text-right text-sm">
          <caption className="pb-1 text-left text-sm font-semibold">{text.band}</caption>
          <thead>
            <tr className="text-xs text-ink-faint">
              <th scope="col" className="py-0.5 text-left font-medium">{text.bandAccepted}</th>
              <th scope="col" className="py-0.5 font-medium">{text.bandAbstained}</th>
              <th scope="col" className="py-0.5 font-medium">{text.bandError}</th>
              <th scope="col" className="py-0.5 font-medium">{text.bandCount}</th>
            </tr>
          </thead>
          <tbody>
            {band.map((row) => (
              <tr key={row.acceptedError} aria-current={row.acceptedError === accepted || undefined} className={classes('border-t border-line', row.acceptedError === accepted && 'bg-selected font-semibold')}>
                <td className="py-0.5 text-left">{words.percent(row.acceptedError)}</td>
                <td className="py-0.5">{percent(row.abstained)}</td>
                <td className="py-0.5">{percent(row.errorAfter)}</td>
                <td className="py-0.5">{formatCount(row.n)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </section>
  )
}
