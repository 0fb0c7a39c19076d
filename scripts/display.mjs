import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { Failure } from './lib/failure.mjs'
import { findProgram } from './lib/process.mjs'

/**
 * Where a DISPLAY value points to.
 * @param {string | undefined} display such as `:0`, `:99.0` or `host:1`
 * @returns {{ path: string } | { host: string, port: number } | undefined} undefined for no or a malformed value
 */
export function displayAddress(display) {
  const match = /^([^:]*):(\d+)(?:\.\d+)?$/.exec(display ?? '')
  if (!match) return undefined
  const [, host, number] = match
  return host === '' || host === 'unix' ? { path: `/tmp/.X11-unix/X${number}` } : { host, port: 6000 + Number(number) }
}

/** True when somebody answers at DISPLAY (a stale value in a container is common). */
export function displayAnswers(display = process.env.DISPLAY) {
  const address = displayAddress(display)
  if (!address) return Promise.resolve(false)
  const attempts = address.path ? [{ path: address.path }, { path: `\0${address.path}` }] : [address]
  const attempt = (target) =>
    new Promise((resolve) => {
      const socket = net.connect({ ...target, timeout: 2000 })
      const end = (answer) => (socket.destroy(), resolve(answer))
      socket.on('connect', () => end(true))
      socket.on('timeout', () => end(false))
      socket.on('error', () => end(false))
    })
  return attempts.reduce(async (before, target) => (await before) || attempt(target), Promise.resolve(false))
}

/** True when a window can be shown to a person: always but on Linux, where a display must answer. */
export async function hasDisplay(env = process.env) {
  if (process.platform !== 'linux') return true
  if (await displayAnswers(env.DISPLAY)) return true
  const wayland = env.WAYLAND_DISPLAY && env.XDG_RUNTIME_DIR && path.resolve(env.XDG_RUNTIME_DIR, env.WAYLAND_DISPLAY)
  return Boolean(wayland && existsSync(wayland))
}

/**
 * Starts Xvfb on a number it chooses itself, so that two runs never fight for one.
 * @returns {Promise<{ display: string, stop(): void }>}
 */
export function startXvfb() {
  const program = findProgram('Xvfb')
  if (!program) {
    throw new Failure('There is no display, and Xvfb is not installed.', 'Run "sudo apt-get install -y --no-install-recommends xvfb" and start again.')
  }
  return new Promise((resolve, reject) => {
    const child = spawn(program, ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    })
    const stop = () => {
      process.off('exit', stop)
      child.kill('SIGTERM')
    }
    const fail = (why) => {
      clearTimeout(limit)
      stop()
      reject(new Failure(`Xvfb did not start (${why}).`, 'Remove stale files /tmp/.X*-lock of ended displays and start again.'))
    }
    const limit = setTimeout(() => fail('no answer in 15 s'), 15_000)
    process.on('exit', stop)
    child.on('error', (error) => fail(error.message))
    child.on('exit', (code) => fail(`exit code ${code}`))
    let text = ''
    child.stdio[3].on('data', (part) => {
      text += part
      const number = displayNumber(text)
      if (number === undefined) return
      clearTimeout(limit)
      child.removeAllListeners('exit')
      resolve({ display: `:${number}`, stop })
    })
  })
}

/** The number in what Xvfb writes to its display descriptor; undefined until the line is complete. */
export function displayNumber(text) {
  const match = /^(\d+)\n/.exec(text)
  return match ? Number(match[1]) : undefined
}

/**
 * Runs `work` with an environment that has a display, starting and stopping Xvfb on Linux when needed.
 * @template T
 * @param {(env: NodeJS.ProcessEnv) => Promise<T>} work
 * @param {{ env?: NodeJS.ProcessEnv, virtual?: boolean }} options `virtual` prefers Xvfb over a real screen, for tests
 * @returns {Promise<T>}
 */
export async function withDisplay(work, { env = process.env, virtual = false } = {}) {
  if (process.platform !== 'linux') return work(env)
  const wantsXvfb = virtual && findProgram('Xvfb')
  if (!wantsXvfb && (await hasDisplay(env))) return work(env)
  const { display, stop } = await startXvfb()
  try {
    const { WAYLAND_DISPLAY: _, ...rest } = env
    return await work({ ...rest, DISPLAY: display })
  } finally {
    stop()
  }
}
