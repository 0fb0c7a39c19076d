import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import type { EngineState, SelfTestStep } from '../../domain/model/engine-state.ts'
import type { GenerateRequest } from '../../domain/model/language-model.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { createGpuVerdicts, likelyGpus, type GpuVerdicts, type Machine } from './gpu-verdicts.ts'
import type { OwnedLanguageModel } from './language-model.ts'
import { endAll, fakeIdentity, folder, owner, pids } from './owner.fixture.ts'

const identity = fakeIdentity
const request: GenerateRequest = { prompt: [{ text: 'Findings: clear.', special: false }], maxTokens: 8, temperature: 0, seed: 1, stop: [] }
const never = new AbortController().signal

afterEach(endAll)

async function read(model: OwnedLanguageModel, wanted = request, signal: AbortSignal = never): Promise<{ text: string; error?: string; finished: boolean }> {
  const result: { text: string; error?: string; finished: boolean } = { text: '', finished: false }
  try {
    for await (const event of model.write(wanted, signal)) {
      if (event.type === 'token') result.text += event.text
      if (event.type === 'finished') result.finished = true
    }
  } catch (error) {
    result.error = (error as { code: string }).code
  }
  return result
}

async function stateOf(model: OwnedLanguageModel): Promise<EngineState> {
  for await (const state of model.watch(never)) return state
  throw new Error('no state')
}

