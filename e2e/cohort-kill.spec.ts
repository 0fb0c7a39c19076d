import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { cohortRows } from './reports.ts'

const total = 6000
/** Everyday sentences around the deciding one, so that a row takes as long as a report does. */
const filler = 'The heart is not enlarged. No pleural or pericardial effusion. The liver is of normal size and density without a focal lesion. Gallbladder, pancreas, spleen and adrenal glands are normal. No hydronephrosis. '

test('a run of 6,000 rows goes on after kill -9: no row twice, none lost, the answers of before kept', async ({ installation, scratch }) => {
  test.setTimeout(300_000)
  const file = join(scratch, 'archive.jsonl')
  writeFileSync(file, cohortRows(total).map((row) => JSON.stringify({ ...row, conclusion: `${filler}${row.conclusion}` })).join('\n'))
  const app = await installation.start()
  await app.shell.ready()
  const cohort = await app.shell.cohort()
  await app.pick(file)
  await cohort.start('Night run', 'Files…')
  // Watched inside the page: a round trip through the test would be too slow to meet the middle.
  const before = await app.page.evaluate(async (total) => {
    for (const begin = Date.now(); ; ) {
      const reply = (await window.bridge.call('cohort.runs', undefined)) as { ok: true; value: { state: string; done: number }[] }
      const [run] = reply.value
      const moving = run?.state === 'reading' || run?.state === 'running'
      if (run && (run.done > total / 20 || !moving || Date.now() - begin > 120_000)) return { state: run.state, done: run.done }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }, total)
  await app.kill()
  expect(before.state, 'the run was in its middle').toBe('running')

  const again = await installation.start()
  await again.shell.ready()
  const resumed = await again.shell.cohort()
  await resumed.becomes('stopped')
  await expect(resumed.details).toContainText('resume it to go on')
  const kept = (await again.ask('cohort.runs'))[0]!
  expect(kept.done).toBeGreaterThanOrEqual(before.done)
  expect(kept.done).toBeLessThan(total)
  await resumed.resume()
  await resumed.becomes('done', 180_000)

  const titles = new Set<string>()
  const numbers: number[] = []
  for (let offset = 0; offset < total; offset += 500) {
    const { rows } = await again.ask('cohort.rows', { runId: kept.id, filter: { query: '', label: null, tier: null, uncertain: null, state: 'all', cell: null, sample: null }, offset, limit: 500 })
    for (const { title, number, state } of rows) {
      expect(state, title).toBe('done')
      titles.add(title)
      numbers.push(number)
    }
  }
  expect(numbers).toEqual(Array.from({ length: total }, (_, index) => index + 1))
  expect(titles.size).toBe(total)
  const [run] = await again.ask('cohort.runs')
  expect(run).toMatchObject({ total, done: total, failed: 0, state: 'done' })
  // The table reaches the last row, and a sample is a sample of all.
  const results = await resumed.open()
  await results.shows(total)
  await results.table.focus()
  await again.page.keyboard.press('End')
  await expect(results.item).toHaveAttribute('data-number', String(total))
  await expect(results.rows.last()).toContainText(`ROW-0${total}`)
  await again.page.getByRole('textbox', { name: 'Random sample of' }).fill('50')
  await results.shows(50)
  console.log(`cohort-kill: killed after ${before.done} of ${total}, ${kept.done} found answered after the start`)
})
