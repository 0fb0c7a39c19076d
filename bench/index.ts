import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { classifyStatus } from '../src/domain/status/classify-status.ts'
import { modelFolder } from '../src/main/models/model-folder.ts'
import { createModelLibrary } from '../src/main/models/model-library.ts'
import { readCatalog } from '../src/main/models/read-catalog.ts'
import { keyToPaint, quantile } from '../e2e/key-to-paint.ts'
import { firstFrame, startReady } from './app.ts'
import { benchArchive } from './archive.ts'
import { benchChecks } from './checks.ts'
import { cancelWhileReading, createReport, draftInPage, type DraftRun } from './draft.ts'
import { median, print, type Line } from './measure.ts'
import type { Native } from './native.ts'
import { benchPhrases } from './phrases.ts'
import { benchStatusTiers } from './status-tiers.ts'

const root = join(import.meta.dirname, '..')
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5)
const lines: Line[] = []

const organs = ['liver', 'spleen', 'pancreas', 'left kidney', 'right kidney', 'left adrenal', 'right adrenal', 'urinary bladder', 'stomach', 'sigmoid colon']

/** Fictional findings of about this many words; `salt` makes each one new to the model's prefix cache. */
function findingsOf(words: number, salt: number): string {
  const sentences: string[] = []
  for (let index = 0; sentences.join(' ').split(' ').length < words; index++) {
    sentences.push(`The ${organs[(index + salt) % organs.length]} shows a ${4 + ((index * 7 + salt * 3) % 40)} mm lesion without enhancement, unchanged.`)
  }
  return sentences.join(' ')
}

/** Reports per second of the rules on one core, on our own fictional test reports. */
function benchRules(): void {
  const reports = ['en', 'ja'].flatMap((language) =>
    readFileSync(join(root, `models/training/status/test-${language}.jsonl`), 'utf8').trim().split('\n').map((line) => {
      const { indication, findings, conclusion } = JSON.parse(line) as Record<string, string | undefined>
      return { ...(indication !== undefined && { indication }), ...(findings !== undefined && { findings }), ...(conclusion !== undefined && { conclusion }) }
    }),
  )
  for (const report of reports) classifyStatus(report)
  const begin = performance.now()
  let count = 0
  while (performance.now() - begin < 2000) {
    for (const report of reports) classifyStatus(report)
    count += reports.length
  }
  const perSecond = count / ((performance.now() - begin) / 1000)
  lines.push({ name: `status rules, ${reports.length} fictional reports in turn, one core`, figure: `${Math.round(perSecond)} reports/s`, baseline: '5,000 reports/s asked for', ratio: perSecond / 5000, limit: '≥ 1', holds: perSecond >= 5000 })
}

async function benchFirstFrame(): Promise<void> {
  const blank: number[] = []
  const app: number[] = []
  await firstFrame(root)
  await firstFrame(join(root, 'bench/blank'))
  for (let round = 0; round < rounds; round++) {
    blank.push(await firstFrame(join(root, 'bench/blank')))
    app.push(await firstFrame(root))
  }
  const ratio = median(app.map((value, index) => value / blank[index]!))
  lines.push({ name: `first frame after launch, median of ${rounds} pairs`, figure: `${Math.round(median(app))} ms`, baseline: `${Math.round(median(blank))} ms blank Electron window`, ratio, limit: '≤ 1.4', holds: ratio <= 1.4 })
}

