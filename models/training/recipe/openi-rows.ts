import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildPrompt } from '../../../src/domain/draft/prompt.ts'
import { PromptFamily } from '../../../src/domain/model/catalog.ts'
import { draftContext } from '../../../src/main/models/fit.ts'

/**
 * Stands in for a department's archive: rows for the recipe from the public Open-i chest films (train.jsonl, validate.jsonl with
 * `inputs`, `target`). Its terms allow evaluation only, so the rows are written outside this project and no weights made from
 * them are shipped.
 */
type Pair = { findings: string; conclusion: string }

function read(file: string): Pair[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as { inputs: string; target: string }).map(({ inputs, target }) => ({ findings: inputs.trim(), conclusion: target.trim() })).filter(({ findings, conclusion }) => findings !== '' && conclusion !== '')
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' }, family: { type: 'string', default: 'chatml' } } })
  const family = PromptFamily.safeParse(values.family)
  const project = fileURLToPath(new URL('../../../', import.meta.url))
  if (values.out === undefined || positionals.length !== 1 || !family.success || !path.relative(project, path.resolve(values.out)).startsWith('..')) {
    process.stderr.write('usage: openi-rows.ts FOLDER-WITH-train.jsonl --out FOLDER-OUTSIDE-THE-PROJECT [--family chatml|llama3|gemma]\n')
    process.exit(2)
  }
  const training = read(path.join(positionals[0]!, 'train.jsonl'))
  const known = new Set(training.map(({ findings }) => findings))
  const validation = read(path.join(positionals[0]!, 'validate.jsonl'))
  const unseen = validation.filter((pair) => !known.has(pair.findings))
  const rows = (pairs: Pair[], name: string) => pairs.map(({ findings, conclusion }, i) => ({ id: `${name}-${i}`, prompt: buildPrompt({ findings, modality: 'CR', region: 'Chest', language: 'en' }, family.data, { availableTokens: draftContext }).parts, answer: conclusion }))
  const plain = (pairs: Pair[], name: string) => pairs.map(({ findings, conclusion }, i) => ({ id: `${name}-${i}`, modality: 'CR', region: 'Chest', lang: 'en', findings, conclusion }))
  mkdirSync(values.out, { recursive: true })
  const files = { training: rows(training, 'train'), validation: rows(unseen, 'unseen'), 'train-reports': plain(training, 'train'), 'unseen-reports': plain(unseen, 'unseen') }
  for (const [name, list] of Object.entries(files)) writeFileSync(path.join(values.out, `${name}.jsonl`), list.map((row) => `${JSON.stringify(row)}\n`).join(''))
  process.stdout.write(`${training.length} training rows; ${unseen.length} of ${validation.length} validation reports have findings that stand in no training report.\n`)
}
