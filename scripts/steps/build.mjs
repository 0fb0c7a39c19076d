import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { electron, electronEnvironment, projectFolder, runBin, runNode24 } from '../environment.mjs'
import { Failure } from '../lib/failure.mjs'
import { areUnchanged, hashFileNow, seal } from '../lib/stamp.mjs'

const outFolder = path.join(projectFolder, 'out')

/** Files below a folder of the project, sorted; tests are no part of the app. */
function filesBelow(folder) {
  return readdirSync(path.join(projectFolder, folder), { recursive: true })
    .map((name) => path.join(folder, name))
    .filter((file) => !/\.test\.tsx?$/.test(file) && statSync(path.join(projectFolder, file)).isFile())
    .toSorted()
}

/** What the built app depends on: sources, resources, configuration, packages, and the Electron it is built for. */
function sources() {
  const files = [...filesBelow('src'), ...filesBelow('resources'), 'electron.vite.config.ts', 'package.json', 'package-lock.json']
  return { electron: electron().version.split('.')[0], files: files.map((file) => [file, hashFileNow(path.join(projectFolder, file))]) }
}

/** `electron-vite build`, when anything it depends on has changed. */
export const buildStep = {
  name: 'build',
  title: 'Build',
  inputs: sources,
  isIntact: (result) => areUnchanged(result.sealed),
  run: async ({ output }) => {
    const stdio = output === process.stdout ? 'inherit' : ['ignore', process.stderr, process.stderr]
    const code = await runBin('electron-vite', 'electron-vite', ['build', '--logLevel', 'warn'], { env: electronEnvironment(), stdio })
    if (code !== 0) throw new Failure('The app could not be built.', 'Mend what stands above and start again.')
    const licences = await runNode24([path.join(projectFolder, 'scripts', 'licences.mjs'), '--brief'], { stdio })
    if (licences !== 0) throw new Failure('A package has a licence that is not on the list of allowed ones.', 'Replace the package, or read its licence and add it to scripts/licences.mjs.')
    const files = readdirSync(outFolder, { recursive: true }).map((name) => path.join(outFolder, name))
    return { sealed: await seal(files.filter((file) => statSync(file).isFile())) }
  },
}
