#!/usr/bin/env node
import { existsSync, readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder, resultOf, stampFile } from './environment.mjs'
import { runMain, toFailure } from './lib/failure.mjs'
import { withLock } from './lib/lock.mjs'
import { checkNodeVersion } from './lib/node-version.mjs'
import { secondsSince } from './lib/progress.mjs'
import { hashOf, readJson, writeJson } from './lib/stamp.mjs'
import { bindingStep } from './steps/binding.mjs'
import { buildStep } from './steps/build.mjs'
import { electronStep } from './steps/electron.mjs'
import { librariesStep } from './steps/libraries.mjs'
import { modelStep } from './steps/model.mjs'
import { node24Step } from './steps/node24.mjs'
import { packagesStep } from './steps/packages.mjs'

/**
 * @typedef {{ cache: string, output: NodeJS.WritableStream, thorough: boolean, say: (text: string) => void }} Context
 * @typedef {{
 *   name: string,
 *   title: string,
 *   inputs: (context: Context) => unknown,
 *   isIntact: (result: any, context: Context) => boolean | Promise<boolean>,
 *   run: (context: Context) => Promise<object>,
 * }} Step `inputs` is what a step depends on, `isIntact` whether its result is still there, `run` does the work
 */

/** @type {Step[]} In order: a step may use what those before it found. */
const STEPS = [packagesStep, node24Step, electronStep, librariesStep, bindingStep, modelStep]

/**
 * True when a step's stamp was made from the same inputs and its result is still there.
 * @param {Step} step
 * @param {Context} context
 */
export async function isCurrent(step, context, stamp = readJson(stampFile(step.name))) {
  if (!stamp) return false
  try {
    return stamp.inputs === hashOf(step.inputs(context)) && Boolean(await step.isIntact(stamp.result, context))
  } catch {
    return false
  }
}

async function runStep(step, context) {
  const start = Date.now()
  context.output.write(`• ${step.title}\n`)
  try {
    const result = await step.run(context)
    writeJson(stampFile(step.name), { inputs: hashOf(step.inputs(context)), at: new Date().toISOString(), result })
  } catch (error) {
    throw toFailure(error, `The step "${step.title}"`)
  }
  context.output.write(`✓ ${step.title} (${secondsSince(start).toFixed(1)} s)\n`)
}

/** Removes what interrupted set-ups left half done; whole downloads stay. Only while holding the lock. */
function sweep(cache) {
  const downloads = path.join(cache, 'downloads')
  if (!existsSync(downloads)) return
  for (const name of readdirSync(downloads)) {
    if (!name.endsWith('.tgz')) rmSync(path.join(downloads, name), { recursive: true, force: true })
  }
}

/**
 * Runs those steps that are not current, one set-up at a time.
 * @param {Step[]} steps
 * @param {{ output?: NodeJS.WritableStream, thorough?: boolean }} options
 */
async function runSteps(steps, { output = process.stdout, thorough = false } = {}) {
  const context = { cache: cacheFolder(), output, thorough, say: (text) => output.write(`  ${text}\n`) }
  const allCurrent = async () => {
    for (const step of steps) if (!(await isCurrent(step, context))) return false
    return true
  }
  if (await allCurrent()) return
  // Ctrl+C must run the exit handlers that release the lock and stop children.
  const interrupt = () => process.exit(130)
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  try {
    const onWait = ({ pid }) => context.say(`another set-up (process ${pid}) is at work: waiting for it`)
    await withLock(path.join(context.cache, 'bootstrap.lock'), async () => {
      sweep(context.cache)
      for (const step of steps) if (!(await isCurrent(step, context))) await runStep(step, context)
    }, { onWait })
  } finally {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
  }
}

/**
 * Sets this checkout up; finished steps are skipped, an interrupted one starts again from what is whole.
 * @param {{ steps?: string[], output?: NodeJS.WritableStream, thorough?: boolean }} options names of steps (all by default);
 * where to tell about it; `thorough` reads every cached file again and compares its SHA-256
 * @throws {import('./lib/failure.mjs').Failure} one sentence and a remedy
 */
export async function bootstrap({ steps = STEPS.map((step) => step.name), ...options } = {}) {
  checkNodeVersion(process.versions.node)
  await runSteps(STEPS.filter((step) => steps.includes(step.name)), options)
}

/** Builds the app into `out/` when its sources have changed. Needs a finished bootstrap. */
export async function build(options) {
  await runSteps([buildStep], options)
}

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(async () => {
    const start = Date.now()
    const thorough = process.argv.includes('--verify')
    const steps = process.argv.slice(2).filter((argument) => !argument.startsWith('-'))
    await bootstrap({ thorough, ...(steps.length > 0 ? { steps } : {}) })
    const runtime = resultOf('electron')
    console.log(`Everything is set up (${secondsSince(start).toFixed(1)} s)${runtime ? `: Electron ${runtime.version} (${runtime.origin}), Node ${resultOf('node24')?.version}` : ''}.`)
  })
}
