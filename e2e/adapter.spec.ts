import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { adapterBytes, baseBytes } from '../src/main/models/adapter.fixture.ts'
import { key } from '../src/main/models/gguf.fixture.ts'
import { expect, test } from './app.ts'
import { ModelsPage } from './pages/models-page.ts'

test('an adapter of the site: a wrong one is refused with its sentence, a right one waits for the checks, and it can be taken off', async ({ installation, scratch }) => {
  test.setTimeout(180_000)
  const put = (name: string, bytes: Buffer) => {
    const file = join(scratch, name)
    writeFileSync(file, bytes)
    return file
  }
  const folder = join(scratch, 'models')
  mkdirSync(folder)
  const app = await installation.start({ env: { RADDRAFT_MODELS: folder } })
  await app.shell.ready()
  await app.shell.models()
  const models = new ModelsPage(app.page)

  await app.pick(put('Ward.gguf', baseBytes()))
  await models.importButton.click()
  await models.choose('Ward')
  await expect(models.details).toContainText('The model is used as it was published')
  // A file from a stick is not in use because it is the only one.
  expect(await models.active()).toBeNull()

  await app.pick(put('gemma.gguf', adapterBytes({ keys: { architecture: key.text('general.architecture', 'gemma3') } })))
  expect(await models.importAdapterRefused()).toContain('architecture gemma3')
  await app.pick(put('other.gguf', adapterBytes({ keys: { base: key.text('raddraft.base.sha256', 'e'.repeat(64)) } })))
  expect(await models.importAdapterRefused()).toContain('trained on another model')
  await app.pick(put('cut.gguf', adapterBytes().subarray(0, 400)))
  expect(await models.importAdapterRefused()).toMatch(/cut short|more data than it has/)
  // What was refused changed nothing.
  await expect(models.details).toContainText('The model is used as it was published')

  await app.pick(put('site.gguf', adapterBytes({ keys: { title: key.text('general.name', 'Ward 3, 2026') } })))
  await models.importAdapter()
  await expect(models.details).toContainText('Ward 3, 2026')
  await expect(models.details).toContainText('Of this site')
  await expect(models.details).toContainText('No draft is written with this model before it has passed the checks')
  await expect(models.row('Ward')).toContainText('To be checked')
  await app.page.screenshot({ path: test.info().outputPath('waits.png') })
  await models.details.getByRole('button', { name: 'Use this model' }).click()
  const question = app.page.getByRole('alertdialog', { name: 'This model has to be checked first' })
  await expect(question).toContainText('have not been through the checks')
  await question.getByRole('button', { name: 'Not now' }).click()
  await expect(question).toBeHidden()

  // Also after a new start nothing is drafted with it.
  await app.closeWindow()
  const again = await installation.start({ env: { RADDRAFT_MODELS: folder } })
  await again.shell.ready()
  await again.shell.models()
  const later = new ModelsPage(again.page)
  await later.choose('Ward')
  await expect(later.row('Ward')).toContainText('To be checked')
  expect(await later.active()).toBeNull()
  await later.removeAdapter()
  await expect(later.details).toContainText('The model is used as it was published')
  await expect(later.row('Ward')).toContainText('To be checked')
  expect((await again.ask('models.list')).models.find(({ name }) => name === 'Ward')).toMatchObject({ adapter: null, waits: true, active: false })
})
