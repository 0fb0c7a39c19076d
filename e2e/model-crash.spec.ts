import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type RunningApp } from './app.ts'
import { reportFile } from './reports.ts'

/** A GGUF of 35 bytes whose first key claims 2 GB: it aborts the native library when it reaches it (security.md L04). */
const hostileGguf = Buffer.concat([
  Buffer.from('GGUF'),
  Buffer.from([3, 0, 0, 0]),
  Buffer.alloc(8),
  Buffer.from([1, 0, 0, 0, 0, 0, 0, 0]),
  Buffer.from([0, 0, 0, 0x80, 0, 0, 0, 0]),
  Buffer.from('abc'),
])

async function modelProcess({ electronApp }: RunningApp): Promise<number> {
  const metrics = await electronApp.evaluate(({ app }) => app.getAppMetrics().map(({ pid, type, name, serviceName }) => ({ pid, type, name: `${name ?? ''} ${serviceName ?? ''}` })))
  const found = metrics.find(({ type, name }) => type === 'Utility' && /model/i.test(name))
  if (!found) throw new Error(`No model process among ${JSON.stringify(metrics)}`)
  return found.pid
}

/** Long enough that the model is still at work when its first phrases are on screen. */
const manyFindings = Array.from({ length: 32 }, (_, n) => `There is a ${n + 4} mm hypodense lesion in segment ${(n % 8) + 1} of the liver${n % 3 ? ', unchanged' : ', new'}.`).join('\n')

test('the model process is killed in the middle of a draft: what it wrote stays, the findings give the rest, and the next click works', async ({ app }) => {
  test.setTimeout(300_000)
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ findings: manyFindings }))
  const report = await worklist.open('Journey, Jane')
  const reportId = await report.id()
  await app.ask('engine.start')
  const pid = await modelProcess(app)

  await report.draft()
  const words = await report.wordsAppear()
  process.kill(pid, 'SIGKILL')
  await report.draftBecomes('complete')
  const { draft } = await app.ask('report.open', { reportId })
  expect(draft?.text).toContain(words.trim().split('\n')[0])
  expect(draft?.problem).toContain('What it had not reached was taken from the findings without it.')
  expect(draft?.content?.sentences.some(({ source }) => source === 'extractive')).toBe(true)
  await expect(report.draftPanel).toContainText('What it had not reached')

  await report.draft()
  await expect.poll(async () => (await app.ask('report.open', { reportId })).draft?.state, { timeout: 200_000 }).toBe('complete')
  expect(await modelProcess(app)).not.toBe(pid)
})

test('without a model the extractive draft is offered and says why', async ({ installation, scratch }) => {
  const empty = join(scratch, 'no-models')
  mkdirSync(empty)
  const app = await installation.start({ env: { RADDRAFT_MODELS: empty } })
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile())
  const report = await worklist.open('Journey, Jane')
  await report.draft()
  await report.draftBecomes('complete')
  expect(await report.sentences.count()).toBeGreaterThanOrEqual(3)
  const { draft } = await app.ask('report.open', { reportId: await report.id() })
  expect(draft).toMatchObject({ engine: 'extractive', modelId: null })
  expect(draft?.problem).toContain('taken from the findings without a model')
  await expect(report.draftPanel).toContainText(draft?.problem ?? '-')
})

test('a hostile GGUF is refused with a sentence and the app lives on', async ({ app, scratch }) => {
  const file = join(scratch, 'hostile.gguf')
  writeFileSync(file, hostileGguf)
  await app.electronApp.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] })
  }, file)
  const models = await app.shell.models()
  const started = Date.now()
  const sentence = await models.importRefused()
  expect(Date.now() - started).toBeLessThan(5000)
  console.log(`hostile GGUF: ${sentence}`)
  expect(sentence).toMatch(/^\S.{20,}\.$/s)
  const { models: installed } = await app.ask('models.list')
  expect(installed.filter(({ origin }) => origin === 'imported')).toEqual([])
  expect(readFileSync(file).equals(hostileGguf)).toBe(true)
})
