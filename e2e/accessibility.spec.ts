import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import { expect, test, type RunningApp } from './app.ts'
import { MineFirstPage } from './pages/mine-first-page.ts'
import { TeachingPage } from './pages/teaching-page.ts'
import { reportFile } from './reports.ts'

async function serious(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.replaceAll('\n', ' ') ?? ''}`))
}

/** All rules in the dark theme; in the light one only the colours differ. Ends in the dark one. */
async function violations({ page }: RunningApp, { inDialog = false } = {}): Promise<string[]> {
  // Electron has no second page for axe to gather its frames in; there are no frames here.
  const axe = () => new AxeBuilder({ page }).setLegacyMode(true)
  const dark = await serious(axe())
  // No key reaches the window behind a dialog; dialogs share their colours with what is looked at without one.
  if (inDialog) return dark
  await page.keyboard.press('Control+Shift+l')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  // Buttons fade from one theme's colours to the other's: what is half way is in neither. Spinners never end.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity).map(({ finished }) => finished)))
  const light = await serious(axe().withRules(['color-contrast', 'link-in-text-block']))
  await page.keyboard.press('Control+Shift+l')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  return [...dark, ...light.map((line) => `light: ${line}`)]
}

test('worklist, report, draft and models have no serious accessibility violation, dark and light', async ({ app }) => {
  test.setTimeout(150_000)
  const worklist = await app.shell.ready()
  expect(await violations(app)).toEqual([])
  await worklist.addSamples()
  expect(await violations(app)).toEqual([])
  const report = await worklist.open('Mockford')
  await report.draft()
  await report.draftBecomes('complete')
  expect(await violations(app)).toEqual([])
  await app.shell.models()
  expect(await violations(app)).toEqual([])
  await app.page.keyboard.press('Alt+t')
  await expect(app.page.getByTestId('tag-settings')).toBeVisible()
  expect(await violations(app)).toEqual([])
  await app.page.keyboard.press('Alt+w')
  await expect(app.page.getByTestId('training-export')).toBeVisible()
  expect(await violations(app), 'training rows').toEqual([])
})

test('cohort and patient screens have no serious accessibility violation, dark and light', async ({ app }) => {
  test.setTimeout(150_000)
  await app.ask('setting.write', { person: 'Dr Axe', acceptedTagError: null })
  await app.page.reload()
  const worklist = await app.shell.ready()
  await worklist.addSamples()
  const patient = await worklist.openPatient('Sample, Ada')
  await expect(patient.alerts.first()).toBeVisible()
  expect(await violations(app), 'patient').toEqual([])
  await app.page.keyboard.press('c')
  const dialog = app.page.getByRole('dialog', { name: 'Record communication' })
  await expect(dialog).toBeVisible()
  expect(await violations(app, { inDialog: true }), 'record communication').toEqual([])
  await app.page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const cohort = await app.shell.cohort()
  expect(await violations(app), 'no runs').toEqual([])
  await cohort.start('Accessible')
  await cohort.becomes('done')
  expect(await violations(app), 'runs').toEqual([])
  const results = await cohort.open()
  await results.adjudicate(0)
  await results.adjudicate(1)
  expect(await violations(app), 'results').toEqual([])
  await results.showFigures()
  await expect(results.figures).toHaveAttribute('data-adjudicated', '2')
  expect(await violations(app), 'figures').toEqual([])
})

test('sealed drafts, what differs, what moved, contradictions and the teaching view have no serious accessibility violation', async ({ installation, scratch }) => {
  test.setTimeout(240_000)
  const app = await installation.start({ env: { RADDRAFT_MODELS: join(scratch, 'no-models') } })
  const { page } = app
  await app.shell.ready()
  await page.keyboard.press('Alt+9')
  await expect(page.getByText('Nothing to compare yet')).toBeVisible()
  expect(await violations(app)).toEqual([])
  await app.ask('setting.write', { person: 'Dr Axe', mineFirst: 1 })
  await page.reload()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ patient: 'Axe, Anna' }))
  const report = await worklist.open('Axe, Anna')
  const first = new MineFirstPage(page)
  await report.draft()
  await report.draftBecomes('complete')
  await page.keyboard.press('Alt+w')
  await expect(page.getByRole('radio').first()).toBeFocused()
  expect(await violations(app, { inDialog: true })).toEqual([])
  await page.keyboard.press('Escape')
  await report.write('conclusion', 'Right hydronephrosis. No ascites.')
  await expect(first.contradictions).toBeVisible()
  expect(await violations(app)).toEqual([])
  await first.compare()
  await expect(first.differences).toBeVisible()
  await report.write('findings', ' Ascites.')
  await expect(first.stale).toBeVisible()
  expect(await violations(app)).toEqual([])
  await page.keyboard.press('Alt+x')
  await page.keyboard.press('Control+Shift+s')
  await expect(first.toAnswer).toBeVisible()
  await page.keyboard.press('i')
  expect(await violations(app, { inDialog: true })).toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('sign-form')).toBeHidden()
  const teaching = await (await new TeachingPage(page).go()).loaded()
  expect(await violations(app)).toEqual([])
  await teaching.choose('Axe, Anna')
  expect(await violations(app)).toEqual([])
})

test('every screen is reached and left by keyboard alone', async ({ app }) => {
  const { page } = app
  const worklist = await app.shell.ready()
  await worklist.addSamples()
  await worklist.search.focus()
  await page.keyboard.type('Mockford')
  await expect(worklist.rows).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-report-id]')).toBeVisible()

  // Tab walks through the sections and is not caught in one of them.
  const visited = new Set<string>()
  for (let step = 0; step < 80 && visited.size < 5; step++) {
    await page.keyboard.press('Tab')
    const name = await page.evaluate(() => document.activeElement?.closest('[data-testid^="section-"]')?.getAttribute('data-testid'))
    if (name) visited.add(name)
  }
  expect([...visited].toSorted()).toEqual(['section-comparison', 'section-conclusion', 'section-findings', 'section-indication', 'section-technique'])

  await app.shell.models()
  await app.shell.worklist()
})

test('the palette lists the actions with their keys and runs them', async ({ app }) => {
  const worklist = await app.shell.ready()
  await worklist.addSamples()
  await worklist.open('Mockford')
  const palette = await app.shell.openPalette()
  const entries = await palette.actions.allInnerTexts()
  for (const action of ['Draft conclusion', 'Save', 'Sign', 'Go to Worklist', 'Go to Models']) {
    expect(entries.some((entry) => entry.includes(action)), action).toBe(true)
  }
  expect(entries.filter((entry) => /Ctrl|Alt|F\d|Esc|Enter|⌘/.test(entry)).length).toBeGreaterThanOrEqual(4)
  await palette.run('Go to Models')
  await expect(app.page.getByRole('heading', { name: 'Models', exact: true })).toBeVisible()
})
