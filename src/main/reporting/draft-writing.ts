import type { DraftInput } from '../../domain/draft/draft.ts'
import type { PhraseAnswer } from '../../domain/draft/model/compose-phrases.ts'
import { readPhraseAnswer } from '../../domain/draft/model/phrase-prompt.ts'
import type { PromptOptions } from '../../domain/draft/model/prompt.ts'
import { readAnswer } from '../../domain/draft/model/read-answer.ts'
import type { DraftEvent } from '../../domain/draft/stored-draft.ts'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import type { GenerateEvent, GenerateRequest, LanguageModel, PhraseEvent, PhrasingModel } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { askPhrases } from '../../domain/draft/model/ask-phrases.ts'
import type { DraftPlan } from './draft-plan.ts'
import type { DraftTools } from './draft-tools.ts'

/** What a model has given so far; filled while it writes, so that nothing is lost when it dies. */
export type Written = {
  text: string
  answers: Map<number, PhraseAnswer>
  finished: Extract<GenerateEvent, { type: 'finished' }> | null
  phrased: Extract<PhraseEvent, { type: 'finished' }> | null
  failure: AppError | null
  retried: boolean
}

export const nothingYet = (): Written => ({ text: '', answers: new Map(), finished: null, phrased: null, failure: null, retried: false })

type Tell = (event: DraftEvent) => void

/** The whole conclusion, word by word; every finished sentence is judged while the next is written. Fills `written`, throws what `write` throws. */
export async function writeReport(model: LanguageModel, plan: Pick<DraftPlan, 'request' | 'again'>, judge: (sentence: string) => string | null, signal: AbortSignal, tell: Tell, written: Written): Promise<void> {
  if (!plan.request) throw new AppError('model-invalid', 'For this model’s family there is no prompt.')
  const first = await writeOnce(model, plan.request, judge, signal, tell, written)
  if (!written.finished || written.finished.reason !== 'end' || first.length === 0) return
  const again = plan.again(written.text, first.map(({ text }) => text))
  if (!again) return
  // A second answer is only better when less of it is struck; until then the first one stays what is stored.
  tell({ type: 'again' })
  tell({ type: 'phase', phase: 'writing', message: `Writing it again: the findings do not carry “${shortened(first[0]!.text)}”.` })
  const second: Written = { ...written, text: '', finished: null }
  const still = await writeOnce(model, again, judge, signal, tell, second).catch((): null => null)
  written.retried = true
  if (still && second.finished && second.text.trim() !== '' && still.length < first.length) Object.assign(written, { text: second.text, finished: second.finished })
}

/** The whole conclusion with nobody waiting for its words: greedy, and with the one retry that a person's draft has. Fills `written`, throws what `write` throws. */
export async function writeUnattended(model: LanguageModel, template: PromptFamily, tools: Pick<DraftTools, 'buildPrompt' | 'judge'>, input: DraftInput, options: PromptOptions, signal: AbortSignal, written: Written): Promise<{ condensed: boolean }> {
  const build = (more: PromptOptions) => tools.buildPrompt(input, template, { ...options, ...more })
  const request = ({ parts, maxTokens, stop }: ReturnType<typeof build>): GenerateRequest => ({ prompt: parts, maxTokens, temperature: 0, seed: 1, stop })
  const first = build({})
  await writeReport(model, { request: request(first), again: (answer, struck) => request(build({ retry: { answer, struck } })) }, tools.judge(input), signal, () => {}, written)
  return { condensed: first.condensed.length > 0 }
}

async function writeOnce(model: LanguageModel, request: GenerateRequest, judge: (sentence: string) => string | null, signal: AbortSignal, tell: Tell, written: Written): Promise<{ text: string }[]> {
  const judged = new Set<string>()
  const struck: { text: string }[] = []
  const judgeSoFar = (complete: boolean) => {
    for (const text of readAnswer(written.text.toWellFormed(), complete)) {
      if (judged.has(text)) continue
      judged.add(text)
      const reason = judge(text)
      if (!reason) continue
      struck.push({ text })
      tell({ type: 'struck', text, reason })
    }
  }
  for await (const event of model.write(request, signal)) {
    if (event.type === 'reading') tell({ type: 'phase', phase: 'reading', message: `Reading the findings (${event.done} of ${event.total} tokens).` })
    else if (event.type === 'finished') written.finished = event
    else {
      if (written.text === '') tell({ type: 'phase', phase: 'writing', message: 'Writing the conclusion.' })
      written.text += event.text
      tell({ type: 'token', text: event.text })
      // The last sentence is only known to be whole when something follows it.
      if (/[.!?。！？\n]/u.test(event.text) || /[.!?。！？]\s*\S$/u.test(written.text)) judgeSoFar(false)
    }
  }
  if (!written.finished) throw new AppError('model-crashed', 'The model ended in the middle of its answer.')
  judgeSoFar(written.finished.reason === 'end')
  return struck
}

/** Weight and phrase of every sentence; the words so far are the phrases as they come. Fills `written`, throws what `phrases` throws. */
export async function writePhrases(model: PhrasingModel, plan: Pick<DraftPlan, 'asked'>, signal: AbortSignal, tell: Tell, written: Written): Promise<void> {
  if (plan.asked.length === 0) return
  tell({ type: 'phase', phase: 'reading', message: `Weighing ${plan.asked.length === 1 ? 'one sentence' : `${plan.asked.length} sentences`} of the findings.` })
  let done = 0
  const told = (answer: PhraseAnswer) => {
    done++
    tell({ type: 'phase', phase: 'writing', message: `${done} of ${plan.asked.length} sentences.` })
    const phrase = readPhraseAnswer(answer.text)?.phrase
    if (!phrase) return
    const text = `${phrase.toWellFormed()}\n`
    written.text += text
    tell({ type: 'token', text })
  }
  const { finished } = await askPhrases(model, plan.asked, signal, told, written.answers)
  written.phrased = finished
  if (!finished) throw new AppError('model-crashed', 'The model ended in the middle of its answers.')
}

const shortened = (text: string) => (text.length <= 60 ? text : `${text.slice(0, 57).toWellFormed()}…`)
