import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { evaluationCases } from './evaluation-cases.ts'

test('an engine is measured on a file, the worst report comes first with both texts, and two runs are compared', async ({ app, scratch }) => {
  test.setTimeout(180_000)
  const { page, shell } = app
  await shell.ready()
  const evaluation = await shell.evaluation()
  const file = join(scratch, 'cases.jsonl')
  writeFileSync(file, evaluationCases(24))
  await app.pick(file)
  await evaluation.start('First')
  await evaluation.becomes('done')
  await app.pick(file)
  await evaluation.start('Second')
  await evaluation.becomes('done')
  await page.getByRole('grid', { name: 'Runs' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('evaluation-figures')).toContainText('On 24 reports')
  await expect(page.getByTestId('evaluation-figures')).toContainText('Facts kept')
  await page.keyboard.press('n')
  await expect(page.getByTestId('evaluation-item')).toContainText('Drafted')
  await page.keyboard.press('Alt+ArrowLeft')
  await evaluation.details.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'First' }).click()
  await expect(page.getByTestId('compared-figures')).toContainText('24 reports in both.')
  await expect(page.getByTestId('compared-figures'), 'the same engine drafts the same').toContainText('0 of 24 conclusions changed, 0 status tags changed.')
})

test('a run survives the end of the app: it is shown as interrupted and goes on without drafting anything twice', async ({ installation, scratch }) => {
  test.setTimeout(240_000)
  const file = join(scratch, 'cases.jsonl')
  writeFileSync(file, evaluationCases(300))
  const app = await installation.start()
  await app.shell.ready()
  await app.pick(file)
  const run = (await app.ask('evaluation.start', { name: 'Long', source: { type: 'file' }, engine: { type: 'extractive' } }))!
  await expect.poll(async () => (await app.ask('evaluation.runs'))[0]!.done, { timeout: 60_000 }).toBeGreaterThan(10)
  await app.kill()
  const again = await installation.start()
  await again.shell.ready()
  const evaluation = await again.shell.evaluation()
  await evaluation.becomes('stopped')
  const [stopped] = await again.ask('evaluation.runs')
  expect(stopped!.done).toBeGreaterThan(10)
  expect(stopped!.done).toBeLessThan(300)
  await again.page.keyboard.press('Alt+p')
  await evaluation.becomes('done', 180_000)
  expect((await again.ask('evaluation.runs'))[0]).toMatchObject({ id: run.id, total: 300, done: 300, failed: 0 })
})
