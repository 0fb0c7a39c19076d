import { expect, test } from './app.ts'
import { reportFile } from './reports.ts'

test('the worklist is narrowed to reports without a label, and one key widens it again', async ({ app }) => {
  await app.ask('setting.write', { acceptedTagError: null })
  const worklist = await app.shell.ready()
  await worklist.importFiles(
    reportFile({ patient: 'Label, Lara', findings: 'Bones: New lytic metastasis in L2.', conclusion: 'New bone metastasis in L2.' }),
    reportFile({ patient: 'Blank, Ben', findings: 'Not dictated yet.', conclusion: '' }),
  )
  await expect(worklist.row('Label, Lara')).toContainText('Progressive', { timeout: 60_000 })
  await app.page.getByRole('combobox', { name: 'Tag' }).click()
  await app.page.getByRole('option', { name: 'Without a label' }).click()
  await expect(worklist.row('Label, Lara')).toHaveCount(0)
  await expect(worklist.row('Blank, Ben')).toBeVisible()
  await app.page.keyboard.press('Alt+x')
  await expect(worklist.row('Label, Lara')).toBeVisible()
})

test('a report is begun by keys alone: Enter goes to what is wrong, Escape keeps what was typed', async ({ app }) => {
  const { page, shell } = app
  await shell.ready()
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog', { name: 'New report' })
  const patientId = dialog.getByRole('textbox', { name: 'Patient ID' })
  const studyDate = dialog.getByRole('textbox', { name: 'Study date' })
  await expect(patientId).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('A report needs a patient ID.')).toBeVisible()
  await expect(patientId).toBeFocused()
  await page.keyboard.type('KEYS-1')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Keys, Kim')
  await studyDate.fill('2026-02-31')
  await patientId.focus()
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Year, month, day: 2026-03-04.')).toBeVisible()
  await expect(studyDate).toBeFocused()

  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await page.keyboard.press('Control+n')
  await expect(patientId).toHaveValue('KEYS-1')
  await studyDate.fill('2026-02-28')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-report-id] > header')).toContainText('Keys, Kim')
})

test('a message covers neither rows nor buttons, also in a small window, and the next one takes its place', async ({ app }) => {
  const { page, shell } = app
  await app.resize({ width: 1024, height: 700 })
  const worklist = await shell.ready()
  await worklist.addSamples()
  const message = page.getByRole('dialog').filter({ hasText: 'sample reports added' })
  await expect(message).toBeVisible()
  const statusBar = await page.getByRole('contentinfo', { name: 'Status' }).boundingBox()
  const place = await message.boundingBox()
  expect(place!.y).toBeGreaterThanOrEqual(statusBar!.y + statusBar!.height - 1)
  expect(place!.y + place!.height).toBeLessThanOrEqual(701)
  await worklist.importFiles(reportFile({ patient: 'Next, Nell' }))
  await expect(page.getByRole('dialog').filter({ hasText: '1 report imported' })).toBeVisible()
  await expect(message).toHaveCount(0)
})
