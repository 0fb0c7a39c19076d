import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StatusModels } from '../../domain/status/tiers/cascade.ts'
import { readStatusWeights } from '../../domain/status/learned/weights.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/**
 * Weights of the learned status classifier (`en.bin`, `ja.bin`) in `folder`; a language without a file is read by rules alone.
 * Throws AppError `model-invalid` for a damaged file.
 */
export function readStatusModels(folder: string): StatusModels {
  const models: StatusModels = {}
  for (const language of ['en', 'ja'] as const) {
    const file = join(folder, `${language}.bin`)
    if (!existsSync(file)) continue
    try {
      models[language] = readStatusWeights(readFileSync(file))
    } catch (error) {
      throw new AppError('model-invalid', `${language}.bin: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  return models
}
