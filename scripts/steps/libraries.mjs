import { hasDisplay } from '../display.mjs'
import { resultOf } from '../environment.mjs'
import { hasPip, installDebianPackages, knownLibraries } from '../lib/apt.mjs'
import { findProgram } from '../lib/process.mjs'

/** What Electron needs from the system, and the Debian 12 package that has it. */
const LIBRARIES = {
  'libgtk-3.so.0': 'libgtk-3-0',
  'libnss3.so': 'libnss3',
  'libasound.so.2': 'libasound2',
  'libgbm.so.1': 'libgbm1',
  'libXss.so.1': 'libxss1',
  'libXtst.so.6': 'libxtst6',
  'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
  'libdrm.so.2': 'libdrm2',
  'libcups.so.2': 'libcups2',
}

/**
 * Debian packages that are missing.
 * @param {Set<string> | undefined} known shared libraries of this system; undefined: can't be asked, so none is called missing
 * @param {boolean} needsXvfb
 */
export function missingPackages(known, needsXvfb) {
  const missing = known ? Object.keys(LIBRARIES).filter((library) => !known.has(library)).map((library) => LIBRARIES[library]) : []
  return needsXvfb ? [...missing, 'xvfb'] : missing
}

/** Debian packages without which nothing can be compiled. */
export function missingCompilers(find = findProgram) {
  return ['python3', 'g++', 'make'].filter((program) => !find(program))
}

/** The registry's Electron is too old for the prebuilt SQLite binding; once compiled, the compilers are not needed any more. */
function mustCompile() {
  return resultOf('electron')?.origin === 'registry' && !resultOf('binding')
}

async function missingNow() {
  const needsXvfb = !findProgram('Xvfb') && !(await hasDisplay())
  return [...missingPackages(knownLibraries(), needsXvfb), ...(mustCompile() ? missingCompilers() : [])]
}

/** What Electron needs from the system: libraries, Xvfb where there is no display, compilers where the binding must be built. */
export const librariesStep = {
  name: 'libraries',
  title: 'System libraries',
  inputs: () => process.platform,
  // Looked at on every run: it takes 10 ms.
  isIntact: async () => process.platform !== 'linux' || (await missingNow()).length === 0,
  run: async (context) => {
    const missing = process.platform === 'linux' ? await missingNow() : []
    if (missing.length === 0) return {}
    // Not required, but the model comes through pip: one command instead of two.
    const helpful = hasPip() ? [] : ['python3-pip']
    await installDebianPackages([...missing, ...helpful], { ...context, why: `System packages are missing (${missing.join(', ')})` })
    return {}
  },
}
