import { expect, test } from './app.ts'
import { reportFile } from './reports.ts'

test('the window is closed while a draft is written: the draft is complete in the database afterwards', async ({ installation }) => {
  const app = await installation.start()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile())
  const report = await worklist.open('Journey, Jane')
  const reportId = await report.id()
  await report.draft()
  await report.draftBecomes('running')
  await app.closeWindow()

  const again = await installation.start()
  const reopened = await (await again.shell.ready()).open('Journey, Jane')
  await reopened.draftBecomes('complete', 10_000)
  const { draft } = await again.ask('report.open', { reportId })
  expect(draft?.state).toBe('complete')
  expect(draft?.engine).toBe('model')
  expect(draft?.content?.sentences.length).toBeGreaterThan(0)
  expect(await reopened.sentences.count()).toBe(draft?.content?.sentences.length)
})
