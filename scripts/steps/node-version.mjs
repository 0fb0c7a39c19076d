import { Failure } from '../lib/failure.mjs'

/**
 * Throws unless this Node can run the scripts.
 * @param {string} version such as "20.11.0"
 */
export function checkNodeVersion(version) {
  if (Number(version.split('.')[0]) >= 20) return
  throw new Failure(`This is Node ${version}; RadDraft needs Node 20 or newer.`, 'Install a current Node.js (nodejs 20 or newer from your distribution, or a version manager) and start again.')
}

/** Checked on every run: it costs nothing. */
export const nodeVersionStep = {
  name: 'node',
  title: 'Node version',
  inputs: () => process.versions.node,
  isIntact: () => true,
  run: async () => {
    checkNodeVersion(process.versions.node)
    return { version: process.versions.node }
  },
}
