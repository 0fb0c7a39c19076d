import { MessageChannelMain, utilityProcess } from 'electron'
import { adapt } from '../ports.ts'
import { childEnvironment } from './child-environment.ts'
import { keepLastLines } from './last-lines.ts'
import type { ModelChild, SpawnChild } from './model-child.ts'

/**
 * The model process as Electron's utility process.
 * @param entry the built `llm.js`
 */
export function spawnUtility(entry: string): SpawnChild {
  return (): ModelChild => {
    const child = utilityProcess.fork(entry, [], { serviceName: 'RadDraft model', env: childEnvironment(), stdio: ['ignore', 'ignore', 'pipe'] })
    const lines = keepLastLines(child.stderr)
    let gone = false
    let killWhenStarted = false

    // `kill()` of utilityProcess sends a polite SIGTERM, which a busy loop never sees; and right after the fork there
    // is no process to signal yet.
    function kill(): void {
      if (gone) return
      if (child.pid === undefined) {
        killWhenStarted = true
        return
      }
      try {
        process.kill(child.pid, 'SIGKILL')
      } catch {
        child.kill()
      }
    }

    child.once('spawn', () => {
      if (killWhenStarted) kill()
    })

    return {
      pid: () => child.pid,
      ask(question) {
        const { port1, port2 } = new MessageChannelMain()
        // Posting to a process that has exited crashed main in Electron 44.0.0.
        if (!gone) child.postMessage(question, [port2])
        return adapt(port1)
      },
      onExit(listener) {
        child.once('exit', (code) => {
          gone = true
          listener({ code, signal: null, lines: lines() })
        })
      },
      kill,
    }
  }
}
