import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CatalogEntry, ModelProgress } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { adapterBytes, baseBytes } from './adapter.fixture.ts'
import { buildGguf, goodKeys, key, tensor } from './gguf.fixture.ts'
import { mergeAdapter } from './merge.ts'
import { createModelLibrary } from './model-library.ts'
import { readCatalog } from './read-catalog.ts'

const root = mkdtempSync(path.join(tmpdir(), 'raddraft-adapters-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const never = new AbortController().signal
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const base = baseBytes()
const ours = adapterBytes()
const newer = adapterBytes({ keys: { name2: key.text('general.name', 'Second') } })

/** What the merge itself makes of base and adapter; merge.test.ts holds that against hand-made numbers. */
const merged = new Map<Buffer, Buffer>()
beforeAll(async () => {
  for (const adapter of [ours, newer]) {
    const [baseFile, adapterFile, out] = ['b', 'a', 'm'].map((name) => path.join(root, name)) as [string, string, string]
    writeFileSync(baseFile, base)
    writeFileSync(adapterFile, adapter)
    await mergeAdapter({ base: baseFile, adapter: adapterFile, out, signal: never })
    merged.set(adapter, readFileSync(out))
  }
})

let next = 0
async function setUp({ adapter = ours, folder = path.join(root, `models-${next++}`), free = 1e12, change = {} as Partial<CatalogEntry> } = {}) {
  // A catalog in a folder of its own, as in a packed build: adapters are found from there.
  const place = path.join(root, `resources-${next++}`)
  const adapterFile = path.join(place, 'models', 'adapters', 'phrases', 'adapter.gguf')
  mkdirSync(path.dirname(adapterFile), { recursive: true })
  writeFileSync(adapterFile, adapter)
  const result = merged.get(adapter)!
  const entry = {
    id: 'tiny', name: 'Tiny', family: 'Tiny', licence: { name: 'None', url: '', notice: '' }, sources: [{ type: 'url', url: 'https://one.example/tiny.gguf' }],
    bytes: base.length, sha256: hash(base), quantization: 'Q8_0', contextLength: 2048, template: 'chatml', languages: ['en'], memoryBytes: 1_000_000, tested: 'Not run here.', judgesStatus: false, drafting: 'phrases',
    adapter: { name: 'Phrases', file: 'models/adapters/phrases/adapter.gguf', sha256: hash(adapter), merged: { bytes: result.length, sha256: hash(result) } },
    ...change,
  }
  const catalogFile = path.join(place, 'models', 'catalog.json')
  writeFileSync(catalogFile, JSON.stringify({ version: 1, default: 'tiny', models: [entry] }))
  let fetches = 0
  const tools = {
    fetchUrl: async () => {
      fetches++
      return new Response(new Uint8Array(base))
    },
    fetchWheel: async () => Promise.reject(new AppError('download', 'none')),
    freeBytes: async () => free,
  }
  const models = createModelLibrary({ catalog: await readCatalog(catalogFile), folder, tools })
  const at = (name: string) => path.join(folder, 'tiny', name)
  const put = (name: string, bytes: Buffer) => {
    const file = path.join(root, `${next++}-${name}`)
    writeFileSync(file, bytes)
    return file
  }
  return { models, folder, at, put, adapterFile, fetches: () => fetches }
}

async function run(progress: AsyncIterable<ModelProgress>, each: (step: ModelProgress) => void = () => {}) {
  const phases: string[] = []
  let last: ModelProgress | undefined
  try {
    for await (const step of progress) {
      if (step.phase !== phases.at(-1)) phases.push(step.phase)
      last = step
      each(step)
    }
  } catch (error) {
    return { phases, last, error: error as AppError }
  }
  return { phases, last, error: undefined }
}

describe('a model of the catalog with an adapter', () => {
  it('is fetched, merged, held against the catalog and named with its adapter (bug: the untuned model drafts)', async () => {
    const { models, at } = await setUp()
    const result = await run(models.pull('tiny', never))
    expect(result.error).toBeUndefined()
    expect(result.phases).toEqual(['connecting', 'downloading', 'merging', 'done'])
    expect(result.last?.message).toContain('plain model is kept')
    expect(readFileSync(at('weights.gguf'))).toEqual(merged.get(ours))
    expect(readFileSync(at('base.gguf'))).toEqual(base)
    expect((await models.list())[0]).toMatchObject({
      checksum: 'verified', active: true, quantization: 'Q8_0', bytes: merged.get(ours)!.length, sha256: hash(merged.get(ours)!), drafting: 'phrases',
      adapter: { name: 'Phrases', origin: 'catalog', way: 'merged', installed: true }, fetchBytes: base.length, diskBytes: base.length + merged.get(ours)!.length,
    })
    expect(models.current()).toMatchObject({ sha256: hash(merged.get(ours)!), drafting: 'phrases', adapterSha256: hash(ours) })
    await run(models.verify('tiny', never))
    expect((await models.list())[0]).toMatchObject({ checksum: 'verified' })
    const opened = await models.open('tiny', never)
    expect(opened).toMatchObject({ sha256: hash(merged.get(ours)!), adapter: null })
    await opened.close()
    expect((await run(models.pull('tiny', never))).last?.message).toContain('already installed')
  })

  it('upgrades plain weights of an earlier version, and later a new adapter, without a download (bug: a workstation without network stays behind)', async () => {
    const plain = await setUp({ change: { adapter: undefined, drafting: 'report' } })
    await run(plain.models.pull('tiny', never))
    const { models, at, fetches } = await setUp({ folder: plain.folder })
    // Without the adapter it was trained with, it must not be asked for phrases.
    expect(models.current()).toMatchObject({ sha256: hash(base), drafting: 'report', adapterSha256: null })
    expect((await models.list())[0]).toMatchObject({ installed: true, adapter: { installed: false } })
    const result = await run(models.pull('tiny', never))
    expect([result.error, result.phases]).toEqual([undefined, ['verifying', 'merging', 'done']])
    expect(readFileSync(at('weights.gguf'))).toEqual(merged.get(ours))
    expect(readFileSync(at('base.gguf'))).toEqual(base)
    const later = await setUp({ folder: plain.folder, adapter: newer })
    expect((await run(later.models.pull('tiny', never))).error).toBeUndefined()
    expect(readFileSync(at('weights.gguf'))).toEqual(merged.get(newer))
    expect(later.models.current()).toMatchObject({ adapterSha256: hash(newer) })
    expect(fetches() + later.fetches()).toBe(0)
  })

  it('cancelled while merging keeps the download; the next pull merges at once (bug: 98 MB again)', async () => {
    const { models, at, fetches } = await setUp()
    const stop = new AbortController()
    const result = await run(models.pull('tiny', stop.signal), (step) => step.phase === 'merging' && stop.abort())
    expect(result.error ?? result.last?.phase).toMatchObject({ code: 'cancelled' })
    expect([existsSync(at('base.gguf')), existsSync(at('weights.gguf')), existsSync(at('weights.part'))]).toEqual([true, false, false])
    const again = await run(models.pull('tiny', never))
    expect([again.error, again.phases, fetches()]).toEqual([undefined, ['verifying', 'merging', 'done'], 1])
  })

  it.each<[string, (file: string) => void, string]>([
    ['missing', (file) => rmSync(file), 'not-found'],
    ['damaged', (file) => writeFileSync(file, Buffer.concat([ours.subarray(0, -1), Buffer.from([1])])), 'checksum'],
  ])('our own adapter %s: a clear sentence, the installed model stays (bug: nothing drafts after a bad update)', async (_name, harm, code) => {
    const plain = await setUp({ change: { adapter: undefined } })
    await run(plain.models.pull('tiny', never))
    const { models, at, adapterFile } = await setUp({ folder: plain.folder })
    harm(adapterFile)
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code, message: expect.stringContaining('Install RadDraft again') })
    expect(readFileSync(at('weights.gguf'))).toEqual(base)
    await (await models.open('tiny', never)).close()
  })

  it('a result that is not the one of the catalog is not installed (bug: another machine rounds otherwise and nobody notices)', async () => {
    const { models, at } = await setUp({ change: { adapter: { name: 'Phrases', file: 'models/adapters/phrases/adapter.gguf', sha256: hash(ours), merged: { bytes: merged.get(ours)!.length, sha256: 'f'.repeat(64) } } } })
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code: 'checksum' })
    expect([existsSync(at('base.gguf')), existsSync(at('weights.gguf')), existsSync(at('weights.part'))]).toEqual([true, false, false])
  })

  it('tells before the download what base and merged weights need on the disk (bug: full after the download)', async () => {
    const spare = 256 * 1024 * 1024
    const { models, fetches } = await setUp({ free: base.length + merged.get(ours)!.length + spare - 1 })
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code: 'disk-full', detail: { neededBytes: base.length + merged.get(ours)!.length + spare } })
    expect(fetches()).toBe(0)
  })

  it('comes from a stick as plain or as merged file (bug: a merged copy is an unknown model)', async () => {
    const one = await setUp()
    expect((await run(one.models.importFrom(one.put('Tiny.gguf', base), never))).phases).toContain('merging')
    expect(one.models.current()).toMatchObject({ id: 'tiny', adapterSha256: hash(ours), drafting: 'phrases' })
    const two = await setUp()
    await run(two.models.importFrom(two.put('weights.gguf', merged.get(ours)!), never))
    expect(two.models.current()).toMatchObject({ id: 'tiny', adapterSha256: hash(ours), drafting: 'phrases' })
    expect((await two.models.list())[0]).toMatchObject({ checksum: 'verified', adapter: { installed: true, plainKept: false } })
    expect((await run(two.models.removeAdapter('tiny', never))).error).toMatchObject({ code: 'not-found', message: expect.stringContaining('was not kept') })
  })
})

