import { join } from 'node:path'
import { expect, test as base, type RunningApp } from './app.ts'
import { listenToMain } from './listen.ts'
import { MineFirstPage } from './pages/mine-first-page.ts'
import { TeachingPage } from './pages/teaching-page.ts'
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
async function begin(app: RunningApp, patient: string, share: number | null = 1) {
  await app.ask('setting.write', { person: 'Dr First', mineFirst: share, acceptedTagError: null })
  await app.page.reload()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile({ patient, findings }))
  return { worklist, report: await worklist.open(patient), first: new MineFirstPage(app.page) }
}

/** What main said of drafts: without the checks of the person's own text and the findings, which the page knows anyway. */
const withoutFindings = (heard: string) => heard.split('\n').filter((line) => !line.includes('"value":{"of":"conclusion"')).join('\n').replaceAll(JSON.stringify(findings).slice(1, -1), '')

test('a sealed draft is in no message to the page before a conclusion was written; then only the differences are shown, and one key adds each', async ({ app }) => {
  test.setTimeout(300_000)
  const { page } = app
  const { worklist, report, first } = await begin(app, 'Seal, Sue')
  const heard = await listenToMain(app)
  await report.draft()
  await report.draftBecomes('complete')
  await expect(first.sealed).toContainText('It is ready.')
  await expect(report.sentences).toHaveCount(0)

  // Nothing, and one word, open no seal.
  await first.compare()
  await expect(first.sealed).toContainText('Write your conclusion first')
  await page.keyboard.press('Control+5')
  await page.keyboard.type('Mass in the right upper lobe of the lung, 31 mm. Moderate left hydronephrosis. No ascites.')
  await report.save()
  await app.shell.worklist()
  await expect(worklist.row('Seal, Sue')).toContainText('Draft sealed')
  await worklist.open('Seal, Sue')
  await expect(first.sealed).toContainText('It is ready.')
  const reportId = await report.id()
  expect((await app.ask('report.open', { reportId })).draft).toMatchObject({ sealed: true, content: null, text: '' })
  const before = withoutFindings(await heard())
  expect(before).not.toMatch(/"sentences":\[|"struck":\[|"leftOut":\[|"type":"token"|"type":"struck"/)

  // Signing waits too.
  await report.signButton.click()
  await expect(page.getByTestId('sign-form')).toContainText('The draft is still sealed.')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('sign-form')).toBeHidden()

  await first.compare()
  await expect(first.differences).toBeVisible()
  await expect(first.onlyDraft).toContainText(/lytic lesion/i)
  await expect(first.otherwise).toContainText('Side')
  await expect(first.otherwise).toContainText('Moderate left hydronephrosis.')
  await expect(first.onlyOwn).toContainText('No ascites.')
  await expect(first.onlyDraft).not.toContainText(/mass/i)
  const opened = await app.ask('report.open', { reportId })
  expect(opened.draft?.content?.sentences.length).toBeGreaterThan(2)
  for (const { text } of opened.draft?.content?.sentences ?? []) expect(before).not.toContain(JSON.stringify(text).slice(1, -1))

  await expect(report.sentences.first()).toBeFocused()
  await page.keyboard.press('a')
  await expect(report.section('conclusion')).toContainText(/lytic lesion/i)
  await page.keyboard.press('Alt+x')
  await expect(report.draftPanel.locator('[data-testid=draft-sentence][data-decision=pending]')).toHaveCount(0)

  // The side that was wrong is corrected, and the report is signed.
  await report.section('conclusion').getByText('Moderate left hydronephrosis').first().click()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Mass in the right upper lobe of the lung, 31 mm. Moderate right hydronephrosis. New lytic lesion in L3.')
  await report.sign('Dr First')

  const teaching = await (await new TeachingPage(page).go()).loaded()
  await expect(teaching.charts).toHaveCount(4)
  await teaching.choose('Seal, Sue')
  await expect(teaching.own).toContainText('No ascites.')
  await expect(teaching.draft).toContainText('Not in own · added')
  await expect(teaching.signed.locator('del').first()).toBeVisible()
  await expect(teaching.signed).toContainText('Side')
})

test('a seal is waived with a reason, by keys alone, and the audit trail has it', async ({ withoutModel: app }) => {
  const { report, first } = await begin(app, 'Waive, Walt')
  await report.draft()
  await report.draftBecomes('complete')
  await first.waive()
  await expect(report.sentences.first()).toBeVisible()
  await expect(report.draftPanel).toContainText('Seal opened without a conclusion by Dr First')
  const view = await app.ask('report.open', { reportId: await report.id() })
  expect(view.mineFirst).toMatchObject({ state: 'waived', reason: 'unsure', author: 'Dr First' })
})

test('the teaching view explains itself while it is empty, and the settings turn the mode on', async ({ withoutModel: app }) => {
  const { page } = app
  await page.keyboard.press('Alt+9')
  await expect(page.getByText('Nothing to compare yet')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Teaching' })).toBeVisible()
  await page.getByRole('button', { name: 'Open the settings' }).click()
  await page.getByRole('checkbox', { name: 'Mine first' }).check()
  await page.getByLabel('Share of reports, in percent').fill('40')
  await page.keyboard.press('Tab')
  await expect.poll(async () => (await app.ask('setting.read')).mineFirst).toBe(0.4)
})

test('a contradiction stops signing until it is answered; the answer survives other changes and falls with its sentence', async ({ withoutModel: app }) => {
  const { page } = app
  const { report, first } = await begin(app, 'Contra, Cora', null)
  await report.write('conclusion', 'Mass in the left upper lobe.')
  await expect(first.contradictions).toContainText('Side')
  await page.keyboard.press('Control+Shift+s')
  await expect(first.toAnswer).toContainText('1 contradiction to answer before signing')
  await expect(first.toAnswer).toContainText('Mass in the left upper lobe.')
  await expect(first.toAnswer).toContainText('31 mm mass in the right upper lobe.')
  const sign = page.getByTestId('sign-form').getByRole('button', { name: 'Sign', exact: true })
  await expect(sign).toBeDisabled()
  const issue = page.getByTestId('sign-form').getByTestId('open-issue').first()
  await expect(issue).toBeFocused()
  // Keys alone: I for intended, 3 for another reason, the words, Enter.
  await page.keyboard.press('i')
  await page.keyboard.press('3')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Situs inversus, see the earlier study.')
  await page.keyboard.press('Enter')
  await expect(first.toAnswer).toContainText('Every contradiction is answered.')
  await expect(sign).toBeEnabled()
  await page.keyboard.press('Escape')

  await report.write('conclusion', ' No effusion.')
  await expect(first.live).toContainText('Situs inversus')
  const reportId = await report.id()
  expect((await app.ask('check.live', { reportId })).issues.find(({ mustBeAnswered }) => mustBeAnswered)?.answer?.reason).toBe('other')
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('Large ')
  await expect(first.live).toBeHidden()
  await expect(first.contradictions).toBeVisible()
  const refused = await app.call('report.sign', { reportId, sections: (await app.ask('report.open', { reportId })).report.sections, signer: 'Dr First' })
  expect(refused).toMatchObject({ ok: false, error: { code: 'unanswered' } })

  // Fixed instead of answered: nothing is asked any more. The jump leads to the words.
  await page.keyboard.press('Control+Shift+s')
  await expect(issue).toBeFocused()
  await page.keyboard.press('g')
  await expect(page.getByTestId('sign-form')).toBeHidden()
  await expect(report.section('conclusion')).toBeFocused()
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Mass in the right upper lobe.')
  await expect(first.contradictions).toBeHidden()
  await report.sign('Dr First')
})

test('a stale draft shows what moved and takes no sentence before it was seen; a late addendum marks the tag, and one key judges again', async ({ withoutModel: app }) => {
  test.setTimeout(300_000)
  const { page } = app
  const { worklist, report, first } = await begin(app, 'Stale, Stan', null)
  await report.draft()
  await report.draftBecomes('complete')
  await report.write('findings', ' Ascites.')
  await expect(first.stale.locator('ins')).toContainText('Ascites')
  await report.sentences.first().focus()
  await page.keyboard.press('a')
  await expect(report.sentences.first()).toHaveAttribute('data-decision', 'pending')
  await expect(first.stale).toBeFocused()
  await app.shell.worklist()
  await expect(worklist.row('Stale, Stan')).toContainText('Stale')
  await worklist.open('Stale, Stan')
  await expect(first.stale.locator('ins')).toContainText('Ascites')
  await page.keyboard.press('Alt+r')
  await expect(first.stale).toBeHidden()
  await expect(page.getByTestId('stale-confirmed')).toContainText('Still right, says Dr First')
  await report.sentences.first().focus()
  await page.keyboard.press('a')
  await expect(report.sentences.first()).toHaveAttribute('data-decision', 'accepted')
  const reportId = await report.id()
  await report.write('findings', ' Splenomegaly.')
  await expect(first.stale.locator('ins')).toHaveText(/^[^A]*Splenomegaly\.$/)
  await page.keyboard.press('Control+Enter')
  await expect(first.stale).toBeHidden({ timeout: 30_000 })

  await report.draftBecomes('complete')
  const count = await report.sentences.count()
  for (let index = 0; index < count; index++) await report.rejectSentence(index)
  await report.save()
  await report.write('conclusion', '\nNo bone metastasis elsewhere.')
  await expect(first.staleTag).toContainText('Judged on an older text.')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('Known bone metastasis in L3, unchanged.')
  await report.sign('Dr First')
  await expect(first.staleTag).toBeHidden()
  await report.addAddendum('New bone metastasis in the right ilium.', 'Dr First')
  await expect(first.staleTag).toContainText('An addendum was signed after this tag.')
  expect((await app.ask('report.open', { reportId })).tag.current?.label).toBe(2)
  await page.keyboard.press('Control+Shift+t')
  await expect(first.staleTag).toBeHidden()
  await expect.poll(async () => (await app.ask('report.open', { reportId })).tag.current?.label).toBe(1)
})
