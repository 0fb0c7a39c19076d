import { EventEmitter } from 'node:events'
import { createRequire, syncBuiltinESMExports } from 'node:module'

/**
 * node-llama-cpp first loads its native library in a forked copy of the program, to see whether it crashes. In an
 * Electron utility process that fork needs the RunAsNode fuse, which a hardened app turns off: it would then find no
 * binary at all, or hang. The model process is its own crash test, since its owner starts the next backend when it
 * dies, so the fork is answered here as if it had succeeded. Import this before node-llama-cpp.
 */
const childProcess = createRequire(import.meta.url)('node:child_process') as typeof import('node:child_process')
const realFork = childProcess.fork as (...args: unknown[]) => unknown

function answerSelfTest(): unknown {
  const child = Object.assign(new EventEmitter(), {
    exitCode: null as number | null,
    killed: false,
    stdout: null,
    stderr: null,
    kill: () => true,
    send(message: { type: string }) {
      queueMicrotask(() => {
        if (message.type === 'start') child.emit('message', { type: 'loaded' })
        else if (message.type === 'test') child.emit('message', { type: 'done' })
        else if (message.type === 'exit') {
          child.exitCode = 0
          child.emit('exit', 0)
        }
      })
      return true
    },
  })
  setImmediate(() => child.emit('message', { type: 'ready' }))
  return child
}

childProcess.fork = function fork(this: unknown, file: string, ...rest: unknown[]) {
  return String(file).endsWith('testBindingBinary.js') ? answerSelfTest() : realFork.call(this, file, ...rest)
} as unknown as typeof childProcess.fork
syncBuiltinESMExports()