async function benchDrafting(): Promise<void> {
  const library = createModelLibrary({ catalog: await readCatalog(join(root, 'models/catalog.json')), folder: modelFolder() })
  const identity = library.current()
  if (!identity) throw new Error('No model is installed: run "npm run -s cli -- models pull".')
  const weights = (await library.list()).find((view) => view.id === identity.id)?.path ?? ''

  const { page, stop } = await startReady(root)
  const native: Native[] = []
  const drafts: DraftRun[] = []
  // The first draft loads the model; it is not part of the figures.
  await draftInPage(page, await createReport(page, findingsOf(120, 0)))
  for (let round = 1; round <= rounds; round++) {
    const run = await draftInPage(page, await createReport(page, findingsOf(120, round)))
    drafts.push(run)
    console.error(`  ${run.tokensPerSecond.toFixed(1)} tokens/s, first words ${Math.round(run.firstTokenMs)} ms, ${Math.round(run.totalMs)} ms in all`)
    if (identity.drafting === 'phrases') continue
    const engine = (await page.evaluate(engineState)) as { threads: number | null }
    const args = [join(import.meta.dirname, 'native.ts'), weights, '400', '64', String(engine.threads ?? availableParallelism())]
    console.error(`  native with ${args.at(-1)} threads`)
    native.push(JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Native)
  }
  if (identity.drafting === 'phrases') {
    const total = median(drafts.map((run) => run.totalMs))
    lines.push({ name: `whole draft in the window, findings of 120 words, ${identity.id}, median of ${rounds}`, figure: `${(total / 1000).toFixed(2)} s`, baseline: '2.0 s', ratio: total / 2000, limit: '≤ 1', holds: total <= 2000 })
  } else pushWholeReport(drafts, native, identity.id)

  const frames: number[] = []
  for (let round = 0; round < rounds; round++) frames.push((await draftInPage(page, await createReport(page, findingsOf(120, 50 + round)), { countFrames: true })).longestFrameMs)
  const longest = Math.max(...frames)
  lines.push({ name: `longest animation frame of the window in ${rounds} drafts`, figure: `${longest.toFixed(1)} ms`, baseline: '50 ms', ratio: longest / 50, limit: '≤ 1', holds: longest <= 50 })

  const cancels = []
  for (let round = 0; round < rounds; round++) {
    const cancelled = await cancelWhileReading(page, await createReport(page, findingsOf(2000, 100 + round)))
    const isTooLate = cancelled.sawToken && identity.drafting === 'report'
    if (isTooLate || cancelled.state !== 'cancelled') throw new Error(`The draft was too far before it could be cancelled (${cancelled.state}).`)
    cancels.push(cancelled.cancelMs)
  }
  const cancel = median(cancels)
  lines.push({ name: `cancel while ${identity.drafting === 'phrases' ? '64 sentences are asked' : 'a prompt of about 3,500 tokens is read'}, median of ${rounds}`, figure: `${Math.round(cancel)} ms`, baseline: '150 ms', ratio: cancel / 150, limit: '≤ 1', holds: cancel <= 150 })
  await stop()
}

/** Speed of a conclusion that is written in one go, against the native library of the same minutes. */
function pushWholeReport(drafts: readonly DraftRun[], native: readonly Native[], modelId: string): void {
  const decode = median(drafts.map((run, index) => run.tokensPerSecond / native[index]!.decodePerSecond))
  lines.push({ name: `tokens/s in the window, ${modelId}, median of ${rounds} pairs`, figure: `${median(drafts.map((run) => run.tokensPerSecond)).toFixed(1)} tokens/s`, baseline: `${median(native.map((run) => run.decodePerSecond)).toFixed(1)} tokens/s llama.cpp's own counter`, ratio: decode, limit: '≥ 0.9', holds: decode >= 0.9 })

  const expected = drafts.map((run, index) => (promptTokensOf(run) / native[index]!.prefillPerSecond + 1 / native[index]!.decodePerSecond) * 1000)
  const first = median(drafts.map((run, index) => run.firstTokenMs / expected[index]!))
  lines.push({ name: 'first token of findings never seen (model loaded when the report was opened)', figure: `${Math.round(median(drafts.map((run) => run.firstTokenMs)))} ms`, baseline: `${Math.round(median(expected))} ms prompt ÷ native prefill + one token`, ratio: first, limit: '≤ 1.3', holds: first <= 1.3 })
}

/** Runs in the page: the newest state of the engine. */
function engineState(): Promise<unknown> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.addEventListener('message', ({ data }) => {
      resolve(data.value)
      port1.close()
    })
    port1.start()
    window.postMessage({ kind: 'stream', name: 'engine.watch' }, '*', [port2])
  })
}

function promptTokensOf({ readingTokens }: DraftRun): number {
  if (readingTokens === null) throw new Error('The draft never said how long its prompt is.')
  return readingTokens
}

/** Typing into findings of 1 MB through the real editor. */
async function benchTyping(): Promise<void> {
  const { page, stop } = await startReady(root)
  const sentence = 'Small cyst of the liver, 7 mm, segment VI. No enlarged lymph node. '
  const findings = `${sentence.repeat(12)}\n`.repeat(Math.floor(1_040_000 / (sentence.length * 12 + 1)))
  await createReport(page, findings)
  await page.reload()
  await page.getByRole('grid', { name: 'Worklist' }).getByText('Bench, Fictional').dblclick()
  await page.getByTestId('section-findings').click()
  await page.keyboard.press('Control+End')
  const delays = await keyToPaint(page, 150)
  const p95 = quantile(delays, 0.95)
  lines.push({ name: `key to paint in findings of ${findings.length.toLocaleString('en')} characters, 95 % of 150 keys below`, figure: `${p95} ms (median ${quantile(delays, 0.5)} ms)`, baseline: '50 ms', ratio: p95 / 50, limit: '≤ 1', holds: p95 <= 50 })
  await stop()
}

const parts = { rules: benchRules, checks: () => benchChecks(lines), 'first-frame': benchFirstFrame, drafting: benchDrafting, phrases: () => benchPhrases(root, rounds, lines), typing: benchTyping, 'status-tiers': () => benchStatusTiers(root, lines), archive: () => benchArchive(lines) }
const asked = process.argv.slice(2)
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`${name} …`)
  await part()
}
print(lines)
process.exit(lines.every((line) => line.holds) ? 0 : 1)
