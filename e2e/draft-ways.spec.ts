import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import { abdomenFindings, reportFile } from './reports.ts'

/** RadDraft without a model: drafts are the same at every run. */
const withoutModel = (scratch: string) => {
  const empty = join(scratch, 'no-models')
  mkdirSync(empty, { recursive: true })
  return { env: { RADDRAFT_MODELS: empty } }
}

test('an instruction between ^^ acts once: the draft is a list, accepting takes it out of the findings, undo brings both back', async ({ installation, scratch }) => {
  const app = await installation.start(withoutModel(scratch))
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ findings: `${abdomenFindings}\n^^ shorter, as a list ^^` }))
  const report = await worklist.open('Journey, Jane')
  await report.draft()
  await report.draftBecomes('complete')
  await expect(report.draftPanel.getByTestId('draft-instruction')).toContainText('shorter, as a list')

  // Evidence is where it is said, although the instruction stands in the same text.
  const evidence = await report.evidenceOf(0)
  for (const words of evidence) expect(abdomenFindings).toContain(words)

  await report.acceptAll()
  await expect(report.section('conclusion')).toContainText(/1\. .+2\. /s)
  await expect(report.section('findings')).not.toContainText('^^')
  await expect(report.draftPanel).not.toContainText('The findings have changed')
  await report.page.keyboard.press('Control+z')
  await expect(report.section('findings')).toContainText('^^ shorter, as a list ^^')
  await expect(report.section('conclusion')).not.toContainText('1. ')
  await expect(report.sentences.first()).toHaveAttribute('data-decision', 'pending')
})

test('a person asks for it shorter, then as a list, and for what was not understood is told so', async ({ installation, scratch }) => {
  const app = await installation.start(withoutModel(scratch))
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ findings: `${abdomenFindings}\n^^ write it as a poem ^^` }))
  const report = await worklist.open('Journey, Jane')
  await report.draft()
  await report.draftBecomes('complete')
  await expect(report.draftPanel).toContainText('“write it as a poem” was not understood')
  const usual = await report.sentences.count()
  await report.asks('Shorter')
  await report.draftBecomes('complete')
  await expect.poll(() => report.sentences.count()).toBeLessThan(usual)
  await report.page.keyboard.press('Alt+Shift+L')
  await expect.poll(async () => (await app.ask('report.open', { reportId: await report.id() })).draft?.content?.form).toBe('list')
})

test('how a draft was made is told in plain words, sentence by sentence, with all that is needed to make it again', async ({ installation, scratch }) => {
  const app = await installation.start(withoutModel(scratch))
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile())
  const report = await worklist.open('Journey, Jane')
  await report.draft()
  await report.draftBecomes('complete')
  const dialog = await report.howItWasMade()
  await expect(dialog).toContainText('No language model took part')
  expect(await dialog.getByTestId('draft-step').count()).toBe(await report.sentences.count())
  const { draft } = await app.ask('report.open', { reportId: await report.id() })
  await expect(dialog.getByTestId('draft-provenance')).toContainText(draft?.findingsSha256 ?? '-')
  await expect(dialog.getByTestId('draft-provenance')).toContainText(draft?.making?.gateVersion ?? '-')
  await app.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
