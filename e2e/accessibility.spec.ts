import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type RunningApp } from './app.ts'

const themes = ['dark', 'light'] as const

async function wear(app: RunningApp, theme: (typeof themes)[number]): Promise<void> {
  await app.ask('setting.write', { theme })
  await app.page.reload()
  await app.shell.ready()
}

async function violations(app: RunningApp, theme: (typeof themes)[number]): Promise<string[]> {
  // Electron has no second page for axe to gather its frames in; there are no frames here.
  const axe = new AxeBuilder({ page: app.page }).setLegacyMode(true)
  // Only colours differ between the themes.
  const { violations } = await (theme === 'dark' ? axe : axe.withRules(['color-contrast', 'link-in-text-block'])).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary?.replaceAll('\n', ' ') ?? ''}`))
}

for (const theme of themes) {
  test(`worklist, report, draft and models have no serious accessibility violation (${theme})`, async ({ app }) => {
    test.setTimeout(150_000)
    await wear(app, theme)
    const worklist = await app.shell.ready()
    expect(await violations(app, theme)).toEqual([])
    await worklist.addSamples()
    expect(await violations(app, theme)).toEqual([])
    const report = await worklist.open('Mockford')
    await report.draft()
    await report.draftBecomes('complete')
    expect(await violations(app, theme)).toEqual([])
    await app.shell.models()
    expect(await violations(app, theme)).toEqual([])
  })
}

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
