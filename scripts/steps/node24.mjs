import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { isNode24, nodeVersionOf, platformName, projectFolder, readPins } from '../environment.mjs'
import { Failure } from '../lib/failure.mjs'
import { npmPack } from '../lib/npm.mjs'
import { runLogged } from '../lib/process.mjs'
import { areUnchanged, readJson, seal, writeJson } from '../lib/stamp.mjs'

/**
 * Puts the registry's Node 24 into the cache, unless it is already there whole.
 * @returns {Promise<{ folder: string, executable: string, version: string, sealed: object[] }>}
 */
export async function installNodePackage({ cache, output, say }) {
  const pin = readPins().node[platformName]
  if (!pin) {
    throw new Failure(`There is no Node 24 for ${platformName} in the package registry.`, 'Install Node.js 24.15 or newer yourself (it is used when it is the one that runs npm) and start again.')
  }
  const folder = path.join(cache, `${pin.name}-${pin.version}`)
  const complete = path.join(folder, 'complete.json')
  const known = readJson(complete)
  if (known && (await areUnchanged(known.sealed))) return known

  const archive = await npmPack(pin, { cache, cwd: projectFolder, output, estimateSeconds: 10 })
  say(`unpacking ${pin.name} ${pin.version}`)
  const unpacked = `${folder}.unpacked`
  rmSync(unpacked, { recursive: true, force: true })
  mkdirSync(unpacked, { recursive: true })
  await unpackTar(archive, unpacked, { cache, output })
  rmSync(folder, { recursive: true, force: true })
  renameSync(path.join(unpacked, 'package'), folder)
  rmSync(unpacked, { recursive: true, force: true })

  const executable = path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  const version = nodeVersionOf(executable)
  if (version !== pin.version) {
    rmSync(folder, { recursive: true, force: true })
    throw new Failure(`The registry's Node ${pin.version} does not start on this computer.`, 'Install Node.js 24.15 or newer yourself, run npm with it, and start again.')
  }
  const result = { folder, executable, version, sealed: await seal([executable]) }
  writeJson(complete, result)
  rmSync(archive)
  return result
}

/** Unpacks a .tgz with the system's tar, which Debian, macOS and Windows 10 all bring. */
export async function unpackTar(archive, target, { cache, output }) {
  const result = await runLogged('tar', ['-xzf', archive, '-C', target], {
    log: path.join(cache, 'logs', 'tar.log'),
    text: `unpacking ${path.basename(archive)}`,
    output,
  })
  if (result.code === 0) return
  if (result.code === 127) throw new Failure('The program tar was not found.', 'Install tar and gzip with your package manager and start again.')
  throw new Failure(`${path.basename(archive)} could not be unpacked.`, `Check that the disk has 2 GB free (details: ${result.log}) and start again.`)
}

/** Node 24 for tests, tools and the command line: this Node when it is new enough, otherwise the registry's. */
export const node24Step = {
  name: 'node24',
  title: 'Node 24',
  inputs: ({ cache }) => ({ cache, pin: readPins().node[platformName] ?? null, own: isNode24() ? process.execPath : null }),
  isIntact: (result, { thorough }) => (result.sealed ? areUnchanged(result.sealed, { thorough }) : existsSync(result.executable)),
  run: async (context) => {
    if (isNode24()) {
      context.say(`this Node is ${process.versions.node}: used as it is`)
      return { executable: process.execPath, version: process.versions.node }
    }
    return installNodePackage(context)
  },
}
