import { join } from 'node:path'
import { expect, test as base, type RunningApp } from './app.ts'
import { ChecksPage } from './pages/checks-page.ts'
import { ReportPage } from './pages/report-page.ts'
import { reportFile } from './reports.ts'

/** Without a model drafts are taken from the findings at once, and are the same every time. */
const test = base.extend<{ withoutModel: RunningApp }>({
  withoutModel: async ({ installation, scratch }, use) => {
    const app = await installation.start({ env: { RADDRAFT_MODELS: join(scratch, 'no-models') } })
    await app.shell.ready()
    await use(app)
  },
})

const findings = 'Right lung: 31 mm mass in the right upper lobe.\nKidneys: 12 mm cyst in the left kidney. Moderate right hydronephrosis.\nBones: New lytic lesion in L3.\nNo pleural effusion.'

async function begin(app: RunningApp, patient: string, file: Parameters<typeof reportFile>[0] = {}) {
  const worklist = await app.shell.worklist()
  await worklist.importFiles(reportFile({ patient, findings, ...file }))
  return { report: await worklist.open(patient), checks: new ChecksPage(app.page) }
}

test('without a draft: what is left out follows what is written, a key adds the next, and each sentence shows what carries it, both ways', async ({ withoutModel: app }) => {
  test.setTimeout(240_000)
  const { page } = app
  const { report, checks } = await begin(app, 'Live, Lena')
  const [conclusion, findingsText] = [report.section('conclusion'), report.section('findings')]
  await expect(checks.leftOut).toHaveCount(0)

  await report.write('conclusion', 'Mass in the right upper lobe, 31 mm.')
  await expect(checks.leftOut).toContainText('New lytic lesion in L3.')
  await expect(checks.leftOut).not.toContainText('31 mm mass')
  await page.keyboard.press('Control+l')
  await expect(conclusion).toContainText('New lytic lesion in L3.')
  await expect(checks.leftOut).not.toContainText('New lytic lesion in L3.')

  // The caret in a sentence, then in the findings.
  await checks.caretIn(conclusion, 'Mass in the right')
  expect(await checks.lit(findingsText)).toContain('31 mm mass in the right upper lobe.')
  await expect(findingsText.locator('.mark-evidence.mark-active')).toHaveCount(1)
  await expect(async () => {
    await checks.caretIn(conclusion, 'New lytic')
    expect(await checks.lit(findingsText)).toBe('New lytic lesion in L3.')
  }).toPass({ timeout: 30_000 })
  await page.keyboard.press('Alt+v')
  await expect(conclusion).toBeFocused()
  await checks.caretIn(findingsText, '31 mm mass')
  expect(await checks.lit(conclusion)).toBe('Mass in the right upper lobe, 31 mm.')

  // What nothing carries and what contradicts is marked where it stands; a deleted sentence is left out again.
  await conclusion.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Mass in the left upper lobe, 31 mm. Splenic laceration with active bleeding.')
  await expect(conclusion.locator('.mark-contradiction')).toHaveText('left')
  await expect(conclusion.locator('.mark-uncarried').first()).toBeVisible()
  await expect(checks.contradictions).toContainText('31 mm mass in the right upper lobe.')
  await expect(checks.leftOut).toContainText('New lytic lesion in L3.')

  // Signing tells it once more.
  await report.signButton.click()
  await expect(page.getByTestId('sign-left-out')).toContainText('New lytic lesion in L3.')
})

test('with a draft it is the same list: what waits is not left out, what is rejected is', async ({ withoutModel: app }) => {
  test.setTimeout(240_000)
  const { report, checks } = await begin(app, 'Draft, Dora')
  await report.draft()
  await report.draftBecomes('complete')
  const index = (await report.sentences.allInnerTexts()).findIndex((text) => /lytic/i.test(text))
  expect(index).toBeGreaterThanOrEqual(0)
  await report.rejectSentence(index)
  await expect(checks.leftOut).toContainText('New lytic lesion in L3.')
  await checks.leftOut.getByRole('button', { name: 'Add to the conclusion: New lytic lesion in L3.' }).click()
  await expect(report.section('conclusion')).toContainText('New lytic lesion in L3.')
  await expect(checks.leftOut).not.toContainText('New lytic lesion in L3.')
})

