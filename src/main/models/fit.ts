import { freemem, totalmem } from 'node:os'
import type { ModelFit } from '../../domain/model/catalog.ts'
import type { GgufHeader } from './gguf.ts'

/** Tokens of the context that drafts are written in; a model trained for fewer gets fewer. */
export const draftContext = 4096
/** Tokens evaluated at once on the CPU. */
const batch = 256
/** The model process itself: Node, the native library, tokenizer tables, bytes. Measured with SmolLM2: 150 to 280 MB. */
const processBytes = 250_000_000
/** Left to everything else on the machine. */
const reserveBytes = 512 * 1024 * 1024

/**
 * Memory to run a model on the CPU, bytes: weights as loaded (without memory mapping, so once, but a token table that is
 * also the output table twice, since one of the two is rearranged), the key-value cache at 16 bits for the whole draft
 * context, the buffers of one batch, and the process. A sliding attention window would need less cache than this; the
 * larger number is the safe one.
 */
export function memoryNeeded(header: GgufHeader): number {
  const context = Math.min(draftContext, header.contextLength)
  const cache = header.blockCount * header.headCountKv * (header.keyLength + header.valueLength) * 2 * context
  const widest = Math.max(header.vocabularySize, header.feedForwardLength * 2 + header.embeddingLength * 4)
  const compute = batch * widest * 4
  return header.tensorBytes + header.sharedTableBytes + cache + compute + processBytes
}

/** Whether a model fits a machine, with the numbers and a sentence. Bytes. */
export function fitOf(neededBytes: number, machine: { totalBytes: number; freeBytes: number } = machineMemory()): ModelFit {
  const { totalBytes, freeBytes } = machine
  const numbers = { neededBytes, totalBytes, freeBytes }
  const needs = `It needs ${gigabytes(neededBytes)}`
  if (neededBytes > totalBytes - reserveBytes) {
    return { ...numbers, fits: false, explanation: `${needs}; this computer has ${gigabytes(totalBytes)} of memory in all. Choose a smaller model.` }
  }
  if (neededBytes > freeBytes) {
    return { ...numbers, fits: false, explanation: `${needs}; only ${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} are free. Close other programs, or choose a smaller model.` }
  }
  return { ...numbers, fits: true, explanation: `${needs}; ${gigabytes(freeBytes)} of ${gigabytes(totalBytes)} are free.` }
}

/** Memory of this computer, bytes. `process.availableMemory` counts what caches would give back. */
function machineMemory(): { totalBytes: number; freeBytes: number } {
  const available = typeof process.availableMemory === 'function' ? process.availableMemory() : freemem()
  return { totalBytes: totalmem(), freeBytes: available || freemem() }
}

/** Bytes as people read them: decimal units, as on the label of the memory or the disk. */
export function gigabytes(bytes: number): string {
  return bytes < 995_000_000 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
