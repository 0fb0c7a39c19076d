import { useState } from 'react'
import type { ReportVersion } from '../../../domain/report/report.ts'
import { sectionNames } from '../../../domain/report/sections.ts'
import { formatMoment } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Banner } from '../../ui/banner.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { RedLine } from '../../ui/red-line.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { SignedAdvice, SignedAnswers } from './answer-checks-signed.tsx'
import { ReadOnlySection } from './priors-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.versions

/** All versions of the report: who kept which text when, and what changed from one to the next. */
export function HistoryDialog() {
  const session = useSession()
  const open = useReport(({ dialog }) => dialog === 'history')
  return (
    <Dialog open={open} onOpenChange={(next) => !next && session.store.setState({ dialog: null })} title={words.title} size="large" closeLabel={strings.words.close}>
      {open ? <Versions /> : null}
    </Dialog>
  )
}

function Versions() {
  const reportId = useReport(({ view }) => view.report.id)
  const { data, error } = useCall('report.versions', { reportId })
  const [chosen, setChosen] = useState<string | null>(null)
  if (error) return <Banner tone="danger" title={words.failed} className="rounded-md">{error.message}</Banner>
  if (!data) return <div className="h-40" />
  const versions = data.toSorted((a, b) => b.number - a.number)
  const [newest] = versions
  if (!newest) return <p className="py-6 text-center text-ink-soft">{words.none}</p>
  const version = versions.find(({ id }) => id === chosen) ?? newest
  const previous = versions.find(({ id }) => id === version.predecessor) ?? null

  return (
    <div className="grid h-[56vh] grid-cols-[13rem_minmax(0,1fr)] gap-4">
      <ul data-testid="versions" className="flex flex-col gap-0.5 overflow-y-auto border-r border-line pr-2">
        {versions.map((each) => (
          <li key={each.id}>
            <button
              type="button"
              aria-current={each.id === version.id || undefined}
              data-kind={each.kind}
              onClick={() => setChosen(each.id)}
              className={classes('w-full rounded-md px-2 py-1.5 text-left -outline-offset-2 hover:bg-hover', each.id === version.id && 'bg-selected hover:bg-selected')}
            >
              <span className="flex items-center gap-2 text-sm font-medium">
                {words.version(each.number)}
                <Badge tone={each.kind === 'saved' ? 'neutral' : each.kind === 'signed' ? 'good' : 'info'}>{words.kind[each.kind]}</Badge>
              </span>
              <span className="block text-xs text-ink-soft">{formatMoment(each.createdAt)}</span>
              <span className="block truncate text-xs text-ink-faint">{each.author || words.unnamed}</span>
            </button>
          </li>
        ))}
      </ul>
      <VersionView key={version.id} version={version} previous={previous} />
    </div>
  )
}

function VersionView({ version, previous }: { version: ReportVersion; previous: ReportVersion | null }) {
  const [tab, setTab] = useState('changes')
  return (
    <div className="flex min-h-0 flex-col gap-2">
      <Tabs
        className="flex-1"
        label={words.version(version.number)}
        value={tab}
        onChange={setTab}
        items={[
          { value: 'changes', label: words.changes, content: <Changes version={version} previous={previous} /> },
          { value: 'text', label: words.text, content: <VersionText version={version} /> },
        ]}
      />
      {version.kind === 'signed' ? <SignedAnswers version={version} /> : null}
      {version.kind === 'signed' ? <SignedAdvice version={version} /> : null}
      <p className="shrink-0 truncate font-mono text-xs text-ink-faint" title={version.sha256}>
        {strings.report.checksumOf(version.sha256)}
      </p>
    </div>
  )
}

function VersionText({ version }: { version: ReportVersion }) {
  return (
    <div className="flex flex-col gap-4 py-2">
      {version.kind === 'addendum' ? <ReadOnlySection name={strings.report.sections.addendum.name} text={version.addendum} /> : null}
      {sectionNames.map((name) => (
        <ReadOnlySection key={name} name={strings.report.sections[name].name} text={version.sections[name]} />
      ))}
    </div>
  )
}

function Changes({ version, previous }: { version: ReportVersion; previous: ReportVersion | null }) {
  if (version.kind === 'addendum') return <Diff name={strings.report.sections.addendum.name} before="" after={version.addendum} />
  const changed = sectionNames.filter((name) => version.sections[name] !== (previous?.sections[name] ?? ''))
  return (
    <div data-testid="version-changes" className="flex flex-col gap-4 py-2">
      {previous ? null : <p className="text-sm text-ink-faint">{words.first}</p>}
      {previous && changed.length === 0 ? <p className="text-sm text-ink-faint">{words.same}</p> : null}
      {/* Without a version before, everything would be new: marking it says nothing. */}
      {changed.map((name) =>
        previous ? (
          <Diff key={name} name={strings.report.sections[name].name} before={previous.sections[name]} after={version.sections[name]} />
        ) : (
          <ReadOnlySection key={name} name={strings.report.sections[name].name} text={version.sections[name]} />
        ),
      )}
    </div>
  )
}

/** One section's difference. */
function Diff({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <section>
      <h3 className="text-sm font-semibold text-ink-soft">{name}</h3>
      <RedLine before={before} after={after} className="mt-1 text-base" />
    </section>
  )
}
