import { hasDisplay } from '../display.mjs'
import { installDebianPackages, knownLibraries } from '../lib/apt.mjs'
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

async function missingNow() {
  return missingPackages(knownLibraries(), !findProgram('Xvfb') && !(await hasDisplay()))
}

/** Shared libraries of Electron, and Xvfb where there is no display. Looked at on every run: it takes 10 ms. */
export const librariesStep = {
  name: 'libraries',
  title: 'System libraries',
  inputs: () => process.platform,
  isIntact: async () => process.platform !== 'linux' || (await missingNow()).length === 0,
  run: async (context) => {
    if (process.platform !== 'linux') return {}
    const missing = await missingNow()
    if (missing.length > 0) {
      await installDebianPackages(missing, { ...context, why: `Electron needs system libraries that are missing (${missing.join(', ')})` })
    }
    return {}
  },
}
