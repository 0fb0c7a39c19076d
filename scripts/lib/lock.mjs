import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const HEARTBEAT_MS = 5_000
const STALE_MS = 60_000

/**
 * True when the holder of a lock is gone: its process on this computer has ended, or it gave no sign for a minute.
 * @param {{ pid: number, host: string }} holder
 * @param {number} silentMs time since its last sign
 */
export function isStale(holder, silentMs, isAlive = processIsAlive) {
  if (silentMs > STALE_MS) return true
  return holder.host === os.hostname() && !isAlive(holder.pid)
}

function processIsAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function read(file) {
  try {
    return { text: readFileSync(file, 'utf8'), silentMs: Date.now() - statSync(file).mtimeMs }
  } catch {
    return undefined
  }
}

function tryCreate(file, text) {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** Removes a stale lock, but puts it back if someone else's fresh one was caught instead. */
function removeStale(file, text) {
  const aside = `${file}.stale-${process.pid}`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (readFileSync(aside, 'utf8') !== text && !existsSync(file)) renameSync(aside, file)
  else rmSync(aside, { force: true })
}

/**
 * Runs `work` while holding a lock file, so that two set-ups at once do each thing once.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {{ onWait?: (holder: { pid: number }) => void, pollMs?: number }} options
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { onWait, pollMs = 500 } = {}) {
  mkdirSync(path.dirname(file), { recursive: true })
  const text = JSON.stringify({ pid: process.pid, host: os.hostname(), since: new Date().toISOString() })
  let told = false
  while (!tryCreate(file, text)) {
    const current = read(file)
    if (!current) continue
    let holder
    try {
      holder = JSON.parse(current.text)
    } catch {
      holder = { pid: 0, host: '' }
    }
    if (isStale(holder, current.silentMs)) {
      removeStale(file, current.text)
      continue
    }
    if (!told) onWait?.(holder)
    told = true
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  const release = () => {
    if (read(file)?.text === text) rmSync(file, { force: true })
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    if (read(file)?.text === text) utimesSync(file, now, now)
  }, HEARTBEAT_MS)
  process.on('exit', release)
  try {
    return await work()
  } finally {
    clearInterval(heartbeat)
    process.off('exit', release)
    release()
  }
}
