import { ChevronDown, ChevronRight, Tag } from 'lucide-react'
import { useState } from 'react'
import type { StatusEvidence, StatusLabel } from '../../../domain/status/status-tag.ts'
import type { StoredTag } from '../../../domain/status/stored-tag.ts'
import { sectionNames } from '../../../domain/report/sections.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord } from '../../lib/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Menu } from '../../ui/menu.tsx'
import { Signal } from '../../ui/signal.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { PersonDialog } from './person-dialog.tsx'
import { tagKeys } from './report-keys.ts'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.tag
const labels: StatusLabel[] = [0, 1, 2]

/** The bone metastasis tag: what is stored, what it rests on, what the text as it stands says, and the way to correct it. */
export function TagPanel() {
  const session = useSession()
  const { settings, change } = useSettings()
  const tag = useReport((state) => state.tag)
  const preview = useReport((state) => state.preview)
  const previewing = useReport((state) => state.previewing)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const [asking, setAsking] = useState<StatusLabel | null>(null)
  const { current } = tag
  // Until a tag is stored the text as it stands speaks; afterwards it is named only where it says something else.
  const shown = current ?? preview
  const differs = current && preview && !signed && preview.label !== current.label ? preview : null

  const correct = (label: StatusLabel, person: string) =>
    session.tag.correct(label, person).then(
      () => setAsking(null),
      (error: unknown) => showToast({ tone: 'danger', title: words.failed, description: error instanceof Error ? error.message : '' }),
    )

  const choose = (label: StatusLabel) => (settings.person ? void correct(label, settings.person) : setAsking(label))
  const isSet = (label: StatusLabel) => current?.source === 'person' && current.label === label
  useCommands(
    labels.map((label) => ({ id: `report.correctTag.${String(label)}`, title: words.correctCommand(`${String(label)} ${labelWord(label).word}`), group: strings.report.group, keys: tagKeys[label], when: () => !isSet(label), run: () => choose(label) })),
  )

  return (
    <div data-testid="status-tag" data-label={shown?.label ?? ''} data-preview={preview?.label ?? ''} data-stored={current ? 'true' : 'false'} data-source={current?.source ?? ''} data-provisional={current ? String(current.provisional) : ''}>
      <SidePanel
        title={words.title}
        actions={
          <>
            {signed || (current && !differs) ? null : (
              <Button size="small" icon={Tag} onClick={() => runCommand('report.setTag')}>
                {words.set}
              </Button>
            )}
            <Menu
              trigger={
                <Button size="small" kind="quiet" data-testid="correct-tag">
                  {words.correct}
                  <ChevronDown aria-hidden="true" className="size-3.5" />
                </Button>
              }
              items={labels.map((label) => ({
                label: words.correctTo(`${String(label)} ${labelWord(label).word}`),
                keys: tagKeys[label],
                disabled: isSet(label),
                onSelect: () => choose(label),
              }))}
            />
          </>
        }
      >
        <div className="flex flex-col gap-2 px-3 pb-3">
          {shown ? (
            <>
              <div className="flex flex-wrap items-center gap-2">
                <TagSignal label={shown.label} />
                {current?.source === 'person' ? <Badge tone="info">{words.corrected}</Badge> : null}
                {current?.provisional ? (
                  <Tooltip label={words.provisionalNote}>
                    <span>
                      <Badge>{words.provisional}</Badge>
                    </span>
                  </Tooltip>
                ) : null}
                {current ? null : <Badge>{words.preview}</Badge>}
                {shown.uncertain ? <Badge tone="caution">{words.uncertain}</Badge> : null}
                {previewing ? <span className="text-xs text-ink-faint">{words.previewing}</span> : null}
              </div>
              {shown.reason ? <p className="text-sm text-pretty text-ink-soft">{shown.reason}</p> : null}
              {shown.probabilities ? <Odds probabilities={shown.probabilities} label={shown.label} /> : null}
              <Evidence evidence={shown.evidence} />
              {current ? <p className="text-xs text-ink-faint">{origin(current)}</p> : null}
            </>
          ) : (
            <p className="text-sm text-ink-soft">{previewing ? words.previewing : words.noneNote}</p>
          )}
          {differs ? (
            <div className="rounded-md border border-line px-2.5 py-2">
              <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                {words.preview}: <TagSignal label={differs.label} />
              </div>
              <p className="mt-1 text-sm text-pretty text-ink-soft">{differs.reason}</p>
              <Evidence evidence={differs.evidence} />
            </div>
          ) : null}
        </div>
        {tag.history.length > 1 ? <TagHistory history={tag.history.filter(({ id }) => id !== current?.id)} /> : null}
      </SidePanel>
      <PersonDialog
        open={asking !== null}
        title={words.correctTitle}
        note={asking === null ? '' : words.correctNote(labelWord(asking).word)}
        confirm={words.correct}
        onCancel={() => setAsking(null)}
        onPerson={(person) => {
          change({ person })
          if (asking !== null) void correct(asking, person)
        }}
      />
    </div>
  )
}

