import type { ControlledEvaluateInputItem, LlamaContext, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp'
import type { PhraseEvent, PhraseRequest } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { createCarriedBias, type CarriedBias } from './carried-bias.ts'
import { answerShares, answerTokens } from './answer-tokens.ts'
import { createStopFilter, createTokenText, isRepeating, type StopFilter, type TokenText } from './text-stream.ts'
import { tokenizePrompt } from './tokenize-prompt.ts'

/** Cells that a sequence may have: prompt and answer have to fit. Few are quick and small, so the fewest that do are taken. */
const cellSizes = [512, 1024, 2048]
/**
 * Cells of all sequences together, and the most sequences. On a CPU four in step are quickest: each more reads the beginning that
 * all prompts share once more, and a larger batch of single tokens gains little.
 */
const cpuRoom = { cells: 4096, sequences: 4 }
const gpuRoom = { cells: 16_384, sequences: 16 }
/** One step, in which every sequence gets a piece of its prompt or its next token, should take no longer, milliseconds. */
const stepMs = 80
/** Smaller pieces of a prompt would halve the speed of reading (inference study, section 3). */
const smallestPiece = 64

export type PhraseContext = { context: LlamaContext; cells: number; sequences: LlamaContextSequence[] }

/** @param lora path of the adapter that writing goes through */
export async function createPhraseContext(model: LlamaModel, onCpu: boolean, lora: string | undefined, cells: number): Promise<PhraseContext> {
  const room = onCpu ? cpuRoom : gpuRoom
  const count = Math.max(1, Math.min(room.sequences, Math.floor(room.cells / cells)))
  const context = await model.createContext({ contextSize: cells, sequences: count, batchSize: onCpu ? 256 : 1024, flashAttention: onCpu ? true : 'auto', ...(lora !== undefined && { lora }) })
  return { context, cells, sequences: Array.from({ length: count }, () => context.getSequence()) }
}

type PhraseTools = {
  model: LlamaModel
  /** A context whose sequences have at least so many cells, one of `cellSizes`. */
  contextOf: (cells: number) => Promise<PhraseContext>
  /** Called before each step. */
  beforeEach: () => void
}

type Prompt = { prompt: number; tokens: Token[] }

type Answering = Prompt & {
  shares: number[]
  /** Empty until the prompt is read. */
  written: Token[]
  text: string
  /** With what the stop filter still holds, without the first token. */
  said: string
  hold: CarriedBias | null
  pieces: TokenText
  stop: StopFilter
}

type Slot = { sequence: LlamaContextSequence; answering: Answering | null }
type Wanted = { model: LlamaModel; request: PhraseRequest; answers: Token[]; carriedBias: Awaited<ReturnType<typeof createCarriedBias>> | null }

/**
 * Short answers to many prompts, greedily, beside one another. All sequences go in step: those that write get one token,
 * the rest of the batch goes to prompts. So no batch runs half empty, and a cancel is heard after one step.
 * @throws AppError `invalid-input` for an answer that is not one token or an empty prompt, `cancelled`
 */
export async function* writePhrases({ model, contextOf, beforeEach }: PhraseTools, request: PhraseRequest, signal: AbortSignal): AsyncGenerator<PhraseEvent> {
  const began = performance.now()
  const answers = answerTokens(model, request.answers)
  const longest = Math.min(cellSizes.at(-1)!, model.trainContextSize)
  const fits = longest - 1 - request.maxTokens
  const waiting: Prompt[] = []
  for (const [prompt, parts] of request.prompts.entries()) {
    const tokens = tokenizeOrCount(model, parts, longest)
    if (typeof tokens === 'number' || tokens.length > fits) yield { type: 'too-long', prompt, tokens: typeof tokens === 'number' ? tokens : tokens.length, fits }
    else if (tokens.length === 0) throw new AppError('invalid-input', 'There is nothing to write from.')
    else waiting.push({ prompt, tokens })
  }
  const wanted: Wanted = { model, request, answers, carriedBias: request.carriers ? await createCarriedBias(model) : null }
  const counts = { promptTokens: 0, tokens: 0 }
  let firstTokenMs = 0
  if (waiting.length > 0) {
    const needed = Math.max(...waiting.map(({ tokens }) => tokens.length)) + 1 + request.maxTokens
    const { context, sequences } = await contextOf(cellSizes.find((cells) => cells >= needed) ?? longest)
    const slots: Slot[] = sequences.map((sequence) => ({ sequence, answering: null }))
    const most = context.batchSize - slots.length
    let budget = Math.min(most, smallestPiece * 2)
    for (;;) {
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
      beforeEach()
      const stepped = performance.now()
      const step = await takeStep(wanted, slots, waiting, budget)
      if (!step) break
      counts.promptTokens += step.read
      counts.tokens += step.written
      if (step.written > 0) firstTokenMs ||= performance.now() - began
      yield* step.done
      const affordable = ((step.read + step.written) / (performance.now() - stepped)) * stepMs
      if (step.read >= smallestPiece) budget = Math.max(smallestPiece, Math.min(most, Math.floor(affordable / 32) * 32))
    }
  }
  yield { type: 'finished', ...counts, firstTokenMs, totalMs: performance.now() - began }
}

/** The tokens of a prompt, or about how many there are of one that is far too long. */
function tokenizeOrCount(model: LlamaModel, parts: PhraseRequest['prompts'][number], longest: number): Token[] | number {
  try {
    return tokenizePrompt(model, parts, longest)
  } catch (error) {
    if (error instanceof AppError && error.code === 'too-large') return (error.detail as { tokens: number }).tokens
    throw error
  }
}

type Step = { read: number; written: number; done: Extract<PhraseEvent, { type: 'phrase' }>[] }

/** One batch for all sequences: `budget` tokens of prompts at most, one token of each answer. Null when nothing is left to do. */
async function takeStep(wanted: Wanted, slots: Slot[], waiting: Prompt[], budget: number): Promise<Step | null> {
  const step: Step = { read: 0, written: 0, done: [] }
  for (const slot of slots) if (!slot.answering && waiting.length > 0) slot.answering = await begin(wanted, slot.sequence, waiting.shift()!)
  // All at once from here: a batch leaves with what has been handed over by then.
  const work: Promise<void>[] = []
  for (const slot of slots) {
    const { answering } = slot
    if (!answering) continue
    if (answering.written.length > 0) {
      work.push(writeNext(wanted, slot, answering, step))
      continue
    }
    const from = slot.sequence.nextTokenIndex
    const piece = answering.tokens.slice(from, from + budget - step.read)
    if (piece.length === 0) continue
    step.read += piece.length
    if (from + piece.length < answering.tokens.length) work.push(slot.sequence.evaluateWithoutGeneratingNewTokens(piece))
    else work.push(writeFirst(wanted, slot, answering, piece, step))
  }
  if (work.length === 0) return null
  // Nobody may leave while another sequence still computes.
  const failed = (await Promise.allSettled(work)).find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return step
}

/** What the prompt has in common with the one before it in this sequence stays; at least its last token is read again. */
async function begin({ model, request, carriedBias }: Wanted, sequence: LlamaContextSequence, prompt: Prompt): Promise<Answering> {
  await sequence.adaptStateToTokens(prompt.tokens.slice(0, -1), false)
  const pieces = createTokenText((tokens, before) => model.detokenize(tokens as Token[], false, before as Token[]))
  const carrier = request.carriers?.[prompt.prompt]
  const hold = carriedBias && carrier !== undefined ? carriedBias(carrier, false) : null
  return { ...prompt, shares: [], written: [], text: '', said: '', hold, pieces, stop: createStopFilter(request.stop) }
}

/** Reads the last piece of the prompt and chooses the first token among the answers. */
async function writeFirst({ request, answers }: Wanted, slot: Slot, answering: Answering, piece: Token[], step: Step): Promise<void> {
  const input: ControlledEvaluateInputItem[] = [...piece]
  const last = input.length - 1
  input[last] = [piece[last]!, { generateNext: { logits: { filter: { tokens: answers } } } }]
  const { shares } = answerShares(answers, (await slot.sequence.controlledEvaluate(input))[last]?.next.logits)
  const chosen = shares.indexOf(Math.max(...shares))
  const text = request.answers[chosen]!
  answering.shares = shares
  answering.written.push(answers[chosen]!)
  // Only for the tokens that follow: how it looks alone is known.
  answering.pieces.push(answers[chosen]!)
  step.written++
  answering.text = text
  if (request.ends.includes(text)) finish(slot, answering, 'end', step)
  else if (request.maxTokens <= 1) finish(slot, answering, 'limit', step)
}

async function writeNext({ model, request }: Wanted, slot: Slot, answering: Answering, step: Step): Promise<void> {
  const tokenBias = answering.hold?.(answering.said)
  const input: ControlledEvaluateInputItem = [answering.written.at(-1)!, { generateNext: { token: true, options: { temperature: 0, ...(tokenBias && { tokenBias }) } } }]
  const token = (await slot.sequence.controlledEvaluate([input]))[0]?.next.token
  if (token === undefined || token === null) throw new AppError('model-crashed', 'The model gave no answer.')
  step.written++
  if (model.isEogToken(token)) return finish(slot, answering, 'end', step)
  answering.written.push(token)
  const piece = answering.pieces.push(token)
  answering.said += piece
  const { text, stopped } = answering.stop.push(piece)
  answering.text += text
  if (stopped) finish(slot, answering, 'stopped', step)
  else if (answering.written.length >= request.maxTokens || isRepeating(answering.written)) finish(slot, answering, 'limit', step)
}

function finish(slot: Slot, { prompt, shares, text, pieces, stop }: Answering, reason: 'end' | 'stopped' | 'limit', step: Step): void {
  slot.answering = null
  const rest = reason === 'stopped' ? '' : restOf(pieces, stop)
  step.done.push({ type: 'phrase', prompt, shares, text: text + rest, reason: reason === 'limit' ? 'limit' : 'end' })
}

/** What was held back because a character or a stop text might still have become whole. */
function restOf(pieces: TokenText, stop: StopFilter): string {
  const { text, stopped } = stop.push(pieces.flush())
  return stopped ? text : text + stop.flush()
}
