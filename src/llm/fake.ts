import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { AppError } from '../shared/ipc/errors.ts'
import { serve } from './serve.ts'

/**
 * A model process for tests of its owner: an entry of its own that no build contains, so that no installed app can ever
 * start it. What it does wrong is told by its arguments:
 * `--die=start|load|write|prefill|phrases|score|embed|idle`, `--exit=CODE` (how it dies; without it by SIGKILL), `--hang=load|write|loop`,
 * `--dies-on=cuda,vulkan`, `--refuses=vulkan`, `--fails=CODE` (load answers with that AppError), `--ms=N` per word, `--names=WORDS`
 * (scoring gives the second answer to texts that hold these words, the first to all others).
 */
const { values } = parseArgs({
  options: {
    die: { type: 'string', default: '' },
    exit: { type: 'string' },
    hang: { type: 'string', default: '' },
    'dies-on': { type: 'string', default: '' },
    refuses: { type: 'string', default: '' },
    fails: { type: 'string' },
    ms: { type: 'string', default: '2' },
    names: { type: 'string' },
  },
})

function die(): never {
  if (values.exit !== undefined) process.exit(Number(values.exit))
  process.kill(process.pid, 'SIGKILL')
  throw new Error('unreachable')
}

function loopForEver(): never {
  for (;;) Math.random()
}

const words = 'No acute abnormality . The lungs are clear .'.split(' ')

if (values.die === 'start') die()

serve(
  Promise.resolve({
    async *load({ gpu, path, contextSize }) {
      if (values.die === 'load' || values['dies-on'].split(',').includes(gpu)) die()
      if (values.hang === 'load') await sleep(1e9)
      if (values.fails !== undefined) throw new AppError(values.fails as 'out-of-memory', 'As told.')
      if (values.refuses.split(',').includes(gpu)) {
        yield { type: 'refused', reason: 'software-device', message: `${gpu} is only software.` }
        return
      }
      yield { type: 'progress', progress: 0.5 }
      yield { type: 'loaded', gpu, threads: 1, contextSize, devices: gpu === 'cpu' ? [] : ['Test card'], release: path }
      if (values.die === 'idle') setTimeout(die, 50)
    },

    async *write({ maxTokens }, signal) {
      const began = performance.now()
      if (values.hang === 'write') await sleep(1e9)
      if (values.hang === 'loop') loopForEver()
      yield { type: 'reading', done: 1, total: 1 }
      let tokens = 0
      for (; tokens < maxTokens; tokens++) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
        if (values.die === 'write' && tokens === 3) die()
        yield { type: 'token', text: `${words[tokens % words.length]} ` }
        await sleep(Number(values.ms))
      }
      const totalMs = performance.now() - began
      yield { type: 'finished', reason: 'limit', promptTokens: 1, tokens, firstTokenMs: 1, totalMs, tokensPerSecond: (tokens / totalMs) * 1000 }
    },

    async *prefill(_prompt, signal) {
      for (let done = 1; done <= 100 && !signal.aborted; done++) {
        if (values.die === 'prefill' && done === 3) die()
        yield { type: 'reading', done, total: 100 }
        await sleep(Number(values.ms))
      }
      if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
    },

    /** Weight 1 for a prompt that begins with a capital, otherwise 0; the phrase is the prompt's first three words. */
    async *phrases({ prompts, answers, ends, maxTokens }, signal) {
      const began = performance.now()
      for (const [prompt, parts] of prompts.entries()) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
        if (values.die === 'phrases' && prompt === 1) die()
        const text = parts.filter(({ special }) => !special).map((part) => part.text).join('').trim()
        const first = answers[/^\p{Lu}/u.test(text) ? 1 : 0]!
        const shares = answers.map((answer) => (answer === first ? 0.8 : 0.2 / (answers.length - 1)))
        yield { type: 'phrase', prompt, shares, text: ends.includes(first) ? first : `${first} ${text.split(/\s+/).slice(0, Math.min(3, maxTokens - 1)).join(' ')}`, reason: 'end' }
        await sleep(Number(values.ms))
      }
      yield { type: 'finished', promptTokens: prompts.length, tokens: prompts.length, firstTokenMs: 1, totalMs: performance.now() - began }
    },

    async *score({ texts, answers }, signal) {
      for (const [text, parts] of texts.entries()) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
        if (values.die === 'score' && text === 1) die()
        const [sure, likeliest] = values.names === undefined ? [0.8, text % answers.length] : [0.97, Number(parts.some((part) => part.text.includes(values.names!)))]
        yield { type: 'scored', text, shares: answers.map((_, index) => (index === likeliest ? sure : (1 - sure) / (answers.length - 1))), mass: 0.9, tokens: 10 }
        await sleep(Number(values.ms))
      }
    },

    async *embed({ texts }, signal) {
      for (const [text, tokens] of texts.entries()) {
        if (signal.aborted) throw new AppError('cancelled', 'Cancelled.')
        if (values.die === 'embed' && text === 1) die()
        yield { type: 'embedded', text, vector: Float32Array.from({ length: 4 }, (_, index) => tokens.length + index) }
        await sleep(Number(values.ms))
      }
    },

    unload: async () => {},
  }),
)
