import { expect, test } from './app.ts'
import { abdomenFindings, reportFile } from './reports.ts'

const person = 'Dr Rosa Quill'

test('a report goes from a file to a signed conclusion with an addendum, and is all there after a restart', async ({ installation }) => {
  test.setTimeout(180_000)
  const app = await installation.start()
  const worklist = await app.shell.ready()

  await worklist.importFiles(reportFile({ patient: 'Journey, Jane' }), reportFile({ patient: 'Elsewhere, Ernest', findings: 'Normal chest.' }))
  await expect(worklist.row('Journey, Jane')).toBeVisible()
  await worklist.find('hydronephrosis')
  await expect(worklist.row('Elsewhere, Ernest')).toBeHidden()
  const report = await worklist.open('Journey, Jane')
  const reportId = await report.id()

  await report.draft()
  await report.cancelDraft()
  await report.draft()
  await report.draftBecomes('complete')
  const count = await report.sentences.count()
  expect(count).toBeGreaterThanOrEqual(4)

  // Evidence both ways: a sentence lights up its findings, and these findings light up the sentence.
  const evidence = await report.evidenceOf(0)
  for (const words of evidence) expect(abdomenFindings).toContain(words)
  await expect(await report.sentencesRestingOn(evidence[0] ?? '')).toHaveCount(1)

  const first = await report.sentenceText(0)
  const second = await report.sentenceText(1)
  const rejected = await report.sentenceText(2)
  const edited = 'Left ureteric calculus of 7 mm with moderate hydronephrosis.'
  await report.acceptSentence(0)
  await report.acceptSentence(1)
  await report.rejectSentence(2)
  await report.editSentence(3, edited)
  await expect(report.section('conclusion')).toContainText(first)
  await expect(report.section('conclusion')).toContainText(second)
  await expect(report.section('conclusion')).toContainText(edited)
  await expect(report.section('conclusion')).not.toContainText(rejected)
  await expect(report.sentences.nth(3)).toHaveAttribute('data-decision', 'edited')

  await app.page.keyboard.press('Control+z')
  await expect(report.section('conclusion')).not.toContainText(edited)
  await expect(report.sentences.nth(3)).toHaveAttribute('data-decision', 'pending')
  await app.page.keyboard.press('Control+Shift+z')
  await expect(report.section('conclusion')).toContainText(edited)

  for (let index = 4; index < count; index++) await report.rejectSentence(index)

  await report.save()
  const other = (await report.tagLabel()) === '2' ? 1 : 2
  await report.correctTag(other, person)
  await report.sign(person)
  await expect(report.root).toContainText(person)
  await report.addAddendum('Discussed with the urology registrar by telephone at 16:40.', person)
  await expect(report.root).toContainText('urology registrar')

  const signed = await app.ask('report.open', { reportId })
  expect(signed.report.state).toBe('signed')
  expect(signed.report.sections.conclusion).toContain(edited)
  await app.closeWindow()

  const again = await installation.start()
  const reopened = await (await (await again.shell.ready()).find('Journey')).open('Journey, Jane')
  await expect(reopened.section('conclusion')).toContainText(edited)
  await expect(reopened.section('conclusion')).toContainText(first)
  await expect(reopened.root).toContainText('urology registrar')
  await expect(reopened.root).toContainText(person)
  await expect(reopened.tag).toHaveAttribute('data-label', String(other))

  await reopened.section('conclusion').click()
  await again.page.keyboard.type('changed after signing')
  await expect(reopened.root).not.toContainText('changed after signing')
  const changed = { ...signed.report.sections, conclusion: 'changed after signing' }
  for (const reply of [
    await again.call('report.save', { reportId, sections: changed, author: person }),
    await again.call('report.autosave', { reportId, section: 'conclusion', text: 'changed after signing' }),
    await again.call('report.sign', { reportId, sections: changed, signer: person }),
  ]) {
    expect(reply).toMatchObject({ ok: false, error: { code: 'signed' } })
  }
  const kept = await again.ask('report.open', { reportId })
  expect({ ...kept.report, updatedAt: null }).toEqual({ ...signed.report, updatedAt: null })
  expect(kept.addenda).toEqual(signed.addenda)
  const tags = kept.tag.history.map((tag) => tag.source)
  expect(tags, 'a correction keeps what the machine said').toContain('machine')
  expect(kept.tag.current).toMatchObject({ source: 'person', label: other })
})
