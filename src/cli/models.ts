import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { ModelProgress, ModelView } from '../domain/model/catalog.ts'
import { gigabytes } from '../main/models/fit.ts'
import { modelFolder } from '../main/models/model-folder.ts'
import { createModelLibrary, type ModelLibrary } from '../main/models/model-library.ts'
import { readCatalog } from '../main/models/read-catalog.ts'
import { AppError } from '../shared/ipc/errors.ts'

const usage = `raddraft models list [--json]
raddraft models pull [ID]        fetch a model of the catalog (without ID: the default one)
raddraft models import FILE      a GGUF file, or a folder with some, for example on a USB stick
raddraft models import-adapter FILE --model ID   a LoRA adapter of this site for an installed model; activate it then
raddraft models remove-adapter ID                back to the plain model; activate it then
raddraft models verify [ID]      compute the checksum again (without ID: of all installed)
raddraft models activate ID      use this model for drafts, once it has passed "raddraft gate"
raddraft models remove ID
`

/** Where a command writes; `process` fits. */
export type Output = { stdout: { write(text: string): unknown; isTTY?: boolean }; stderr: { write(text: string): unknown; isTTY?: boolean } }

/**
 * The command `raddraft models …`. Answers go to standard output, progress to standard error.
 * @returns exit code: 0 done, 1 failed, 2 wrong call
 */
export async function models(args: string[], output: Output = process, signal: AbortSignal = new AbortController().signal): Promise<number> {
  let parsed
  try {
    parsed = parseArgs({ args, allowPositionals: true, options: { json: { type: 'boolean', default: false }, model: { type: 'string' } } })
  } catch (error) {
    output.stderr.write(`${(error as Error).message}\n${usage}`)
    return 2
  }
  const [action, argument, ...rest] = parsed.positionals
  const wrong = (message: string) => {
    output.stderr.write(`${message}\n${usage}`)
    return 2
  }
  if (rest.length > 0) return wrong('Too many arguments.')
  const { model } = parsed.values
  if (model !== undefined && action !== 'import-adapter') return wrong('--model belongs to import-adapter.')
  try {
    const catalog = await readCatalog(fileURLToPath(new URL('../../models/catalog.json', import.meta.url)))
    const library = createModelLibrary({ catalog, folder: modelFolder() })
    switch (action) {
      case 'list':
        return await list(library, parsed.values.json, output)
      case 'pull':
        return await show(library.pull(argument ?? catalog.default, signal), output)
      case 'import':
        return argument === undefined ? wrong('Which file?') : await show(library.importFrom(argument, signal), output)
      case 'import-adapter':
        if (argument === undefined || model === undefined) return wrong('Which file, for which model?')
        return await show(library.importAdapter(model, argument, signal), output)
      case 'remove-adapter':
        return argument === undefined ? wrong('Which model?') : await show(library.removeAdapter(argument, signal), output)
      case 'verify':
        return await verify(library, argument, output, signal)
      case 'activate':
      case 'remove':
        if (argument === undefined) return wrong('Which model?')
        if (action === 'activate') {
          output.stderr.write('Checking first: errors are put into correct conclusions, and a few drafts are written. About a minute.\n')
          await (await import('./gate.ts')).requirePassing(argument, signal)
        }
        await library[action](argument)
        output.stderr.write(action === 'remove' ? `${argument} was removed.\n` : `${argument} is now used for drafts.\n`)
        return 0
      default:
        return wrong(action === undefined ? 'What should be done?' : `There is no "models ${action}".`)
    }
  } catch (error) {
    const failure = AppError.from(error)
    output.stderr.write(`${failure.message} (${failure.code})\n`)
    return failure.code === 'not-found' ? 2 : 1
  }
}

async function list(library: ModelLibrary, asJson: boolean, output: Output): Promise<number> {
  const views = await library.list()
  if (asJson) for (const view of views) output.stdout.write(`${JSON.stringify(view)}\n`)
  else {
    output.stdout.write(`Models in ${library.folder}\n\n`)
    for (const view of views) output.stdout.write(`${describe(view)}\n`)
  }
  return 0
}

function describe(view: ModelView): string {
  const mark = view.active ? '*' : view.installed ? '+' : ' '
  const state = view.installed ? `installed, checksum ${view.checksum}${view.waits ? ', waits for the checks: "raddraft models activate" runs them' : ''}` : 'not installed'
  const fit = view.fit.fits ? `Fits. ${view.fit.explanation}` : `Does not fit. ${view.fit.explanation}`
  const adapter = view.adapter ? `    Adapter: ${view.adapter.name}, ${view.adapter.installed ? (view.adapter.way === 'merged' ? 'merged into it' : 'used beside it') : view.installed ? 'not added yet: pull adds it without a download' : 'added when it is pulled'}\n` : ''
  const toInstall = view.installed || view.fetchBytes === 0 ? '' : `    Pulling it fetches ${gigabytes(view.fetchBytes)} and takes ${gigabytes(view.diskBytes)} on the disk.\n`
  return `${mark} ${view.id}\n    ${view.name}, ${view.quantization}, ${gigabytes(view.bytes)}, ${state}\n    ${fit}\n${adapter}${toInstall}    ${view.licence.name}. ${view.licence.notice}\n    Tested: ${view.tested}\n`
}

async function verify(library: ModelLibrary, id: string | undefined, output: Output, signal: AbortSignal): Promise<number> {
  const ids = id === undefined ? (await library.list()).filter((view) => view.installed).map((view) => view.id) : [id]
  let code = 0
  for (const one of ids) {
    try {
      await show(library.verify(one, signal), output)
    } catch (error) {
      const failure = AppError.from(error)
      output.stderr.write(`${failure.message} (${failure.code})\n`)
      code = 1
    }
  }
  return code
}

/** One line that is written over on a terminal; elsewhere one line per phase. */
async function show(progress: AsyncIterable<ModelProgress>, { stderr }: Output): Promise<number> {
  let phase = ''
  for await (const step of progress) {
    if (stderr.isTTY && step.phase !== 'done') {
      const percent = step.total > 0 ? Math.floor((step.received / step.total) * 100) : 0
      const left = step.secondsLeft === null ? '' : `, ${Math.ceil(step.secondsLeft)} s left`
      stderr.write(`\r\x1b[K${step.message} ${percent} % of ${gigabytes(step.total)}${left}`)
    } else if (step.phase !== phase) {
      stderr.write(`${stderr.isTTY ? '\r\x1b[K' : ''}${step.message}\n`)
    }
    phase = step.phase
  }
  return 0
}
