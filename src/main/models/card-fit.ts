import type { CardFit, ModelShape } from '../../domain/model/catalog.ts'
import { draftContext } from './fit.ts'
import { tensorTypes } from './gguf-types.ts'

/** Graphics cards that departments have; bytes of memory, as sold in steps of 2^30. */
const cardSizes = [8, 12, 16, 24] as const
/** Some cards report a little less than they are sold with. */
const cardBytes = (gigabytes: number) => gigabytes * 2 ** 30 * 0.98

/** Quantizations that 8B models are published in, the best for its size first. */
const cardQuantizations = ['Q4_K_M', 'Q5_K_M', 'Q6_K', 'Q8_0', 'F16'] as const
type Quantization = (typeof cardQuantizations)[number]

/** Tokens evaluated at once on a card. */
const batch = 512
/**
 * What the driver, its libraries and the screens of a reading room keep for themselves on a card, bytes. An estimate: no
 * card was at hand where this was written.
 */
const driverBytes = 2 ** 30
/** Contexts are cut to multiples of this (llama.cpp pads the cache so). */
const contextStep = 256

const bytesPer = new Map([...tensorTypes.values()].map(([name, elements, bytes]) => [name, bytes / elements]))

/** llama.cpp's rule for the layers whose values and down projections keep more bits in the _M mixes (llama-quant.cpp, use_more_bits). */
const keepsMoreBits = (layer: number, layers: number) => layer < Math.floor(layers / 8) || layer >= Math.floor((7 * layers) / 8) || (layer - Math.floor(layers / 8)) % 3 === 2

/** Number format of each kind of matrix in a quantization. */
function typeOf(quantization: Quantization, tensor: 'embedding' | 'output' | 'value' | 'down' | 'other', moreBits: boolean): string {
  if (quantization !== 'Q4_K_M' && quantization !== 'Q5_K_M') return quantization
  if (tensor === 'output' || ((tensor === 'value' || tensor === 'down') && moreBits)) return 'Q6_K'
  return quantization === 'Q4_K_M' ? 'Q4_K' : 'Q5_K'
}

/** Bytes of a model's tensors: `table` is the token table, which llama.cpp leaves in the computer's memory, `rest` everything else. */
export function weightBytes(shape: ModelShape, quantization: Quantization): { table: number; rest: number } {
  const { blockCount, embeddingLength, feedForwardLength, headCount, headCountKv, keyLength, valueLength, vocabularySize, sharedTable } = shape
  const size = (numbers: number, type: string) => numbers * bytesPer.get(type)!
  const tokens = vocabularySize * embeddingLength
  // A table that is also the output is kept twice.
  let rest = size(tokens, typeOf(quantization, sharedTable ? 'embedding' : 'output', true)) + size(embeddingLength, 'F32')
  for (let layer = 0; layer < blockCount; layer++) {
    const more = keepsMoreBits(layer, blockCount)
    const other = typeOf(quantization, 'other', more)
    rest += size(embeddingLength * headCount * keyLength + embeddingLength * headCountKv * keyLength + headCount * valueLength * embeddingLength, other)
    rest += size(embeddingLength * headCountKv * valueLength, typeOf(quantization, 'value', more))
    rest += size(2 * embeddingLength * feedForwardLength, other) + size(feedForwardLength * embeddingLength, typeOf(quantization, 'down', more))
    rest += size(2 * embeddingLength, 'F32')
  }
  return { table: size(tokens, typeOf(quantization, 'embedding', false)), rest }
}

/** Bytes of the key-value cache at 16 bits for one token. */
export function cacheBytesPerToken({ blockCount, headCountKv, keyLength, valueLength }: ModelShape): number {
  return blockCount * headCountKv * (keyLength + valueLength) * 2
}

/** Bytes of the buffers of one batch: a row of the vocabulary and one of the model's width for each token, 32 bits. */
export function computeBytes({ vocabularySize, embeddingLength }: ModelShape): number {
  return batch * (vocabularySize + embeddingLength) * 4
}

/**
 * Memory of a graphics card for a whole model, bytes: weights without the token table + cache per token × context +
 * buffers of one batch of 512 (flash attention, so nothing grows with context × batch) + what the driver keeps.
 */
export function cardNeeded(shape: ModelShape, quantization: Quantization, context: number): number {
  return weightBytes(shape, quantization).rest + cacheBytesPerToken(shape) * context + computeBytes(shape) + driverBytes
}

/** For each quantization the longest context that fits each card, and whether a draft's does. */
export function cardFits(shape: ModelShape): CardFit[] {
  return cardQuantizations.map((quantization) => {
    const fixed = cardNeeded(shape, quantization, 0)
    const { table, rest } = weightBytes(shape, quantization)
    return {
      quantization,
      bytes: table + (shape.sharedTable ? rest - table : rest),
      cards: cardSizes.map((size) => {
        const room = Math.floor((cardBytes(size) - fixed) / cacheBytesPerToken(shape) / contextStep) * contextStep
        const context = Math.max(0, Math.min(room, shape.contextLength))
        return { gigabytes: size, context, fits: context >= Math.min(draftContext, shape.contextLength) }
      }),
    }
  })
}
