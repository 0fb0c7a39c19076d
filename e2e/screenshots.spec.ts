import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test, type RunningApp } from './app.ts'

const folder = join(projectRoot, 'test-results/screens')
const windows = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]

/** Takes one picture per theme and size, the themes switched by their key. `smallest` tells that no window was empty. */
function camera(app: RunningApp) {
  mkdirSync(folder, { recursive: true })
  const sizes: number[] = []
  return {
    async shoot(name: string) {
      for (const size of windows) {
        await app.resize(size)
        for (const theme of ['dark', 'light']) {
          const path = join(folder, `${name}-${theme}-${size.width}x${size.height}.png`)
          await app.page.screenshot({ path, animations: 'disabled' })
          sizes.push(statSync(path).size)
          await app.page.keyboard.press('Control+Shift+l')
        }
      }
    },
    smallest: () => Math.min(...sizes),
  }
}

/** Bytes; a picture of an empty window is smaller. */
const leastSize = 15_000

test('pictures of worklist, report and models for people to look at: dark and light, 1280×800 and 1920×1080', async ({ app }) => {
  test.setTimeout(180_000)
  const { page, shell } = app
  const { shoot, smallest } = camera(app)
  await app.ask('setting.write', { theme: 'dark' })
  await page.reload()
  const worklist = await shell.ready()
  await shoot('1-empty')
  await worklist.addSamples()
  await shoot('2-worklist')
  const report = await worklist.open('Archetype')
  await shoot('3-report')
  await report.draft()
  await report.draftBecomes('complete')
  await report.evidenceOf(0)
  await shoot('4-draft')
  await shell.models()
  await shoot('5-models')
  await page.keyboard.press('Alt+t')
  await expect(page.getByTestId('tag-settings')).toBeVisible()
  await shoot('6-tags')
  const japanese = await (await shell.worklist()).open('見本 花子')
  await expect(japanese.root).toContainText('【骨】')
  await shoot('7-japanese')
  await shell.openPalette()
  await page.screenshot({ path: join(folder, '8-palette-dark-1920x1080.png'), animations: 'disabled' })
  expect(smallest()).toBeGreaterThan(leastSize)
})

test('pictures of patient and cohort for people to look at: dark and light, 1280×800 and 1920×1080', async ({ app }) => {
  test.setTimeout(180_000)
  const { page, shell } = app
  const { shoot, smallest } = camera(app)
  await app.ask('setting.write', { theme: 'dark', person: 'Dr Picture', acceptedTagError: null })
  await page.reload()
  const worklist = await shell.ready()
  await worklist.addSamples()
  const patient = await worklist.openPatient('Sample, Ada')
  await expect(patient.alerts.first()).toBeVisible()
  await shoot('9-patient')
  const cohort = await shell.cohort()
  await cohort.start('Samples')
  await cohort.becomes('done')
  await shoot('10-cohort-runs')
  const results = await cohort.open()
  for (let reports = 0; reports < 12; reports++) await results.adjudicate((await results.machineLabel()) ?? 0)
  await results.choose('Label', 'Progressive')
  await shoot('11-cohort-results')
  await results.showFigures()
  await shoot('12-cohort-figures')
  expect(smallest()).toBeGreaterThan(leastSize)
})
