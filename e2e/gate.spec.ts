import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { modelFolder } from '../src/main/models/model-folder.ts'
import { expect, projectRoot, test, type RunningApp } from './app.ts'
import { GatePage } from './pages/gate-page.ts'

const shippedReports = readFileSync(join(import.meta.dirname, '../resources/gate/reports.jsonl'), 'utf8').trim().split('\n').length
const minutes = (count: number) => count * 60_000

/** For people to look at. */
async function pictures(app: RunningApp, name: string): Promise<void> {
  const folder = join(projectRoot, 'test-results/screens')
  mkdirSync(folder, { recursive: true })
  for (const size of [{ width: 1920, height: 1080 }, { width: 1280, height: 800 }]) {
    await app.resize(size)
    await app.page.screenshot({ path: join(folder, `${name}-${size.width}x${size.height}.png`), animations: 'disabled' })
  }
}

async function checks(app: RunningApp): Promise<GatePage> {
  await app.shell.models()
  return new GatePage(app.page).open()
}

test('a run of the checks goes on after kill -9, ends in a record, and the record is written as a PDF page', async ({ installation, scratch }) => {
  test.setTimeout(minutes(6))
  const app = await installation.start()
  await app.shell.ready()
  const gate = await checks(app)
  await expect(gate.root).toContainText('No checks have been run here yet')
  await gate.choose('Drafts by', 'Rules alone')
  await gate.start()
  const progress = app.page.getByText(/^Checking: (?:[5-9]|\d\d)/)
  await expect(progress).toBeVisible({ timeout: minutes(2) })
  await app.kill()

  const again = await installation.start()
  await again.shell.ready()
  const resumed = await checks(again)
  await expect(resumed.run).toHaveAttribute('data-state', 'stopped')
  await expect(resumed.run).toContainText('ended in the middle')
  const kept = Number(/Stopped at (\d+)/.exec(await resumed.run.innerText())?.[1])
  expect(kept).toBeGreaterThanOrEqual(5)
  await resumed.goOn()
  await resumed.ended(minutes(4))
  await expect(resumed.record).toContainText('Shipped reports')
  await expect(resumed.record.getByRole('row', { name: /Sides swapped/ }).first()).toContainText(/\d+ \/ \d+/)
  await expect(resumed.records.getByRole('row')).toHaveCount(2)
  // What similarity would have seen of the same errors stands beside the catch rate.
  const baseline = resumed.record.getByTestId('gate-baseline').first()
  await expect(baseline.getByRole('row', { name: /Negation/ })).toContainText(/\d\.\d{3}\s*nearer \d/)
  await baseline.scrollIntoViewIfNeeded()
  await pictures(again, 'gate-baseline')
  const { value } = (await again.page.evaluate(async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => resolve(data))
    port1.start()
    window.postMessage({ kind: 'stream', name: 'gate.watch', input: undefined }, '*', [port2])
    return promise
  })) as { value: { records: { reports: number; figures: { unread: number } }[] } }
  expect(value.records[0]).toMatchObject({ reports: shippedReports, figures: { unread: 0 } })

  const file = join(scratch, 'record.pdf')
  await again.pick(file)
  await again.page.keyboard.press('Alt+d')
  await expect.poll(() => existsSync(file), { timeout: 30_000 }).toBe(true)
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-')
  expect(statSync(file).size).toBeGreaterThan(5000)
})

test('a model without a run is not put to use: the sentence says so and offers the run; limits of the policy count', async ({ installation, scratch }) => {
  test.setTimeout(minutes(4))
  const installed = modelFolder()
  const original = existsSync(installed) ? readdirSync(installed).find((name) => existsSync(join(installed, name, 'record.json'))) : undefined
  expect(original, 'set-up installs a model').toBeDefined()
  // Two models of the same file under two names: the first is in use, the second is to be.
  const folder = join(scratch, 'models')
  for (const id of ['first', 'second']) {
    mkdirSync(join(folder, id), { recursive: true })
    const record = JSON.parse(readFileSync(join(installed, original!, 'record.json'), 'utf8')) as Record<string, unknown>
    writeFileSync(join(folder, id, 'record.json'), JSON.stringify({ ...record, id, name: `Model ${id}`, origin: 'imported' }))
    symlinkSync(join(installed, original!, 'weights.gguf'), join(folder, id, 'weights.gguf'))
  }
  writeFileSync(join(folder, 'active.json'), JSON.stringify({ version: 1, id: 'first' }))
  const policy = join(scratch, 'policy.json')
  writeFileSync(policy, JSON.stringify({ keyProtection: 'passphrase', gateLimits: { invented: 1 } }))
  const app = await installation.start({ env: { RADDRAFT_MODELS: folder, RADDRAFT_POLICY: policy } })
  await app.shell.ready()
  expect(await app.call('models.activate', { modelId: 'second' })).toMatchObject({ ok: false, error: { code: 'forbidden', message: expect.stringContaining('have not been through the checks'), detail: { gate: 'none' } } })
  await app.shell.models()
  // The one in use has no run either: it does not draft, and says why.
  const models = app.page.getByRole('grid', { name: 'Language models' })
  await expect(models.getByRole('row', { name: /Model first/ })).toContainText('Does not draft')
  await expect(app.page.getByText('Model first waits for the checks on this computer').first()).toBeVisible()
  await pictures(app, 'models-held-back')
  await models.getByText('Model second').click()
  await app.page.getByRole('button', { name: 'Use this model' }).click()
  const question = app.page.getByRole('alertdialog', { name: 'This model has to be checked first' })
  await expect(question).toContainText('about a minute')
  await question.getByRole('button', { name: 'Run them now' }).click()
  await expect(question).toBeHidden()
  const gate = new GatePage(app.page)
  await expect(gate.run).toHaveAttribute('data-state', 'running')
  await expect(gate.run).toContainText('Model second')
  await expect(gate.root).toContainText('set by the policy of this computer')
  await app.page.keyboard.press('Alt+c')
  await expect(gate.run).toHaveAttribute('data-state', 'stopped', { timeout: 60_000 })
  expect((await app.ask('models.list')).models.find(({ active }) => active)?.id).toBe('first')
  await pictures(app, 'gate-held-back')

  // Nobody is held by a model: one key takes it out of use, and a draft is offered all the same.
  await app.page.keyboard.press('Alt+g')
  await models.getByText('Model first').click()
  await app.page.keyboard.press('Alt+o')
  await expect.poll(async () => (await app.ask('models.list')).models.filter(({ active }) => active)).toEqual([])
  await expect(app.page.getByText('No model is in use. Drafts are taken from the findings.')).toBeVisible()
})

test('without anybody asking the rules are run on a new installation, and go on after kill -9', async ({ installation, scratch }) => {
  test.setTimeout(minutes(4))
  const empty = join(scratch, 'no-models')
  mkdirSync(empty)
  const env = { RADDRAFT_CHECKS: null, RADDRAFT_MODELS: empty }
  const app = await installation.start({ env })
  await app.shell.ready()
  const gate = await checks(app)
  await expect(gate.run).toHaveAttribute('data-state', 'running', { timeout: 40_000 })
  await expect(app.page.getByText(/^Checking: (?:[5-9]|\d\d)/)).toBeVisible({ timeout: minutes(1) })
  await app.kill()
  const again = await installation.start({ env })
  await again.shell.ready()
  const resumed = await checks(again)
  await expect(resumed.run).toHaveAttribute('data-state', 'running', { timeout: 40_000 })
  expect(Number(/Checking: (\d+)/.exec(await resumed.run.innerText())?.[1])).toBeGreaterThanOrEqual(5)
})
