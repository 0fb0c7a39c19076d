import type { AppContract } from '../../shared/ipc/contract.ts'
import type { CallName, Contract, Event, Input, Output, StreamName } from '../../shared/ipc/define.ts'
import { AppError, type Reply } from '../../shared/ipc/errors.ts'
import { receiveAll, type Port } from '../../shared/ipc/port.ts'
import { strings } from './strings.ts'

declare global {
  interface Window {
    bridge: { call(name: string, input: unknown): Promise<Reply<unknown>> }
  }
}

type Args<T> = [T] extends [undefined] ? [] : [input: T]

type Client<C extends Contract> = {
  call<K extends CallName<C>>(name: K, ...args: Args<Input<C[K]>>): Promise<Output<C[K]>>
  /** Leaving the loop closes the port. Main decides whether that cancels the work (a draft goes on). */
  stream<K extends StreamName<C>>(name: K, ...args: Args<Input<C[K]>>): AsyncGenerator<Event<C[K]>>
  /** The same, and aborting closes the port at once, also between two events. The loop then throws `cancelled`. */
  streamUntil<K extends StreamName<C>>(signal: AbortSignal, name: K, ...args: Args<Input<C[K]>>): AsyncGenerator<Event<C[K]>>
}

/** The page's only way to main. Throws AppError with a code to branch on. */
export const client: Client<AppContract> = {
  async call(name: string, ...args: unknown[]) {
    const reply = await window.bridge.call(name, args[0]).catch((cause: unknown) => {
      throw new AppError('disconnected', strings.words.noReply, { cause })
    })
    if (!reply.ok) throw AppError.fromWire(reply.error)
    return reply.value as never
  },

  stream: (name: string, ...args: unknown[]) => receiveAll<never>(open(name, args[0])),
  streamUntil: (signal: AbortSignal, name: string, ...args: unknown[]) => receiveAll<never>(open(name, args[0]), signal),
}

function open(name: string, input: unknown): Port {
  const { port1, port2 } = new MessageChannel()
  window.postMessage({ kind: 'stream', name, input }, '*', [port2])
  return adapt(port1)
}

function adapt(port: MessagePort): Port {
  return {
    post: (frame) => port.postMessage(frame),
    onFrame(listener) {
      port.addEventListener('message', (event) => listener(event.data))
      port.start()
    },
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  }
}
