import { aspects } from '../../../domain/desk-test/aspects.ts'
import { strings } from '../../lib/strings.ts'
import { classes } from '../../ui/classes.ts'
import { digitsOf, fields, type Answers, type RatingField } from './rating-fields.ts'

const words = strings.evaluation
const choices = { sign: [words.firstText, words.secondText, words.either], machine: [words.firstText, words.secondText, words.unsure] }

type RatingFormProps = { answers: Answers; at: number; onAt: (field: number) => void; onGive: (field: number, digit: number) => void }

/** The questions of a case; the one that the next digit answers is marked. */
export function RatingForm({ answers, at, onAt, onGive }: RatingFormProps) {
  const field = (id: string) => fields.findIndex((each) => each.id === id)
  const row = (index: number, label: string) => {
    const one = fields[index]!
    return (
      <div
        ref={index === at ? intoView : undefined}
        role="radiogroup"
        aria-label={label}
        data-current={index === at || undefined}
        className={classes('rounded-md p-1', index === at && 'bg-selected outline-1 outline-focus')}
      >
        <div className="flex gap-1">
          {Array.from({ length: digitsOf(one) }, (_, i) => i + 1).map((digit) => (
            <button
              key={digit}
              type="button"
              role="radio"
              aria-checked={answers[one.id] === digit}
              aria-label={nameOf(one, digit)}
              tabIndex={-1}
              // The keys go on where they were: a click is one answer, not a new place of the focus.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => {
                onAt(index)
                onGive(index, digit)
              }}
              className={classes('h-7 min-w-0 flex-1 truncate rounded-sm border px-1 text-sm transition-colors duration-100', answers[one.id] === digit ? 'border-accent-fill bg-accent-fill font-semibold text-on-accent' : 'border-line-strong bg-field text-ink-soft hover:bg-hover')}
            >
              {one.kind === 'score' ? digit : `${String(digit)} ${choices[one.kind][digit - 1] ?? ''}`}
            </button>
          ))}
        </div>
      </div>
    )
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-3 py-2">
      <h2 className="mb-0.5 text-sm font-semibold">{words.signQuestion}</h2>
      {row(field('sign'), words.signQuestion)}
      <h2 className="mt-2 mb-0.5 text-sm font-semibold">{words.machineQuestion}</h2>
      {row(field('machine'), words.machineQuestion)}
      <div className="mt-3 grid grid-cols-2 gap-x-2 text-xs font-medium text-ink-faint">
        <span className="px-1">{words.firstText}</span>
        <span className="px-1">{words.secondText}</span>
      </div>
      {aspects.map((aspect) => (
        <div key={aspect} className="mt-1">
          <h3 className="px-1 text-sm">{words.aspects[aspect]}</h3>
          <div className="grid grid-cols-2 gap-x-2">
            {row(field(`${aspect}-first`), words.aspectOf(words.aspects[aspect], words.firstText))}
            {row(field(`${aspect}-second`), words.aspectOf(words.aspects[aspect], words.secondText))}
          </div>
        </div>
      ))}
      <p className="mt-2 px-1 text-xs text-ink-faint">{words.scaleNote}</p>
    </div>
  )
}

const intoView = (row: HTMLDivElement | null): void => row?.scrollIntoView({ block: 'nearest' })
const nameOf = (field: RatingField, digit: number): string => (field.kind === 'score' ? String(digit) : (choices[field.kind][digit - 1] ?? ''))
