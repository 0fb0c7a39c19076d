import { AxeBuilder } from '@axe-core/playwright'
import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import type { GateRecord } from '../src/domain/gate/gate-record.ts'
import { openKey, readKeyFile } from '../src/main/db/key-file.ts'
import { openDatabase } from '../src/main/db/open.ts'
import { createStores } from '../src/main/db/stores.ts'
import { modelFolder } from '../src/main/models/model-folder.ts'
import { databaseOf, expect, passphrase, projectRoot, test, type Installation, type RunningApp } from './app.ts'
import { GatePage } from './pages/gate-page.ts'
import { SecondReaderPage } from './pages/second-reader-page.ts'
import { reportFile } from './reports.ts'

const findings = 'Left kidney: 5 mm calculus in the lower pole.\nLiver: 12 mm cyst in segment VI.\nNo pleural effusion.'
const catalogDefault = (JSON.parse(readFileSync(join(projectRoot, 'models/catalog.json'), 'utf8')) as { default: string }).default
const stone = 'Small stone in the lower left kidney.'

/** A model process whose answers are known: it names texts that speak of a stone. No build contains it. */
async function knownModel(folder: string): Promise<string> {
  await build({ configFile: false, logLevel: 'error', root: projectRoot, build: { ssr: join(projectRoot, 'src/llm/fake.ts'), outDir: folder, emptyOutDir: true, target: 'node20', rollupOptions: { output: { entryFileNames: 'known.mjs' } } } })
  return join(folder, 'known.mjs')
}

/** A folder of its own with the installed model: which one is in use is chosen here for this journey alone. */
function ownModels(folder: string): string {
  const installed = modelFolder()
  const names = existsSync(installed) ? readdirSync(installed).filter((each) => existsSync(join(installed, each, 'record.json'))) : []
  const name = names.find((each) => each === catalogDefault) ?? names[0]
  expect(name, 'set-up installs a model').toBeDefined()
  mkdirSync(join(folder, name!), { recursive: true })
  copyFileSync(join(installed, name!, 'record.json'), join(folder, name!, 'record.json'))
  symlinkSync(join(installed, name!, 'weights.gguf'), join(folder, name!, 'weights.gguf'))
  return folder
}

async function startWith(installation: Installation, entry: string, models: string): Promise<RunningApp> {
  const app = await installation.start({ env: { RADDRAFT_MODELS: models } })
  await app.electronApp.evaluate(({ utilityProcess }, entry) => {
    const fork = utilityProcess.fork.bind(utilityProcess)
    utilityProcess.fork = (path, _arguments, options) => fork(options?.serviceName === 'RadDraft model' ? entry : path, ['--names=stone'], options)
  }, entry)
  await app.shell.ready()
  return app
}

/** For people to look at; without serious violations of accessibility. */
async function look(app: RunningApp, name: string): Promise<void> {
  const folder = join(projectRoot, 'test-results/screens')
  mkdirSync(folder, { recursive: true })
  for (const size of [{ width: 1920, height: 1080 }, { width: 1280, height: 800 }]) {
    await app.resize(size)
    await app.page.screenshot({ path: join(folder, `${name}-${size.width}x${size.height}.png`), animations: 'disabled' })
  }
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ') ?? ''}`)).toEqual([])
}

async function checks(app: RunningApp): Promise<SecondReaderPage> {
  await app.shell.models()
  await new GatePage(app.page).open()
  return new SecondReaderPage(app.page)
}

/** A measurement of the very same reader that it has passed, as a site with many signed reports would have it. */
async function passedMeasurement(installation: Installation, database: string): Promise<void> {
  const keyFile = readKeyFile(installation.data)
  if (!keyFile) throw new Error('no key file')
  const stores = createStores(openDatabase({ file: database, key: await openKey(installation.data, keyFile, { protection: 'passphrase', passphrase }), nativeBinding: process.env['RADDRAFT_SQLITE_BINDING'] }))
  const [small] = stores.gate.records()
  if (!small) throw new Error('no record')
  const en = { wrong: { hits: 41, of: 52 }, right: { hits: 3, of: 610 }, reports: { hits: 4, of: 180 } }
  const record: GateRecord = { ...small, id: randomUUID(), set: 'archive', source: 'The newest 180 signed reports', reports: 180, figures: { ...small.figures, reader: { en } }, finishedAt: new Date().toISOString() }
  stores.gate.addRecord(record)
  stores.close()
}

