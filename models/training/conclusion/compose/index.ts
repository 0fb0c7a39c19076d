import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createRandom } from '../../status/compose/random.ts'
import { loadBank, type Bank } from './bank.ts'
import { composeReport, type Split } from './report.ts'
import { reportRow, sentenceRows, shortenFor, type Row } from './rows.ts'

type ComposeOptions = { count: number; seed: number; task: 'sentence' | 'report'; split: Split; associated?: boolean; progress?: (made: number) => void }

/** Part of the sentences without a phrase that become rows, so that they make up about a third. */
const zeros = 0.42

/** `count` different rows, the same for the same seed. Throws RangeError when the banks do not make that many. */
export function composeRows(bank: Bank, { count, seed, task, split, associated = false, progress }: ComposeOptions): Row[] {
  const random = createRandom(seed)
  const shorten = shortenFor(bank.language)
  const seen = new Set<string>()
  const rows: Row[] = []
  for (let made = 0; rows.length < count; made++) {
    if (made > count * 20 + 1000) throw new RangeError(`only ${rows.length} different rows in ${made} reports`)
    // Each report has a seed of its own: one more draw in one report does not change all reports after it.
    const own = createRandom(Math.floor(random.next() * 4294967296))
    const report = composeReport(bank, own, split, associated)
    if (!report) continue
    const id = `${bank.language}-${split}-${seed}-${String(made + 1).padStart(6, '0')}`
    const whole = task === 'report' ? reportRow(report, id, own, bank.inferences, shorten) : null
    const found = task === 'sentence' ? sentenceRows(report, id, own, bank.inferences, zeros, shorten) : whole ? [whole] : []
    for (const row of found) {
      if (rows.length >= count || seen.has(row.prompt)) continue
      seen.add(row.prompt)
      rows.push(row)
      if (rows.length % 1000 === 0) progress?.(rows.length)
    }
  }
  return rows
}

/** JSON Lines, as the command writes them and as the trainer reads them. */
export const asJsonLines = (rows: readonly Row[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

if (import.meta.main) {
  const { values } = parseArgs({ options: { language: { type: 'string' }, count: { type: 'string', default: '6000' }, seed: { type: 'string', default: '1' }, task: { type: 'string', default: 'sentence' }, split: { type: 'string', default: 'train' }, associated: { type: 'boolean', default: false }, out: { type: 'string' } } })
  const [count, seed] = [Number(values.count), Number(values.seed)]
  const { language, task, split, associated } = values
  if ((language !== 'en' && language !== 'ja') || (task !== 'sentence' && task !== 'report') || (split !== 'train' && split !== 'test') || values.out === undefined || !Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
    process.stderr.write('usage: --language en|ja --out FILE [--task sentence|report] [--split train|test] [--count 6000] [--seed 1] [--associated]\n')
    process.exit(2)
  }
  const rows = composeRows(loadBank(language), { count, seed, task, split, associated, progress: (made) => process.stderr.write(`${made} of ${count}\n`) })
  writeFileSync(values.out === '-' ? 1 : values.out, asJsonLines(rows))
}
