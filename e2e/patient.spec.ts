import { expect, test } from './app.ts'
import { PatientPage } from './pages/patient-page.ts'
import { reportFile } from './reports.ts'

test('the timeline of the breast follow-up: three reports, one progression, and the way to each report and back', async ({ app }) => {
  const { page, shell } = app
  // Every report gets a label, whatever the classifier of the day is sure of.
  await app.ask('setting.write', { acceptedTagError: null })
  const worklist = await shell.ready()
  await worklist.addSamples()
  await worklist.row('Sample, Ada').first().click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Open the patient' }).click()
  const patient = await new PatientPage(page).loaded()
  await expect(patient.reports).toHaveCount(3)
  await expect(patient.points).toHaveCount(3)
  await expect(patient.transitions.filter({ hasText: 'Stable or decreased → Progressive' })).toHaveAttribute('data-alert', 'progression')
  await expect(patient.alerts).toHaveCount(1)

  // The points of the plot are reached and opened by keyboard.
  await patient.points.last().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(patient.points.nth(1)).toBeFocused()
  await expect(patient.points.nth(1)).toHaveAccessibleName(/2026-03-09: Progressive, machine/)
  await page.keyboard.press('Enter')
  const report = page.locator('[data-report-id]')
  await expect(report).toContainText('Progression of bone metastases')
  await expect(report.locator('.mark-active').first()).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(patient.root).toBeVisible()
  await expect(patient.selected, 'back at the report that was opened').toContainText('2026-03-09')
  const older = await patient.open('2025-10-06')
  await expect(older.root).toContainText('increasing sclerosis')
  // From the report to its patient by key.
  await page.keyboard.press('Alt+p')
  await expect(patient.root).toBeVisible()
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+ArrowLeft')
  await expect(worklist.grid).toBeVisible()
})

test('an alert rises when progression is signed, stays open until somebody was told, and its flag goes then', async ({ app }) => {
  const { page, shell } = app
  // Every report gets a label, whatever the classifier of the day is sure of.
  await app.ask('setting.write', { acceptedTagError: null })
  const worklist = await shell.ready()
  const person = { patient: 'Alert, Alice', patientId: 'E2E-ALERT' }
  await worklist.importFiles(
    reportFile({ ...person, date: '2026-01-05', findings: 'Bones: No destructive lesion.', conclusion: 'No bone metastasis.' }),
    reportFile({ ...person, date: '2026-10-20', conclusion: 'New lytic bone metastases in L3 and the right ilium.' }),
  )
  await expect(worklist.row('Alert, Alice')).toHaveCount(2)
  await (await worklist.open('2026-01-05')).sign('Dr Before')
  await shell.worklist()
  await expect(shell.openAlerts, 'an unsigned report raises nothing').toHaveCount(0)
  const report = await worklist.open('2026-10-20')
  await report.sign('Dr Signer')
  await expect(shell.openAlerts).toHaveText('1 open alert')

  await page.keyboard.press('Alt+0')
  await expect(worklist.rows).toHaveCount(1)
  await expect(worklist.rows).toContainText('New disease')
  const patient = await worklist.openPatient('Alert, Alice')
  await expect(patient.alerts).toHaveAttribute('data-kind', 'new')
  await expect(patient.alerts).toHaveAttribute('data-state', 'open')

  // Without a recipient, or in the future, nothing is recorded.
  await page.keyboard.press('c')
  const dialog = page.getByRole('dialog', { name: 'Record communication' })
  await dialog.getByRole('textbox', { name: 'When' }).fill('2099-01-01 10:00')
  await dialog.getByRole('button', { name: 'Record', exact: true }).click()
  await expect(dialog).toContainText('Name who was told.')
  await expect(dialog).toContainText('in the future')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(shell.openAlerts).toHaveText('1 open alert')

  await patient.recordCommunication({ recipient: 'Dr Ward', note: 'MRI of the lumbar spine tomorrow.', way: 'In person', author: 'Dr Signer' })
  await expect(patient.alerts).toHaveAttribute('data-state', 'communicated')
  await expect(patient.alerts).toContainText('Dr Ward told')
  await expect(patient.alerts).toContainText('in person')
  await expect(patient.alerts).toContainText('MRI of the lumbar spine tomorrow.')
  await expect(shell.openAlerts).toHaveCount(0)
  await shell.worklist()
  await page.keyboard.press('Alt+x')
  await expect(worklist.row('2026-10-20')).not.toContainText('New disease')
  await page.keyboard.press('Alt+o')
  await expect(page.getByText('Nothing matches')).toBeVisible()
})

test('a tag corrected by hand withdraws its alert, keeps what the machine said, and raises it again when it is corrected back', async ({ app }) => {
  const { page, shell } = app
  await app.ask('setting.write', { acceptedTagError: null, person: 'Dr Second' })
  await page.reload()
  const worklist = await shell.ready()
  const person = { patient: 'Withdrawn, Wim', patientId: 'E2E-WITHDRAWN' }
  await worklist.importFiles(
    reportFile({ ...person, date: '2026-01-05', findings: 'Bones: No destructive lesion.', conclusion: 'No bone metastasis.' }),
    reportFile({ ...person, date: '2026-10-20', conclusion: 'New lytic bone metastases in L3 and the right ilium.' }),
  )
  await (await worklist.open('2026-01-05')).sign('Dr Second')
  await shell.worklist()
  const report = await worklist.open('2026-10-20')
  await report.sign('Dr Second')
  await expect(shell.openAlerts).toHaveText('1 open alert')
  await report.correctTag(0, 'Dr Second')
  await expect(shell.openAlerts).toHaveCount(0)
  await report.tag.getByText('Earlier values').click()
  await expect(page.getByTestId('tag-history')).toContainText('1 Progressive')
  await page.keyboard.press('Alt+p')
  const patient = await new PatientPage(page).loaded()
  await expect(patient.alerts).toHaveAttribute('data-state', 'withdrawn')
  await page.keyboard.press('Alt+ArrowLeft')
  await report.correctTag(1, 'Dr Second')
  await expect(shell.openAlerts).toHaveText('1 open alert')
})

test('a signed report without a label is not silent: the patient says that no alert can come from it', async ({ app }) => {
  const { page, shell } = app
  const worklist = await shell.ready()
  await worklist.importFiles(reportFile({ patient: 'Silent, Sam', conclusion: 'Bericht in deutscher Sprache: Die Leber ist unauffällig, keine Knochenmetastasen nachweisbar.' }))
  const report = await worklist.open('Silent, Sam')
  await report.sign('Dr Signer')
  expect(await report.tagLabel(), 'another language gets no label').toBe('')
  await page.keyboard.press('Alt+p')
  await expect(page.getByTestId('alerts')).toContainText('no alert can come from it')
})
