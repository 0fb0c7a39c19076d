import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ModelIdentity } from '../../domain/model/language-model.ts'
import { createGpuVerdicts } from './gpu-verdicts.ts'
import { createLanguageModel, type LanguageModelOptions, type OwnedLanguageModel } from './language-model.ts'
import type { SpawnChild } from './model-child.ts'
import { spawnNode } from './spawn-node.ts'

export const fakeIdentity: ModelIdentity = { id: 'fake', name: 'Fake model', sha256: 'a'.repeat(64), template: 'chatml', contextLength: 4096, drafting: 'report', adapterSha256: null }
export const folder = mkdtempSync(path.join(tmpdir(), 'raddraft-owner-'))
/** Every process that was started. */
export const pids: number[] = []

const fake = fileURLToPath(new URL('../../llm/fake.ts', import.meta.url))
const stamp = { bytes: 1, device: '1', inode: '1', modified: '1', changed: '1' }
const made: OwnedLanguageModel[] = []

/** Ends what the last test started. */
export async function endAll(): Promise<void> {
  await Promise.all(made.splice(0).map((model) => model.dispose()))
}

/** An owner of fake processes (`src/llm/fake.ts`); each start takes the next list of arguments, the last one stays. */
export function owner(args: string[][], options: Partial<LanguageModelOptions> & { memoryBytes?: number; current?: () => ModelIdentity | null } = {}): { model: OwnedLanguageModel; starts: () => number } {
  let starts = 0
  const spawn: SpawnChild = () => {
    const child = spawnNode(fake, args[Math.min(starts++, args.length - 1)])()
    pids.push(child.pid()!)
    return child
  }
  const models = { current: options.current ?? (() => fakeIdentity), open: async () => ({ path: '/weights', stamp, memoryBytes: options.memoryBytes ?? 1, close: async () => {} }) }
  const verdicts = options.verdicts ?? createGpuVerdicts(path.join(folder, `${made.length}-${Math.random()}.json`), 'driver 1')
  const model = createLanguageModel({ models, spawn, verdicts, gpus: ['cpu'], ...options })
  made.push(model)
  return { model, starts: () => starts }
}
