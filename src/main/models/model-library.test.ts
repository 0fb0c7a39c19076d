import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import type { Catalog, CatalogEntry, ModelProgress } from '../../domain/model/catalog.ts'
import { buildGguf, goodKeys, key } from './gguf.fixture.ts'
import { modelFolder } from './model-folder.ts'
import { createModelLibrary } from './model-library.ts'
import { readCatalog } from './read-catalog.ts'

const root = mkdtempSync(path.join(tmpdir(), 'raddraft-library-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const never = new AbortController().signal
const weights = buildGguf()
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const known: CatalogEntry = {
  id: 'known',
  name: 'Known model',
  family: 'Tiny',
  licence: { name: 'None', url: '', notice: '' },
  sources: [{ type: 'url', url: 'https://one.example/files/Known.Q4.gguf' }],
  bytes: weights.length,
  sha256: hash(weights),
  quantization: 'Q4_1',
  contextLength: 2048,
  template: 'llama3',
  languages: ['en'],
  memoryBytes: 1_000_000,
  tested: 'Not run here.',
  judgesStatus: false,
  drafting: 'report',
}
const catalog: Catalog = { version: 1, default: 'known', models: [known] }

let next = 0
function setUp() {
  const folder = path.join(root, `models-${next++}`)
  const stick = path.join(root, `stick-${next++}`)
  mkdirSync(stick, { recursive: true })
  const put = (name: string, bytes: Buffer) => {
    const file = path.join(stick, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, bytes)
    return file
  }
  return { models: createModelLibrary({ catalog, folder }), folder, stick, put, weightsOf: (id: string) => path.join(folder, id, 'weights.gguf') }
}

async function drain(progress: AsyncIterable<ModelProgress>): Promise<ModelProgress | undefined> {
  let last: ModelProgress | undefined
  for await (const step of progress) last = step
  return last
}

describe('import from a stick', () => {
  it('knows a file of the catalog by its checksum, whatever its name (bug: the same model twice, with the wrong prompt format)', async () => {
    const { models, put, weightsOf } = setUp()
    await drain(models.importFrom(put('renamed on the stick.gguf', weights), never))
    expect((await models.list())[0]).toMatchObject({ id: 'known', installed: true, checksum: 'verified', origin: 'catalog' })
    expect(models.current()).toMatchObject({ id: 'known', template: 'llama3' })
    expect(readFileSync(weightsOf('known'))).toEqual(weights)
  })

  it('pins any other file by its checksum and names it after itself (bug: an unknown file shown as verified)', async () => {
    const { models, put } = setUp()
    const own = buildGguf({ keys: goodKeys({ 'general.name': key.text('general.name', 'Own') }) })
    await drain(models.importFrom(put('Klinik Bericht 7B.Q4.gguf', own), never))
    const view = (await models.list()).find((model) => model.origin === 'imported')
    expect(view).toMatchObject({ id: 'klinik-bericht-7b.q4', name: 'Klinik Bericht 7B.Q4', checksum: 'pinned', sha256: hash(own), family: 'llama', installed: true, active: false })
    // Being the only one puts nothing to use: that takes the checks, and somebody's word.
    expect(models.current()).toBeNull()
    await models.activate('klinik-bericht-7b.q4')
    expect(models.current()).toMatchObject({ template: 'chatml', contextLength: 2048 })
  })

  it('two different files of one name get two names (bug: the second overwrites the first)', async () => {
    const { models, put } = setUp()
    const other = buildGguf({ data: Buffer.alloc(2048, 9) })
    await drain(models.importFrom(put('a/model.gguf', buildGguf({ data: Buffer.alloc(2048, 8) })), never))
    await drain(models.importFrom(put('b/model.gguf', other), never))
    expect((await models.list()).filter((model) => model.installed).map((model) => model.id)).toEqual(['model', `model-${hash(other).slice(0, 8)}`])
  })

  it('takes all GGUF files of a folder, hidden ones and other files left out', async () => {
    const { models, put, stick } = setUp()
    put('deep/known.gguf', weights)
    put('other.GGUF', buildGguf({ data: Buffer.alloc(2048, 5) }))
    put('._other.GGUF', Buffer.from('resource fork'))
    put('readme.txt', Buffer.from('hello'))
    expect((await drain(models.importFrom(stick, never)))?.message).toBe('2 models are installed.')
    expect((await models.list()).filter((model) => model.installed).map((model) => model.id)).toEqual(['known', 'other'])
  })

  it('refuses a damaged copy of a catalog file, a cut one, and what is no GGUF (bug: a bad stick becomes the model)', async () => {
    const { models, put, stick } = setUp()
    const flipped = Buffer.from(weights)
    flipped[flipped.length - 1]! ^= 1
    await expect(drain(models.importFrom(put('Known.Q4.gguf', flipped), never))).rejects.toMatchObject({ code: 'checksum' })
    await expect(drain(models.importFrom(put('cut.gguf', weights.subarray(0, weights.length - 100)), never))).rejects.toMatchObject({ code: 'model-invalid' })
    await expect(drain(models.importFrom(put('text.gguf', Buffer.from('not a model, but long enough to be read')), never))).rejects.toMatchObject({ code: 'model-invalid' })
    await expect(drain(models.importFrom(path.join(stick, 'none.gguf'), never))).rejects.toMatchObject({ code: 'not-found' })
    await expect(drain(models.importFrom(path.join(root, 'empty'), never))).rejects.toMatchObject({ code: 'not-found' })
    expect((await models.list()).filter((model) => model.installed)).toEqual([])
  })

  it('names that would leave the folder do not (bug: ../../ in an id)', async () => {
    const { models, put, folder } = setUp()
    await drain(models.importFrom(put('.. .. etc.gguf', buildGguf({ data: Buffer.alloc(2048, 3) })), never))
    expect((await models.list()).find((model) => model.installed)?.id).toBe('etc')
    for (const id of ['../known', '..', 'a/../../b', '/etc', '', '.']) await expect(models.remove(id)).rejects.toMatchObject({ name: 'AppError' })
    expect(existsSync(folder)).toBe(true)
  })
})

describe('L01: only the file that was checked is loaded', () => {
  async function installed() {
    const all = setUp()
    await drain(all.models.importFrom(all.put('known.gguf', weights), never))
    return { ...all, file: all.weightsOf('known') }
  }

  it('opens the weights with the stamp of the checked file', async () => {
    const { models, file } = await installed()
    const opened = await models.open('known', never)
    expect(opened).toMatchObject({ path: file, sha256: hash(weights), stamp: { bytes: weights.length } })
    await opened.close()
  })

  it('hashes again what was touched, and goes on when it is unchanged (bug: a backup tool makes the model unusable)', async () => {
    const { models, file, folder } = await installed()
    rmSync(file)
    writeFileSync(file, weights)
    expect((await models.list())[0]).toMatchObject({ checksum: 'unknown' })
    await (await models.open('known', never)).close()
    expect((await models.list())[0]).toMatchObject({ checksum: 'verified' })
    expect(existsSync(path.join(folder, 'known', 'record.json'))).toBe(true)
  })

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['one changed bit', (bytes) => Buffer.from(bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte)))],
    ['a shorter file', (bytes) => bytes.subarray(0, 100)],
    ['nothing', () => Buffer.alloc(0)],
  ])('refuses %s, from then on (bug: the stamp is trusted for a file that changed)', async (_name, change) => {
    const { models, file } = await installed()
    writeFileSync(file, change(weights))
    await expect(models.open('known', never)).rejects.toMatchObject({ code: 'checksum' })
    await expect(models.open('known', never)).rejects.toMatchObject({ code: 'checksum' })
    expect((await models.list())[0]).toMatchObject({ checksum: 'mismatch', active: false })
    expect(models.current()).toBe(null)
    await expect(models.activate('known')).rejects.toMatchObject({ code: 'checksum' })
  })

  it('says that weights are gone (bug: a stack trace)', async () => {
    const { models, file } = await installed()
    rmSync(file)
    await expect(models.open('known', never)).rejects.toMatchObject({ code: 'model-missing' })
    await expect(drain(models.verify('known', never))).rejects.toMatchObject({ code: 'model-missing' })
  })

  it('verify finds a change, and a good copy heals it (bug: a model that stays broken after it was repaired)', async () => {
    const { models, file, put } = await installed()
    expect((await drain(models.verify('known', never)))?.message).toContain('unchanged')
    writeFileSync(file, Buffer.alloc(weights.length))
    await expect(drain(models.verify('known', never))).rejects.toMatchObject({ code: 'checksum' })
    writeFileSync(file, weights)
    await drain(models.verify('known', never))
    expect((await models.list())[0]).toMatchObject({ checksum: 'verified' })
    writeFileSync(file, Buffer.alloc(weights.length))
    await expect(drain(models.verify('known', never))).rejects.toMatchObject({ code: 'checksum' })
    await drain(models.importFrom(put('again.gguf', weights), never))
    expect((await models.list())[0]).toMatchObject({ checksum: 'verified', active: true })
  })

  it('remove takes the file and the choice away; the next model takes over', async () => {
    const { models, put, file } = await installed()
    await drain(models.importFrom(put('other.gguf', buildGguf({ data: Buffer.alloc(2048, 4) })), never))
    await models.activate('other')
    expect(models.current()).toMatchObject({ id: 'other' })
    await models.remove('other')
    expect(models.current()).toMatchObject({ id: 'known' })
    await models.remove('known')
    expect(models.current()).toBe(null)
    expect(existsSync(file)).toBe(false)
  })

  it('a broken record is a model that is not installed (bug: the Models screen fails as a whole)', async () => {
    const { models, folder } = await installed()
    const record = path.join(folder, 'known', 'record.json')
    copyFileSync(record, `${record}.bak`)
    for (const text of ['', '{', '[]', '{"version":2}', readFileSync(record, 'utf8').replace('"known"', '"other"')]) {
      writeFileSync(record, text)
      expect((await models.list())[0]).toMatchObject({ installed: false })
      expect(models.current()).toBe(null)
    }
  })
})

