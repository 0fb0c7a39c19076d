import { createHash } from 'node:crypto'
import { asJsonLines, composeSet } from './compose/index.ts'
import { leakage, measuredKinds, problemsOf, readRows, trainKinds, writtenSets, type Language } from './validate-sets.ts'

/** The sets every figure of the README is about. */
export const composedCount = 6000
export const composedSeed = 1
/** No hand-written conclusion may share more than this part of its n-grams with a composed set. */
export const greatestShare = 0.5

/** SHA-256 of a set as the compose command writes it, in hexadecimal. */
export const checksum = (lines: string): string => createHash('sha256').update(lines).digest('hex')

type Finding = { language: Language; checksum: string; problems: string[]; figures: string[] }

/** Everything that can be checked without a reader, for one language. */
function validate(language: Language, count = composedCount, seed = composedSeed): Finding {
  const lines = asJsonLines(composeSet(language, { count, seed }))
  const name = `composed-${language}`
  const composed = readRows(lines, name)
  const problems = [...composed.problems, ...problemsOf(composed.rows, name, 0.33)]
  const figures: string[] = []
  const sets = writtenSets(language, measuredKinds)
  const trained = writtenSets(language, trainKinds)
  const learned = trained.flatMap(({ rows }) => rows)
  for (const set of trained) {
    problems.push(...set.problems)
    figures.push(`${set.name}: ${set.rows.length} reports to learn from`)
  }
  const ids = [...sets, ...trained].flatMap(({ rows }) => rows.map((row) => row.id))
  if (new Set(ids).size !== ids.length) problems.push(`${language}: an id stands in two hand-written sets`)
  for (const set of sets) {
    problems.push(...set.problems)
    const { sentences, shares, mean, most } = leakage(set.rows, composed.rows, language)
    const labels = [0, 1, 2].map((label) => set.rows.filter((row) => row.label === label).length).join('/')
    figures.push(`${set.name}: ${set.rows.length} reports (${labels}); sentences shared with ${composed.rows.length} composed reports ${sentences.length}; n-grams shared: mean ${mean.toFixed(4)}, most ${most.toFixed(3)} of ${shares.length} conclusions`)
    // People who write apart from each other do say the same short things; what must not be is the same report.
    const written = leakage(set.rows, learned, language)
    if (learned.length > 0) figures.push(`${set.name}: against ${learned.length} hand-written ones to learn from: sentences shared ${written.sentences.length}; n-grams shared: mean ${written.mean.toFixed(4)}, most ${written.most.toFixed(3)}`)
    for (const { id, share } of written.shares) if (share > greatestShare) problems.push(`${set.name} ${id}: ${share.toFixed(2)} of its n-grams stand in a hand-written training report`)
    for (const { id, sentence } of sentences) problems.push(`${set.name} ${id}: stands in a composed report: ${sentence}`)
    for (const { id, share } of shares) if (share > greatestShare) problems.push(`${set.name} ${id}: ${share.toFixed(2)} of its n-grams stand in the composed set`)
  }
  return { language, checksum: checksum(lines), problems, figures }
}

if (import.meta.main) {
  let wrong = 0
  for (const language of ['en', 'ja'] as const) {
    const { checksum: sum, problems, figures } = validate(language)
    wrong += problems.length
    process.stdout.write(`composed-${language} (${composedCount}, seed ${composedSeed}): sha256 ${sum}\n${figures.map((line) => `  ${line}\n`).join('')}${problems.slice(0, 20).map((line) => `  WRONG ${line}\n`).join('')}${problems.length > 20 ? `  and ${problems.length - 20} more\n` : ''}`)
  }
  process.exitCode = wrong > 0 ? 1 : 0
}
