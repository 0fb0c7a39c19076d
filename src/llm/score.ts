import type { ControlledEvaluateInputItem, LlamaContext, LlamaContextSequence, LlamaModel, Token } from 'node-llama-cpp'
import type { ScoreEvent, ScoreRequest } from '../domain/model/language-model.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerShares, answerTokens } from './answer-tokens.ts'
import { tokenizePrompt } from './tokenize-prompt.ts'
import type { Turn } from './turn.ts'

/** Sequences that are read at once; 4 to 8 are best (inference study, sections 2.6 and 3). */
const cpuSequences = 4
const gpuSequences = 8
/** Cells of one sequence: attention reads all of them, so few are quick. A report whose bone sentences take more is passed on. */
const cells = 512
/** While somebody's draft goes first, the owner hears this often that scoring is alive, milliseconds. */
const heartbeatMs = 5000

export type ScoringContext = { context: LlamaContext; sequences: LlamaContextSequence[] }

export async function createScoringContext(model: LlamaModel, onCpu: boolean): Promise<ScoringContext> {
  const count = onCpu ? cpuSequences : gpuSequences
  const contextSize = Math.min(cells, model.trainContextSize)
  const context = await model.createContext({ contextSize, sequences: count, batchSize: onCpu ? 256 : 1024, flashAttention: onCpu ? true : 'auto' })
  return { context, sequences: Array.from({ length: count }, () => context.getSequence()) }
}

type Tools = { model: LlamaModel; scoring: ScoringContext; turn: Turn; /** Called before each text. */ beforeEach: () => void }

/**
 * Probabilities of a few single-token answers after each text: one pass over the text, no sampling, no grammar. The prefix stays in every
 * sequence. A new text begins only while nothing is written, so a draft waits for the texts in flight and no longer.
 * @throws AppError `invalid-input` for an answer that is not one token, `too-large` for a prefix that leaves no room, `cancelled`
 */
export async function* score({ model, scoring, turn, beforeEach }: Tools, request: ScoreRequest, signal: AbortSignal): AsyncGenerator<ScoreEvent> {
  const { context, sequences } = scoring
  const answers = answerTokens(model, request.answers)
  const fits = context.contextSize - 1
  const prefix = tokenizePrompt(model, request.prefix, context.contextSize)
  const begins = model.tokens.bos
  const events: ScoreEvent[] = []
  const prompts: { text: number; tokens: Token[] }[] = []
  for (const [text, parts] of request.texts.entries()) {
    let tokens: Token[] | null = null
    try {
      tokens = tokenizePrompt(model, parts, context.contextSize)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'too-large') throw error
    }
    // Only the whole prompt begins with the token that marks a beginning.
    if (tokens !== null && model.tokens.shouldPrependBosToken && tokens[0] === begins) tokens = tokens.slice(1)
    if (tokens === null || prefix.length + tokens.length > fits) events.push({ type: 'too-long', text, tokens: prefix.length + (tokens?.length ?? fits), fits })
    else if (tokens.length === 0) throw new AppError('invalid-input', 'There is nothing to judge.')
    else prompts.push({ text, tokens })
  }
  // Neighbours of one length fill a batch evenly; the longest first, so that no sequence is left alone with one at the end.
  prompts.sort((a, b) => b.tokens.length - a.tokens.length)

  let next = 0
  let working = 0
  let failure: unknown = null
  let wake = () => {}
  const put = (event: ScoreEvent) => {
    events.push(event)
    wake()
  }
  const work = async (sequence: LlamaContextSequence): Promise<void> => {
    working++
    try {
      for (;;) {
        await turn.free()
        const prompt = prompts[next++]
        if (!prompt || signal.aborted || failure !== null) return
        beforeEach()
        const { shares, mass } = await scoreOne(sequence, prefix, prompt.tokens, answers)
        put({ type: 'scored', text: prompt.text, shares, mass, tokens: prompt.tokens.length })
      }
    } catch (error) {
      failure ??= error
    } finally {
      working--
      wake()
    }
  }
  const all = Promise.all(sequences.slice(0, Math.max(1, prompts.length)).map(work))
  try {
    for (;;) {
      const event = events.shift()
      if (event) yield event
      else if (working === 0) break
      else if (!(await soon(new Promise<void>((resolve) => (wake = resolve)))) && turn.isTaken()) yield { type: 'waiting' }
    }
  } finally {
    next = prompts.length
    await all
  }
  if (failure !== null) throw failure
  if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
}

/** Whether it settled before the next heartbeat. */
async function soon(promise: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => (timer = setTimeout(() => resolve(false), heartbeatMs)))
  try {
    return await Promise.race([promise.then(() => true as const), late])
  } finally {
    clearTimeout(timer)
  }
}

async function scoreOne(sequence: LlamaContextSequence, prefix: Token[], text: Token[], answers: Token[]): Promise<{ shares: number[]; mass: number }> {
  await sequence.adaptStateToTokens(prefix, false)
  const input: ControlledEvaluateInputItem[] = [...prefix.slice(sequence.nextTokenIndex), ...text]
  const last = input.length - 1
  // `includeTop` and the total weight turn logits into shares of the whole vocabulary.
  input[last] = [input[last] as Token, { generateNext: { logits: { filter: { tokens: answers, includeTop: 1 } }, totalLogitWeight: true } }]
  const next = (await sequence.controlledEvaluate(input))[last]?.next
  const { shares, weights } = answerShares(answers, next?.logits)
  if (next?.totalLogitWeight === undefined) throw new AppError('model-crashed', 'The model gave no answer.')
  const mass = weights.reduce((total, weight) => total + weight, 0)
  // So far below everything else that it vanishes: no preference is known.
  return mass === 0 ? { shares: answers.map(() => 1 / answers.length), mass: 0 } : { shares, mass: mass / next.totalLogitWeight }
}
