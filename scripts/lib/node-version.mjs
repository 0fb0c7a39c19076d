import { Failure } from './failure.mjs'

/**
 * Throws unless this Node can run the scripts.
 * @param {string} version such as "20.11.0"
 */
export function checkNodeVersion(version) {
  if (Number(version.split('.')[0]) >= 20) return
  throw new Failure(`This is Node ${version}; RadDraft needs Node 20 or newer.`, 'Install a current Node.js (from your distribution, its site, or a version manager) and start again.')
}