function TagSignal({ label }: { label: StatusLabel | null }) {
  const { word, tone, sign } = labelWord(label)
  return (
    <Signal tone={tone} sign={sign}>
      {label === null ? word : `${String(label)} ${word}`}
    </Signal>
  )
}

const origin = (tag: StoredTag) => (tag.source === 'person' ? words.by(tag.author, formatMoment(tag.createdAt)) : words.byMachine(tag.version, formatMoment(tag.createdAt)))

/** The three odds as numbers and lengths; the chosen one stands out. */
function Odds({ probabilities, label }: { probabilities: [number, number, number]; label: StatusLabel | null }) {
  return (
    <dl aria-label={words.odds} className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 gap-y-0.5 text-xs">
      {labels.map((each) => (
        <div key={each} className={classes('contents', each === label ? 'text-ink' : 'text-ink-faint')}>
          <dt>
            {each} {labelWord(each).word}
          </dt>
          <dd aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-line">
            <div className={classes('h-full rounded-full', each === label ? 'bg-accent' : 'bg-line-strong')} style={{ width: `${String(Math.round(probabilities[each] * 100))}%` }} />
          </dd>
          <dd className="w-9 text-right font-mono">{probabilities[each].toFixed(2)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Evidence({ evidence }: { evidence: readonly StatusEvidence[] }) {
  const session = useSession()
  if (evidence.length === 0) return null
  const show = ({ field, start, text }: StatusEvidence) => {
    const section = sectionNames.find((name) => name === field)
    if (!section) return
    const now = session.text(section)
    const at = now.startsWith(text, start) ? start : now.indexOf(text)
    if (at < 0) showToast({ title: words.evidenceGone })
    else session.point(section, { start: at, end: at + text.length })
  }
  return (
    <ul aria-label={words.evidence} className="flex flex-col gap-1">
      {evidence.map((item) => {
        const section = sectionNames.find((name) => name === item.field)
        const name = section ? strings.report.sections[section].name : ''
        return (
          <li key={`${item.field} ${String(item.start)}`}>
            <button
              type="button"
              data-testid="tag-evidence"
              disabled={!section}
              title={section ? words.showEvidence(name) : undefined}
              onClick={() => show(item)}
              onBlur={() => section && session.point(section, null)}
              className="w-full rounded-sm border-l-2 border-line-strong py-0.5 pl-2 text-left text-sm hover:border-accent hover:bg-hover"
            >
              <q>{item.text}</q>
              <span className="ml-1.5 text-xs text-ink-faint">{name}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function TagHistory({ history }: { history: readonly StoredTag[] }) {
  return (
    <details className="group/fold border-t border-line">
      <summary className="flex h-8 cursor-default list-none items-center gap-1.5 px-3 text-sm text-ink-soft select-none hover:bg-hover hover:text-ink">
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform duration-100 group-open/fold:rotate-90" />
        {words.history}
        <Badge className="ml-1">{history.length}</Badge>
      </summary>
      <ul data-testid="tag-history" className="flex flex-col gap-1.5 px-3 pt-1 pb-3">
        {history
          .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
          .map((tag) => (
            <li key={tag.id} className="flex flex-wrap items-center gap-x-2">
              <TagSignal label={tag.label} />
              <span className="text-xs text-ink-faint">{origin(tag)}</span>
            </li>
          ))}
      </ul>
    </details>
  )
}
