import { readdirSync, readFileSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from './app.ts'

/** Twenty signed reports of invented people, in the archive and not through the screens: this journey is about what leaves it. */
async function signReports(app: import('./app.ts').RunningApp): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const date = `2026-0${1 + (i % 9)}-${10 + (i % 15)}`
    const { report } = await app.ask('report.create', {
      patient: { patientId: `TRAIN-${9100 + i}`, name: 'Quillfeather^Beatrix', birthDate: '1950-01-02', sex: 'F' },
      study: { accessionNumber: `TRAIN-ACC-${5500 + i}`, studyInstanceUid: null, date, modality: 'CT', description: 'CT abdomen' },
    } as never)
    const sections = { indication: 'Abdominal pain.', technique: '', comparison: '', findings: `Mrs. Quillfeather has a ${i + 4} mm cyst of the liver in segment ${1 + (i % 8)}. The spleen is normal on image ${i * 3}.`, conclusion: `Hepatic cyst, ${i + 4} mm.` }
    await app.ask('report.sign', { reportId: report.id, sections, signer: 'Ottokar Zwirn' } as never)
  }
}

test('training rows of signed reports: a sentence while there are none, then files without anybody in them and an account of what was taken out', async ({ app, scratch }) => {
  test.setTimeout(180_000)
  const parent = join(scratch, 'stick')
  mkdirSync(parent)
  await app.pick(parent)
  await app.shell.models()
  await app.page.keyboard.press('Alt+w')
  const part = app.page.getByTestId('training-export')
  await expect(part).toContainText('no rule is complete')
  await app.page.keyboard.press('Alt+x')
  await expect(part.getByRole('alert')).toContainText('No report is left for training')
  expect(readdirSync(parent)).toEqual([])

  await signReports(app)
  // Half a date must not export more than was asked for.
  await part.getByLabel('Studies from').fill('2026-0')
  await expect(part).toContainText('Not a day')
  await expect(part.getByRole('button', { name: 'Choose a folder and export' })).toBeDisabled()
  await part.getByLabel('Studies from').fill('2026-01-01')
  await app.page.keyboard.press('Alt+x')
  const result = part.getByRole('region', { name: 'Last export' })
  await expect(result).toContainText(/Signed reports read\s*20/, { timeout: 60_000 })
  await expect(result).toContainText(/name \d+/)
  await expect(part.getByRole('alert')).toHaveCount(0)
  const [name] = readdirSync(parent)
  expect(name).toMatch(/^raddraft-training-\d{4}-\d\d-\d\d$/)
  const folder = join(parent, name!)
  await expect(result).toContainText(folder)
  const text = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')).join('\n')
  for (const secret of ['Quillfeather', 'Beatrix', 'TRAIN-', 'Zwirn']) expect(text).not.toContain(secret)
  expect(text).toContain('mm cyst of the liver')
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0)
  await app.page.screenshot({ path: test.info().outputPath('training.png') })
  await app.resize({ width: 1900, height: 1040 })
  await app.page.screenshot({ path: test.info().outputPath('training-large.png') })
})
