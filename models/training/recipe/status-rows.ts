import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { labelAnswers, labelPrefix, labelText } from '../../../src/domain/status/tiers/label-prompt.ts'
import { PromptFamily } from '../../../src/domain/model/catalog.ts'

/** Writes training rows of the status task from labelled reports, through the application's own prompt. */
type LabelledReport = { id: string; indication?: string; findings?: string; conclusion?: string; label: 0 | 1 | 2; situation?: string }

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' }, family: { type: 'string', default: 'chatml' } } })
  const family = PromptFamily.safeParse(values.family)
  if (values.out === undefined || positionals.length === 0 || !family.success) {
    process.stderr.write('usage: status-rows.ts REPORTS.jsonl [MORE.jsonl …] --out ROWS.jsonl [--family chatml|llama3|gemma]\n')
    process.exit(2)
  }
  const prefix = labelPrefix(family.data)
  const rows = positionals.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as LabelledReport))
  const lines = rows.map(({ id, label, situation, ...report }) => JSON.stringify({ id, prompt: [...prefix, ...labelText(report, family.data)], answer: labelAnswers[label], choices: labelAnswers, ...(situation === undefined ? {} : { kind: `${label} ${situation}` }) }))
  writeFileSync(values.out, `${lines.join('\n')}\n`)
}
