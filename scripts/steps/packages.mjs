import { existsSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../environment.mjs'
import { npm, npmFailure } from '../lib/npm.mjs'
import { hashFileNow, readJson } from '../lib/stamp.mjs'

const lockFile = path.join(projectFolder, 'package-lock.json')
// npm writes this list last, so its presence means that an install came to its end.
const installedFile = path.join(projectFolder, 'node_modules', '.package-lock.json')

/**
 * True when what is installed is what the lock file asks for.
 * @param {any} lock parsed package-lock.json
 * @param {any} installed parsed node_modules/.package-lock.json; undefined when there is none
 */
export function matchesLock(lock, installed) {
  if (!lock?.packages || !installed?.packages) return false
  return Object.entries(lock.packages).every(([folder, wanted]) => {
    if (folder === '') return true
    const present = installed.packages[folder]
    if (!present) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true
    return present.version === wanted.version && (!wanted.integrity || present.integrity === wanted.integrity)
  })
}

/** `npm ci` with install scripts off; nothing when node_modules already matches the lock file. */
export const packagesStep = {
  name: 'packages',
  title: 'Packages',
  inputs: () => hashFileNow(lockFile),
  isIntact: (result) => result.installed !== undefined && hashFileNow(installedFile) === result.installed,
  run: async ({ cache, output, say }) => {
    if (existsSync(installedFile) && matchesLock(readJson(lockFile), readJson(installedFile))) {
      say('node_modules already matches package-lock.json')
    } else {
      const result = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
        cwd: projectFolder,
        log: path.join(cache, 'logs', 'npm-ci.log'),
        text: 'npm ci (1.3 GB on disk)',
        estimateSeconds: 40,
        output,
      })
      if (result.code !== 0) throw npmFailure(result, 'npm ci')
    }
    return { installed: hashFileNow(installedFile) }
  },
}
