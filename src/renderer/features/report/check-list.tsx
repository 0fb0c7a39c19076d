import { CircleCheck } from 'lucide-react'
import { besideOf } from '../../../domain/answer/beside.ts'
import type { CheckIssue } from '../../../domain/check/issue.ts'
import type { TextRange } from '../../../domain/report/range.ts'
import { ageAt } from '../../lib/format.ts'
import { strings } from '../../lib/strings.ts'
import { Badge } from '../../ui/badge.tsx'
import { SidePanel } from './side-panel.tsx'
import { useReport, useSession } from './session-context.ts'

const words = strings.report.checks

/** What the rules found when they compared the draft with the findings and the order. */
export function CheckList() {
  const draft = useReport((state) => state.draft)
  const running = useReport((state) => state.running !== null)
  if (running || !draft?.content || draft.content.sentences.length === 0) return null
  // What is left out has its own list, where it can be acted on.
  const checks = draft.content.checks.filter(({ kind }) => kind !== 'leftOut')
  const errors = checks.filter(({ severity }) => severity === 'error').length

  return (
    <div data-testid="checks">
      <SidePanel title={words.title} badge={checks.length > 0 ? <Badge tone={errors > 0 ? 'danger' : 'caution'}>{checks.length}</Badge> : null}>
        {checks.length === 0 ? (
          <p className="flex items-center gap-1.5 px-3 pb-2.5 text-sm text-ink-soft">
            <CircleCheck aria-hidden="true" className="size-3.5 text-good" />
            {words.none}
          </p>
        ) : (
          <ul>
            {checks.map((issue, index) => (
              // Checks of a stored draft never change or move.
              <CheckItem key={`${draft.id} ${String(index)}`} issue={issue} conclusion={draft.content?.conclusion ?? ''} shows={!draft.stale} />
            ))}
          </ul>
        )}
      </SidePanel>
    </div>
  )
}

function CheckItem({ issue, conclusion, shows }: { issue: CheckIssue; conclusion: string; shows: boolean }) {
  const session = useSession()
  const findings = useReport(({ draft }) => (draft && issue.findings ? session.draft.quote(issue.findings) : null))
  const { patient, study } = useReport(({ view }) => view)
  // What the findings have nothing of is held against patient, order, indication or comparison.
  const beside = issue.findings ? null : besideOf(issue, { ...session.sections(), sex: patient.sex, age: ageAt(patient.birthDate, study.date), side: study.side ?? null })
  const point = (range: TextRange | null) => shows && session.draft.point(range)
  const { sentence } = issue
  const enter = () => {
    if (sentence !== null) session.draft.activate([sentence], 'draft')
    point(issue.findings)
  }
  const leave = () => {
    session.draft.activate([], 'draft')
    point(null)
  }
  return (
    <li data-testid="check" data-kind={issue.kind} className="border-t border-line">
      <button type="button" onClick={enter} onMouseEnter={enter} onMouseLeave={leave} onFocus={enter} onBlur={leave} className="flex w-full flex-col gap-1 px-3 py-2 text-left -outline-offset-2 hover:bg-hover">
        <span className="flex items-center gap-2">
          <Badge tone={issue.severity === 'error' ? 'danger' : 'caution'}>
            {words.kinds[issue.kind]} · {issue.severity === 'error' ? words.error : words.warning}
          </Badge>
          {sentence === null ? null : <span className="text-xs text-ink-faint">{words.sentence(sentence + 1)}</span>}
        </span>
        <span className="text-base text-pretty">{issue.message}</span>
        {issue.conclusion || findings || beside ? (
          <span className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 text-sm">
            {issue.conclusion ? <Quote name={words.inDraft} text={conclusion.slice(issue.conclusion.start, issue.conclusion.end)} /> : null}
            {findings ? <Quote name={words.fields.findings} text={findings} /> : null}
            {beside ? <Quote name={words.fields[beside.field]} text={beside.text} /> : null}
          </span>
        ) : null}
      </button>
    </li>
  )
}

const Quote = ({ name, text }: { name: string; text: string }) => (
  <>
    <span className="text-ink-faint">{name}</span>
    <q className="text-ink-soft">{text}</q>
  </>
)
