import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type RunningApp } from './app.ts'
import { cohortRows } from './reports.ts'

const all = { query: '', label: null, tier: null, uncertain: null, state: 'all', cell: null, sample: null } as const
const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

async function rowsOf(app: RunningApp, name: string) {
  const run = (await app.ask('cohort.runs')).find((each) => each.name === name)
  return (await app.ask('cohort.rows', { runId: run!.id, filter: all, offset: 0, limit: 500 })).rows
}

test('CSV, JSON Lines and a folder are tagged; a bad row keeps its reason, hurts no other, and can be tried again', async ({ app, scratch }) => {
  const { page, shell } = app
  const good = cohortRows(40)
  const csv = join(scratch, 'cohort.csv')
  writeFileSync(csv, ['id,indication,conclusion', ...good.map(({ id, indication, conclusion }) => [id, indication, conclusion].map(quoted).join(',')), 'ROW-BAD,,', `ROW-FORMULA,,${quoted('=1+1 No bone metastasis.')}`].join('\r\n'))
  const jsonl = join(scratch, 'cohort.jsonl')
  writeFileSync(jsonl, [...good.slice(0, 10).map((row) => JSON.stringify({ ...row, id: `J-${row.id}` })), '{"id": "J-BROKEN", "text": ', JSON.stringify({ id: 'J-LAST', text: 'Known bone metastases in T8 are unchanged.' })].join('\n'))

  await app.ask('setting.write', { acceptedTagError: null })
  const cohort = await shell.cohort()
  await app.pick(csv)
  await cohort.start('From CSV', 'Files…')
  await cohort.becomes('done')
  const fromCsv = await rowsOf(app, 'From CSV')
  expect(fromCsv).toHaveLength(42)
  expect(fromCsv.map(({ title }) => title.replace(/^.*: /, '')).slice(0, 40), 'in the order of the file').toEqual(good.map(({ id }) => id))
  expect(fromCsv.filter(({ state }) => state === 'failed').map(({ title }) => title)).toEqual([expect.stringContaining('ROW-BAD')])
  expect(fromCsv.find(({ state }) => state === 'failed')?.excerpt.length, 'the reason is told').toBeGreaterThan(10)
  expect([2, 4, 5, 7].map((index) => fromCsv[index]?.label), 'new, stable, new in Japanese, stable in Japanese').toEqual([1, 2, 1, 2])

  await cohort.retryFailed()
  await cohort.becomes('done')
  const again = await rowsOf(app, 'From CSV')
  expect(again).toHaveLength(42)
  expect(again.filter(({ state }) => state === 'failed'), 'what is wrong in the file stays wrong').toHaveLength(1)

  await app.pick(jsonl)
  await cohort.start('From JSON Lines', 'Files…')
  await cohort.becomes('done')
  const fromJsonl = await rowsOf(app, 'From JSON Lines')
  expect(fromJsonl.map(({ state }) => state).filter((state) => state === 'failed')).toHaveLength(1)
  expect(fromJsonl.at(-1)).toMatchObject({ state: 'done', label: 2 })
  const results = await cohort.open()
  await results.choose('State', 'Failed')
  await results.shows(1)
  await expect(results.rows.first()).toContainText('Failed')
  await page.keyboard.press('Alt+x')
  await expect(results.item).toContainText('not in the archive')

  const folder = join(scratch, 'texts')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.txt'), 'Indication: Prostate carcinoma.\nConclusion: New bone metastases in the pelvis.')
  writeFileSync(join(folder, 'b.txt'), '骨転移を認めません。')
  await page.keyboard.press('Alt+ArrowLeft')
  await app.pick(folder)
  await cohort.start('From a folder', 'Folder…')
  await cohort.becomes('done')
  expect((await rowsOf(app, 'From a folder')).map(({ label }) => label)).toEqual([1, 0])
})
