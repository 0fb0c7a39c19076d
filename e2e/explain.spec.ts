import { join } from 'node:path'
import { expect, projectRoot, test as base, type RunningApp } from './app.ts'
import { reportFile } from './reports.ts'

const test = base.extend<{ withoutModel: RunningApp }>({
  withoutModel: async ({ installation, scratch }, use) => {
    const app = await installation.start({ env: { RADDRAFT_MODELS: join(scratch, 'no-models') } })
    await app.shell.ready()
    await use(app)
  },
})

async function begin(app: RunningApp, wording: Parameters<typeof reportFile>[0]) {
  await app.ask('setting.write', { person: 'Dr First', mineFirst: null, acceptedTagError: null })
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile(wording))
  return worklist.open(wording!.patient!)
}

const folder = join(projectRoot, 'test-results/screens')

test('a guideline is suggested with what it rests on, and its sentence enters the conclusion only when a person accepts it', async ({ withoutModel: app }) => {
  test.setTimeout(240_000)
  const { page } = app
  const report = await begin(app, { patient: 'Explain, Eve', indication: 'Chest pain.', findings: 'Lungs: 7 mm solid nodule in the right upper lobe. No pleural effusion.\nAdrenals: Left adrenal nodule, 15 mm, 6 HU unenhanced.\nSpleen: Splenomegaly, 15 cm.', conclusion: 'Solid pulmonary nodule in the right upper lobe, 7 mm. No pleural effusion. Splenomegaly.' })
  const reportId = await report.id()
  await page.keyboard.press('Alt+e')
  const nodule = page.locator('[data-testid=suggestion][data-guideline=fleischner-2017]')
  await expect(nodule).toContainText('7 mm solid nodule in the right upper lobe.')
  await expect(nodule).toContainText('Fleischner Society')
  await expect(nodule.getByTestId('unknown')).toContainText('Smoking and other risks are not stated: both branches are shown.')
  await expect(nodule.getByTestId('branch')).toHaveCount(2)
  await expect(page.locator('[data-guideline=adrenal-2017]')).toContainText('no follow-up imaging')
  await expect(page.getByTestId('explain-differentials')).toContainText('portal hypertension')
  for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
    await app.resize(size)
    await page.screenshot({ path: join(folder, `explain-suggestions-${String(size.width)}.png`), animations: 'disabled' })
  }

  // Keys alone: the sentence waits, is discarded, waits again, is accepted.
  await nodule.getByRole('button', { name: /^Add to conclusion/ }).last().focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('undecided')).toBeVisible()
  await expect(report.section('conclusion')).not.toContainText('Fleischner')
  await page.screenshot({ path: join(folder, 'explain-undecided-1920.png'), animations: 'disabled' })
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('undecided')).toBeHidden()
  await expect(nodule.getByRole('button', { name: /^Add to conclusion/ }).last()).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(nodule).toContainText('in the conclusion')
  await expect.poll(async () => (await app.ask('report.open', { reportId })).report.sections.conclusion).toContain('at high risk: CT at 6–12 months, then CT at 18–24 months (Fleischner Society 2017).')

  await page.getByRole('tab', { name: 'Plain language' }).click()
  await expect(page.getByTestId('plain-text')).toContainText('No build-up of fluid around the lung (pleural effusion). Enlarged spleen.')
  await expect(page.getByTestId('plain-text')).toContainText('Fleischner Society 2017')
  await expect(page.getByTestId('reading-level')).toContainText('Flesch–Kincaid')
  for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
    await app.resize(size)
    await page.screenshot({ path: join(folder, `explain-plain-${String(size.width)}.png`), animations: 'disabled' })
  }
  await page.getByRole('button', { name: 'Copy plain text' }).click()
  await expect(page.getByText('Plain text copied')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('explain')).toBeHidden()
  expect((await app.ask('report.open', { reportId })).report.sections.conclusion).not.toContain('Enlarged spleen')
})

test('known cancer silences the nodule guideline and says so; findings that match nothing say that', async ({ withoutModel: app }) => {
  test.setTimeout(240_000)
  const { page } = app
  const report = await begin(app, { patient: 'Cancer, Carl', indication: 'Breast cancer, follow-up.', findings: 'Lungs: 7 mm solid nodule in the right upper lobe.' })
  await page.keyboard.press('Alt+e')
  await expect(page.getByTestId('explain-withheld')).toContainText('Cancer is named in the report')
  await expect(page.getByTestId('explain-withheld')).toContainText('Breast cancer, follow-up.')
  await expect(page.getByTestId('suggestion')).toHaveCount(0)
  await page.getByRole('tab', { name: 'Plain language' }).click()
  await expect(page.getByTestId('plain')).toContainText('There is no conclusion yet.')
  await page.keyboard.press('Escape')
  await report.section('findings').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Lungs: Clear.')
  await page.keyboard.press('Alt+e')
  await expect(page.getByTestId('explain-none')).toContainText('No guideline of the pack matches these findings')
  await page.screenshot({ path: join(folder, 'explain-empty-1920.png'), animations: 'disabled' })
})
