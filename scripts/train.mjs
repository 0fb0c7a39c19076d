#!/usr/bin/env node
// npm run train -- <command>: sets up Python for the recipe in models/training/recipe when it is used, and only then.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { cacheFolder, modelsFolder, projectFolder } from './environment.mjs'
import { Failure, runMain } from './lib/failure.mjs'
import { withLock } from './lib/lock.mjs'
import { findProgram, runLogged, runShared } from './lib/process.mjs'
import { hashFileNow, hashOf, readJson, writeJson } from './lib/stamp.mjs'

const recipe = path.join(projectFolder, 'models', 'training', 'recipe')
const oldest = [3, 11]

/** First of these that is Python 3.11 or newer: `RADDRAFT_PYTHON`, then the usual names. */
function findPython() {
  const names = [process.env.RADDRAFT_PYTHON, 'python3.11', 'python3', 'python'].filter(Boolean)
  const seen = []
  for (const name of names) {
    const file = path.isAbsolute(name) ? name : findProgram(name)
    if (!file) continue
    const { status, stdout } = spawnSync(file, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8' })
    const version = status === 0 ? stdout.trim() : ''
    const [major, minor] = version.split('.').map(Number)
    if (major === oldest[0] && minor >= oldest[1]) return { file, version }
    if (version) seen.push(`${name} is ${version}`)
  }
  const found = seen.length > 0 ? ` Found here: ${[...new Set(seen)].join(', ')}.` : ''
  throw new Failure(`Training needs Python ${oldest.join('.')} or newer.${found}`, 'Install it with the venv module (Debian: python3 and python3-venv), or set RADDRAFT_PYTHON to one, and start again. The application itself needs no Python.')
}

/** The recipe's own Python with everything its lock file names; made once, and again when the lock or the Python changes. */
async function setUp(withCuda) {
  const python = findPython()
  const lock = path.join(recipe, withCuda ? 'requirements-cuda.txt' : 'requirements.lock')
  const key = hashOf({ python: python.version, lock: hashFileNow(lock) }).slice(0, 12)
  const cache = cacheFolder()
  const folder = path.join(cache, `training-${withCuda ? 'cuda-' : ''}${key}`)
  const executable = process.platform === 'win32' ? path.join(folder, 'Scripts', 'python.exe') : path.join(folder, 'bin', 'python')
  const stamp = path.join(folder, 'raddraft.json')
  if (readJson(stamp)?.key === key && existsSync(executable)) return executable

  return withLock(path.join(cache, 'locks', 'training.lock'), async () => {
    if (readJson(stamp)?.key === key && existsSync(executable)) return executable
    process.stderr.write(`Setting up Python ${python.version} for training in ${folder}\n`)
    rmSync(folder, { recursive: true, force: true })
    const log = (step) => path.join(cache, 'logs', `training-${step}.log`)
    const made = await runLogged(python.file, ['-m', 'venv', folder], { log: log('venv'), text: 'making the environment', estimateSeconds: 10, output: process.stderr })
    if (made.code !== 0) throw new Failure(`Python could not make an environment: ${lastLine(made.tail)}`, `Install its venv module (Debian: python3-venv) and start again. All of it: ${made.log}`)
    const installed = await runLogged(executable, ['-m', 'pip', 'install', ...(withCuda ? [] : ['--require-hashes']), '--only-binary', ':all:', '--no-input', '--disable-pip-version-check', '-r', lock], {
      log: log('pip'),
      text: 'installing what the lock file names',
      estimateSeconds: 120,
      output: process.stderr,
    })
    if (installed.code !== 0) throw pipFailure(installed, withCuda)
    writeJson(stamp, { key, python: python.version, lock: path.basename(lock) })
    return executable
  }, { onWait: () => process.stderr.write('Waiting for another set-up of the training environment.\n') })
}

function lastLine(text) {
  return text.trim().split('\n').at(-1) ?? ''
}

function pipFailure({ tail, log }, withCuda) {
  if (/No space left/i.test(tail)) return new Failure('The disk is full.', 'Free about 3 GB, or point RADDRAFT_CACHE at a larger disk, and start again.')
  if (/must have their versions pinned|hashes are required|HASHES ARE REQUIRED|nvidia/i.test(tail) && !withCuda) {
    return new Failure('The package index in use offers PyTorch for CUDA cards only.', 'Name a folder or an index with the CPU build (PIP_FIND_LINKS or PIP_EXTRA_INDEX_URL), or use the CUDA build with --cuda-packages (several GB).')
  }
  return new Failure(`The training packages could not be installed: ${lastLine(tail)}`, `Check the network or the package mirror of your pip and start again. All of it: ${log}`)
}

await runMain(async () => {
  const all = process.argv.slice(2)
  const args = all.filter((one) => one !== '--cuda-packages')
  if (args.length === 0) {
    process.stdout.write(readFileSync(path.join(recipe, 'README.md'), 'utf8').split('\n## ').slice(0, 2).join('\n## '))
    return 2
  }
  // The status encoder is no adapter of a language model: a program of its own, with options of its own.
  const task = args.indexOf('--task')
  const isEncoder = task !== -1 && args[task + 1] === 'encoder'
  if (isEncoder) args.splice(task, 2)
  const executable = await setUp(args.includes('--four-bit') || all.includes('--cuda-packages'))
  const env = {
    ...process.env,
    PYTHONPATH: recipe,
    PYTHONDONTWRITEBYTECODE: '1',
    RADDRAFT_MODELS: modelsFolder(),
    // A thread that waits must not spin: with one busy neighbour on two cores that halves the speed.
    OMP_WAIT_POLICY: process.env.OMP_WAIT_POLICY ?? 'PASSIVE',
    // Nothing is ever fetched from a hub.
    HF_HUB_OFFLINE: '1',
    TRANSFORMERS_OFFLINE: '1',
  }
  // npm moves to the project folder; file names in the call are meant from where it was typed.
  const caller = process.env.npm_lifecycle_event === 'train' ? process.env.INIT_CWD : process.cwd()
  return runShared(executable, ['-u', '-m', isEncoder ? 'raddraft_encoder' : 'raddraft_train', ...args], { cwd: caller, env })
})
