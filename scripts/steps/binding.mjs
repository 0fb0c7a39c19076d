import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { binOf, electron, node24, platformName, projectFolder } from '../environment.mjs'
import { installDebianPackages } from '../lib/apt.mjs'
import { Failure } from '../lib/failure.mjs'
import { runLogged } from '../lib/process.mjs'
import { areUnchanged, hashOf, readJson, seal, writeJson } from '../lib/stamp.mjs'
import { missingCompilers } from './libraries.mjs'
import { installNodePackage } from './node24.mjs'

const packageName = 'better-sqlite3'
// Node-API 10 is compiled in by default; the experimental defines give the same calls on Electron 33 (Node-API 9).
// -O2 is SQLite's own recommendation and takes two thirds of the compile time of -O3.
const EDITS = [
  ['binding.gyp', "'defines': ['NAPI_VERSION=10', ", "'defines': ['NAPI_EXPERIMENTAL', 'NODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', 'NODE_API_EXPERIMENTAL_NO_WARNING', "],
  ['deps/common.gypi', "'-O3'", "'-O2'"],
]

const checkFolder = path.join(projectFolder, 'scripts', 'electron', 'binding-check')

function lockedPackage() {
  return readJson(path.join(projectFolder, 'package-lock.json'))?.packages?.[`node_modules/${packageName}`]
}

/**
 * True when the binding opens, encrypts and reads a database in a child of the given program.
 * @param {'electron' | 'node'} where
 * @param {string | null} binding null: the package's own prebuilt file
 */
async function worksIn(where, binding, { cache, output }) {
  const executable = where === 'electron' ? electron().executable : node24()
  // Without a window Electron needs no display; as root it needs --no-sandbox, and nothing from outside is loaded here.
  const args = where === 'electron' ? ['--no-sandbox', ...(process.platform === 'linux' ? ['--ozone-platform=headless'] : []), checkFolder] : [path.join(checkFolder, 'main.mjs')]
  const result = await runLogged(executable, args, {
    log: path.join(cache, 'logs', `binding-check-${where}.log`),
    text: `trying the ${binding ? 'built' : 'prebuilt'} SQLite binding in ${where === 'electron' ? `Electron ${electron().version}` : 'Node 24'}`,
    env: { ...process.env, RADDRAFT_BINDING_CHECK: JSON.stringify([projectFolder, binding]) },
    output,
  })
  return result.code === 0 && result.tail.includes('BINDING {')
}

/** Compiles the package's own sources once per version and platform; the result is shared by all checkouts. */
async function buildBinding(context) {
  const { cache, output, say } = context
  const { version, integrity } = lockedPackage() ?? {}
  const folder = path.join(cache, `sqlite-binding-${hashOf({ version, integrity, EDITS, platformName }).slice(0, 12)}`)
  const complete = path.join(folder, 'complete.json')
  const known = readJson(complete)
  if (known && (await areUnchanged(known.sealed))) return known

  const missing = missingCompilers()
  if (missing.length > 0) await installDebianPackages(missing, { ...context, why: `The SQLite binding must be compiled and ${missing.join(', ')} is missing` })
  const headers = (await installNodePackage(context)).folder

  const work = path.join(cache, 'downloads', `sqlite-binding-${process.pid}`)
  rmSync(work, { recursive: true, force: true })
  mkdirSync(path.join(work, 'node_modules'), { recursive: true })
  try {
    cpSync(path.join(projectFolder, 'node_modules', packageName), work, { recursive: true })
    cpSync(path.join(projectFolder, 'node_modules', 'node-addon-api'), path.join(work, 'node_modules', 'node-addon-api'), { recursive: true })
    for (const [name, from, to] of EDITS) {
      const recipe = path.join(work, name)
      const text = readFileSync(recipe, 'utf8')
      if (!text.includes(from)) throw new Failure(`${packageName} ${version} is built in another way than RadDraft knows.`, 'Check out the package-lock.json that belongs to this version and start again.')
      writeFileSync(recipe, text.replace(from, to))
    }
    say('compiling the SQLite binding (once; then cached)')
    const result = await runLogged(node24(), [binOf('node-gyp'), 'rebuild', '--release', '--force_build=1', `--nodedir=${headers}`, '--jobs=max'], {
      cwd: work,
      env: { ...process.env, PATH: [path.dirname(node24()), process.env.PATH].join(path.delimiter) },
      log: path.join(cache, 'logs', 'sqlite-binding.log'),
      text: 'compiling the SQLite binding',
      estimateSeconds: 100,
      output,
    })
    if (result.code !== 0) throw new Failure('The SQLite binding could not be compiled.', `Read the end of ${result.log}; a C++20 compiler (g++ 10 or newer), make and python3 are needed.`)
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const binding = path.join(folder, 'better_sqlite3.node')
    renameSync(path.join(work, 'build', 'Release', 'better_sqlite3.node'), binding)
    const built = { binding, sealed: await seal([binding]) }
    writeJson(complete, built)
    return built
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** A SQLite binding that really loads in the Electron at hand: the prebuilt one, or one compiled here once. */
export const bindingStep = {
  name: 'binding',
  title: 'SQLite binding',
  inputs: ({ cache }) => ({ cache, locked: lockedPackage() ?? null, edits: EDITS, electron: [electron().executable, electron().version] }),
  isIntact: (result, { thorough }) => areUnchanged(result.sealed, { thorough }),
  run: async (context) => {
    if (!(await worksIn('node', null, context))) {
      throw new Failure('The prebuilt SQLite binding does not work in Node 24 on this computer.', `Details: ${path.join(context.cache, 'logs', 'binding-check-node.log')}. On Linux glibc 2.31 or newer is needed.`)
    }
    if (await worksIn('electron', null, context)) {
      context.say(`the prebuilt binding works in Electron ${electron().version}`)
      return { binding: null, sealed: [] }
    }
    context.say(`the prebuilt binding does not load in Electron ${electron().version}`)
    const built = await buildBinding(context)
    for (const where of ['electron', 'node']) {
      if (await worksIn(where, built.binding, context)) continue
      rmSync(path.dirname(built.binding), { recursive: true, force: true })
      throw new Failure(`The compiled SQLite binding fails in ${where}.`, `Details: ${path.join(context.cache, 'logs', `binding-check-${where}.log`)}. Start again to compile anew.`)
    }
    return built
  },
}
