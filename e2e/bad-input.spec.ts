import { expect, test, type RunningApp } from './app.ts'
import { keyToPaint, quantile } from './key-to-paint.ts'
import type { ReportPage } from './pages/report-page.ts'
import { reportFile } from './reports.ts'

async function open(app: RunningApp, findings: string): Promise<ReportPage> {
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ findings }))
  return worklist.open('Journey, Jane')
}

/** Pastes text as it stands, lone surrogates and NUL included, which the system clipboard would change on its way. */
async function paste(report: ReportPage, text: string): Promise<void> {
  await report.section('findings').click()
  await report.page.keyboard.press('Control+End')
  await report.page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', text)
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, text)
}

const stored = async (app: RunningApp, report: ReportPage) => (await app.ask('report.open', { reportId: await report.id() })).report.sections.findings

test('empty findings: the draft says in a sentence what is missing', async ({ app }) => {
  const created = await app.ask('report.create', {
    patient: { patientId: 'E2E-EMPTY', name: 'Empty, Emil', birthDate: null, sex: null },
    study: { accessionNumber: 'E2E-EMPTY-1', studyInstanceUid: null, date: '2026-10-20', modality: 'CT', description: 'CT chest' },
  })
  await app.page.reload()
  const report = await (await app.shell.ready()).open('Empty, Emil')
  expect(await report.id()).toBe(created.report.id)
  await report.askForDraft()
  await expect(app.page.getByText(/findings.*(empty|missing|first|nothing)|(no|write|without) (the )?findings/i).first()).toBeVisible()
  await expect(report.sentences).toHaveCount(0)
})

test('one word of findings: a sentence instead of a draft, and a draft once there is more', async ({ app }) => {
  const report = await open(app, 'Pneumothorax')
  await report.draft()
  await expect(report.draftPanel.getByRole('alert')).toContainText(/one word is not enough/i)
  await report.write('findings', ' on the left, 25 mm at the apex.')
  await report.draft()
  await report.draftBecomes('complete')
  expect(await stored(app, report)).toBe('Pneumothorax on the left, 25 mm at the apex.')
})

test('NUL, bidirectional controls and lone surrogates pasted: the words around them are kept, stored well-formed and drafted', async ({ app }) => {
  const report = await open(app, 'Left pleural effusion of 24 mm.')
  const hostile = { nul: 'a1\u0000z1', bidirectional: 'a2 \u202Ereversed\u202C \u2066isolated\u2069 z2', surrogates: 'a3 \ud83d middle \ude00 z3' }
  await paste(report, ` ${hostile.nul}`)
  await expect.poll(() => stored(app, report)).toMatch(/a1[^]*z1/)
  await paste(report, ` ${hostile.bidirectional}`)
  await expect.poll(() => stored(app, report)).toMatch(/a2[^]*reversed[^]*isolated[^]*z2/)
  await paste(report, ` ${hostile.surrogates}`)
  await expect.poll(() => stored(app, report)).toMatch(/a3[^]*middle[^]*z3/)
  await expect(app.page.getByText(/half of a character/)).toBeVisible()
  const text = await stored(app, report)
  expect(text.isWellFormed()).toBe(true)
  expect(text).toContain('Left pleural effusion of 24 mm.')
  await report.draft()
  await report.draftBecomes('complete')
  await report.write('findings', ' Typed on.')
  await expect.poll(() => stored(app, report)).toContain('Typed on.')
})

test('100,000 lines pasted: they are kept and typing goes on', async ({ app }) => {
  const report = await open(app, 'Start.')
  const lines = Array.from({ length: 100_000 }, (_, index) => `l${index}`).join('\n')
  const started = Date.now()
  await paste(report, `\n${lines}`)
  await report.page.keyboard.type(' end of it')
  await expect.poll(() => stored(app, report).then((text) => text.slice(-9)), { timeout: 45_000 }).toBe('end of it')
  console.log(`100,000 lines (${lines.length} characters): pasted, typed on and stored after ${Date.now() - started} ms`)
  expect(await stored(app, report)).toBe(`Start.\n${lines} end of it`)
})

test('typing into 1 MB of findings: key to paint', async ({ app }) => {
  test.setTimeout(120_000)
  const sentence = 'Small cyst of the liver, 7 mm, segment VI. No enlarged lymph node. '
  const findings = `${sentence.repeat(12)}\n`.repeat(Math.floor(1_040_000 / (sentence.length * 12 + 1)))
  const report = await open(app, findings)
  await report.write('findings', ' ')
  const delays = await keyToPaint(app.page, 60)
  expect(delays.length).toBeGreaterThanOrEqual(60)
  const at = (share: number) => quantile(delays, share)
  console.log(`typing into ${findings.length} characters, key to paint: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms (${delays.length} keys)`)
  // The bar of 50 ms is held by the bench; here it is 100 ms, because two cores also carry the test runner.
  expect(at(0.95)).toBeLessThan(100)
  await expect.poll(() => stored(app, report)).toMatch(/x{60}/)
})

test('a file of more than 10 MB is refused with the limit named, the others are imported', async ({ app }) => {
  const worklist = await app.shell.ready()
  const large = { name: 'large.json', mimeType: 'application/json', buffer: Buffer.alloc(10_485_761 + 1000, 'a') }
  await worklist.importFiles(large, reportFile())
  const refused = app.page.getByRole('dialog', { name: /not imported/ })
  await expect(refused).toContainText('the limit is 10 MB')
  await app.page.keyboard.press('Escape')
  await expect(refused).toBeHidden()
  await expect(worklist.row('Journey, Jane')).toBeVisible()
})