async function stepsOf(model: OwnedLanguageModel): Promise<SelfTestStep[]> {
  const steps: SelfTestStep[] = []
  for await (const step of model.selfTest(never)) steps.push(step)
  return steps
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('the owner of the model process', { timeout: 30_000 }, () => {
  it('starts the process at the first use, streams, and keeps it for the next (bug: a process per request)', async () => {
    const { model, starts } = owner([[]])
    expect(starts()).toBe(0)
    expect(await read(model)).toMatchObject({ text: 'No acute abnormality . The lungs are clear ', finished: true })
    expect(await read(model)).toMatchObject({ finished: true })
    expect(starts()).toBe(1)
    expect(await stateOf(model)).toMatchObject({ state: 'ready', modelId: 'fake', gpu: 'cpu', threads: 1 })
  })

  it('says what is missing when no model is installed (bug: a crash report for an empty folder)', async () => {
    expect(await read(owner([[]], { current: () => null }).model)).toMatchObject({ error: 'model-missing' })
  })

  it.each([
    ['SIGKILL', []],
    ['exit 134', ['--exit=134']],
    ['exit 139', ['--exit=139']],
    ['exit 0', ['--exit=0']],
  ])('L02 L09: death in mid-sentence by %s keeps the words so far, and the next request works (bug: exit code 0 taken for an end)', async (_name, how) => {
    const { model, starts } = owner([['--die=write', ...how], []])
    const first = await read(model)
    expect(first).toMatchObject({ error: 'model-crashed', finished: false })
    expect(first.text).toBe('No acute abnormality ')
    expect(await read(model)).toMatchObject({ finished: true })
    expect(starts()).toBe(2)
  })

  it('L09: turns off after three crashes in a row, and only start() turns it on again (bug: an endless restart loop)', async () => {
    const { model, starts } = owner([['--die=write'], ['--die=write'], ['--die=write'], []])
    for (let crash = 0; crash < 3; crash++) expect(await read(model)).toMatchObject({ error: 'model-crashed' })
    expect(await stateOf(model)).toMatchObject({ state: 'stopped' })
    expect(await read(model)).toMatchObject({ error: 'model-stopped' })
    expect(starts()).toBe(3)
    await model.start()
    expect(await stateOf(model)).toMatchObject({ state: 'ready' })
    expect(await read(model)).toMatchObject({ finished: true })
  })

  it('warms up when off, once, and unloads again when nothing is asked (bug: the first draft waits for the disk)', async () => {
    const { model, starts } = owner([[]], { idleMs: 300 })
    await Promise.all([model.warm(), model.warm()])
    expect(await stateOf(model)).toMatchObject({ state: 'ready' })
    expect(await read(model)).toMatchObject({ finished: true })
    await model.warm()
    expect(starts()).toBe(1)
    await expect.poll(async () => (await stateOf(model)).state, { timeout: 5000 }).toBe('off')
    await model.warm()
    expect(starts()).toBe(2)
  })

  it('a draft asked for while it warms up waits for that load and starts no second process', async () => {
    const { model, starts } = owner([[]])
    const warm = model.warm()
    expect(await read(model)).toMatchObject({ finished: true })
    await warm
    expect(starts()).toBe(1)
  })

  it('warming up never throws, and leaves what crashed, stopped or is missing alone (bug: three opened reports turn the model off, or on again)', async () => {
    await owner([[]], { current: () => null }).model.warm()
    const { model, starts } = owner([['--die=load'], ['--die=write'], ['--die=write'], []])
    await model.warm()
    expect((await stateOf(model)).message).toContain('stopped unexpectedly')
    await model.warm()
    expect(starts()).toBe(1)
    for (let crash = 0; crash < 2; crash++) await read(model)
    expect(await stateOf(model)).toMatchObject({ state: 'stopped' })
    await model.warm()
    expect(await stateOf(model)).toMatchObject({ state: 'stopped' })
    expect(starts()).toBe(3)
  })

  it('a warm-up that failed says why and is not repeated with every report (bug: 5 GB read again at each opening)', async () => {
    let opened = 0
    const models = {
      current: () => identity,
      open: async () => {
        opened++
        throw new AppError('checksum', 'The file is not the one that was checked.')
      },
    }
    const { model } = owner([[]], { models })
    await model.warm()
    await model.warm()
    expect(opened).toBe(1)
    expect(await stateOf(model)).toMatchObject({ state: 'off', message: 'The file is not the one that was checked.' })
    expect(await read(model)).toMatchObject({ error: 'checksum' })
  })

  it('counts only crashes in a row (bug: a workstation that runs for a month turns its model off)', async () => {
    const { model } = owner([['--die=write'], [], [], []])
    for (let round = 0; round < 4; round++) {
      await read(model)
      expect(await read(model)).toMatchObject({ finished: true })
      await model.unload()
    }
    expect(await stateOf(model)).toMatchObject({ state: 'off' })
  })

  it('counts deaths while starting and loading too (bug: a process that dies at once is started for ever)', async () => {
    const { model, starts } = owner([['--die=start'], ['--die=load'], ['--die=load', '--exit=0']])
    for (let crash = 0; crash < 3; crash++) expect(await read(model)).toMatchObject({ error: 'model-crashed' })
    expect(await read(model)).toMatchObject({ error: 'model-stopped' })
    expect(starts()).toBe(3)
  })

  it('notices a death while nobody asks (bug: "ready" is shown for a process that is gone)', async () => {
    const { model } = owner([['--die=idle'], []])
    await model.start()
    await expect.poll(async () => (await stateOf(model)).state, { timeout: 5000 }).toBe('off')
    expect((await stateOf(model)).message).toContain('stopped unexpectedly')
    expect(await read(model)).toMatchObject({ finished: true })
  })

  it.each([
    ['a busy loop', '--hang=loop', { pingMs: 100, hangMs: 700 }],
    ['silence while writing', '--hang=write', { stallMs: 900 }],
  ])('L03: ends %s with SIGKILL within 3 s (bug: a stuck model blocks every later draft)', async (_name, how, limits) => {
    const { model } = owner([[how], []], { limits })
    await model.start()
    const began = performance.now()
    expect(await read(model)).toMatchObject({ error: 'model-crashed', finished: false })
    expect(performance.now() - began).toBeLessThan(3000)
    expect(isRunning(pids.at(-1)!)).toBe(false)
    expect(await read(model)).toMatchObject({ finished: true })
  })

  it('L03: ends a process that never finishes loading (bug: "loading" for ever)', async () => {
    const { model } = owner([['--hang=load']], { limits: { startMs: 1000 } })
    expect(await read(model)).toMatchObject({ error: 'model-crashed', finished: false })
    expect(isRunning(pids.at(-1)!)).toBe(false)
    expect(await stateOf(model)).toMatchObject({ state: 'off' })
  })

  it('hears a cancel at once, and the process survives it (bug: cancel waits for the model, or kills it)', async () => {
    const { model, starts } = owner([['--ms=20']])
    const abort = new AbortController()
    let at = 0
    const reading = read(model, { ...request, maxTokens: 5000 }, abort.signal).then((result) => ({ ...result, after: performance.now() - at }))
    await sleep(600)
    at = performance.now()
    abort.abort()
    const result = await reading
    expect(result.error).toBe('cancelled')
    expect(result.after).toBeLessThan(150)
    expect(await read(model)).toMatchObject({ finished: true })
    expect(starts()).toBe(1)
  })

  it('answers in order of asking, and a cancelled one leaves the queue (bug: two prompts mixed into one text)', async () => {
    const { model } = owner([['--ms=5']])
    const abort = new AbortController()
    const running = [read(model), read(model, request, abort.signal), read(model)]
    abort.abort()
    const [first, second, third] = await Promise.all(running)
    expect(first).toMatchObject({ text: third!.text, finished: true })
    expect(second).toMatchObject({ text: '', error: 'cancelled' })
  })

  it('who stands behind everybody is ended by anything that is asked, and does not load what a person has to start (bug: a tag that waits for advice)', async () => {
    const { model } = owner([['--ms=30']])
    const score = (texts: number) => ({ prefix: [{ text: 'Q', special: false }], texts: Array.from({ length: texts }, (_, at) => [{ text: `T${at}`, special: false }]), answers: ['0', '1'] })
    const behind = async (): Promise<number | string> => {
      let scored = 0
      try {
        for await (const event of model.scoreLast(score(40), never)) if (event.type === 'scored') scored++
      } catch (error) {
        return (error as AppError).code
      }
      return scored
    }
    const drain = async (events: AsyncIterable<unknown>) => {
      for await (const event of events) void event
    }
    expect(await behind()).toBe(40)
    const tagged = behind()
    await sleep(100)
    await drain(model.score(score(1), never))
    expect(await tagged).toBe('cancelled')
    const drafted = behind()
    await sleep(100)
    expect((await read(model)).finished).toBe(true)
    expect(await drafted).toBe('cancelled')

    const broken = owner([['--die=load']])
    for (let n = 0; n < 3; n++) await read(broken.model)
    const starts = broken.starts()
    await expect(drain(broken.model.scoreLast(score(1), never))).rejects.toMatchObject({ code: 'model-stopped' })
    expect(broken.starts()).toBe(starts)
  })

  it('a cancel while loading does not throw the load away (bug: an impatient reader restarts the load with every click)', async () => {
    const { model, starts } = owner([[]])
    const abort = new AbortController()
    const cancelled = read(model, request, abort.signal)
    await sleep(20)
    abort.abort()
    expect(await cancelled).toMatchObject({ error: 'cancelled' })
    expect(await read(model)).toMatchObject({ finished: true })
    expect(starts()).toBe(1)
  })

  it('unloads after the idle time and on demand, without calling it a crash (bug: an idle model keeps gigabytes)', async () => {
    const { model, starts } = owner([[]], { idleMs: 200 })
    await read(model)
    const pid = pids.at(-1)!
    await expect.poll(() => isRunning(pid), { timeout: 5000 }).toBe(false)
    expect(await stateOf(model)).toMatchObject({ state: 'off' })
    await read(model)
    await model.unload()
    expect(isRunning(pids.at(-1)!)).toBe(false)
    expect(await read(model)).toMatchObject({ finished: true })
    expect(starts()).toBe(3)
  })

  it('loads the model that was made active (bug: drafts go on with the old one)', async () => {
    let current = identity
    const { model, starts } = owner([[]], { current: () => current })
    await read(model)
    current = { ...identity, id: 'other', name: 'Other', sha256: 'b'.repeat(64) }
    await read(model)
    expect(starts()).toBe(2)
    expect(await stateOf(model)).toMatchObject({ modelId: 'other', modelName: 'Other' })
  })

  it('L10: refuses a model that cannot fit before anything is started, and passes on the library refusal (bug: the computer swaps to death)', async () => {
    const tooLarge = owner([[]], { memoryBytes: 2 ** 50 })
    expect(await read(tooLarge.model)).toMatchObject({ error: 'out-of-memory' })
    expect(tooLarge.starts()).toBe(0)
    const refused = owner([['--fails=out-of-memory']])
    for (let round = 0; round < 4; round++) expect(await read(refused.model)).toMatchObject({ error: 'out-of-memory' })
    expect(await stateOf(refused.model)).toMatchObject({ state: 'off' })
  })

  it('self-test names the step that failed (bug: "self-test failed" and nothing else)', async () => {
    const good = await stepsOf(owner([[]]).model)
    expect(good.map((step) => [step.step, step.ok])).toEqual([['load', true], ['prefill', true], ['write', true], ['done', true]])
    const bad = await stepsOf(owner([['--die=write']]).model)
    expect(bad.at(-1)).toMatchObject({ step: 'write', ok: false })
  })

  it('keeps passphrases out of the model process (bug: a hostile model reads the database key)', async () => {
    process.env['RADDRAFT_PASSPHRASE'] = 'canary-in-the-environment'
    try {
      await owner([[]]).model.start()
    } finally {
      delete process.env['RADDRAFT_PASSPHRASE']
    }
    const environment = process.platform === 'linux' ? readFileSync(`/proc/${pids.at(-1)}/environ`, 'utf8') : execFileSync('ps', ['eww', String(pids.at(-1))], { encoding: 'utf8' })
    expect(environment).toContain('PATH=')
    expect(environment).not.toContain('canary-in-the-environment')
  })

  it('dispose ends the process (bug: a model that stays in memory after the app has quit)', async () => {
    const { model } = owner([[]])
    await read(model)
    await model.dispose()
    expect(isRunning(pids.at(-1)!)).toBe(false)
    expect(await read(model)).toMatchObject({ error: 'model-stopped' })
  })
})

describe('the chain of backends', { timeout: 30_000 }, () => {
  const three = { gpus: ['cuda', 'vulkan', 'cpu'] as const }

  it('goes on to the next in a fresh process when one dies or refuses, and says so (bug: no draft at all because of a driver)', async () => {
    const { model, starts } = owner([['--dies-on=cuda', '--refuses=vulkan']], three)
    expect(await read(model)).toMatchObject({ finished: true })
    expect(starts()).toBe(3)
    const state = await stateOf(model)
    expect(state).toMatchObject({ state: 'ready', gpu: 'cpu' })
    expect(state.message).toContain('CUDA failed on this computer')
    expect(state.message).toContain('vulkan is only software')
  })

  it('takes the first that works (bug: the CPU although the card works)', async () => {
    const { model, starts } = owner([['--dies-on=cuda']], three)
    await model.start()
    expect(await stateOf(model)).toMatchObject({ gpu: 'vulkan' })
    expect(starts()).toBe(2)
  })

  it('remembers the verdict per driver version (bug: two dead processes at every start; or never again after an update)', async () => {
    const file = path.join(folder, 'verdicts.json')
    const startsWith = async (verdicts: GpuVerdicts) => {
      const { model, starts } = owner([['--dies-on=cuda,vulkan']], { ...three, verdicts })
      await model.start()
      expect(await stateOf(model)).toMatchObject({ gpu: 'cpu' })
      return starts()
    }
    expect(await startsWith(createGpuVerdicts(file, 'driver 1'))).toBe(3)
    expect(await startsWith(createGpuVerdicts(file, 'driver 1'))).toBe(1)
    expect(await startsWith(createGpuVerdicts(file, 'driver 2'))).toBe(3)
  })

  it('gives up a card that dies while writing the second time (bug: three crashes and off, although the CPU would do)', async () => {
    const { model } = owner([['--die=write'], ['--die=write'], []], three)
    expect(await read(model)).toMatchObject({ error: 'model-crashed' })
    expect(await stateOf(model)).toMatchObject({ state: 'off' })
    expect(await read(model)).toMatchObject({ error: 'model-crashed' })
    expect(await read(model)).toMatchObject({ finished: true })
    expect(await stateOf(model)).toMatchObject({ gpu: 'vulkan' })
  })

  it('a damaged verdict file means nothing is known (bug: no model because of a half-written file)', async () => {
    const file = path.join(folder, 'verdicts.json')
    writeFileSync(file, '{"version":1,"driver":')
    const verdicts = createGpuVerdicts(file, 'driver 1')
    expect(verdicts.read('cuda')).toBe(null)
    verdicts.note('cuda', 'died', 'x')
    expect(createGpuVerdicts(file, 'driver 1').read('cuda')).toMatchObject({ result: 'died' })
  })

  it('does not start backends whose devices are not there (bug: two useless processes on every computer without a card)', () => {
    const machine = (platform: NodeJS.Platform, files: string[]): Machine => ({ platform, exists: (file) => files.includes(file), list: (name) => files.filter((file) => path.posix.dirname(file) === name).map((file) => path.posix.basename(file)), text: () => '' })
    expect(likelyGpus(machine('linux', []))).toEqual(['cpu'])
    expect(likelyGpus(machine('linux', ['/dev/dri/card0']))).toEqual(['cpu'])
    expect(likelyGpus(machine('linux', ['/dev/dri/renderD128']))).toEqual(['vulkan', 'cpu'])
    expect(likelyGpus(machine('linux', ['/dev/nvidiactl']))).toEqual(['cuda', 'vulkan', 'cpu'])
    expect(likelyGpus(machine('darwin', []))).toEqual(['metal', 'cpu'])
    expect(likelyGpus(machine('win32', []))).toEqual(['cuda', 'vulkan', 'cpu'])
  })
})

it('no build contains the fake model (bug: a packaged app that can be made to write invented conclusions)', () => {
  const root = fileURLToPath(new URL('../../../', import.meta.url))
  expect(readFileSync(path.join(root, 'electron.vite.config.ts'), 'utf8')).not.toContain('fake')
  expect(readFileSync(path.join(root, 'src/llm/index.ts'), 'utf8')).not.toContain('fake')
})
