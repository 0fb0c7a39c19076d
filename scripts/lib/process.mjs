import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { tick } from './progress.mjs'

/**
 * Runs a program to its end with the terminal shared.
 * @returns {Promise<number>} its exit code (128 + signal number style is not used: a signal counts as 1)
 */
export function runShared(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const forward = (signal) => child.kill(signal)
    process.on('SIGINT', forward)
    process.on('SIGTERM', forward)
    const done = () => {
      process.off('SIGINT', forward)
      process.off('SIGTERM', forward)
    }
    child.on('error', (error) => (done(), reject(error)))
    child.on('exit', (code) => (done(), resolve(code ?? 1)))
  })
}

/**
 * Runs a program with its output in a log file while a line on the terminal keeps ticking.
 * @param {{ log: string, text: string, estimateSeconds?: number, measure?: () => string | undefined,
 *   output?: NodeJS.WritableStream, cwd?: string, env?: NodeJS.ProcessEnv, shell?: boolean,
 *   watch?: () => boolean }} options `watch` is asked every half second and stops the program when it returns false
 * @returns {Promise<{ code: number, log: string, tail: string, stopped: boolean }>} `tail` is the end of what it wrote
 */
export function runLogged(command, args, options) {
  mkdirSync(path.dirname(options.log), { recursive: true })
  const file = openSync(options.log, 'w')
  const ticking = tick(options.text, options)
  return new Promise((resolve) => {
    let stopped = false
    let watching
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ['ignore', file, file],
      windowsHide: true,
    })
    const end = (code) => {
      clearInterval(watching)
      process.off('exit', kill)
      ticking.stop()
      closeSync(file)
      resolve({ code, log: options.log, tail: tailOf(options.log), stopped })
    }
    // A child must not outlive a bootstrap that the user stopped with Ctrl+C.
    const kill = () => child.kill('SIGKILL')
    process.on('exit', kill)
    if (options.watch) {
      watching = setInterval(() => {
        if (options.watch()) return
        stopped = true
        child.kill('SIGKILL')
      }, 500)
    }
    let ended = false
    child.on('error', (error) => {
      if (ended) return
      ended = true
      end(error.code === 'ENOENT' ? 127 : 126)
    })
    child.on('exit', (code) => {
      if (ended) return
      ended = true
      end(code ?? 1)
    })
  })
}

function tailOf(file, bytes = 4000) {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-bytes) : ''
}

/** First folder of PATH that has this program, as an absolute path; undefined when there is none. */
export function findProgram(name, env = process.env) {
  const names = process.platform === 'win32' ? [`${name}.exe`, `${name}.cmd`] : [name]
  // /sbin holds ldconfig and is not in everybody's PATH.
  const folders = [...(env.PATH ?? env.Path ?? '').split(path.delimiter), ...(process.platform === 'win32' ? [] : ['/usr/sbin', '/sbin'])]
  for (const folder of folders.filter(Boolean)) {
    for (const candidate of names) {
      const file = path.join(folder, candidate)
      if (existsSync(file)) return file
    }
  }
  return undefined
}
