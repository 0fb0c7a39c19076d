import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { runLogged } from './process.mjs'
import { hasIntegrity } from './stamp.mjs'

/** How to call the npm that the user runs, on every platform. */
function npmCommand(env = process.env) {
  const file = env.npm_execpath
  if (file && /npm-cli\.c?js$/.test(file) && existsSync(file)) return { command: process.execPath, args: [file], shell: false }
  return process.platform === 'win32' ? { command: 'npm.cmd', args: [], shell: true } : { command: 'npm', args: [], shell: false }
}

/** Runs npm with the user's own configuration, its output in a log. */
export function npm(args, options) {
  const { command, args: first, shell } = npmCommand()
  return runLogged(command, [...first, ...args], { ...options, shell })
}

/**
 * One sentence out of npm's output.
 * @param {{ code: number, tail: string, log: string }} result
 * @param {string} doing such as "npm ci"
 */
export function npmFailure(result, doing) {
  if (result.code === 127) return new Failure('npm was not found.', 'Install Node.js 20 or newer together with npm and start again.')
  const codes = /npm (?:error|ERR!) code (\w+)/.exec(result.tail)?.[1] ?? ''
  if (/^(ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ERR_SOCKET_TIMEOUT|FETCH_ERROR)$/.test(codes)) {
    return new Failure(`${doing} could not reach the package registry (${codes}).`, 'Check the network with "npm ping", or name your mirror with "npm config set registry <address>", and start again.')
  }
  if (codes === 'E404' || codes === 'ETARGET') {
    return new Failure(`${doing}: the package registry does not have that version (${codes}).`, `Ask the keeper of your mirror for it. Details: ${result.log}`)
  }
  if (codes === 'E401' || codes === 'E403') {
    return new Failure(`${doing}: the package registry refused (${codes}).`, 'Sign in to your mirror with "npm login" and start again.')
  }
  if (codes === 'EUSAGE') {
    return new Failure(`${doing}: package.json and package-lock.json do not belong together.`, 'Check both out again; after changing a dependency run "npm install" and "node scripts/complete-lock.mjs".')
  }
  if (codes === 'ENOSPC') return new Failure('The disk is full.', 'Free about 3 GB and start again.')
  return new Failure(`${doing} failed${codes ? ` (${codes})` : ''}.`, `Read ${result.log}, mend what it names, and start again.`)
}

/**
 * Fetches one package file through npm and checks it against its pin. A finished file is used again,
 * so an interrupted set-up does not fetch twice.
 * @param {{ name: string, version: string, integrity: string, bytes?: number }} pin
 * @param {{ cache: string, cwd: string, output?: NodeJS.WritableStream, estimateSeconds?: number }} options
 * @returns {Promise<string>} the .tgz
 */
export async function npmPack(pin, { cache, cwd, output, estimateSeconds }) {
  const folder = path.join(cache, 'downloads')
  const file = path.join(folder, `${pin.name.replace('@', '').replace('/', '-')}-${pin.version}.tgz`)
  if (existsSync(file)) {
    if (await hasIntegrity(file, pin.integrity)) return file
    rmSync(file)
  }
  const partial = path.join(folder, `partial-${process.pid}`)
  rmSync(partial, { recursive: true, force: true })
  mkdirSync(partial, { recursive: true })
  try {
    const size = pin.bytes ? ` (${Math.round(pin.bytes / 1e6)} MB)` : ''
    const result = await npm(['pack', `${pin.name}@${pin.version}`, '--ignore-scripts', '--pack-destination', partial], {
      cwd,
      log: path.join(cache, 'logs', `npm-pack-${path.basename(file, '.tgz')}.log`),
      text: `fetching ${pin.name} ${pin.version}${size}`,
      estimateSeconds,
      output,
    })
    const found = readdirSync(partial).find((name) => name.endsWith('.tgz'))
    if (result.code !== 0 || !found) throw npmFailure(result, `npm pack ${pin.name}@${pin.version}`)
    await checkIntegrity(path.join(partial, found), pin)
    renameSync(path.join(partial, found), file)
    return file
  } finally {
    rmSync(partial, { recursive: true, force: true })
  }
}

/** Throws unless the file is byte for byte the pinned one. */
export async function checkIntegrity(file, pin) {
  if (await hasIntegrity(file, pin.integrity)) return
  throw new Failure(
    `${pin.name} ${pin.version} is not the file that RadDraft was tested with: its checksum differs.`,
    'Do not use it. Clear npm\'s cache with "npm cache clean --force", ask the keeper of your mirror, and start again.',
  )
}
