import { PenLine } from 'lucide-react'
import { runCommand } from '../../lib/commands.ts'
import { formatMoment } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Signal } from '../../ui/signal.tsx'
import { addendumKeys, keys } from './report-keys.ts'
import { SectionBlock } from './section-block.tsx'
import { useReport } from './session-context.ts'

const words = strings.report.addenda

/** Signed addenda, and the one that is being written. */
export function Addenda() {
  const addenda = useReport(({ view }) => view.addenda)
  const signed = useReport(({ view }) => view.report.state === 'signed')
  const open = useReport((state) => state.addendumOpen)
  if (!signed) return null
  return (
    <>
      {addenda.map(({ version, signature }, index) => (
        <section key={version.id} data-testid="signed-addendum" aria-label={words.number(index + 1)} className="grid grid-cols-1 gap-x-4 border-t border-line pt-3 md:grid-cols-[7rem_minmax(0,1fr)]">
          <h2 className="pt-1.5 text-sm font-semibold text-ink-soft md:text-right">{words.number(index + 1)}</h2>
          <div className="px-3 py-1.5">
            <p className="text-lg leading-normal break-words whitespace-pre-wrap select-text">{version.addendum}</p>
            <p className="mt-1.5 flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
              <Signal look="plain" tone="good" sign="shield-check">
                {strings.report.signedBy(signature.signer, formatMoment(signature.signedAt))}
              </Signal>
              <span title={signature.sha256} className="font-mono text-xs text-ink-faint">
                {strings.report.checksumOf(`${signature.sha256.slice(0, 12)}…`)}
              </span>
            </p>
          </div>
        </section>
      ))}
      {open ? (
        <SectionBlock name="addendum" keys={addendumKeys}>
          <div className="mt-2 flex justify-end">
            <Button kind="primary" icon={PenLine} keys={keys.sign} onClick={() => runCommand('report.signAddendum')}>
              {words.sign}
            </Button>
          </div>
        </SectionBlock>
      ) : null}
    </>
  )
}
