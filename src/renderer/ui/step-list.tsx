import { Check, CornerDownRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { classes } from './classes.ts'

/** One stage of a decision: who, what it answered, and why that was the answer or not. */
export type Step = { id: string; name: string; answer: ReactNode; why: string; decided: boolean }

/** Stages in the order they were asked; the one that decided carries a tick and the word for it. */
export function StepList({ label, steps, decidedWord }: { label: string; steps: readonly Step[]; decidedWord: string }) {
  return (
    <ol aria-label={label} className="flex flex-col gap-1.5">
      {steps.map(({ id, name, answer, why, decided }) => (
        <li key={id} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 text-sm">
          {decided ? <Check aria-label={decidedWord} className="mt-0.5 size-3.5 text-good" strokeWidth={2.5} /> : <CornerDownRight aria-hidden="true" className="mt-0.5 size-3.5 text-ink-faint" />}
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className={classes('font-medium', !decided && 'text-ink-soft')}>{name}</span>
            <span className="text-ink-soft">{answer}</span>
          </span>
          <span className="col-start-2 text-pretty text-ink-soft">{why}</span>
        </li>
      ))}
    </ol>
  )
}
