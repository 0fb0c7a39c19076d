import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from './lib/failure.mjs'
import { runShared } from './lib/process.mjs'
import { readJson } from './lib/stamp.mjs'

/** The top of this checkout. */
export const projectFolder = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

/** Where runtimes, the native binding and models live: `RADDRAFT_CACHE`, or the user's own cache folder. */
export function cacheFolder(env = process.env, platform = process.platform, home = os.homedir()) {
  if (env.RADDRAFT_CACHE) return path.resolve(env.RADDRAFT_CACHE)
  if (platform === 'win32') return path.join(env.LOCALAPPDATA ?? path.join(home, 'AppData', 'Local'), 'raddraft', 'cache')
  if (platform === 'darwin') return path.join(home, 'Library', 'Caches', 'raddraft')
  return path.join(env.XDG_CACHE_HOME || path.join(home, '.cache'), 'raddraft')
}

/** Where models live: `RADDRAFT_MODELS`, or a folder in the cache. */
export function modelsFolder(env = process.env) {
  return env.RADDRAFT_MODELS ? path.resolve(env.RADDRAFT_MODELS) : path.join(cacheFolder(env), 'models')
}

/** The pins of Node and of the registry's Electron, per platform. */
export function readPins() {
  return JSON.parse(readFileSync(path.join(projectFolder, 'scripts', 'runtime.json'), 'utf8'))
}

/** `linux-x64` and the like, as `runtime.json` names platforms. */
export const platformName = `${process.platform}-${process.arch}`

/** The record of a finished set-up step of this checkout; undefined before it ran. */
export function stampFile(step) {
  return path.join(projectFolder, '.cache', 'bootstrap', `${step}.json`)
}

/** What a finished step found out, for instance where the Electron executable is. */
export function resultOf(step) {
  return readJson(stampFile(step))?.result
}

function required(step, what) {
  const result = resultOf(step)
  if (!result) throw new Failure(`${what} has not been set up.`, 'Run "node scripts/bootstrap.mjs" first.')
  return result
}

/** The Node 24 that runs tests, tools and the command line. */
export function node24() {
  return required('node24', 'Node 24').executable
}

/**
 * The Electron that was set up.
 * @returns {{ executable: string, folder: string, version: string, origin: 'official' | 'registry' | 'given' }}
 */
export function electron() {
  return required('electron', 'Electron')
}

/** Environment for programs under Node 24: they find the same Node first in PATH, and the same cache and models. */
export function nodeEnvironment(env = process.env) {
  const { PATH, Path, ...rest } = env
  const result = {
    ...rest,
    PATH: [path.dirname(node24()), PATH ?? Path ?? ''].join(path.delimiter),
    RADDRAFT_CACHE: cacheFolder(env),
    RADDRAFT_MODELS: modelsFolder(env),
  }
  // Node 24 loads the package's own prebuilt binding; the variable is for the Electron that cannot.
  delete result.RADDRAFT_SQLITE_BINDING
  return result
}

/** Environment for everything that starts Electron or builds for it. */
export function electronEnvironment(env = process.env) {
  const { executable, folder, version } = electron()
  const binding = required('binding', 'The SQLite binding').binding
  return {
    ...nodeEnvironment(env),
    ELECTRON_OVERRIDE_DIST_PATH: folder,
    ELECTRON_EXEC_PATH: executable,
    ELECTRON_MAJOR_VER: version.split('.')[0],
    ...(binding ? { RADDRAFT_SQLITE_BINDING: binding } : {}),
  }
}

/** Runs Node 24 on the project folder with the terminal shared; gives its exit code. */
export function runNode24(args, options = {}) {
  return runShared(node24(), args, { cwd: projectFolder, env: nodeEnvironment(), ...options })
}

/** The script behind a package's command, so that no shell and no .cmd file is needed. */
export function binOf(packageName, command = packageName) {
  const folder = path.join(projectFolder, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'))
  return path.join(folder, typeof bin === 'string' ? bin : bin[command])
}

/** Runs an installed package's command under Node 24; gives its exit code. */
export function runBin(packageName, command, args, options) {
  return runNode24([binOf(packageName, command), ...args], options)
}

/** True when this Node can run tests and tools itself. */
export function isNode24(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 15)
}

/** Version a Node executable reports, without the v; undefined when it does not start. */
export function nodeVersionOf(executable) {
  if (!existsSync(executable)) return undefined
  const { status, stdout } = spawnSync(executable, ['--version'], { encoding: 'utf8' })
  return status === 0 ? stdout.trim().replace(/^v/, '') : undefined
}
