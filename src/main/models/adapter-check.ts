import type { FileHandle } from 'node:fs/promises'
import { Drafting } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { readDirectory, type Directory, type TensorEntry } from './merge-directory.ts'

/** What a LoRA adapter says about itself. */
export type AdapterFacts = {
  /** `general.name`, or null. */
  name: string | null
  rank: number
  /** Whether it was trained to judge status tags, by its three label tokens. */
  judgesStatus: boolean
  /** How a model drafts with it; null where the file does not say. */
  drafting: Drafting | null
  /** Name of the model it was trained on, or null. */
  baseName: string | null
}

/** The two halves of what an adapter adds to one tensor. */
export type Pair = { a: TensorEntry; b: TensorEntry; rank: number }

type CheckedAdapter = { facts: AdapterFacts; pairs: Map<string, Pair>; scaleOf: (rank: number) => number }

const greatestRank = 256

/**
 * Holds an open adapter against an open model before either is used together.
 * @throws AppError `model-invalid` with one sentence that says what is wrong
 */
export async function readAdapter(adapter: FileHandle, base: FileHandle, baseSha256: string): Promise<CheckedAdapter> {
  return checkAdapter(await readDirectory(adapter, 'adapter'), await readDirectory(base, 'model'), baseSha256)
}

/**
 * Refuses what is no LoRA of this model: another architecture, another base, another rank than announced, tensors that do not fit.
 * @returns what the adapter is, its halves by the tensor they change, and alpha / rank once the rank is known
 */
export function checkAdapter(lora: Directory, model: Directory, baseSha256: string): CheckedAdapter {
  const text = (name: string) => lora.texts.get(name)
  if (text('general.type') !== 'adapter' || text('adapter.type') !== 'lora') throw invalid('it is not a LoRA adapter')
  const [theirs, ours] = [text('general.architecture'), model.texts.get('general.architecture')]
  if (theirs !== ours) throw invalid(`it was made for the architecture ${short(theirs)}, and this model is ${short(ours)}`)
  // One trained on a Hugging Face folder has no checksum that a GGUF file could equal: its shapes must fit, as below.
  const trainedOn = text('raddraft.base.sha256')
  if (trainedOn !== undefined && /^[0-9a-f]{64}$/.test(trainedOn) && trainedOn !== baseSha256) throw invalid(`it was trained on another model (${short(text('raddraft.base.name'))})`)
  const alpha = lora.numbers.get('adapter.lora.alpha')
  if (alpha === undefined || !Number.isFinite(alpha) || alpha <= 0) throw invalid('it does not say how strongly it counts (adapter.lora.alpha)')
  const announced = lora.numbers.get('raddraft.adapter.rank')
  const pairs = pairsOf(lora, model)
  for (const { rank } of pairs.values()) if (announced !== undefined && announced !== rank) throw invalid(`it announces rank ${announced}, but its tensors have rank ${rank}`)
  const drafting = Drafting.safeParse(text('raddraft.adapter.drafting'))
  const facts = {
    name: text('general.name')?.trim().slice(0, 120) || null,
    rank: Math.max(...[...pairs.values()].map(({ rank }) => rank)),
    judgesStatus: text('raddraft.adapter.task') === 'status',
    drafting: drafting.success ? drafting.data : null,
    baseName: text('raddraft.base.name')?.slice(0, 120) ?? null,
  }
  return { facts, pairs, scaleOf: (rank) => alpha / rank }
}

/** The A and B of every tensor the adapter changes. */
function pairsOf(lora: Directory, model: Directory): Map<string, Pair> {
  const byName = new Map(lora.tensors.map((tensor) => [tensor.name, tensor]))
  const targets = new Map(model.tensors.map((tensor) => [tensor.name, tensor]))
  const pairs = new Map<string, Pair>()
  for (const { name } of lora.tensors) {
    const target = name.replace(/\.lora_[ab]$/, '')
    if (target === name) throw invalid(`it holds the tensor ${short(name)}, which is no part of a LoRA`)
    if (pairs.has(target)) continue
    const a = byName.get(`${target}.lora_a`)
    const b = byName.get(`${target}.lora_b`)
    if (!a || !b) throw invalid(`one half of ${short(target)} is missing`)
    const changed = targets.get(target)
    if (!changed) throw invalid(`it changes ${short(target)}, which this model does not have`)
    const [columns, rows] = changed.dimensions
    const rank = a.dimensions[1]
    const fits = [changed, a, b].every((one) => one.dimensions.length === 2) && a.dimensions[0] === columns && b.dimensions[1] === rows && b.dimensions[0] === rank
    if (!fits || rank === undefined) throw invalid(`its part for ${short(target)} does not fit the size of this model`)
    if (rank > greatestRank) throw invalid(`its rank is ${rank} (at most ${greatestRank} is allowed)`)
    for (const one of [a, b]) if (!['F16', 'F32', 'BF16'].includes(one.type)) throw invalid(`its tensors are ${one.type}; F16, BF16 and F32 can be used`)
    pairs.set(target, { a, b, rank })
  }
  if (pairs.size === 0) throw invalid('it holds no tensors')
  return pairs
}

function short(value: string | undefined): string {
  return value === undefined ? 'unknown' : value.slice(0, 80)
}

function invalid(why: string): AppError {
  return new AppError('model-invalid', `This adapter cannot be used: ${why}.`)
}
