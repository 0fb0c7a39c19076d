import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { composeSet } from '../models/training/status/compose/index.ts'
import type { GenerateEvent } from '../src/domain/model/language-model.ts'
import { classifyReportSync } from '../src/domain/status/tiers/cascade.ts'
import { classifyReportFully, type StatusEncoder } from '../src/domain/status/encoder/with-encoder.ts'
import { labelAnswers, labelPrefix, labelText } from '../src/domain/status/tiers/label-prompt.ts'
import type { StatusInput } from '../src/domain/status/status-tag.ts'
import { createGpuVerdicts } from '../src/main/llm/gpu-verdicts.ts'
import { createLanguageModel } from '../src/main/llm/language-model.ts'
import { spawnNode } from '../src/main/llm/spawn-node.ts'
import { createStatusEncoder } from '../src/main/llm/status-encoder.ts'
import { modelFolder } from '../src/main/models/model-folder.ts'
import { createModelLibrary } from '../src/main/models/model-library.ts'
import { readCatalog } from '../src/main/models/read-catalog.ts'
import { readStatusEncoder } from '../src/main/models/read-status-encoder.ts'
import { readStatusModels } from '../src/main/models/read-status-models.ts'
import { median, type Line } from './measure.ts'

/** As many as the published system read, and what it took for them, seconds (product words, B). */
const publishedCount = 711
const publishedSeconds = 105
/** Reports for the slow baselines; their time is taken per report. */
const few = 48
const rounds = 3

const words = (text: string) => text.split(/\s+/).length

/** Composed English reports whose judged text has about 120 words: conclusions, filled up with sentences of other reports' findings about other organs. */
function reports(): StatusInput[] {
  const rows = composeSet('en', { count: 3000, seed: 41 })
  const long = rows.filter((row) => row.conclusion !== undefined && words(row.conclusion) >= 30)
  const fill = rows.filter((row) => row.label === 0 && row.findings !== undefined && row.conclusion !== undefined).map((row) => row.findings!)
  return Array.from({ length: publishedCount }, (_, index) => {
    const { indication = '', conclusion = '' } = long[index % long.length]!
    let text = conclusion
    for (let next = index; words(indication) + words(text) < 112; next += 97) text = `${fill[next % fill.length]!} ${text}`
    return { indication, conclusion: text }
  })
}

/** What a chat program does: instructions, the report, a few tokens of answer, and nothing kept from the last time. */
const chatInstructions = `You are an assistant to a radiology department. Read the radiology report below and classify the status of bone metastasis. Answer 0 if there is no bone metastasis, if it is denied, if the bone changes are benign, degenerative, traumatic or infectious, or if only other organs have metastases. Answer 1 if bone metastases are new, larger, more numerous, recurrent or found for the first time, or suspected. Answer 2 if known bone metastases are unchanged, smaller, treated or healing without any new lesion, also when other organs progress. Judge bone only. A report says "new lytic lesion of L3": the answer is 1. A report says "known sclerotic metastases unchanged": the answer is 2. A report says "no suspicious bone lesion": the answer is 0. Answer with one digit and nothing else.`

