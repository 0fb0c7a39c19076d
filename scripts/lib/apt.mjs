import { execFileSync, spawnSync } from 'node:child_process'
import path from 'node:path'
import { Failure } from './failure.mjs'
import { findProgram, runLogged } from './process.mjs'

const quiet = { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }

/** True when this process may install packages. */
export function isRoot() {
  return process.getuid?.() === 0
}

/** True when Python's own package client can be used. */
export function hasPip() {
  const python = findProgram(process.platform === 'win32' ? 'python' : 'python3')
  return Boolean(python) && spawnSync(python, ['-m', 'pip', '--version'], quiet).status === 0
}

/** The command a person without root types, for any list of Debian packages. */
export function aptCommand(packages, root = isRoot()) {
  const sudo = root ? '' : 'sudo '
  return `${sudo}apt-get update && ${sudo}apt-get install -y --no-install-recommends ${packages.join(' ')}`
}

/**
 * The names under which this release has the packages: since Debian 13 and Ubuntu 24.04 some end in "t64".
 * @param {string[]} packages
 * @param {(name: string) => boolean} hasCandidate
 * @returns {{ names: string[], unknown: string[] }}
 */
export function resolveNames(packages, hasCandidate) {
  const names = []
  const unknown = []
  for (const name of packages) {
    const found = [name, `${name}t64`].find(hasCandidate)
    if (found) names.push(found)
    else unknown.push(name)
  }
  return { names, unknown }
}

function hasCandidate(name) {
  const { stdout } = spawnSync('apt-cache', ['policy', name], { ...quiet, env: { ...process.env, LC_ALL: 'C' } })
  return /Candidate: (?!\(none\))\S/.test(stdout ?? '')
}

/** Shared libraries the dynamic linker knows, by file name; undefined when that can't be asked. */
export function knownLibraries() {
  const ldconfig = findProgram('ldconfig')
  if (!ldconfig) return undefined
  try {
    const listing = execFileSync(ldconfig, ['-p'], quiet)
    return new Set([...listing.matchAll(/^\s+(\S+\.so\S*) \(/gm)].map((match) => match[1]))
  } catch {
    return undefined
  }
}

/**
 * Installs Debian packages as root; anyone else gets the exact command.
 * @param {string[]} packages Debian 12 names
 * @param {{ why: string, cache: string, output?: NodeJS.WritableStream, say: (text: string) => void }} options
 */
export async function installDebianPackages(packages, { why, cache, output, say }) {
  if (!findProgram('apt-get')) {
    throw new Failure(`${why}, and this Linux has no apt-get.`, `Install what Debian calls ${packages.join(', ')} with your own package manager and start again.`)
  }
  let { names, unknown } = resolveNames(packages, hasCandidate)
  if (!isRoot()) throw new Failure(`${why}.`, `Run: ${aptCommand([...names, ...unknown], false)}`)

  const apt = (args, text, estimateSeconds) =>
    runLogged('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args], {
      log: path.join(cache, 'logs', `apt-${args[0]}.log`),
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      text,
      estimateSeconds,
      output,
    })
  const update = () => apt(['update'], 'apt-get update', 5)
  const install = (names) => apt(['install', '-y', '--no-install-recommends', ...names], 'apt-get install', 15)

  if (unknown.length > 0) {
    await update()
    ;({ names, unknown } = resolveNames(packages, hasCandidate))
  }
  if (unknown.length > 0) {
    throw new Failure(`${why}, and apt does not know ${unknown.join(', ')}.`, 'Check /etc/apt/sources.list (a mirror of your distribution), run "apt-get update", and start again.')
  }
  say(`installing ${names.join(' ')}`)
  let result = await install(names)
  if (result.code !== 0) {
    // Lists that are older than the mirror name files that are gone.
    await update()
    result = await install(names)
  }
  if (result.code !== 0) throw new Failure(`${why}, and apt-get install failed.`, `Run "${aptCommand(names)}" and read what it says (also in ${result.log}).`)
}