describe('the catalog', () => {
  const file = fileURLToPath(new URL('../../../models/catalog.json', import.meta.url))

  it('is valid; every checksum is known; what was not run says so; Llama carries the notice of its licence', async () => {
    const { models, default: chosen } = await readCatalog(file)
    expect(chosen).toBe('smollm2-135m-instruct')
    expect(models.map((model) => model.id)).toEqual(['smollm2-135m-instruct', 'llama-3-8b-instruct', 'llama-3.2-3b-instruct', 'llama-3.2-1b-instruct', 'gemma-3-270m'])
    expect(models.filter((model) => !/^[0-9a-f]{64}$/.test(model.sha256 ?? ''))).toEqual([])
    expect(models.filter((model) => model.memoryBytes <= model.bytes)).toEqual([])
    const llamas = models.filter((model) => model.id.startsWith('llama'))
    expect(llamas).toHaveLength(3)
    for (const model of llamas) {
      expect(model.licence.notice).toMatch(/^Built with (Meta )?Llama/)
      expect(model.tested).toContain('Not run here.')
      expect(model.sources.length).toBeGreaterThan(1)
    }
  })

  it.each([
    ['no JSON', '{'],
    ['an http address', JSON.stringify({ ...catalog, models: [{ ...known, sources: [{ type: 'url', url: 'http://one.example/x' }] }] })],
    ['a default that is not there', JSON.stringify({ ...catalog, default: 'other' })],
    ['a model twice', JSON.stringify({ ...catalog, models: [known, known] })],
    ['a checksum that is none', JSON.stringify({ ...catalog, models: [{ ...known, sha256: 'abc' }] })],
    ['an id that is a path', JSON.stringify({ ...catalog, models: [{ ...known, id: '../x' }], default: '../x' })],
  ])('refuses %s with a sentence (bug: a typing error surfaces as a crash years later)', async (_name, text) => {
    const broken = path.join(root, 'broken.json')
    writeFileSync(broken, text)
    await expect(readCatalog(broken)).rejects.toMatchObject({ name: 'AppError', code: 'invalid-input' })
  })
})

describe('the model folder', () => {
  it('follows the environment, then the habits of the system (bug: set-up and app look in different places)', () => {
    expect(modelFolder({ RADDRAFT_MODELS: '/m' }, 'linux', '/home/a')).toBe(path.resolve('/m'))
    expect(modelFolder({ RADDRAFT_CACHE: '/c' }, 'linux', '/home/a')).toBe(path.resolve('/c/models'))
    expect(modelFolder({}, 'linux', '/home/a')).toBe(path.join('/home/a', '.cache', 'raddraft', 'models'))
    expect(modelFolder({}, 'darwin', '/Users/a')).toBe(path.join('/Users/a', 'Library', 'Caches', 'raddraft', 'models'))
    expect(modelFolder({ LOCALAPPDATA: '/L' }, 'win32', homedir())).toBe(path.join('/L', 'raddraft', 'cache', 'models'))
  })
})
