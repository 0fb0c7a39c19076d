import { FlaskConical, LoaderCircle } from 'lucide-react'
import { create } from 'zustand'
import type { SelfTestStep } from '../../../domain/model/engine-state.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { Button } from '../../ui/button.tsx'
import { Signal } from '../../ui/signal.tsx'

const { models } = strings

const useSelfTest = create<{ running: boolean; steps: SelfTestStep[]; failure: string | null }>(() => ({ running: false, steps: [], failure: null }))

/** Drafts the fixed fictional report once more; the last result stays until then, also when the screen changes. */
export async function runSelfTest(): Promise<void> {
  if (useSelfTest.getState().running) return
  useSelfTest.setState({ running: true, steps: [], failure: null })
  try {
    for await (const step of client.stream('models.selfTest')) useSelfTest.setState(({ steps }) => ({ steps: [...steps, step] }))
  } catch (error) {
    useSelfTest.setState({ failure: messageOf(error) })
  }
  useSelfTest.setState({ running: false })
}

/** The self-test: its steps as they come, each with its time. */
export function SelfTest({ hasModel }: { hasModel: boolean }) {
  const { running, steps, failure } = useSelfTest()
  return (
    <section className="border-t border-line px-4 py-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <h3 className="text-sm font-semibold">{models.testTitle}</h3>
          <p className="text-sm text-ink-soft">{hasModel ? models.testText : models.testNoModel}</p>
        </div>
        <Button icon={FlaskConical} keys="Alt+F" busy={running} disabled={!hasModel} onClick={() => void runSelfTest()}>
          {models.selfTest}
        </Button>
      </div>
      {running || steps.length > 0 || failure ? (
        <ol aria-live="polite" className="mt-3 space-y-1 text-sm">
          {steps.map((step) => (
            <li key={step.step} className="grid grid-cols-[8.5rem_4rem_1fr] items-start gap-2">
              <Signal look="plain" tone={step.ok ? 'good' : 'danger'} sign={step.ok ? 'check' : 'cross'}>
                {models.testSteps[step.step]}
              </Signal>
              <span className="text-right font-mono text-xs leading-4.5 text-ink-soft">{models.milliseconds(step.milliseconds)}</span>
              <span className="min-w-0 text-ink-soft">{step.message}</span>
            </li>
          ))}
          {running ? (
            <li className="flex items-center gap-1.5 text-ink-faint">
              <LoaderCircle aria-hidden="true" className="size-3.5 animate-spin" />
              {models.testRunning}
            </li>
          ) : null}
          {failure ? (
            <li role="alert" className="text-danger">
              {models.testFailed}: {failure}
            </li>
          ) : null}
        </ol>
      ) : null}
    </section>
  )
}