describe('the adapter of a site', () => {
  const site = adapterBytes({ keys: { title: key.text('general.name', 'Ward 3'), way: key.text('raddraft.adapter.drafting', 'report') } })

  it('is merged into a small model, can be taken off, and ours put back, all without a download', async () => {
    const { models, put, at, fetches } = await setUp()
    await run(models.pull('tiny', never))
    const result = await run(models.importAdapter('tiny', put('site.gguf', site), never))
    expect([result.error, result.phases]).toEqual([undefined, ['merging', 'done']])
    expect((await models.list())[0]).toMatchObject({ checksum: 'pinned', adapter: { name: 'Ward 3', origin: 'site', way: 'merged', sha256: hash(site) } })
    expect(models.find('tiny')).toMatchObject({ drafting: 'report', adapterSha256: hash(site) })
    await (await models.open('tiny', never)).close()
    // A set-up that pulls the default model again must not undo it.
    expect((await run(models.pull('tiny', never))).last?.message).toContain('which is kept')
    expect(models.find('tiny')).toMatchObject({ adapterSha256: hash(site) })
    expect((await run(models.removeAdapter('tiny', never))).error).toBeUndefined()
    expect(readFileSync(at('weights.gguf'))).toEqual(base)
    expect(existsSync(at('base.gguf'))).toBe(false)
    expect(models.find('tiny')).toMatchObject({ drafting: 'report', adapterSha256: null })
    expect((await models.list())[0]).toMatchObject({ checksum: 'verified', adapter: { origin: 'catalog', installed: false } })
    await run(models.pull('tiny', never))
    expect([models.current()?.adapterSha256, fetches()]).toEqual([hash(ours), 1])
  })

  it('makes a model of the catalog judge status tags where it was trained to and is part of the weights, until it is taken off (bug: a department’s own tag model is never asked)', async () => {
    const { models, put } = await setUp()
    await run(models.pull('tiny', never))
    expect([models.judgesStatus('tiny'), (await models.list())[0]?.judgesStatus]).toEqual([false, false])
    await run(models.importAdapter('tiny', put('site.gguf', site), never))
    expect(models.judgesStatus('tiny')).toBe(false)
    await run(models.importAdapter('tiny', put('tags.gguf', adapterBytes({ keys: { task: key.text('raddraft.adapter.task', 'status') } })), never))
    expect([models.judgesStatus('tiny'), (await models.list())[0]?.judgesStatus]).toEqual([true, true])
    await run(models.removeAdapter('tiny', never))
    expect(models.judgesStatus('tiny')).toBe(false)
  })

  it('waits when it came or went, also after a new start, until the model is activated again (bug: an adapter nobody checked writes drafts at once)', async () => {
    const { models, put, folder } = await setUp()
    await run(models.pull('tiny', never))
    await models.activate('tiny')
    const isInUse = async () => [models.current()?.adapterSha256 ?? null, ...(await models.list()).filter(({ id }) => id === 'tiny').map(({ active, waits }) => ({ active, waits }))]
    expect(await isInUse()).toEqual([hash(ours), { active: true, waits: false }])
    const { last } = await run(models.importAdapter('tiny', put('site.gguf', site), never))
    expect(last?.message).toContain('writes no draft before it has passed the checks')
    expect(await isInUse()).toEqual([null, { active: false, waits: true }])
    expect((await setUp({ folder })).models.current()).toBeNull()
    // Another model that happens to be installed does not step in.
    await run(models.importFrom(put('Large.gguf', large), never))
    expect(models.current()).toBeNull()
    await models.activate('tiny')
    expect(await isInUse()).toEqual([hash(site), { active: true, waits: false }])
    await run(models.removeAdapter('tiny', never))
    expect(await isInUse()).toEqual([null, { active: false, waits: true }])
    // Ours from the catalog is in use after set-up without a run, and so it is here.
    await run(models.pull('tiny', never))
    expect(await isInUse()).toEqual([hash(ours), { active: true, waits: false }])
  })

  it('beside a large model waits too, and a refused one changes nothing (bug: a failed import takes the model out of use)', async () => {
    const { models, put, id } = await withLarge()
    await models.activate(id)
    expect((await run(models.importAdapter(id, put('cut.gguf', forLarge().subarray(0, 500)), never))).error).toMatchObject({ code: 'model-invalid' })
    expect(models.current()).toMatchObject({ id, adapterSha256: null })
    await run(models.importAdapter(id, put('large.gguf', forLarge()), never))
    expect(models.current()).toBeNull()
    await models.activate(id)
    expect(models.current()).toMatchObject({ id, adapterSha256: hash(forLarge()) })
    await run(models.removeAdapter(id, never))
    expect(models.current()).toBeNull()
  })

  // 4-bit K formats cannot be merged here: the adapter of an 8B model takes this way.
  const large = buildGguf({ keys: goodKeys({ 'llama.embedding_length': key.number('llama.embedding_length', 256) }), tensors: [tensor('blk.0.ffn_up.weight', [256, 32], 12)], data: Buffer.alloc(32 * 144, 3) })
  const forLarge = (change = {}) => adapterBytes({ shapeA: [256, 1], shapeB: [1, 32], keys: { rank: key.number('raddraft.adapter.rank', 1), base: key.text('raddraft.base.sha256', hash(large)), ...change } })

  async function withLarge() {
    const all = await setUp()
    await run(all.models.importFrom(all.put('Large.gguf', large), never))
    const id = (await all.models.list()).find((view) => view.origin === 'imported')!.id
    return { ...all, id, file: path.join(all.folder, id, 'adapter.gguf') }
  }

  it('is laid beside a model that cannot be merged, and opened with it after the same checks (bug: any file beside the weights is loaded)', async () => {
    const { models, put, id, file, folder } = await withLarge()
    expect((await run(models.importAdapter(id, put('large.gguf', forLarge()), never))).last?.message).toContain('beside')
    expect(readFileSync(path.join(folder, id, 'weights.gguf'))).toEqual(large)
    const opened = await models.open(id, never)
    expect(opened.adapter).toMatchObject({ path: file, sha256: hash(forLarge()), stamp: { bytes: statSync(file).size } })
    await opened.close()
    expect(models.find(id)).toMatchObject({ sha256: hash(large), adapterSha256: hash(forLarge()) })
    writeFileSync(file, Buffer.concat([forLarge().subarray(0, -1), Buffer.from([9])]))
    await expect(models.open(id, never)).rejects.toMatchObject({ code: 'checksum' })
    rmSync(file)
    await expect(models.open(id, never)).rejects.toMatchObject({ code: 'model-missing', message: expect.stringContaining('take it off') })
    expect((await run(models.removeAdapter(id, never))).error).toBeUndefined()
    await (await models.open(id, never)).close()
  })

  it.each<[string, Buffer, RegExp]>([
    ['another base', forLarge({ base: key.text('raddraft.base.sha256', 'e'.repeat(64)) }), /trained on another model/],
    ['another architecture', forLarge({ architecture: key.text('general.architecture', 'gemma3') }), /architecture gemma3/],
    ['another rank', forLarge({ rank: key.number('raddraft.adapter.rank', 16) }), /announces rank 16/],
    ['a cut file', forLarge().subarray(0, 500), /cut short|more data than it has/],
    ['no GGUF', Buffer.alloc(500, 'x'), /not a GGUF file/],
  ])('is refused with a sentence: %s; nothing changes', async (_name, bytes, sentence) => {
    const { models, put, id, file } = await withLarge()
    expect((await run(models.importAdapter(id, put('wrong.gguf', bytes), never))).error).toMatchObject({ code: 'model-invalid', message: expect.stringMatching(sentence) })
    expect(existsSync(file)).toBe(false)
    expect(models.find(id)).toMatchObject({ adapterSha256: null })
  })

  it('merged into a model from a stick: the plain one counts on the disk too (bug: half of what removing it frees)', async () => {
    const { models, put } = await setUp({ change: { sha256: 'f'.repeat(64), bytes: 1 } })
    await run(models.importFrom(put('Stick.gguf', base), never))
    const id = (await models.list()).find((view) => view.origin === 'imported')!.id
    await run(models.importAdapter(id, put('site.gguf', site), never))
    expect((await models.list()).find((view) => view.id === id)).toMatchObject({ bytes: merged.get(ours)!.length, diskBytes: merged.get(ours)!.length + base.length })
  })

  it('trained on a Hugging Face folder has no checksum to compare and is judged by its shapes', async () => {
    const { models, put, id } = await withLarge()
    expect((await run(models.importAdapter(id, put('folder.gguf', forLarge({ base: key.text('raddraft.base.sha256', '0123456789abcdef+0123456789abcdef') })), never))).error).toBeUndefined()
  })

  it('for a model that is not there, or without one to take off: a sentence', async () => {
    const { models, put } = await setUp()
    expect((await run(models.importAdapter('tiny', put('a.gguf', site), never))).error).toMatchObject({ code: 'model-missing' })
    await run(models.pull('tiny', never))
    await run(models.removeAdapter('tiny', never))
    expect((await run(models.removeAdapter('tiny', never))).error).toMatchObject({ code: 'not-found', message: 'This model has no adapter.' })
  })
})
