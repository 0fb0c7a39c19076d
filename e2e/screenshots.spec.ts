import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test } from './app.ts'

const folder = join(projectRoot, 'test-results/screens')
const windows = [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]

test('pictures of every screen for people to look at: dark and light, 1280×800 and 1920×1080', async ({ app }) => {
  test.setTimeout(300_000)
  const { page, shell } = app
  mkdirSync(folder, { recursive: true })
  const sizes: number[] = []
  /** One picture per theme and size; the themes are switched by their key. */
  const shoot = async (name: string) => {
    for (const size of windows) {
      await app.resize(size)
      for (const theme of ['dark', 'light']) {
        const path = join(folder, `${name}-${theme}-${size.width}x${size.height}.png`)
        await page.screenshot({ path, animations: 'disabled' })
        sizes.push(statSync(path).size)
        await page.keyboard.press('Control+Shift+l')
      }
    }
  }
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
  const japanese = await (await shell.worklist()).open('見本 花子')
  await expect(japanese.root).toContainText('【骨】')
  await shoot('6-japanese')
  const patient = await (await shell.worklist()).openPatient('Sample, Ada')
  await expect(patient.alerts.first()).toBeVisible()
  await shoot('8-patient')
  await app.ask('setting.write', { person: 'Dr Picture' })
  const cohort = await shell.cohort()
  await cohort.start('Samples')
  await cohort.becomes('done')
  await shoot('9-cohort-runs')
  const results = await cohort.open()
  for (let reports = 0; reports < 12; reports++) await results.adjudicate((await results.machineLabel()) ?? 0)
  await page.keyboard.press('Home')
  await results.choose('Label', 'Progressive')
  await shoot('10-cohort-results')
  await results.showFigures()
  await shoot('11-cohort-figures')
  await shell.openPalette()
  await page.screenshot({ path: join(folder, '12-palette-dark-1920x1080.png'), animations: 'disabled' })
  expect(Math.min(...sizes), 'a picture of an empty window is smaller').toBeGreaterThan(15_000)
})
