import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Drafting } from '../../src/domain/model/catalog.ts'
import { memoryNeeded } from '../../src/main/models/fit.ts'
import { readGguf } from '../../src/main/models/gguf.ts'
import { mergeAdapter } from '../../src/main/models/merge.ts'
import { modelFolder } from '../../src/main/models/model-folder.ts'
import { readCatalog } from '../../src/main/models/read-catalog.ts'
import { hashFile } from '../../src/main/models/weights-file.ts'
import { withAdapter } from './with-adapter.ts'

/** Merges an exported adapter into its model as `models pull` does, and writes its checksums into models/catalog.json. */
const usage = 'usage: node models/adapters/update.ts FOLDER [--model smollm2-135m-instruct] [--name NAME] [--drafting phrases|report]\n'
const root = fileURLToPath(new URL('../../', import.meta.url))
/** What may stand in the repository. */
const mostBytes = 12_000_000

async function update(folder: string, model: string, name: string | undefined, wanted: string | undefined): Promise<void> {
  const catalogFile = path.join(root, 'models', 'catalog.json')
  const entry = (await readCatalog(catalogFile)).models.find(({ id }) => id === model)
  if (!entry) throw new Error(`There is no model ${model} in the catalog.`)
  const file = path.resolve(folder, 'adapter.gguf')
  if (statSync(file).size > mostBytes) throw new Error(`${file} has more than the ${mostBytes} bytes that may stand in the repository.`)
  // Beside the models, where there is room for one more and a rename stays on one disk.
  const temporary = mkdtempSync(path.join(modelFolder(), '.adapter-'))
  try {
    const out = path.join(temporary, 'merged.gguf')
    const merged = await mergeAdapter({ base: await findBase(model, entry.sha256), adapter: file, out, signal: new AbortController().signal })
    const header = await readGguf(out)
    const drafting = Drafting.parse(wanted ?? merged.adapter.drafting ?? entry.drafting)
    const adapter = { name: name ?? merged.adapter.name ?? path.basename(path.resolve(folder)), file: path.relative(root, file).split(path.sep).join('/'), sha256: merged.adapter.sha256, merged: { bytes: merged.bytes, sha256: merged.sha256 } }
    if (adapter.file.startsWith('..')) throw new Error('The adapter must lie in models/adapters.')
    writeFileSync(catalogFile, withAdapter(readFileSync(catalogFile, 'utf8'), model, { adapter, quantization: header.quantization, memoryBytes: memoryNeeded(header), drafting }))
    await readCatalog(catalogFile)
    process.stdout.write(`${JSON.stringify({ model, drafting, ...adapter }, null, 1)}\nmodels/catalog.json is updated. "npm run cli -- models pull ${model}" installs it here.\n`)
  } finally {
    rmSync(temporary, { recursive: true, force: true })
  }
}

/** The plain model, kept beside merged weights or installed as it is. */
async function findBase(model: string, sha256: string | null): Promise<string> {
  for (const name of ['base.gguf', 'weights.gguf']) {
    const file = path.join(modelFolder(), model, name)
    const handle = await open(file, 'r').catch(() => null)
    if (!handle) continue
    try {
      if ((await hashFile(handle, new AbortController().signal)) === sha256) return file
    } finally {
      await handle.close()
    }
  }
  throw new Error(`The plain ${model} is not installed: run "npm run cli -- models pull ${model}" first.`)
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { model: { type: 'string', default: 'smollm2-135m-instruct' }, name: { type: 'string' }, drafting: { type: 'string' } } })
if (positionals.length !== 1) {
  process.stderr.write(usage)
  process.exitCode = 2
} else {
  try {
    await update(positionals[0]!, values.model, values.name, values.drafting)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
