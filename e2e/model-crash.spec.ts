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

test('the model process is killed in mid-sentence: the words stay, marked incomplete, and the next click works', async ({ app }) => {
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile())
  const report = await worklist.open('Journey, Jane')
  const reportId = await report.id()
  await app.ask('engine.start')
  const pid = await modelProcess(app)

  await report.draft()
  const words = await report.wordsAppear()
  process.kill(pid, 'SIGKILL')
  await report.draftBecomes('incomplete')
  const { draft } = await app.ask('report.open', { reportId })
  expect(draft?.state).toBe('incomplete')
  expect(draft?.text).toContain(words.trim().slice(0, 20))
  expect(draft?.problem).toContain('The words so far are kept and marked incomplete.')
  await expect(report.draftPanel).toContainText(words.trim().slice(0, 20))

  await report.draft()
  await report.draftBecomes('complete')
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
