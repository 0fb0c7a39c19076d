import { cpus } from 'node:os'

/** How much processor time the machine and we have used so far, milliseconds. */
type ProcessorTimes = { idle: number; total: number; cores: number; own: number }

/** Length of one measurement, milliseconds: the system counts processor time in steps of 10. */
const windowMs = 250

/** Reads the times of all cores and of this process. */
function readProcessorTimes(): ProcessorTimes {
  let idle = 0
  let total = 0
  const cores = cpus()
  for (const { times } of cores) {
    idle += times.idle
    total += times.user + times.nice + times.sys + times.idle + times.irq
  }
  const { user, system } = process.cpuUsage()
  return { idle, total, cores: cores.length, own: (user + system) / 1000 }
}

/**
 * How many threads to compute with right now. The threads of llama.cpp wait for each other in a busy loop, so one that
 * has to share its core holds up all others: with one foreign process at work, two threads on two cores reach 0.3 of
 * their speed and one thread 0.8 to 0.95. Cores that are idle or already ours count; half a core decides.
 */
export function threadsFor(maxThreads: number, before: ProcessorTimes, after: ProcessorTimes): number {
  const perCore = (after.total - before.total) / Math.max(1, after.cores)
  if (perCore <= 0) return maxThreads
  const free = (after.idle - before.idle) / perCore
  const own = (after.own - before.own) / perCore
  return Math.max(1, Math.min(maxThreads, Math.floor(free + own + 0.5)))
}

/** Follows the load of the computer; `threads()` is the answer of the newest window. */
export type ThreadGovernor = { threads(): number; stop(): void }

export function startThreadGovernor(maxThreads: number): ThreadGovernor {
  let threads = maxThreads
  let last = readProcessorTimes()
  const timer = setInterval(() => {
    const next = readProcessorTimes()
    threads = threadsFor(maxThreads, last, next)
    last = next
  }, windowMs)
  timer.unref()
  return { threads: () => threads, stop: () => clearInterval(timer) }
}
