import { fork } from 'node:child_process'
import type { Envelope } from '../../shared/ipc/model-process.ts'
import type { Frame } from '../../shared/ipc/port.ts'
import { childEnvironment } from './child-environment.ts'
import { keepLastLines } from './last-lines.ts'
import type { ModelChild, SpawnChild } from './model-child.ts'

type Listeners = { frame: ((frame: Frame<unknown>) => void)[]; close: (() => void)[] }

/**
 * The model process as a child of plain Node: for the command line, benchmarks and tests.
 * @param entry `src/llm/index.ts` (Node 24 runs it as it is), or another program with the same protocol
 */
export function spawnNode(entry: string, args: string[] = []): SpawnChild {
  return (): ModelChild => {
    const child = fork(entry, args, { execArgv: [], env: childEnvironment(), stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' })
    const lines = keepLastLines(child.stderr)
    const ports = new Map<number, Listeners>()
    let next = 0
    // A child that is going away refuses messages; its exit tells the rest.
    const send = (envelope: Envelope) => void (child.connected && child.send(envelope, () => {}))

    function close(id: number): void {
      const listeners = ports.get(id)
      ports.delete(id)
      for (const listener of listeners?.close ?? []) listener()
    }

    child.on('message', (envelope: Envelope) => {
      if ('frame' in envelope) for (const listener of ports.get(envelope.port)?.frame ?? []) listener(envelope.frame as Frame<unknown>)
      else if ('closed' in envelope) close(envelope.port)
    })
    child.on('error', () => {})
    const endWithUs = () => void child.kill('SIGKILL')
    process.once('exit', endWithUs)
    child.once('exit', () => process.off('exit', endWithUs))

    return {
      pid: () => child.pid,
      ask(question) {
        const id = ++next
        const listeners: Listeners = { frame: [], close: [] }
        ports.set(id, listeners)
        send({ port: id, question })
        return {
          post: (frame) => send({ port: id, frame }),
          onFrame: (listener) => void listeners.frame.push(listener),
          onClose: (listener) => void listeners.close.push(listener),
          close() {
            if (ports.delete(id)) send({ port: id, closed: true })
          },
        }
      },
      onExit(listener) {
        let told = false
        const tell = (code: number | null, signal: string | null) => {
          if (told) return
          told = true
          for (const id of ports.keys()) close(id)
          listener({ code, signal, lines: lines() })
        }
        child.on('exit', tell)
        child.on('error', () => child.pid === undefined && tell(null, null))
      },
      kill: () => void child.kill('SIGKILL'),
    }
  }
}
