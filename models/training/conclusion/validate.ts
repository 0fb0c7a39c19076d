import { readdirSync, readFileSync } from 'node:fs'
import type { Language } from '../../../src/domain/report/report.ts'
import { isHeldOut, loadBank, readLines, type Bank } from './compose/bank.ts'
import { composeRows } from './compose/index.ts'
import type { Row } from './compose/rows.ts'
import { problemsOfBank } from './validate-banks.ts'
import { problemsOfRows, sharedShares } from './validate-rows.ts'

/** Words in a row that hardly stand in two texts by chance (Japanese: characters). */
const longRun = { en: 8, ja: 18 } as const
/** No hand-written text may share more than this part of its long runs with the training texts. */
const greatestShare = 0.25

type Validation = { problems: string[]; figures: string[] }

type Written = { id: string; findings: string; conclusion: string }

/** The hand-written sets of a language: compared by machine only, their texts are never printed. */
function writtenSets(language: Language): { name: string; rows: Written[] }[] {
  const written = new RegExp(`^(?:blind|dev|independent)-${language}(?:-\\d+)?\\.jsonl$`)
  return readdirSync(new URL('.', import.meta.url)).filter((name) => written.test(name)).toSorted().map((name) => ({ name, rows: readLines<Written>(new URL(name, import.meta.url)) }))
}

/** Everything about the corpus that can be checked without a reader. `rows`: how many are composed of each kind. */
export function validate(language: Language, rows = 600): Validation {
  const bank = loadBank(language)
  const problems = problemsOfBank(bank)
  const figures = countsOf(bank)
  if (!bank.findings.length) return { problems: [`${language}: no findings`], figures }
  if (problems.length) return { problems, figures }
  const sets = (['train', 'test'] as const).flatMap((split) => (['sentence', 'report'] as const).map((task) => ({ split, task, rows: composeRows(bank, { count: split === 'test' || task === 'report' ? Math.ceil(rows / 3) : rows, seed: 7, task, split }) })))
  for (const set of sets) problems.push(...problemsOfRows(set.rows))
  const of = (split: string): Row[] => sets.filter((set) => set.split === split).flatMap((set) => set.rows)
  const trained = new Set(of('train').flatMap((row) => row.statements))
  for (const id of trained) if (isHeldOut(id)) problems.push(`${id} is held out and stands in training`)
  for (const row of of('test')) for (const id of row.statements) if (trained.has(id)) problems.push(`${id} stands in training and in test`)
  // What can be trained on at all, not only what was drawn.
  const texts = [...textsOf(bank), ...of('train').flatMap((row) => [row.findings ?? '', row.answer])]
  const n = longRun[language]
  const compare = (name: string, own: { id: string; text: string }[], limit = greatestShare) => {
    const shares = sharedShares(own, texts, n)
    const most = Math.max(0, ...shares.map((one) => one.share))
    figures.push(`${name}: runs of ${n} that stand in training texts: mean ${(shares.reduce((sum, one) => sum + one.share, 0) / Math.max(1, shares.length)).toFixed(4)}, most ${most.toFixed(3)} of ${shares.length} texts`)
    for (const one of shares) if (one.share > limit) problems.push(`${name} ${one.id}: ${one.share.toFixed(2)} of its runs stand in training`)
  }
  compare(`${language} held-out statements`, bank.findings.filter((one) => isHeldOut(one.id) && !('core' in one)).map((one) => ({ id: one.id, text: 'core' in one ? '' : one.findings.join(' \n ') })), 0.5)
  for (const set of writtenSets(language)) {
    compare(`${set.name} findings`, set.rows.map((row) => ({ id: row.id, text: row.findings })))
    compare(`${set.name} conclusions`, set.rows.map((row) => ({ id: row.id, text: row.conclusion })))
  }
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  if (!/^Licence: /m.test(readme)) problems.push('README.md has no licence line')
  const sentences = of('train').filter((row) => row.task === 'sentence')
  figures.push(`weights of sentence rows: ${[0, 1, 2, 3, 4, 5].map((weight) => `${weight}: ${((100 * sentences.filter((row) => row.weight === weight).length) / sentences.length).toFixed(0)} %`).join(', ')}; about ${Math.round(sentences.reduce((sum, row) => sum + (row.prompt + row.answer).length, 0) / sentences.length / 4)} tokens a row`)
  return { problems, figures }
}

function textsOf(bank: Bank): string[] {
  return [...bank.findings.filter((one) => !isHeldOut(one.id)).flatMap((one) => ('core' in one ? [] : [...one.findings, ...one.conclusions])), ...bank.normals.filter((one) => !isHeldOut(one.id)).flatMap((one) => one.findings)]
}

function countsOf(bank: Bank): string[] {
  const count = (names: readonly string[]) => [...names.reduce((sum, name) => sum.set(name, (sum.get(name) ?? 0) + 1), new Map<string, number>())].toSorted((a, b) => b[1] - a[1]).map(([name, n]) => `${name} ${n}`).join(', ')
  return [
    `${bank.findings.length} abnormal findings (${bank.findings.filter((one) => 'core' in one).length} told by their parts, ${bank.findings.filter((one) => one.inference).length} with an inference, ${bank.findings.filter((one) => isHeldOut(one.id)).length} held out), ${bank.normals.length} normal statements, ${bank.exams.length} normal examinations, ${bank.indications.length} indications, ${bank.inferences.length} inferences`,
    `findings by region: ${count(bank.findings.map((one) => one.region))}`,
    `findings by modality: ${count(bank.findings.flatMap((one) => one.modality))}`,
    `findings by weight: ${count(bank.findings.map((one) => String(one.weight)))}`,
  ]
}

if (import.meta.main) {
  let wrong = 0
  for (const language of ['en', 'ja'] as const) {
    const { problems, figures } = validate(language)
    // Japanese banks come later; until then there is nothing to be wrong.
    if (language === 'ja' && !loadBank('ja').findings.length) continue
    wrong += problems.length
    process.stdout.write(`${language}\n${figures.map((line) => `  ${line}\n`).join('')}${problems.slice(0, 25).map((line) => `  WRONG ${line}\n`).join('')}${problems.length > 25 ? `  and ${problems.length - 25} more\n` : ''}`)
  }
  process.exitCode = wrong > 0 ? 1 : 0
}
