import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { keyToPaint, quantile } from './key-to-paint.ts'
import { cohortRows, reportFile } from './reports.ts'

test('typing goes on while a run of many thousand reports works; the status bar tells how far it is and leads back to it', async ({ app, scratch }) => {
  test.setTimeout(180_000)
  const { page, shell } = app
  const worklist = await shell.ready()
  await worklist.importFiles(reportFile({ patient: 'Typing, Tess' }))
  await expect(worklist.row('Typing, Tess')).toBeVisible()
  const file = join(scratch, 'many.jsonl')
  // More than a fast machine tags while somebody types, or there is nothing left to pause.
  // No text twice: what is known already would be answered at once, and the run be over before the keys.
  writeFileSync(file, cohortRows(60_000).map((row) => JSON.stringify({ ...row, indication: `${row.indication} ${row.id}` })).join('\n'))
  await app.pick(file)
  const cohort = await shell.cohort()
  await cohort.start('Many', 'Files…')
  await cohort.becomes('running', 60_000)
  const done = async () => (await app.ask('cohort.runs'))[0]!.done

  const report = await (await shell.worklist()).open('Typing, Tess')
  await expect(shell.runInProgress).toContainText(/Many.* of 60,000/)
  await report.section('conclusion').click()
  const before = await done()
  const delays = await keyToPaint(page, 80)
  const tagged = (await done()) - before
  console.log(`Key to paint during a run that tagged ${tagged} reports meanwhile: median ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms`)
  await expect.poll(done, { message: 'the run goes on', timeout: 60_000 }).toBeGreaterThan(before)
  // The aim is 50 ms on a quiet machine (bench/); here other work may share the cores; a run on main's thread would hold keys for seconds.
  expect(quantile(delays, 0.95)).toBeLessThan(1000)
  await expect(report.section('conclusion')).toContainText('x'.repeat(80))

  await shell.runInProgress.click()
  await cohort.loaded()
  await expect(cohort.details.getByRole('heading', { name: 'Many' })).toBeVisible()
  await cohort.details.getByRole('button', { name: 'Pause' }).click()
  await cohort.becomes('paused')
  await expect(shell.runInProgress).toBeHidden()
})
