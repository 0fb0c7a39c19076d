import { AppError } from '../../shared/ipc/errors.ts'
import type { Answer, Question } from '../../shared/ipc/model-process.ts'
import { receiveAll, type Port } from '../../shared/ipc/port.ts'

/** A started model process, in Electron or in plain Node. */
export type ModelChild = {
  /** undefined until the process runs. */
  pid(): number | undefined
  /** Opens a port for one question. */
  ask(question: Question): Port
  /** Called once when the process is gone, for whatever reason. */
  onExit(listener: (exit: ChildExit) => void): void
  /** SIGKILL: a process stuck in native code or in a loop hears nothing else. */
  kill(): void
}

/** The exit code means little: Electron reports 0 for some crashes. `lines` are the native library's last words. */
type ChildExit = { code: number | null; signal: string | null; lines: string }

export type SpawnChild = () => ModelChild

export type WatchLimits = {
  /** Between two pings, milliseconds. */
  pingMs: number
  /** A process that answers no ping for this long is killed, milliseconds. */
  hangMs: number
  /** Both limits until the first answer: starting reads a large library, on some computers through a virus scanner. */
  startMs: number
  /** A load or a generation without any event for this long is killed, milliseconds. */
  stallMs: number
}

/** Generous, because a busy computer must not cost a draft: a slice of 128 tokens of an 8B model takes 20 s on two cores. */
export const watchLimits: WatchLimits = { pingMs: 2000, hangMs: 20_000, startMs: 120_000, stallMs: 120_000 }

/** A model process under watch. */
export type WatchedChild = {
  pid(): number | undefined
  isAlive(): boolean
  /** Settles when the process is gone. */
  readonly exited: Promise<ChildExit>
  /** Asks and reads the answers. Throws AppError `model-crashed` when the process dies or is ended by the watchdog, `cancelled`. */
  ask<T extends Question['type']>(question: Extract<Question, { type: T }>, signal: AbortSignal): AsyncGenerator<Answer[T]>
  /** Lets the process free its memory, and kills it when that takes longer than a moment. */
  stop(): Promise<void>
  kill(): void
}

/** How long a process may take to free its memory before it is killed, milliseconds. */
const graceMs = 1500

/**
 * Starts a process and watches it (security.md L03): pings, because a busy loop answers none, and a limit on silence
 * during work, because native code may hang while pings are still answered.
 */
export function startWatched(spawn: SpawnChild, limits: WatchLimits): WatchedChild {
  const child = spawn()
  let exit: ChildExit | null = null
  let killedBecause: string | null = null
  const open = new Set<() => void>()
  const exited = new Promise<ChildExit>((resolve) => {
    child.onExit((report) => {
      exit = report
      for (const close of open) close()
      resolve(report)
    })
  })

  function kill(because: string): void {
    if (exit) return
    killedBecause ??= because
    child.kill()
  }

  /** A port whose other end is also taken for closed when the process is gone, whatever the transport says. */
  function openPort(question: Question): Port {
    const port = child.ask(question)
    return {
      post: port.post,
      onFrame: port.onFrame,
      onClose(listener) {
        let told = false
        const once = () => {
          if (told) return
          told = true
          open.delete(once)
          listener()
        }
        open.add(once)
        port.onClose(once)
        if (exit) once()
      },
      close: port.close,
    }
  }

  function crashed(cause: unknown): AppError {
    const message = killedBecause ?? 'The language model stopped unexpectedly. What it wrote so far is kept; try again.'
    return new AppError('model-crashed', message, { cause, detail: exit })
  }

  const pinging = setInterval(ping, limits.pingMs)
  pinging.unref()
  let unanswered = 0
  let hasAnswered = false
  void exited.then(() => clearInterval(pinging))
  function ping(): void {
    // Ticks are counted, not time: after the computer slept, no tick is missing.
    if (unanswered * limits.pingMs >= (hasAnswered ? limits.hangMs : limits.startMs)) return kill('The language model hung and was ended. Try again.')
    if (unanswered++ > 0) return
    const port = openPort({ type: 'ping' })
    port.onFrame((frame) => {
      if (frame.type !== 'event') return port.close()
      unanswered = 0
      hasAnswered = true
    })
  }

  return {
    pid: () => child.pid(),
    isAlive: () => exit === null && killedBecause === null,
    exited,
    async *ask(question, signal) {
      if (exit) throw crashed(undefined)
      let timer: NodeJS.Timeout | undefined
      const arm = (limit: number) => {
        clearTimeout(timer)
        timer = setTimeout(() => kill('The language model made no progress and was ended. Try again.'), limit)
      }
      const port = openPort(question)
      arm(question.type === 'load' ? limits.startMs : limits.stallMs)
      // After the last frame it is the reader's turn, who may take as long as they like.
      port.onFrame((frame) => {
        // Whatever is answered, the process has started: a hang right afterwards is held to the limit of a hang.
        hasAnswered = true
        if (frame.type === 'event') arm(limits.stallMs)
        else clearTimeout(timer)
      })
      try {
        yield* receiveAll<never>(port, signal)
      } catch (error) {
        if (error instanceof AppError && error.code === 'disconnected') {
          // The port may close a moment before the process is reported gone.
          await Promise.race([exited, pause(500)])
          throw crashed(error)
        }
        throw error
      } finally {
        clearTimeout(timer)
      }
    },
    async stop() {
      if (exit) return
      const quit = openPort({ type: 'quit' })
      await Promise.race([exited, pause(graceMs)])
      quit.close()
      kill('The language model was unloaded.')
      await exited
    },
    kill: () => kill('The language model was ended.'),
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref())
}
