import { expect, test } from './app.ts'
import { reportFile } from './reports.ts'

test('the tag follows the text while it is typed, with odds and deciding words; a correction keeps what the machine said', async ({ app }) => {
  const { page, shell } = app
  await app.ask('setting.write', { person: 'Dr Tag', acceptedTagError: null })
  await page.reload()
  const worklist = await shell.ready()
  await worklist.importFiles(reportFile({ patient: 'Tag, Tom', findings: 'Sclerotic lesion in T8.' }))
  const report = await worklist.open('Tag, Tom')
  await report.write('conclusion', 'Known bone metastasis in T8, unchanged.')
  await expect(report.tag).toHaveAttribute('data-preview', '2')
  await expect(report.tag).toContainText(/Stable or decreased\s*0\.\d\d/)
  await expect(report.tag).toContainText('As the text stands')
  await report.write('conclusion', ' New bone metastasis in L4.')
  await expect(report.tag).toHaveAttribute('data-preview', '1')
  await report.tag.getByTestId('tag-evidence').first().click()
  // Words that nothing carries are marked as well, so that the deciding words may stand in several pieces.
  await expect(report.section('conclusion').locator('.mark-active').filter({ hasText: /metastasis/i }).first()).toBeVisible()
  await report.save()
  expect(await report.tagLabel()).toBe('1')
  await expect(report.tag).toContainText('provisional')
  await report.correctTag(2, 'Dr Tag')
  await report.tag.getByText('Earlier values').click()
  await expect(page.getByTestId('tag-history')).toContainText('1 Progressive')
  await expect(report.tag).toContainText('by Dr Tag')
})

test('the accepted error is chosen on the Models screen and frozen into the next run', async ({ app }) => {
  const { page, shell } = app
  await (await shell.ready()).addSamples()
  await shell.models()
  await page.keyboard.press('Alt+t')
  const choice = page.getByRole('combobox', { name: 'Accepted error' })
  await choice.click()
  await page.getByRole('option', { name: 'Never abstain' }).click()
  await expect(choice).toContainText('Never abstain')
  await choice.click()
  await page.getByRole('option', { name: 'Up to 5.0 %' }).click()
  await expect(choice).toContainText('Up to 5.0 %')
  await expect.poll(async () => (await app.ask('setting.read')).acceptedTagError).toBe(0.05)
  const cohort = await shell.cohort()
  await cohort.start('With five percent')
  await cohort.becomes('done')
  await expect(cohort.details).toContainText('5.0 %: less certain reports get no label')
})
