import { copyFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openKey, readKeyFile } from '../src/main/db/key-file.ts'
import { openDatabase } from '../src/main/db/open.ts'
import { databaseOf, expect, passphrase, test, type Installation } from './app.ts'
import { hashOf, readOnlyFile, smallDisk } from './faults.ts'
import { AccessPage } from './pages/access-page.ts'
import { reportFile } from './reports.ts'

/** A data folder with one report in its database, and the app closed. */
async function withReport(installation: Installation): Promise<string> {
  const app = await installation.start()
  const worklist = await app.shell.ready()
  await worklist.importFiles(reportFile())
  await expect(worklist.row('Journey, Jane')).toBeVisible()
  const database = await databaseOf(app)
  await app.closeWindow()
  return database
}

const garbage = Buffer.from(Array.from({ length: 65_536 }, (_, index) => (index * 7919) % 251))

const damages: { name: string; problem: string; words: RegExp; harm(database: string): void }[] = [
  { name: 'zero-length', problem: 'empty-file', words: /empty/i, harm: (database) => truncateSync(database, 0) },
  { name: 'garbage', problem: 'wrong-key|not-a-database|damaged', words: /database|passphrase|key/i, harm: (database) => writeFileSync(database, garbage) },
  { name: 'half of it missing', problem: 'damaged|wrong-key|not-a-database', words: /damaged|database/i, harm: (database) => truncateSync(database, 8192) },
]

for (const { name, problem, words, harm } of damages) {
  test(`database file ${name}: a screen with the remedy, the file untouched`, async ({ installation }) => {
    const database = await withReport(installation)
    harm(database)
    const before = hashOf(database)
    const app = await installation.start()
    const access = new AccessPage(app.page)
    const explanation = await access.explanation()
    expect(explanation).toMatch(words)
    expect(await app.ask('app.status')).toMatchObject({ state: 'problem', problem: expect.stringMatching(problem) })
    await access.retryButton.click()
    await expect(access.title).toBeVisible()
    await app.closeWindow()
    expect(hashOf(database)).toBe(before)
  })
}

test('database of a newer version: named as such, the file untouched', async ({ installation }) => {
  const database = await withReport(installation)
  const keyFile = readKeyFile(installation.data)
  if (!keyFile) throw new Error('no key file')
  const key = await openKey(installation.data, keyFile, { protection: 'passphrase', passphrase })
  const opened = openDatabase({ file: database, key, nativeBinding: process.env['RADDRAFT_SQLITE_BINDING'] })
  opened.connection.pragma('user_version = 99')
  opened.close()
  const before = hashOf(database)
  const app = await installation.start()
  expect(await new AccessPage(app.page).explanation()).toMatch(/newer/i)
  expect(await app.ask('app.status')).toMatchObject({ state: 'problem', problem: 'from-the-future' })
  await app.closeWindow()
  expect(hashOf(database)).toBe(before)
})

test('wrong passphrase: refused with a sentence, the database untouched, and the right one opens it', async ({ installation }) => {
  const database = await withReport(installation)
  const before = hashOf(database)
  const app = await installation.start({ env: { RADDRAFT_PASSPHRASE: null } })
  const access = new AccessPage(app.page)
  await access.unlock('not the passphrase')
  await expect(app.page.getByText(/Nothing was changed/).first()).toBeVisible()
  await expect(access.passphrase).toBeVisible()
  expect(hashOf(database)).toBe(before)
  await access.unlock(passphrase)
  const worklist = await app.shell.ready()
  await expect(worklist.row('Journey, Jane')).toBeVisible()
})

test('wrong passphrase in the environment: a problem with its remedy instead of a new database', async ({ installation }) => {
  const database = await withReport(installation)
  const before = hashOf(database)
  const app = await installation.start({ env: { RADDRAFT_PASSPHRASE: 'not the passphrase' } })
  expect(await new AccessPage(app.page).explanation()).toMatch(/passphrase|key/i)
  expect(await app.ask('app.status')).toMatchObject({ state: 'problem', problem: 'wrong-key' })
  await app.closeWindow()
  expect(hashOf(database)).toBe(before)
})

test('key file of another installation: named as a key problem, the database untouched', async ({ installation, scratch }) => {
  const database = await withReport(installation)
  const saved = join(scratch, 'saved.db')
  copyFileSync(database, saved)
  const other = await installation.start({ env: { RADDRAFT_DATA: join(scratch, 'other') } })
  await other.shell.ready()
  const target = await databaseOf(other)
  await other.closeWindow()
  copyFileSync(saved, target)
  const before = hashOf(target)
  const app = await installation.start({ env: { RADDRAFT_DATA: join(scratch, 'other') } })
  expect(await new AccessPage(app.page).explanation()).toMatch(/key/i)
  expect(await app.ask('app.status')).toMatchObject({ state: 'problem', problem: 'wrong-key' })
  await app.closeWindow()
  expect(hashOf(target)).toBe(before)
})

test('read-only database: reports can be read, the app says that nothing can be saved', async ({ installation }) => {
  const database = await withReport(installation)
  const before = hashOf(database)
  const file = readOnlyFile(database)
  test.skip(file === null, 'this machine cannot make a file read-only for root')
  try {
    const app = await installation.start()
    const worklist = await app.shell.ready()
    expect(await app.ask('app.status')).toMatchObject({ state: 'ready', readOnly: true })
    await expect(app.page.getByText(/read.only/i).first()).toBeVisible()
    const report = await worklist.open('Journey, Jane')
    await expect(report.section('findings')).toContainText('hydronephrosis')
    const reply = await app.call('report.autosave', { reportId: await report.id(), section: 'findings', text: 'x' })
    expect(reply).toMatchObject({ ok: false, error: { code: 'read-only' } })
    await app.closeWindow()
    expect(hashOf(database)).toBe(before)
  } finally {
    file?.restore()
  }
})

test('disk full while typing: the text stays on screen, can be copied, and is saved once there is room', async ({ installation }) => {
  const disk = smallDisk(join(installation.data, 'small'), 64)
  test.skip(disk === null, 'needs root on Linux, to make a small file system')
  if (!disk) return
  try {
    const app = await installation.start({ env: { RADDRAFT_DATA: join(installation.data, 'small') } })
    const worklist = await app.shell.ready()
    await worklist.importFiles(reportFile())
    const report = await worklist.open('Journey, Jane')
    const reportId = await report.id()
    disk.full()
    const typed = 'Typed while the disk was full. '.repeat(600)
    await report.section('conclusion').click()
    await app.page.keyboard.insertText(typed)
    const problem = app.page.getByRole('alert').filter({ hasText: /disk/i }).first()
    await expect(problem).toBeVisible()
    await expect(report.section('conclusion')).toContainText('Typed while the disk was full.')
    await problem.getByRole('button', { name: /copy/i }).click()
    await expect.poll(() => app.electronApp.evaluate(({ clipboard }) => clipboard.readText())).toContain('Typed while the disk was full.')
    disk.free()
    await report.write('conclusion', 'Room again.')
    await expect.poll(async () => (await app.ask('report.open', { reportId })).report.sections.conclusion).toContain('Room again.')
    expect((await app.ask('report.open', { reportId })).report.sections.conclusion).toContain(typed.trim())
  } finally {
    disk.remove()
  }
})
