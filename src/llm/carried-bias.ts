import { setImmediate as nextTurn } from 'node:timers/promises'
import { TokenBias, type LlamaModel, type Token } from 'node-llama-cpp'
import { addPiece, createCarriedOnly, noPieces, type TellingPieces } from './carried-only.ts'

/** Tokens that are looked at before anyone else gets a turn. */
const atOnce = 4096
/** Added to what has to come next: more than any model's logits differ. */
const surely = 1000

const read = new WeakMap<LlamaModel, Promise<TellingPieces<Token>>>()

/** The vocabulary is read once per model: 0.2 s of one core for 49,152 tokens. */
function tellingPieces(model: LlamaModel): Promise<TellingPieces<Token>> {
  let pieces = read.get(model)
  if (!pieces) read.set(model, (pieces = readVocabulary(model)))
  return pieces
}

async function readVocabulary(model: LlamaModel): Promise<TellingPieces<Token>> {
  const pieces = noPieces<Token>()
  let seen = 0
  for (const token of model.iterateAllTokens()) {
    if (!model.isEogToken(token)) addPiece(pieces, { token, text: model.detokenize([token], false) })
    if (++seen % atOnce === 0) await nextTurn()
  }
  return pieces
}

/** What to ask the sampler for after the answer so far; undefined: nothing is held back. */
export type CarriedBias = (written: string) => TokenBias | undefined

/**
 * Holds answers to the numbers, levels, units and sides of what carries them.
 * @returns a maker of one such hold per carrier
 */
export async function createCarriedBias(model: LlamaModel): Promise<(carrier: string, mayList: boolean) => CarriedBias> {
  const pieces = await tellingPieces(model)
  return (carrier, mayList) => {
    const held = createCarriedOnly(pieces, carrier, mayList)
    return (written) => {
      const { never, only } = held(written)
      if (never.length === 0 && only.length === 0) return undefined
      const bias = TokenBias.for(model)
      for (const token of only) bias.set(token, { logit: surely })
      for (const token of never) bias.set(token, 'never')
      return bias
    }
  }
}