/** Speed of the tiers of the status tag against one another, in one run, on one model. */
export async function benchStatusTiers(root: string, lines: Line[]): Promise<void> {
  const weights = readStatusModels(join(root, 'models/status/'))
  const all = reports()
  const library = createModelLibrary({ catalog: await readCatalog(join(root, 'models/catalog.json')), folder: modelFolder() })
  const model = createLanguageModel({ models: library, spawn: spawnNode(join(root, 'src/llm/index.ts')), verdicts: createGpuVerdicts(join(mkdtempSync(join(tmpdir(), 'raddraft-bench-')), 'gpu.json')), gpus: ['cpu'] })
  const identity = library.current()
  if (!identity) throw new Error('No model is installed: run "npm run -s cli -- models pull".')
  const never = new AbortController().signal
  try {
    await model.start()
    const texts = all.map((input) => labelText(input, identity.template))
    const score = async (some: typeof texts): Promise<number> => {
      const begin = performance.now()
      for await (const event of model.score({ prefix: labelPrefix(identity.template), texts: some, answers: [...labelAnswers] }, never)) void event
      return some.length / ((performance.now() - begin) / 1000)
    }
    await score(texts.slice(0, 8))

    const scored: number[] = []
    const chatted: number[] = []
    for (let round = 0; round < rounds; round++) {
      const from = round * few
      scored.push(await score(texts.slice(from, from + few)))
      const begin = performance.now()
      for (let index = 0; index < 12; index++) {
        const { indication, conclusion } = all[from + index] as { indication: string; conclusion: string }
        // A number in front keeps the engine from using what it read for the last report.
        const prompt = [{ text: `<|im_start|>`, special: true }, { text: `system\n${round}.${index} ${chatInstructions}`, special: false }, { text: '<|im_end|>', special: true }, { text: '\n', special: false }, { text: '<|im_start|>', special: true }, { text: `user\nIndication: ${indication}\nConclusion: ${conclusion}`, special: false }, { text: '<|im_end|>', special: true }, { text: '\n', special: false }, { text: '<|im_start|>', special: true }, { text: 'assistant\n', special: false }]
        for await (const event of model.write({ prompt, maxTokens: 8, temperature: 0, seed: 1, stop: [] }, never)) void (event satisfies GenerateEvent)
      }
      chatted.push(12 / ((performance.now() - begin) / 1000))
      console.error(`  label tokens ${scored.at(-1)!.toFixed(1)}, chat ${chatted.at(-1)!.toFixed(1)} reports/s`)
    }
    const perChat = median(scored.map((value, index) => value / chatted[index]!))
    lines.push({ name: `status by label tokens, ${identity.id}, median of ${rounds} pairs`, figure: `${median(scored).toFixed(1)} reports/s`, baseline: `${median(chatted).toFixed(1)} reports/s with a chat prompt per report`, ratio: perChat, limit: '≥ 3', holds: perChat >= 3 })

    // The small model is not asked by the app: its catalog entry says that it guesses. So the last tier here is the encoder.
    const installed = readStatusEncoder(join(root, 'models/status/encoder'))
    if (!installed) throw new Error('The sentence encoder is missing from models/status/encoder.')
    const encoder = createStatusEncoder({ installed, spawn: spawnNode(join(root, 'src/llm/index.ts')) })
    await encoder.warm()
    let asked = 0
    const counted: StatusEncoder = { version: encoder.version, languages: encoder.languages, read: (input) => (asked++, encoder.read(input)) }
    const begin = performance.now()
    await Promise.all(all.map((input) => classifyReportFully(input, { weights, encoder: counted })))
    const seconds = (performance.now() - begin) / 1000
    await encoder.dispose()
    const onlyModel = publishedCount / median(scored)
    lines.push({ name: `${publishedCount} reports of about 120 words, all tiers the app asks, ${asked} passed on to the sentence encoder`, figure: `${seconds.toFixed(1)} s`, baseline: `${publishedSeconds} s published; ${onlyModel.toFixed(0)} s by the language model alone`, ratio: seconds / publishedSeconds, limit: '≤ 0.5', holds: seconds <= publishedSeconds / 2 })

    for (const input of all) classifyReportSync(input, { weights })
    const first = performance.now()
    for (const input of all) classifyReportSync(input, { weights })
    const learned = publishedCount / ((performance.now() - first) / 1000)
    const ratio = learned / median(scored)
    lines.push({ name: 'rules and learned tier, the same reports, one core', figure: `${Math.round(learned)} reports/s`, baseline: `${median(scored).toFixed(1)} reports/s by the language model`, ratio, limit: '≥ 20', holds: ratio >= 20 })
  } finally {
    await model.dispose()
  }
}
