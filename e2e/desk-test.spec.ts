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
