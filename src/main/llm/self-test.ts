import type { SelfTestStep } from '../../domain/model/engine-state.ts'
import type { GenerateRequest, LanguageModel } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'

/** A fictional report of ours; no template, so that every model can be tested the same way. */
const request: GenerateRequest = {
  prompt: [
    {
      text: 'Findings: The lungs are clear. No pleural effusion. The heart is of normal size. A simple cyst of 2 cm lies in the left kidney.\nConclusion: 1. Lungs are clear. 2.',
      special: false,
    },
  ],
  maxTokens: 32,
  temperature: 0,
  seed: 1,
  stop: ['\n\n'],
}

/** Loads the model if need be and lets it write; every step says how long it took, a failed one is the last. */
export async function* runSelfTest(model: LanguageModel & { start(): Promise<void> }, signal: AbortSignal): AsyncGenerator<SelfTestStep> {
  let step: SelfTestStep['step'] = 'load'
  let began = performance.now()
  const elapsed = () => Math.round(performance.now() - began)
  try {
    await model.start()
    yield { step, ok: true, milliseconds: elapsed(), message: 'The model is loaded.' }
    step = 'prefill'
    began = performance.now()
    let text = ''
    for await (const event of model.write(request, signal)) {
      if (event.type === 'token') {
        if (step === 'prefill') {
          yield { step, ok: true, milliseconds: elapsed(), message: 'The model read the test report.' }
          step = 'write'
          began = performance.now()
        }
        text += event.text
      } else if (event.type === 'finished') {
        const ok = text.trim() !== ''
        const message = ok ? `The model wrote ${event.tokens} tokens, ${event.tokensPerSecond.toFixed(1)} a second.` : 'The model wrote nothing.'
        yield { step: 'write', ok, milliseconds: elapsed(), message }
        yield { step: 'done', ok, milliseconds: Math.round(event.totalMs), message: ok ? 'The self-test passed.' : 'The self-test failed: choose another model.' }
      }
    }
  } catch (error) {
    yield { step, ok: false, milliseconds: elapsed(), message: AppError.from(error).message }
  }
}
