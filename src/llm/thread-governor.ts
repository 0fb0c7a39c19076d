import { cpus } from 'node:os'

/** How much processor time the machine and we have used so far, milliseconds. */
export type ProcessorTimes = { idle: number; total: number; cores: number; own: number }

/** A newer sample than this is kept as the start of the next measurement, milliseconds. */
const windowMs = 250

/** Reads the times of all cores and of this process. */
export function readProcessorTimes(): ProcessorTimes {
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
 * their speed and one thread 0.8 to 0.95 (docs of the inference study). Cores that are idle or already ours count;
 * half a core decides.
 */
export function createThreadGovernor(maxThreads: number, read: () => ProcessorTimes = readProcessorTimes, now: () => number = () => performance.now()): () => number {
  let last = read()
  let lastAt = now()
  let threads = maxThreads
  return () => {
    if (maxThreads <= 1) return 1
    const at = now()
    if (at - lastAt < windowMs) return threads
    const next = read()
    const perCore = (next.total - last.total) / Math.max(1, next.cores)
    if (perCore > 0) {
      const free = (next.idle - last.idle) / perCore
      const own = (next.own - last.own) / perCore
      threads = Math.max(1, Math.min(maxThreads, Math.floor(free + own + 0.5)))
    }
    last = next
    lastAt = at
    return threads
  }
}