test('a second reader is off until it is measured and has passed; then it advises on what rules leave open, and its word is kept with the signature', async ({ installation, scratch }) => {
  test.setTimeout(420_000)
  const entry = await knownModel(join(scratch, 'model'))
  const models = ownModels(join(scratch, 'models'))
  const first = await startWith(installation, entry, models)
  const unmeasured = await checks(first)
  await expect(unmeasured.root).toContainText('Not measured with this model')
  await expect(unmeasured.switch).toBeDisabled()
  expect(await first.call('secondReader.write', { on: true, modelId: null })).toMatchObject({ ok: false, error: { code: 'forbidden', message: expect.stringContaining('was not measured') } })
  await look(first, 'second-reader-unmeasured')

  // A small measurement is too little, and says so; the record holds it.
  const cases = join(scratch, 'cases.jsonl')
  writeFileSync(cases, ['a', 'b'].map((id) => JSON.stringify({ id, findings, conclusion: `${stone} Simple hepatic cyst.` })).join('\n'))
  await first.pick(cases)
  const gate = new GatePage(first.page)
  await gate.choose('Drafts by', 'Rules alone')
  await gate.choose('Reports', 'A file…')
  await unmeasured.measure.check()
  await gate.start()
  await gate.ended(120_000)
  await expect(gate.record.getByTestId('gate-reader').first()).toContainText('Too little was measured')
  await expect(gate.record.getByTestId('gate-reader').first().getByRole('row', { name: /Right sentences left open, named/ })).toContainText('2 / 4')
  await expect(unmeasured.standing('en')).toHaveAttribute('data-state', 'too-few')
  await expect(unmeasured.switch).toBeDisabled()
  await gate.record.getByTestId('gate-reader').first().scrollIntoViewIfNeeded()
  await look(first, 'second-reader-record')
  const database = await databaseOf(first)
  await first.closeWindow()
  await passedMeasurement(installation, database)

  // Nothing is asked before somebody turns it on.
  const app = await startWith(installation, entry, models)
  const worklist = await app.shell.worklist()
  await worklist.importFiles(reportFile({ patient: 'Reader, Rita', findings }))
  const report = await worklist.open('Reader, Rita')
  await report.write('conclusion', stone)
  const reader = new SecondReaderPage(app.page)
  await app.page.waitForTimeout(4000)
  await expect(reader.advice).toHaveCount(0)

  await checks(app)
  await expect(reader.standing('en')).toHaveAttribute('data-state', 'passed')
  await expect(reader.standing('en')).toContainText('41 of 52')
  await expect(reader.standing('en')).toContainText('The newest 180 signed reports (180 reports')
  await expect(reader.standing('ja')).toHaveAttribute('data-state', 'none')
  await reader.turnOn()
  await look(app, 'second-reader-on')

  const again = await (await app.shell.worklist()).open('Reader, Rita')
  await expect(reader.advice).toContainText('Second reader · ', { timeout: 30_000 })
  await expect(reader.advice).toContainText(stone)
  await expect(reader.advice).toContainText('5 mm calculus in the lower pole')
  // A rule does not say so.
  await expect(app.page.getByTestId('open-issue')).toHaveCount(0)
  await look(app, 'second-reader-advice')
  // With other words it goes; what is right stays unmentioned.
  await again.section('conclusion').click()
  await app.page.keyboard.press('Control+a')
  await app.page.keyboard.type('Simple hepatic cyst.')
  await expect(reader.advice).toHaveCount(0)
  await app.page.keyboard.type(` ${stone}`)
  await expect(reader.advice).toContainText(stone, { timeout: 30_000 })
  await again.sign('Dr Reader')
  await app.page.keyboard.press('Control+h')
  await expect(reader.signedAdvice).toContainText(stone)
  await expect(reader.signedAdvice).toContainText('second-reader-')
  await look(app, 'second-reader-signed')
  await app.page.keyboard.press('Escape')

  // Without that model it is off, and says why.
  await app.ask('models.deactivate')
  // The screen comes back to the part it was left at.
  await app.shell.models()
  await expect(reader.fellOff).toContainText('There is no model to read with.')
  await expect(reader.root).toHaveAttribute('data-on', 'false')
})
