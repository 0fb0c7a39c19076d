import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contract } from '../../shared/ipc/contract.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import type { Frame, Port } from '../../shared/ipc/port.ts'
import { createRouter, type Handlers } from './router.ts'

type AppHandlers = Handlers<typeof contract>

/** The real contract before handlers that only note that they were reached. */
function spiedRouter(answer: (name: string) => unknown = () => null) {
  const reached: string[] = []
  const reported: { name: string; error: AppError }[] = []
  const entries = Object.entries(contract).map(([name, { kind }]) => [
    name,
    kind === 'call'
      ? (): unknown => (reached.push(name), answer(name))
      : async function* () {
          reached.push(name)
          yield await answer(name)
        },
  ])
  const router = createRouter(contract, Object.fromEntries(entries) as AppHandlers, (name, error) => reported.push({ name, error }))
  return { router, reached, reported }
}

/** What a stream sends until it closes its port. */
async function framesOf(router: ReturnType<typeof spiedRouter>['router'], name: string, input: unknown): Promise<Frame<unknown>[]> {
  const frames: Frame<unknown>[] = []
  const port: Port = { post: (frame) => frames.push(frame), onFrame() {}, onClose() {}, close() {} }
  await router.stream(name, input, port)
  return frames
}

async function errorOf(router: ReturnType<typeof spiedRouter>['router'], name: string, input: unknown) {
  const call = await router.call(name, input)
  const [frame] = await framesOf(router, name, input)
  return { call: call.ok ? null : call.error, stream: frame?.type === 'error' ? frame.error : null }
}

const names = Object.keys(contract) as (keyof typeof contract)[]
const isWellFormedSentence = /^[A-Z“].*\.$/s

describe('E07: the door to main', () => {
  it.each(names)('%s: no payload that breaks the contract reaches its handler (fuzzed)', async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything({ withNullPrototype: true }), fc.json().map((text) => JSON.parse(text) as unknown)), async (payload) => {
        fc.pre(!contract[name].input.safeParse(payload).success)
        const { router, reached } = spiedRouter()
        const { call, stream } = await errorOf(router, name, payload)
        const [asked, other] = contract[name].kind === 'call' ? [call, stream] : [stream, call]
        expect(asked).toMatchObject({ code: 'invalid-input', message: expect.stringMatching(isWellFormedSentence) })
        // A call is no stream and a stream no call, whatever the payload.
        expect(other?.code).toBe('unknown-call')
        expect(reached).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it.each(['', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'report', 'report.open ', 'x'.repeat(100_000)])('knows no %.30s', async (name) => {
    const { router, reached } = spiedRouter()
    const { call, stream } = await errorOf(router, name, undefined)
    expect([call?.code, stream?.code]).toEqual(['unknown-call', 'unknown-call'])
    expect(call?.message.length).toBeLessThan(200)
    expect(reached).toEqual([])
  })

  it('a handler gets what the schema made of the input, not what was sent (bug: an extra field reaches the database)', async () => {
    const seen: unknown[] = []
    const handlers = { ...Object.fromEntries(names.map((name) => [name, () => null])), 'setting.write': (input: unknown) => void seen.push(input) } as unknown as AppHandlers
    await createRouter(contract, handlers, () => {}).call('setting.write', { theme: 'dark', admin: true, ['__proto__']: { person: 'x' } })
    expect(seen).toEqual([{ theme: 'dark' }])
  })
})

describe('failures', () => {
  it('our own reach the page as one sentence without a word of them, and the log as they are (bug: a stack trace on the screen)', async () => {
    const { router, reported } = spiedRouter(() => {
      throw new TypeError('CANARY of undefined\n    at secret.ts:1:1')
    })
    const call = await router.call('app.retry', undefined)
    const [frame] = await framesOf(router, 'models.import', undefined)
    for (const answer of [call, frame]) {
      expect(JSON.stringify(answer)).toContain('"internal"')
      expect(JSON.stringify(answer)).not.toMatch(/CANARY|secret/)
    }
    expect(reported.map(({ name }) => name)).toEqual(['app.retry', 'models.import'])
  })

  it('expected ones reach the page with their code and sentence, and the log not at all', async () => {
    const { router, reported } = spiedRouter(() => {
      throw new AppError('disk-full', 'The disk is full.')
    })
    expect(await router.call('app.retry', undefined)).toEqual({ ok: false, error: { code: 'disk-full', message: 'The disk is full.', detail: undefined } })
    expect(reported).toEqual([])
  })
})
