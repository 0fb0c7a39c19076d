import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { composeEnglish } from './en/index.ts'
import { composeJapanese } from './ja/index.ts'
import { copyFinder, measuredKinds, writtenSets, type Language } from '../validate-sets.ts'
import { createRandom } from './random.ts'
import type { Compose, ComposedReport } from './report.ts'

type ComposedRow = { id: string } & ComposedReport

const finders = new Map<Language, ReturnType<typeof copyFinder>>()

/** The hand-written sets are read once: many small sets are composed in tests. */
function finderOf(language: Language): ReturnType<typeof copyFinder> {
  const finder = finders.get(language) ?? copyFinder(writtenSets(language, measuredKinds).flatMap(({ rows }) => rows), language)
  finders.set(language, finder)
  return finder
}

const composers: Record<Language, Compose> = { en: composeEnglish, ja: composeJapanese }

/**
 * `count` different reports, the same for the same seed, a third of each label: label 0 comes oftener and is thinned out, as the
 * published system did; a report that happens to repeat a sentence of a set that is measured on is left out. Throws RangeError when the composer
 * cannot make that many different ones.
 */
export function composeSet(language: Language, { count, seed, progress }: { count: number; seed: number; progress?: (made: number) => void }): ComposedRow[] {
  const compose = composers[language]
  const random = createRandom(seed)
  const copies = finderOf(language)
  const left = [0, 1, 2].map((label) => Math.floor((count + label) / 3))
  const seen = new Set<string>()
  const rows: ComposedRow[] = []
  for (let tries = 0; rows.length < count; tries++) {
    if (tries > count * 20 + 1000) throw new RangeError(`only ${rows.length} different reports in ${tries} tries`)
    // Each report has a seed of its own: one more draw in one report does not change all reports after it.
    const report = compose(createRandom(Math.floor(random.next() * 4294967296)))
    const body = `${report.conclusion ?? report.findings ?? ''}`.toLowerCase()
    if (left[report.label]! === 0 || seen.has(body) || copies(report).length > 0) continue
    seen.add(body)
    left[report.label]!--
    rows.push({ id: `${language}-c${seed}-${String(rows.length + 1).padStart(5, '0')}`, ...report })
    if (rows.length % 1000 === 0) progress?.(rows.length)
  }
  return rows
}

/** The set as JSON Lines, as the command writes it and as its checksum is taken. */
export const asJsonLines = (rows: readonly ComposedRow[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

if (import.meta.main) {
  const { values } = parseArgs({ options: { language: { type: 'string' }, count: { type: 'string', default: '6000' }, seed: { type: 'string', default: '1' }, out: { type: 'string' } } })
  const [count, seed] = [Number(values.count), Number(values.seed)]
  if ((values.language !== 'en' && values.language !== 'ja') || values.out === undefined || !Number.isInteger(count) || count < 3 || !Number.isInteger(seed)) {
    process.stderr.write('usage: --language en|ja --out FILE [--count 6000] [--seed 1]\n')
    process.exit(2)
  }
  const rows = composeSet(values.language, { count, seed, progress: (made) => process.stderr.write(`${made} of ${count}\n`) })
  writeFileSync(values.out === '-' ? 1 : values.out, asJsonLines(rows))
}
