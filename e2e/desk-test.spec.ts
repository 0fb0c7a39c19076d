import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test } from './app.ts'
import { evaluationCases } from './evaluation-cases.ts'

test('two readers judge written and drafted conclusions blind, by keys alone, with a pause; sources show only when both have finished', async ({ app, scratch }) => {
  test.setTimeout(240_000)
  const { page, shell } = app
  const file = join(scratch, 'cases.jsonl')
  writeFileSync(file, evaluationCases(4))
  await app.ask('setting.write', { person: 'Dr One' })
  await page.reload()
  await shell.ready()
  const evaluation = await shell.evaluation()
  await expect(page.getByText('No runs yet')).toBeVisible()
  await app.pick(file)
  await evaluation.start('Rules on four cases')
  await evaluation.becomes('done')
  const run = (await app.ask('evaluation.runs'))[0]!
  await evaluation.makeTest('Four cases', ['Dr One', 'Dr Two'])
  const [made] = await app.ask('deskTest.list')
  const testId = made!.id

  // What main sends of a case holds both texts and nothing that tells them apart.
  const sent = await app.ask('deskTest.case', { testId, reader: 'Dr One', position: 1 })
  expect(Object.keys(sent).toSorted()).toEqual(['comparison', 'findings', 'indication', 'modality', 'position', 'rated', 'rating', 'texts', 'total'])
  expect(JSON.stringify(sent)).not.toContain('CASE-')
  for (const name of ['deskTest.results', 'deskTest.export', 'deskTest.print'] as const) expect(await app.call(name, { testId })).toMatchObject({ ok: false, error: { code: 'busy' } })
  expect(await app.ask('evaluation.item', { runId: run.id, number: 1 }), 'the run does not tell either').toMatchObject({ sealed: 'Four cases' })

  await evaluation.readAs('Dr One')
  await expect(evaluation.reading.getByTestId('text-first')).not.toContainText('1. New')
  await evaluation.rate('115544335511')
  await evaluation.rate('335533445511')
  await page.keyboard.press('Alt+p')
  await expect(evaluation.testDetails).toContainText('2 of 4 rated')
  // The app is left in the middle and started again: the third case comes up.
  await page.reload()
  await shell.ready()
  await shell.evaluation()
  await page.keyboard.press('Control+2')
  await page.keyboard.press('Alt+r')
  await expect(evaluation.reading).toHaveAttribute('data-position', '3')
  await evaluation.rate('225544335511')
  await evaluation.rate('125544335522')
  // An answer can be changed until the reader finishes.
  await page.keyboard.press('Alt+ArrowLeft')
  await evaluation.finish()
  expect(await app.call('deskTest.results', { testId })).toMatchObject({ ok: false, error: { code: 'busy' } })

  await evaluation.readAs('Dr Two')
  for (let position = 1; position <= 4; position++) await evaluation.rate(position % 2 ? '215533443311' : '315533443311')
  await evaluation.finish()
  await expect(evaluation.testDetails).toHaveAttribute('data-state', 'closed')
  await page.getByRole('grid', { name: 'Desk tests' }).focus()
  await page.keyboard.press('Enter')
  await expect(evaluation.results).toContainText('8 judgements: 4 cases, 2 readers.')
  await expect(evaluation.results).toContainText('Cohen’s kappa')
  await expect(evaluation.results).toContainText('21.8 %')

  const csv = join(scratch, 'ratings.csv')
  await app.pick(csv)
  await page.keyboard.press('Control+e')
  await expect.poll(() => existsSync(csv)).toBe(true)
  expect(readFileSync(csv, 'utf8').trim().split('\r\n')).toHaveLength(9)
  const pdf = join(scratch, 'page.pdf')
  await app.pick(pdf)
  // The file is there a moment before the export has ended; keys wait for its end.
  await expect(page.getByRole('button', { name: /PDF/ })).toBeEnabled()
  await page.keyboard.press('Control+p')
  await expect.poll(() => existsSync(pdf), { timeout: 20_000 }).toBe(true)
  expect(readFileSync(pdf).subarray(0, 5).toString()).toBe('%PDF-')
  // For people to look at.
  mkdirSync(join(projectRoot, 'test-results/screens'), { recursive: true })
  copyFileSync(pdf, join(projectRoot, 'test-results/screens/desk-test.pdf'))
  await page.emulateMedia({ media: 'print' })
  await page.screenshot({ path: join(projectRoot, 'test-results/screens/desk-test-print.png'), fullPage: true })
  await page.emulateMedia({ media: 'screen' })
  await expect(evaluation.results, 'printing leaves the screen as it was').toBeVisible()
})

test('a reader of an open desk test cannot open the archived report of a case; whoever made the test ends it with a reason', async ({ app }) => {
  test.setTimeout(180_000)
  const { page, shell } = app
  await app.ask('setting.write', { person: 'Dr Owner' })
  const worklist = await shell.ready()
  await worklist.addSamples()
  await app.ask('evaluation.start', { name: 'Archive', source: { type: 'archive', order: 'newest', most: 20, filter: { query: '', modality: null, label: null, alert: false, from: null, to: null } }, engine: { type: 'extractive' } })
  await expect.poll(async () => (await app.ask('evaluation.runs'))[0]?.state, { timeout: 60_000 }).toBe('done')
  const run = (await app.ask('evaluation.runs'))[0]!
  const made = await app.ask('deskTest.create', { name: 'Sealed', runId: run.id, cases: 0, readers: ['Dr Reader'] })
  const { rows } = await app.ask('evaluation.rows', { runId: run.id, order: 'source', offset: 0, limit: 20 })
  const reportId = rows.find(({ reportId: id }) => id !== null)!.reportId!
  await app.ask('setting.write', { person: 'Dr Reader' })
  const open = () => app.call('report.open', { reportId })
  expect(await open()).toMatchObject({ ok: false, error: { code: 'forbidden', message: expect.stringContaining('blind in the desk test “Sealed” as Dr Reader') } })
  expect(await app.call('report.versions', { reportId })).toMatchObject({ ok: false, error: { code: 'forbidden' } })
  expect(await app.call('deskTest.close', { testId: made.id, reason: 'I want to see it' })).toMatchObject({ ok: false, error: { code: 'forbidden', message: expect.stringContaining('Only Dr Owner') } })
  await page.reload()
  await shell.ready()
  const evaluation = await shell.evaluation()
  await page.keyboard.press('Control+2')
  await expect(evaluation.testDetails).toContainText('Only Dr Owner, who made this test')
  await expect(page.getByRole('button', { name: 'End it now' })).toBeDisabled()

  await app.ask('setting.write', { person: 'Dr Owner' })
  expect(await open()).toMatchObject({ ok: true })
  await page.reload()
  await shell.ready()
  await shell.evaluation()
  await page.keyboard.press('Control+2')
  await page.getByRole('button', { name: 'End it now' }).click()
  const question = page.getByRole('alertdialog')
  await question.getByRole('textbox').fill('Dr Reader has left.')
  mkdirSync(join(projectRoot, 'test-results/screens'), { recursive: true })
  await page.screenshot({ path: join(projectRoot, 'test-results/screens/desk-test-end.png') })
  await question.getByRole('button', { name: 'End it now' }).click()
  await expect(evaluation.testDetails).toContainText('Ended early by Dr Owner: Dr Reader has left.')
  await page.screenshot({ path: join(projectRoot, 'test-results/screens/desk-test-ended.png') })
  await app.ask('setting.write', { person: 'Dr Reader' })
  expect(await open()).toMatchObject({ ok: true })
})
