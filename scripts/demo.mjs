// The main job through the real window: samples → report → draft → accept → tag → save. Run by `npm start -- --demo` under Node 24.
import { _electron } from '@playwright/test'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectFolder } from './environment.mjs'
import { Failure, runMain } from './lib/failure.mjs'

const LABELS = ['0 none', '1 progressive', '2 stable or decreased']
/** A cold start of the model on a busy two-core machine, with room. */
const DRAFT_LIMIT_MS = 180_000
const CLOSE_LIMIT_MS = 15_000

async function call(page, name, input) {
  const reply = await page.evaluate(([name, input]) => window.bridge.call(name, input), [name, input])
  if (!reply.ok) throw new Failure(reply.error.message, `The app refused ${name} (${reply.error.code}).`)
  return reply.value
}

async function mainJob(page) {
  await page.getByRole('button', { name: 'Add sample reports' }).click()
  const row = page.getByRole('grid', { name: 'Worklist' }).getByRole('row').filter({ has: page.getByRole('gridcell') }).first()
  await row.dblclick()

  const screen = page.locator('[data-report-id]')
  const reportId = await screen.getAttribute('data-report-id')
  const panel = page.getByTestId('draft-panel')
  await page.getByRole('button', { name: 'Draft conclusion' }).click()
  await panel.and(page.locator('[data-state="complete"]')).waitFor({ timeout: DRAFT_LIMIT_MS })
  await panel.getByRole('button', { name: 'Accept all' }).click()
  const tagPanel = page.getByTestId('status-tag')
  await tagPanel.getByRole('button', { name: 'Set tag' }).click()
  await tagPanel.and(page.locator('[data-stored="true"]')).waitFor()
  await page.getByRole('button', { name: /^Save/ }).click()
  await page.getByTestId('save-status').and(page.locator('[data-state="saved"]')).waitFor()

  const { report, draft, tag, versionCount } = await call(page, 'report.open', { reportId })
  if (versionCount < 1 || report.sections.conclusion.trim() === '') throw new Failure('The report was not saved with its conclusion.', 'Look at the screenshot.')
  return { report, draft, tag: tag.current }
}

function tell({ report, draft, tag }, result) {
  const { sections } = report
  console.log(`\nConclusion\n  ${sections.conclusion.replaceAll('\n', '\n  ')}`)
  console.log('\nEvidence')
  for (const { text, evidence, support, source } of draft.content.sentences) {
    console.log(`  ${text}  [${source}, support ${support.toFixed(2)}]`)
    for (const { start, end } of evidence) console.log(`    ← findings ${start}–${end}: ${sections.findings.slice(start, end).replaceAll('\n', ' ')}`)
  }
  for (const { text } of draft.content.leftOut) console.log(`  left out: ${text.replaceAll('\n', ' ')}`)
  console.log(`\nTag: ${tag.label === null ? 'undecided' : LABELS[tag.label]}${tag.probabilities ? ` (odds ${tag.probabilities.map((value) => value.toFixed(2)).join(' / ')})` : ''}. ${tag.reason}`)
  for (const { field, start, end, text } of tag.evidence) console.log(`    ← ${field} ${start}–${end}: ${text}`)
  console.log(`\nFirst token ${result.firstTokenMs ?? '–'} ms, draft ${result.draftMs} ms, ${draft.tokens ?? 0} tokens, model ${result.model}`)
  console.log(`Database   ${result.database}\nScreenshot ${result.screenshot}`)
}

/** Closes the window as a person does; an app that does not end in time is stopped, so that the demo always ends. */
async function closeWindow(app) {
  const child = app.process()
  const ended = child.exitCode === null ? once(child, 'exit') : Promise.resolve()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.close())).catch(() => {})
  const limit = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS)
  await ended
  clearTimeout(limit)
}

await runMain(async () => {
  const data = process.env.RADDRAFT_DATA ?? mkdtempSync(path.join(os.tmpdir(), 'raddraft-demo-'))
  const env = { ...process.env, RADDRAFT_DATA: data, RADDRAFT_PASSPHRASE: process.env.RADDRAFT_PASSPHRASE ?? randomBytes(24).toString('base64url') }
  const app = await _electron.launch({ executablePath: process.env.ELECTRON_EXEC_PATH, args: [projectFolder], cwd: projectFolder, env })
  const screenshot = path.join(data, 'demo.png')
  try {
    const page = await app.firstWindow()
    try {
      const done = await mainJob(page)
      await page.screenshot({ path: screenshot })
      const status = await call(page, 'app.status')
      const { report, draft, tag } = done
      const result = {
        conclusion: report.sections.conclusion,
        label: tag.label,
        evidence: draft.content.sentences.map(({ text, evidence }) => ({ text, evidence })),
        model: draft.modelId ?? draft.engine,
        firstTokenMs: draft.firstTokenMs === null ? null : Math.round(draft.firstTokenMs),
        draftMs: Math.round(draft.totalMs),
        database: status.database,
        screenshot,
        electron: status.versions.electron,
      }
      tell(done, result)
      console.log(`RESULT ${JSON.stringify(result)}`)
    } catch (error) {
      await page.screenshot({ path: screenshot }).catch(() => {})
      const what = error instanceof Failure ? error.message : String(error.message).split('\n')[0]
      throw new Failure(`The demo stopped: ${what}`, `Look at ${screenshot} and the logs in ${path.join(data, 'logs')}.`)
    }
  } finally {
    await closeWindow(app)
  }
})
