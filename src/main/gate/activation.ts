import { AppError } from '../../shared/ipc/errors.ts'
import type { Gate } from './gate.ts'
import type { ModelLibrary } from '../models/model-library.ts'

export type Activation = ReturnType<typeof createActivation>

/** The door through which the chosen model is changed. Whether the chosen one drafts is decided anew for every draft (`Gate.inForce`). */
export function createActivation({ models, gate }: { models: Pick<ModelLibrary, 'activate' | 'deactivate' | 'find' | 'current'>; gate: Pick<Gate, 'requirePassed' | 'heldBack' | 'modelChanged'> }) {
  async function change(work: () => Promise<void>): Promise<null> {
    await work()
    gate.modelChanged()
    return null
  }

  /** What stands now, in one or two sentences. */
  function standing(): string {
    const chosen = models.current()
    const why = chosen ? gate.heldBack() : 'No model is in use.'
    return why === null ? `Drafts are written with ${chosen?.name ?? ''}.` : `${why} Drafts are taken from the findings.`
  }

  return {
    /** Throws AppError `forbidden` for a model that has not passed the checks, `model-missing`, `checksum`. */
    activate: (modelId: string): Promise<null> => change(async () => (gate.requirePassed(modelId), models.activate(modelId))),

    /** Drafts are taken from the findings until somebody chooses a model. Never refused. */
    deactivate: (): Promise<null> => change(models.deactivate),

    /**
     * Back to the model that was chosen before; null: to none. Never refused: one that is gone or damaged becomes none, one that has not passed
     * the checks is chosen and drafts only when it has. Returns what stands then.
     */
    async goBack(modelId: string | null): Promise<string> {
      if (modelId === null) {
        await change(models.deactivate)
        return standing()
      }
      const name = models.find(modelId)?.name ?? modelId
      try {
        await change(() => models.activate(modelId))
        return standing()
      } catch (error) {
        await change(models.deactivate)
        return `${name} is ${AppError.from(error).code === 'checksum' ? 'damaged' : 'not installed any more'}. ${standing()}`
      }
    },
  }
}
