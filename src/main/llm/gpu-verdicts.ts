import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { release, version } from 'node:os'
import path from 'node:path'
import type { Gpu } from '../../shared/ipc/model-process.ts'

/** What was found out about a backend: it works, it cannot be used here, or the process died with it. */
type Verdict = { result: 'works' | 'refused' | 'died'; message: string; at: string }

/** Remembers which backends are worth a try, per version of the drivers: a new driver gets a new chance. */
export type GpuVerdicts = {
  read(gpu: Gpu): Verdict | null
  note(gpu: Gpu, result: Verdict['result'], message: string): void
}

/** What a machine looks like, for the functions below; tests pass their own. */
export type Machine = { platform: NodeJS.Platform; exists(file: string): boolean; list(folder: string): string[]; text(file: string): string }

const thisMachine: Machine = {
  platform: process.platform,
  exists: existsSync,
  list(folder) {
    try {
      return readdirSync(folder)
    } catch {
      return []
    }
  },
  text(file) {
    try {
      return readFileSync(file, 'utf8')
    } catch {
      return ''
    }
  },
}

/**
 * Backends worth trying, best first; the CPU is always the last. On Linux one without its device nodes is not even
 * started, which saves two processes on every computer without a graphics card.
 */
export function likelyGpus(machine: Machine = thisMachine): Gpu[] {
  const { platform, exists, list } = machine
  if (platform === 'darwin') return ['metal', 'cpu']
  if (platform === 'win32') return ['cuda', 'vulkan', 'cpu']
  const insideWindows = exists('/dev/dxg')
  const nvidia = exists('/dev/nvidiactl') || exists('/dev/nvidia0') || insideWindows
  const render = nvidia || list('/dev/dri').some((name) => name.startsWith('renderD'))
  return [...(nvidia ? (['cuda'] as const) : []), ...(render ? (['vulkan'] as const) : []), 'cpu']
}

/** Identifies the operating system's and the drivers' versions, as far as files tell. */
function driverKey(machine: Machine = thisMachine): string {
  const hash = createHash('sha256').update(`${machine.platform}\n${release()}\n${version()}\n`)
  hash.update(machine.text('/proc/driver/nvidia/version'))
  for (const module of ['nvidia', 'amdgpu', 'i915', 'xe']) hash.update(machine.text(`/sys/module/${module}/version`))
  for (const folder of ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d']) {
    for (const file of machine.list(folder).toSorted()) hash.update(file).update(machine.text(path.join(folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

type Stored = { version: 1; driver: string; verdicts: Partial<Record<Gpu, Verdict>> }

/** @param file JSON file that keeps the verdicts; deleting it makes every backend be tried again */
export function createGpuVerdicts(file: string, driver: string = driverKey()): GpuVerdicts {
  function load(): Stored {
    try {
      const stored = JSON.parse(readFileSync(file, 'utf8')) as Partial<Stored>
      if (stored.version === 1 && stored.driver === driver && stored.verdicts) return stored as Stored
    } catch {
      // No file, or not ours: nothing is known.
    }
    return { version: 1, driver, verdicts: {} }
  }
  return {
    read: (gpu) => load().verdicts[gpu] ?? null,
    note(gpu, result, message) {
      const stored = load()
      stored.verdicts[gpu] = { result, message, at: new Date().toISOString() }
      try {
        mkdirSync(path.dirname(file), { recursive: true })
        writeFileSync(`${file}.new`, `${JSON.stringify(stored, null, 2)}\n`)
        renameSync(`${file}.new`, file)
      } catch {
        // Not remembered, so it is tried again next time: slower, not wrong.
      }
    },
  }
}
