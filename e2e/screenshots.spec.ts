import { mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test } from './app.ts'

const folder = join(projectRoot, 'test-results/screens')

for (const theme of ['dark', 'light'] as const) {
  for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
    test(`pictures of every screen for people to look at: ${theme}, ${size.width}×${size.height}`, async ({ app }) => {
      const { page, shell } = app
      mkdirSync(folder, { recursive: true })
      await app.resize(size)
      await app.ask('setting.write', { theme })
      await page.reload()
      const worklist = await shell.ready()
      const sizes: number[] = []
      const shoot = async (name: string) => {
        const path = join(folder, `${theme}-${size.width}x${size.height}-${name}.png`)
        await page.screenshot({ path, animations: 'disabled' })
        sizes.push(statSync(path).size)
      }
      await shoot('1-empty')
      await worklist.addSamples()
      await shoot('2-worklist')
      const report = await worklist.open('Archetype')
      await shoot('3-report')
      await report.draft()
      await report.draftBecomes('complete')
      await report.sentences.first().hover()
      await shoot('4-draft')
      await shell.openPalette()
      await shoot('5-palette')
      await page.keyboard.press('Escape')
      await shell.models()
      await shoot('6-models')
      const japanese = await (await shell.worklist()).open('見本 花子')
      await expect(japanese.root).toContainText('【骨】')
      await shoot('7-japanese')
      expect(Math.min(...sizes), 'a picture of an empty window is smaller').toBeGreaterThan(15_000)
    })
  }
}
