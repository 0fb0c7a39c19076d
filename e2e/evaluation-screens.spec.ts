import { AxeBuilder } from '@axe-core/playwright'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, projectRoot, test } from './app.ts'
import { evaluationCases } from './evaluation-cases.ts'

const folder = join(projectRoot, 'test-results/screens')

test('the Evaluation screen has no serious accessibility violation; pictures for people to look at: 1280×800 and 1920×1080', async ({ app, scratch }) => {
  test.setTimeout(600_000)
  const { page, shell } = app
  mkdirSync(folder, { recursive: true })
  const shoot = async (name: string) => {
    // Electron has no second page for axe to gather its frames in; there are no frames here.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').flatMap(({ id, nodes }) => nodes.map(({ target }) => `${name} ${id}: ${target.join(' ')}`))).toEqual([])
    for (const size of [{ width: 1280, height: 800 }, { width: 1920, height: 1080 }]) {
      await app.resize(size)
      await page.screenshot({ path: join(folder, `evaluation-${name}-${size.width}x${size.height}.png`), animations: 'disabled' })
    }
  }
  await app.ask('setting.write', { theme: 'dark', person: 'Dr One' })
  await page.reload()
  await shell.ready()
  const evaluation = await shell.evaluation()
  await shoot('1-empty')
  await page.keyboard.press('Control+n')
  await expect(page.getByRole('dialog', { name: 'New run' })).toBeVisible()
  await shoot('2-new-run')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'New run' })).toBeHidden()
  const file = join(scratch, 'cases.jsonl')
  writeFileSync(file, evaluationCases(24))
  await app.pick(file)
  await evaluation.start('Rules, first')
  await evaluation.becomes('done')
  await app.pick(file)
  await evaluation.start('Rules, second')
  await evaluation.becomes('done')
  await shoot('3-runs')
  await page.getByRole('grid', { name: 'Runs' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('evaluation-figures')).toBeVisible()
  await shoot('4-figures')
  await page.keyboard.press('r')
  await expect(page.getByTestId('evaluation-item')).toBeVisible()
  await shoot('5-texts')
  await page.keyboard.press('Alt+ArrowLeft')
  await evaluation.details.getByRole('combobox', { name: 'Compare with' }).click()
  await page.getByRole('option', { name: 'Rules, first' }).click()
  await expect(page.getByTestId('compared-figures')).toBeVisible()
  await shoot('6-comparison')
  await page.keyboard.press('Alt+ArrowLeft')
  await page.keyboard.press('Alt+t')
  await expect(page.getByRole('dialog', { name: 'New desk test' })).toBeVisible()
  await shoot('7-new-test')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'New desk test' })).toBeHidden()
  await evaluation.makeTest('Drafts of March', ['Dr One', 'Dr Two'])
  await shoot('8-tests')
  await evaluation.readAs('Dr One')
  for (const digit of '21543') await page.keyboard.press(digit)
  await shoot('9-reading')
  await page.keyboard.press('Alt+p')
  await page.keyboard.press('Control+3')
  await shoot('10-shadow-empty')

  // Rules tried beside the model that is active: both draft the two newest signed reports.
  await (await shell.worklist()).addSamples()
  await app.ask('shadow.start', { candidate: { type: 'extractive' }, most: 2 })
  await shell.evaluation()
  await page.reload()
  await shell.ready()
  await shell.evaluation()
  await page.keyboard.press('Control+3')
  await expect(page.getByTestId('shadow-details')).toBeVisible()
  await shoot('11-shadow-running')
  await expect(page.getByTestId('compared-figures')).toBeVisible({ timeout: 180_000 })
  await shoot('12-shadow')
  await page.keyboard.press('n')
  await shoot('13-shadow-texts')
  await page.keyboard.press('Alt+k')
  await expect(page.getByTestId('shadow-details')).toContainText('Kept what was active')
})
