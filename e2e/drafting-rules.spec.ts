import { AxeBuilder } from '@axe-core/playwright'
import { join } from 'node:path'
import { expect, test as base, type RunningApp } from './app.ts'
import { DraftingRulesPage } from './pages/drafting-rules-page.ts'
import { reportFile } from './reports.ts'

/** Without a model drafts are taken from the findings at once, and are the same every time. */
const test = base.extend<{ withoutModel: RunningApp }>({
  withoutModel: async ({ installation, scratch }, use) => {
    const app = await installation.start({ env: { RADDRAFT_MODELS: join(scratch, 'no-models') } })
    await app.shell.ready()
    await use(app)
  },
})

const findings = 'Liver: Hepatic steatosis.\nGallbladder: Two calculi of 6 mm.\nSpine: 12 mm lytic lesion in L3.\nNo enlarged lymph nodes. No ascites.'

test('standing rules are written, understood, kept, taken back, followed for their examination only, and named by the draft', async ({ withoutModel: app }) => {
  test.setTimeout(180_000)
  const { page } = app
  await app.ask('setting.write', { person: 'Dr Rule' })
  await page.reload()
  const worklist = await app.shell.ready()

  // From the settings, where there is none yet.
  await page.keyboard.press('Control+,')
  await expect(page.getByTestId('rules-setting')).toContainText('No rule yet')
  await page.getByTestId('rules-setting').getByRole('button').click()
  const rules = new DraftingRulesPage(page)
  await expect(rules.empty).toBeVisible()
  await expect(page.getByRole('dialog')).toContainText('Rules of Dr Rule.')

  // What is understood stands beside the words while they are typed.
  await rules.type('As a list, and write it like a letter', { examination: /^CT/ })
  await expect(rules.understood(rules.newRow)).toContainText('as a numbered list')
  await expect(rules.understood(rules.newRow)).toContainText('Only models that write whole conclusions follow: “write it like a letter”')
  await rules.field(rules.newRow).press('Enter')
  await expect(rules.rows).toHaveCount(1)
  await expect(rules.empty).toBeHidden()
  await expect(rules.field(rules.newRow)).toHaveValue('')
  await rules.type('Always mention the lymph nodes. Leave out hepatic steatosis, lytic lesions')
  await rules.field(rules.newRow).press('Enter')
  await expect(rules.rows).toHaveCount(2)

  // A bad rule is refused with a sentence and stays as it was typed; Escape takes it back and closes nothing.
  await rules.type('0 sentences')
  await rules.field(rules.newRow).press('Enter')
  await expect(rules.newRow.getByRole('alert')).toContainText('A conclusion needs at least one sentence.')
  await expect(rules.rows).toHaveCount(2)
  await rules.field(rules.newRow).press('Escape')
  await expect(rules.root).toBeVisible()
  await expect(rules.field(rules.newRow)).toHaveValue('')

  // Changed, deleted and taken back with keys alone.
  await rules.field(rules.newRow).press('Control+ArrowUp')
  await expect(rules.field(rules.rows.nth(1))).toBeFocused()
  await page.keyboard.press('Control+ArrowUp')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('As a list')
  await page.keyboard.press('Enter')
  await expect(rules.root.getByRole('status')).toHaveText('Rule changed.')
  await expect(rules.field(rules.rows.first())).toBeFocused()
  await page.keyboard.press('Control+Delete')
  await expect(rules.rows).toHaveCount(1)
  await page.keyboard.press('Alt+z')
  await expect(rules.rows).toHaveCount(2)
  await expect(rules.field(rules.rows.first())).toHaveValue('As a list')
  await rules.close()
  expect((await app.ask('draftingRules.read')).rules.map(({ modality, text }) => [modality, text])).toEqual([['CT', 'As a list'], ['', 'Always mention the lymph nodes. Leave out hepatic steatosis, lytic lesions']])

  // A CT report becomes a list without the fatty liver, with the lymph nodes, and the lesion stays.
  const file = (patient: string, modality: string) => {
    const { name, mimeType, buffer } = reportFile({ patient, findings, indication: 'Back pain.' })
    const report = JSON.parse(buffer.toString()) as { study: object }
    return { name, mimeType, buffer: Buffer.from(JSON.stringify({ ...report, study: { ...report.study, modality, description: `${modality} abdomen` } })) }
  }
  await worklist.importFiles(file('Rule, Cora', 'CT'), file('Rule, Mara', 'MR'))
  const report = await worklist.open('Rule, Cora')
  await report.draft()
  await report.draftBecomes('complete')
  await expect(report.draftPanel).toContainText(/lytic lesion/i)
  await expect(report.draftPanel).toContainText('No enlarged lymph nodes')
  for (const text of await report.sentences.locator('p').allInnerTexts()) expect(text).not.toMatch(/steatosis/i)
  await page.keyboard.press('Control+Shift+Enter')
  await expect(report.section('conclusion')).toContainText(/1\. .*lytic lesion/i)

  await page.keyboard.press('Alt+Shift+M')
  const used = page.getByTestId('used-rules')
  await expect(used).toContainText('As a list')
  await expect(used).toContainText('as a numbered list')
  await expect(used).toContainText('1 finding of “lytic lesions” weighs too much to be left out by a rule.')
  await page.keyboard.press('Escape')
  await report.save()

  await app.shell.worklist()
  await worklist.open('Rule, Mara')
  await report.draft()
  await report.draftBecomes('complete')
  await page.keyboard.press('Control+Shift+Enter')
  await expect(report.section('conclusion')).toContainText(/lytic lesion/i)
  await expect(report.section('conclusion')).not.toContainText('1. ')
  await page.keyboard.press('Alt+Shift+M')
  await expect(used).toContainText('Always mention the lymph nodes')
  await expect(used).not.toContainText('As a list')
})

test('the table has no serious accessibility violation: empty, with rules, and with one that is refused', async ({ withoutModel: app }) => {
  const serious = async () => {
    const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze()
    return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  }
  const rules = await new DraftingRulesPage(app.page).open()
  await expect(rules.empty).toBeVisible()
  expect(await serious(), 'empty').toEqual([])
  await rules.empty.getByRole('button').first().click()
  await rules.empty.waitFor({ state: 'hidden' })
  await rules.type('Leave out renal cysts. Write it like a letter.')
  await rules.field(rules.newRow).press('Enter')
  await expect(rules.rows).toHaveCount(2)
  await rules.type('x'.repeat(501))
  await rules.field(rules.newRow).press('Enter')
  await expect(rules.newRow.getByRole('alert')).toContainText('501 characters long; at most 500 can be kept')
  expect(await serious(), 'rules').toEqual([])
})
