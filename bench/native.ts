import { getLlama, LlamaLogLevel } from 'node-llama-cpp'

/** What this program prints; tokens per second. */
export type Native = { prefillPerSecond: number; decodePerSecond: number }

/**
 * The native library without the app, in a process of its own: reads `promptTokens` tokens and writes `tokens` more.
 * Prints `{prefillPerSecond, decodePerSecond}` from llama.cpp's own counters, so no JavaScript is in the figure.
 * Call: node native.ts MODEL PROMPT_TOKENS TOKENS THREADS
 */
const [modelPath = '', promptText = '300', tokensText = '64', threadsText = '2'] = process.argv.slice(2)
const threads = Number(threadsText)
const counters: string[] = []
const llama = await getLlama({
  gpu: false,
  build: 'never',
  skipDownload: true,
  maxThreads: threads,
  logLevel: LlamaLogLevel.info,
  logger: (_level, message) => counters.push(message),
})
const model = await llama.loadModel({ modelPath, gpuLayers: 0 })
const context = await model.createContext({ contextSize: 2048, batchSize: 256, threads, flashAttention: true, performanceTracking: true })
const sequence = context.getSequence()
const words = model.tokenize('The liver shows a hypodense lesion in segment four without enhancement and the spleen is normal in size. ')
const prompt = Array.from({ length: Number(promptText) }, (_, index) => words[index % words.length]!)
await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(0, -1))
let written = 0
for await (const _token of sequence.evaluate(prompt.slice(-1), { temperature: 0, yieldEogToken: true })) if (++written >= Number(tokensText)) break
counters.length = 0
await context.printTimings()
await new Promise((resolve) => setTimeout(resolve, 50))
const text = counters.join('\n')
const perSecond = (what: RegExp) => Number(what.exec(text)?.[1])
console.log(
  JSON.stringify({
    prefillPerSecond: perSecond(/prompt eval time.*?([\d.]+) tokens per second/),
    decodePerSecond: perSecond(/(?<!prompt )eval time.*?([\d.]+) tokens per second/),
  } satisfies Native),
)
await llama.dispose()
