import type { Call, Contract, Event, Input, Output, Stream } from '../../shared/ipc/define.ts'
import { AppError, type Reply } from '../../shared/ipc/errors.ts'
import { plainIssue } from '../../shared/ipc/plain-issue.ts'
import { sendAll, type Port } from '../../shared/ipc/port.ts'

/** One handler per contract entry, no more, no fewer: a forgotten one does not compile. */
export type Handlers<C extends Contract> = {
  [K in keyof C]: C[K] extends { kind: 'call' }
    ? (input: Input<C[K]>) => Output<C[K]> | Promise<Output<C[K]>>
    : (input: Input<C[K]>, signal: AbortSignal) => AsyncIterable<Event<C[K]>>
}

/** Called with every failure that is ours (`internal`), so that the log knows what the reader is only told in a sentence. */
type Report = (name: string, error: AppError) => void

/** Checks name and input against the contract and turns every failure into a value. */
export function createRouter<C extends Contract>(contract: C, handlers: Handlers<C>, report: Report) {
  function find(kind: (Call | Stream)['kind'], name: string, input: unknown) {
    const entry = Object.hasOwn(contract, name) ? contract[name] : undefined
    if (entry?.kind !== kind) throw new AppError('unknown-call', `There is no ${kind} named ${name.slice(0, 80)}.`)
    const parsed = entry.input.safeParse(input)
    if (!parsed.success) throw new AppError('invalid-input', plainIssue(parsed.error, input, 'The input'))
    const handler = handlers[name] as never as (input: unknown, signal?: AbortSignal) => unknown
    return (signal?: AbortSignal) => handler(parsed.data, signal)
  }

  /** Our own failures reach the log; the reader gets a sentence without a stack trace. */
  function toWire(name: string, error: unknown) {
    const failure = AppError.from(error)
    if (failure.code === 'internal') {
      report(name, failure)
      return new AppError('internal', 'Something in RadDraft failed. Nothing you typed is lost; try again, and tell your admin if it happens twice.').toWire()
    }
    return failure.toWire()
  }

  return {
    async call(name: string, input: unknown): Promise<Reply<unknown>> {
      try {
        return { ok: true, value: await find('call', name, input)() }
      } catch (error) {
        return { ok: false, error: toWire(name, error) }
      }
    },

    stream(name: string, input: unknown, port: Port): Promise<void> {
      const abort = new AbortController()
      port.onClose(() => abort.abort(new AppError('cancelled', 'The reader left.')))
      return sendAll(port, async function* () {
        try {
          yield* find('stream', name, input)(abort.signal) as AsyncIterable<unknown>
        } catch (error) {
          throw AppError.fromWire(toWire(name, error))
        }
      })
    },
  }
}
