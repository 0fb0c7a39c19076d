import type { EngineChoice } from '../../domain/evaluation/evaluation.ts'
import { gateVersion } from '../../domain/gate/gate-case.ts'
import type { GateEngine } from '../../domain/gate/gate-record.ts'
import type { DraftEngine } from '../evaluation/draft-engines.ts'

/** `modelId` null: drafts are taken from the findings. */
export const choiceOf = (modelId: string | null): EngineChoice => (modelId === null ? { type: 'extractive' } : { type: 'model', modelId })

/** Everything that figures depend on, the reports and the seed apart. `rules`: see `rulesVersion`. */
export function engineOf({ snapshot }: Pick<DraftEngine, 'snapshot'>, rules: string): GateEngine {
  const { engine, modelName, modelSha256, adapterSha256, version } = snapshot
  const model = engine.type === 'model' && modelSha256 !== null ? { id: engine.modelId, name: modelName ?? engine.modelId, sha256: modelSha256, adapterSha256 } : null
  return { model, promptVersion: version, rulesVersion: rules, gateVersion }
}