test('an addendum is held against findings and signed conclusion while it is written and before it is signed', async ({ withoutModel: app }) => {
  test.setTimeout(240_000)
  const { page } = app
  const { report, checks } = await begin(app, 'Addendum, Ada', { conclusion: 'Mass in the right upper lobe, 31 mm. New lytic lesion in L3.' })
  await report.sign('Dr First')
  await report.addendumButton.click()
  await page.getByTestId('section-addendum').click()
  await page.keyboard.type('The mass in the left upper lobe, 31 mm, was discussed.')
  await expect(checks.contradictions).toContainText('Side')
  await expect(page.getByTestId('section-addendum').locator('.mark-contradiction')).toHaveText('left')
  await page.getByRole('button', { name: 'Sign addendum' }).click()
  await expect(checks.toAnswer).toContainText('1 contradiction to answer before signing')
  const issue = page.getByTestId('sign-form').getByTestId('open-issue').first()
  await expect(issue).toBeFocused()
  await page.keyboard.press('g')
  await expect(page.getByTestId('section-addendum')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('The mass in the right upper lobe, 31 mm, was discussed with Dr Second.')
  await expect(checks.contradictions).toBeHidden()
  await page.getByRole('button', { name: 'Sign addendum' }).click()
  await page.getByTestId('signer').fill('Dr First')
  await page.getByTestId('sign-form').getByRole('button', { name: 'Sign', exact: true }).click()
  await expect(page.getByTestId('signed-addendum')).toContainText('Dr Second')
})

test('the side of the order is asked for a new study, stands beside the patient, and speaks against the other side', async ({ withoutModel: app }) => {
  const { page } = app
  const checks = new ChecksPage(page)
  await app.shell.worklist()
  await page.keyboard.press('Control+n')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Patient ID').fill('SIDE-1')
  await dialog.getByRole('combobox', { name: 'Side ordered' }).click()
  await page.getByRole('option', { name: 'Right' }).click()
  await dialog.getByLabel('Description').fill('Wrist')
  await page.keyboard.press('Enter')
  const opened = await new ReportPage(page).loaded()
  await opened.write('findings', 'Transverse fracture of the left distal radius.')
  await opened.write('conclusion', 'Transverse fracture of the left distal radius.')
  await expect(opened.header).toContainText('Right')
  await expect(checks.contradictions).toContainText('Order')
  await expect(checks.contradictions).toContainText('Side: right')
})

test('2,000 sentences: main answers others meanwhile, nothing waits, and the list is one a person can read', async ({ withoutModel: app }) => {
  test.setTimeout(420_000)
  const { page } = app
  const lines = Array.from({ length: 2000 }, (_, n) => `There is a ${String((n % 60) + 5)} mm cyst in the left kidney on image ${String(n + 1)}.`)
  const { report, checks } = await begin(app, 'Long, Lea', { findings: lines.join('\n'), conclusion: Array.from({ length: 60 }, (_, n) => `${String(n + 5)} mm cyst in the right kidney.`).join('\n') })
  let longest = 0
  const answered = (async () => {
    for (let asked = 0; asked < 40; asked++) {
      const before = performance.now()
      await app.ask('app.status')
      longest = Math.max(longest, performance.now() - before)
      await page.waitForTimeout(50)
    }
  })()
  await report.write('conclusion', '\nNo pleural effusion.')
  await answered
  // A check of these texts holds its thread for seconds; main must not be that thread.
  expect(longest).toBeLessThan(1500)
  await expect(report.section('conclusion')).toContainText('No pleural effusion.')
  await expect(checks.contradictions.or(page.getByTestId('live-note'))).toBeVisible({ timeout: 60_000 })
  await expect(checks.contradictions).toBeVisible({ timeout: 240_000 })
  expect(await page.getByTestId('open-issue').count()).toBeLessThanOrEqual(40)
  await expect(page.getByText(/and \d+ more; they come up as these are settled/).first()).toBeVisible()
})
