import { useState } from 'react'
import type { Prior } from '../../../domain/report/report-view.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SidePanel } from './side-panel.tsx'
import { useReport } from './session-context.ts'

const words = strings.report.priors

/** Earlier reports of the patient, to read beside the one being written. */
export function PriorsPanel() {
  const priors = useReport(({ view }) => view.priors)
  const [open, setOpen] = useState<Prior | null>(null)
  return (
    <div data-testid="priors">
      <SidePanel title={words.title} badge={priors.length > 0 ? <Badge>{priors.length}</Badge> : null}>
        {priors.length === 0 ? (
          <p className="px-3 pb-3 text-sm text-ink-faint">{words.none}</p>
        ) : (
          <ul>
            {priors.map((prior) => (
              <li key={prior.reportId} className="border-t border-line">
                <button
                  type="button"
                  data-testid="prior"
                  aria-label={words.open(prior.description, prior.date)}
                  onClick={() => setOpen(prior)}
                  className="w-full px-3 py-2 text-left -outline-offset-2 hover:bg-hover"
                >
                  <span className="flex items-baseline gap-2 text-sm">
                    <span className="tabular-nums">{prior.date}</span>
                    <span className="font-semibold">{prior.modality}</span>
                    <span className="min-w-0 truncate text-ink-soft">{prior.description}</span>
                  </span>
                  <span className="mt-0.5 line-clamp-2 text-sm text-ink-faint">{prior.conclusion || words.noConclusion}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </SidePanel>
      <Dialog
        open={open !== null}
        onOpenChange={(next) => !next && setOpen(null)}
        title={open ? `${open.modality} ${open.description}` : ''}
        description={open ? `${open.date} · ${words.readOnly}` : ''}
        size="large"
        closeLabel={strings.words.close}
      >
        {open ? (
          <div className="flex flex-col gap-4">
            <ReadOnlySection name={strings.report.sections.findings.name} text={open.findings} />
            <ReadOnlySection name={strings.report.sections.conclusion.name} text={open.conclusion} />
          </div>
        ) : null}
      </Dialog>
    </div>
  )
}

/** A section that is only read. Very long text scrolls inside. */
export function ReadOnlySection({ name, text }: { name: string; text: string }) {
  return (
    <section>
      <h3 className="text-sm font-semibold text-ink-soft">{name}</h3>
      <p className="mt-1 max-h-[40vh] overflow-y-auto text-base leading-normal break-words whitespace-pre-wrap select-text">{text.trim() || <span className="text-ink-faint">{strings.report.signing.empty}</span>}</p>
    </section>
  )
}
