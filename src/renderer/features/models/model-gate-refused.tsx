import { create } from 'zustand'
import type { ModelView } from '../../../domain/model/catalog.ts'
import { AppError } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { startGate } from './model-gate-state.ts'

const { gate: text } = strings

/** A model that was to be used and has no run yet, with main's sentence about it. */
const useRefused = create<{ refused: { model: ModelView; sentence: string } | null }>(() => ({ refused: null }))

/** Whether an error of activating says that the checks have not been run with the model; then they are offered. */
export function offersGate(model: ModelView, error: unknown): boolean {
  const { code, detail, message } = AppError.from(error)
  if (code !== 'forbidden' || (detail as { gate?: unknown } | undefined)?.gate !== 'none') return false
  useRefused.setState({ refused: { model, sentence: message } })
  return true
}

/** Offers to run the checks with a model that has to pass them first. `onRun` shows where they run. */
export function GateRefused({ onRun }: { onRun: () => void }) {
  const { refused } = useRefused()
  return (
    <ConfirmDialog
      open={refused !== null}
      onOpenChange={(open) => !open && useRefused.setState({ refused: null })}
      title={text.refusedTitle}
      confirm={text.runNow}
      cancel={text.later}
      onConfirm={() => {
        if (refused) void startGate(refused.model.id, 'samples', null)
        useRefused.setState({ refused: null })
        onRun()
      }}
    >
      {refused?.sentence}
    </ConfirmDialog>
  )
}
