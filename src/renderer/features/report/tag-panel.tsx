import { ChevronDown, Tag } from 'lucide-react'
import { useState } from 'react'
import type { StatusLabel } from '../../../domain/status/status-tag.ts'
import { runCommand, useCommands } from '../../lib/commands.ts'
import { useSettings } from '../../lib/settings.ts'
import { strings } from '../../lib/strings.ts'
import { labelWord, personWords, reasonWords, tierWord } from '../../lib/words.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Menu } from '../../ui/menu.tsx'
import { PersonDialog } from '../../ui/person-dialog.tsx'
import { showToast } from '../../ui/toast.tsx'
import { Tooltip } from '../../ui/tooltip.tsx'
import { tagKeys } from './report-keys.ts'
import { StaleTag } from './stale-red-line.tsx'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'
import { Evidence, labels, Odds, origin, TagHistory, TagPath, TagSignal } from './tag-details.tsx'
import { pathFor } from './tag-path.ts'

const words = strings.report.tag

/** The bone metastasis tag: what is stored, what it rests on, what the text as it stands says, and the way to correct it. */
export function TagPanel() {
  const session = useSession()
  const { settings, change } = useSettings()
  const tag = useReport((state) => state.tag)
  const preview = useReport((state) => state.preview)
  const previewing = useReport((state) => state.previewing)
  const previewOld = useReport((state) => state.previewOld)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const [asking, setAsking] = useState<StatusLabel | null>(null)
  const { current } = tag
  // Until a tag is stored the text as it stands speaks; afterwards it is named only where it says something else.
  const shown = current ?? preview
  // Doubt of the quick tiers while a slower one reads is no verdict yet.
  const slow = preview?.awaited === true && shown?.label === null
  // What was read before the last key or paste is no word about this text.
  const old = previewOld && !signed
  const reading = slow || (old && !current)
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
    <div data-testid="status-tag" data-label={shown?.label ?? ''} data-preview={preview?.label ?? ''} data-old={String(old)} data-stored={current ? 'true' : 'false'} data-source={current?.source ?? ''} data-provisional={current ? String(current.provisional) : ''}>
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
        <StaleTag />
        <div className="flex flex-col gap-2 px-3 pt-1 pb-3">
          {shown ? (
            <>
              <div className="flex flex-wrap items-center gap-2">
                {reading ? <Badge tone="info">{words.reading}</Badge> : <TagSignal label={shown.label} />}
                {current?.source === 'person' ? <Badge tone="info">{words.corrected}</Badge> : null}
                {current?.provisional ? (
                  <Tooltip label={words.provisionalNote}>
                    <span>
                      <Badge>{words.provisional}</Badge>
                    </span>
                  </Tooltip>
                ) : null}
                {current ? null : <Badge>{words.preview}</Badge>}
                {shown.uncertain && shown.label !== null && !reading ? <Badge tone="caution">{words.uncertain}</Badge> : null}
                {previewing && !reading ? <span className="text-xs text-ink-faint">{words.previewing}</span> : null}
              </div>
              {/* Hidden, not taken away: the panel keeps its height while somebody types. */}
              <div className={classes('flex flex-col gap-2', old && !current && 'invisible')}>
                {shown.label === null && !slow ? <p className="text-sm text-pretty">{words.abstained}</p> : null}
                {shown.reason && !slow ? <p className="text-sm text-pretty text-ink-soft">{reasonWords(shown.reason)}</p> : null}
                {shown.probabilities && !slow ? <Odds probabilities={shown.probabilities} label={shown.label} /> : null}
                <Evidence evidence={shown.evidence} />
                {current?.source === 'person' || slow ? null : <p className="text-sm text-ink-soft">{words.decidedBy(tierWord(shown.tier))}</p>}
                {preview?.awaited ? <p data-testid="tag-awaited" className="text-sm text-pretty text-ink-faint">{words.awaited}</p> : null}
                {slow ? null : <TagPath path={pathFor(current, preview)} />}
              </div>
              {current ? <p className="text-xs text-ink-faint">{origin(current)}</p> : null}
            </>
          ) : (
            <p className="text-sm text-ink-soft">{previewing || old ? words.previewing : words.noneNote}</p>
          )}
          {differs ? (
            <div data-testid="tag-preview" className="flex flex-col gap-1.5 rounded-md border border-line px-2.5 py-2">
              <div className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
                {words.preview}: {old ? <Badge tone="info">{words.reading}</Badge> : <TagSignal label={differs.label} />}
              </div>
              <div className={classes('flex flex-col gap-1.5', old && 'invisible')}>
                <p className="text-sm text-pretty text-ink-soft">{reasonWords(differs.reason)}</p>
                <Odds probabilities={differs.probabilities} label={differs.label} />
                <Evidence evidence={differs.evidence} />
                <TagPath path={differs.path} />
              </div>
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
        words={personWords}
        onCancel={() => setAsking(null)}
        onPerson={(person) => {
          change({ person })
          if (asking !== null) void correct(asking, person)
        }}
      />
    </div>
  )
}
