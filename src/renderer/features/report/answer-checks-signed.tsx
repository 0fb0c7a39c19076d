import type { ReportVersion } from '../../../domain/report/report.ts'
import { formatMoment } from '../../lib/format.ts'
import { useCall } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'

const words = strings.mineFirst

/** Contradictions that the signer let stand, each with both sentences and the reason. Nothing where there were none. */
export function SignedAnswers({ version }: { version: ReportVersion }) {
  const { data } = useCall('check.signedAnswers', { reportId: version.reportId, versionId: version.id })
  if (!data || data.length === 0) return null
  return (
    <section data-testid="signed-answers" aria-label={words.signedAnswers} className="max-h-[20vh] shrink-0 overflow-y-auto rounded-md border border-line px-3 py-2 text-sm">
      <h3 className="font-semibold text-ink-soft">{words.signedAnswers}</h3>
      <ul className="flex flex-col gap-2 pt-1">
        {data.map((answer) => (
          <li key={`${answer.kind} ${answer.at} ${answer.conclusion}`}>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <Badge tone="caution">{(strings.report.checks.kinds as Record<string, string>)[answer.kind] ?? answer.kind}</Badge>
              <q className="text-ink">{answer.conclusion}</q>
              {answer.findings ? <q className="text-ink-soft">{answer.findings}</q> : null}
            </p>
            <p className="text-ink-soft">
              {words.answeredBy(answer.author, formatMoment(answer.at))}: {answer.reason === 'other' ? answer.note : [words.reasons[answer.reason], answer.note].filter(Boolean).join('. ')}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Advice of a second reader that stood beside the text when it was signed, and which model said so. Nothing where there was none. */
export function SignedAdvice({ version }: { version: ReportVersion }) {
  const { data } = useCall('check.signedAdvice', { versionId: version.id })
  if (!data || data.length === 0) return null
  return (
    <section data-testid="signed-advice" aria-label={strings.secondReader.signed} className="max-h-[20vh] shrink-0 overflow-y-auto rounded-md border border-line px-3 py-2 text-sm">
      <h3 className="font-semibold text-ink-soft">{strings.secondReader.signed}</h3>
      <ul className="flex flex-col gap-2 pt-1">
        {data.map(({ message, conclusion, findings, reader, at }) => (
          <li key={`${conclusion} ${reader.sha256}`}>
            <p className="flex flex-wrap items-baseline gap-x-2">
              <Badge tone="machine">{strings.secondReader.panel}</Badge>
              <q className="text-ink">{conclusion}</q>
              {findings ? <q className="text-ink-soft">{findings}</q> : null}
            </p>
            <p className="text-ink-soft">
              {message} {strings.secondReader.by(reader.name, reader.version, formatMoment(at))}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
