import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const limitBytes = 1_000_000

/**
 * A log that cannot hold patient text: a fixed event name, codes and numbers, and of an error only its type
 * and where it was thrown, never its message.
 */
export function createLog(folder: string) {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'raddraft.log')

  function write(event: string, facts: Record<string, string | number | boolean | null>): void {
    const line = JSON.stringify({ time: new Date().toISOString(), event, ...facts })
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > limitBytes) renameSync(path, `${path}.1`)
      appendFileSync(path, `${line}\n`)
    } catch {
      // A full disk must not turn a log line into a second failure.
    }
  }

  return {
    write,
    error(event: string, error: unknown): void {
      const { name, message, stack = '' } = error instanceof Error ? ((error.cause instanceof Error ? error.cause : error) as Error) : { name: typeof error, message: '' }
      // A stack begins with the message, and a message may have lines that look like places.
      const start = stack.indexOf(message)
      const frames = (start < 0 ? '' : stack.slice(start + message.length)).split('\n').filter((line) => /^\s+at /.test(line))
      write(event, { error: name, at: frames.slice(0, 6).map((line) => line.trim()).join(' < ') })
    },
  }
}

export type Log = ReturnType<typeof createLog>
