import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { buildPrompt } from '../../../src/domain/draft/model/prompt.ts'
import { PromptFamily } from '../../../src/domain/model/catalog.ts'
import { draftContext } from '../../../src/main/models/fit.ts'
import { nearestReports } from '../conclusion/baselines.ts'

/**
 * Stands in for a department's archive: rows for the recipe from the public Open-i chest films (train.jsonl, validate.jsonl with
 * `inputs`, `target`). Its terms allow evaluation only, so the rows are written outside this project and no weights made from
 * them are shipped. With `--examples N` each prompt holds the N training reports with the most similar other findings, the nearest
 * last, as the application puts a signer's own reports there.
 */
type Pair = { findings: string; conclusion: string }

function read(file: string): Pair[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as { inputs: string; target: string }).map(({ inputs, target }) => ({ findings: inputs.trim(), conclusion: target.trim() })).filter(({ findings, conclusion }) => findings !== '' && conclusion !== '')
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' }, family: { type: 'string', default: 'chatml' }, examples: { type: 'string', default: '0' } } })
  const family = PromptFamily.safeParse(values.family)
  const examples = Number(values.examples)
  const project = fileURLToPath(new URL('../../../', import.meta.url))
  if (values.out === undefined || positionals.length !== 1 || !family.success || !(examples >= 0 && examples <= 4) || !path.relative(project, path.resolve(values.out)).startsWith('..')) {
    process.stderr.write('usage: openi-rows.ts FOLDER-WITH-train.jsonl --out FOLDER-OUTSIDE-THE-PROJECT [--family chatml|llama3|gemma] [--examples 0–4]\n')
    process.exit(2)
  }
  const training = read(path.join(positionals[0]!, 'train.jsonl'))
  const known = new Set(training.map(({ findings }) => findings))
  const validation = read(path.join(positionals[0]!, 'validate.jsonl'))
  const unseen = validation.filter((pair) => !known.has(pair.findings))
  const nearest = nearestReports(training)
  const rows = (pairs: Pair[], name: string) => pairs.map(({ findings, conclusion }, i) => ({ id: `${name}-${i}`, prompt: buildPrompt({ findings, modality: 'CR', region: 'Chest', language: 'en' }, family.data, { availableTokens: draftContext, examples: nearest(findings, examples, { others: true }).toReversed() }).parts, answer: conclusion }))
  const plain = (pairs: Pair[], name: string) => pairs.map(({ findings, conclusion }, i) => ({ id: `${name}-${i}`, modality: 'CR', region: 'Chest', lang: 'en', findings, conclusion }))
  mkdirSync(values.out, { recursive: true })
  const files = { training: rows(training, 'train'), validation: rows(unseen, 'unseen'), 'train-reports': plain(training, 'train'), 'unseen-reports': plain(unseen, 'unseen') }
  for (const [name, list] of Object.entries(files)) writeFileSync(path.join(values.out, `${name}.jsonl`), list.map((row) => `${JSON.stringify(row)}\n`).join(''))
  process.stdout.write(`${training.length} training rows; ${unseen.length} of ${validation.length} validation reports have findings that stand in no training report.\n`)
}
