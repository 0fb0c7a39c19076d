import { create } from 'zustand'
import type { TrainingExportStep, TrainingExportWanted } from '../../../domain/training/training-export.ts'
import { client } from '../../lib/client.ts'
import { AppError } from '../../lib/errors.ts'
import { strings } from '../../lib/strings.ts'
import { showToast } from '../../ui/toast.tsx'

const { training: text } = strings

export type Done = Extract<TrainingExportStep, { phase: 'done' }>
type Running = Exclude<TrainingExportStep, Done>

/** What is asked for, what runs and what came out. It lives outside the screen: an export goes on while reports are written. */
export const useTraining = create<{
  /** Days as typed; empty: no limit. */
  days: { from: string; to: string }
  wanted: Omit<TrainingExportWanted, 'from' | 'to'>
  running: { step: Running | null; stop: () => void } | null
  done: Done | null
  failure: string | null
}>(() => ({ days: { from: '', to: '' }, wanted: { family: 'chatml', tags: 'person', balanced: false, validationShare: 0.1 }, running: null, done: null, failure: null }))

/** Days that leave nothing out. */
const ever = { from: '0001-01-01', to: '9999-12-31' }

/** Exports into a folder that main asks for; keeps how it ended. Never throws. */
export async function exportTraining(): Promise<void> {
  const { days, wanted, running } = useTraining.getState()
  if (running) return
  const controller = new AbortController()
  const stop = () => controller.abort()
  useTraining.setState({ running: { step: null, stop }, failure: null })
  try {
    for await (const step of client.streamUntil(controller.signal, 'training.export', { ...wanted, from: days.from || ever.from, to: days.to || ever.to })) {
      if (step.phase === 'done') {
        useTraining.setState({ done: step })
        showToast({ tone: 'good', title: text.done, description: step.folder })
      } else useTraining.setState({ running: { step, stop } })
    }
  } catch (error) {
    const { code, message } = AppError.from(error)
    if (code === 'cancelled') showToast({ title: text.cancelled })
    else useTraining.setState({ failure: message })
  }
  useTraining.setState({ running: null })
}

/** `label 3, other 2`, without what is none; null for nothing at all. */
export function countsLine(counts: Record<string, number | undefined>): string | null {
  const some = Object.entries(counts).filter(([, count]) => count)
  return some.length > 0 ? some.map(([name, count]) => `${name} ${String(count)}`).join(', ') : null
}
