import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { evidenceText, readerEvidence, secondReaderAnswers, secondReaderPrefix, secondReaderText } from '../../../src/domain/check/second-reader/second-reader.ts'
import { alignSentence, readConclusion, readFindings, type FindingsText } from '../../../src/domain/draft/reading/align.ts'
import type { PromptPart } from '../../../src/domain/draft/model/prompt.ts'
import { mutate, shuffled } from '../../../src/domain/gate/mutate.ts'
import { errorKinds } from '../../../src/domain/gate/error-kind.ts'
import { seededRandom } from '../../../src/domain/metric/interval.ts'
import { PromptFamily } from '../../../src/domain/model/catalog.ts'
import type { TextRange } from '../../../src/domain/report/range.ts'
import type { Reading } from '../../../src/domain/text/read-sentence.ts'
import type { PairRow } from '../check/measure.ts'

/** Writes training rows of the second reader from reports with a right conclusion, and with written errors where there are any. */

/** What rows are made from: a pair of models/training/check, or a report with its conclusion only. */
export type ReaderReport = Pick<PairRow, 'id' | 'findings' | 'conclusion'> & Partial<Pick<PairRow, 'rewording' | 'indication' | 'sex'>> & { errors?: unknown }
/** One question with its answer; `kind` is the error's ("right" for none), `wrong` the words of `told` that are wrong (none for right), `source` where it comes from. */
type ReaderQuestion = { report: string; evidence: string; told: string; answer: '0' | '1'; kind: string; wrong: string; source: 'written' | 'mutated' | 'mirrored' | 'foreign' }

/** Characters of a question: longer ones cost more time in training than they teach. */
const longest = 300
/** What is told of the whole of a foreign sentence at most; above it, the report may well say the same. */
const mostForeign = 0.5
const mostMirroredWords = 3

type Told = { reading: Reading; text: string; findings: FindingsText }
const question = ({ reading, text, findings }: Told, most?: number): Pick<ReaderQuestion, 'evidence' | 'told'> | null => {
  const evidence = evidenceText(readerEvidence(reading, text, findings, most), findings.text)
  const told = text.slice(reading.start, reading.end)
  return evidence === '' || evidence.length + told.length > longest ? null : { evidence, told }
}
const meets = (reading: Reading, range: TextRange): boolean => reading.start < range.end && range.start < reading.end
const sentences = (text: string, findings: FindingsText): Told[] => readConclusion(text).map((reading) => ({ reading, text, findings }))

/** Written errors of a pair; other reports have none. */
const written = (report: ReaderReport): PairRow['errors'] => (Array.isArray(report.errors) ? report.errors : []).filter((error): error is PairRow['errors'][number] => typeof error === 'object' && typeof error.wrong === 'string' && error.wrong !== '')

/** A sentence with an error, and the right one whose place it takes, if it takes one's place. */
type Wrong = { told: Told; twin: Told | null; kind: string; wrong: string; source: 'written' | 'mutated' }

function wrongSentences(report: ReaderReport, right: readonly Told[], random: () => number): Wrong[] {
  const { findings } = right[0] ?? { findings: readFindings(report.findings) }
  const put = (conclusion: string, range: TextRange, instead: string, kind: string, source: Wrong['source']): Wrong[] => {
    const known = new Set(right.map(({ reading, text }) => text.slice(reading.start, reading.end)))
    const all = sentences(conclusion, findings)
    const gone = right.filter(({ reading, text }) => text === instead && !all.some((one) => one.text.slice(one.reading.start, one.reading.end) === text.slice(reading.start, reading.end)))
    return all.filter(({ reading, text }) => meets(reading, range) && !known.has(text.slice(reading.start, reading.end))).map((told) => ({ told, twin: gone.length === 1 ? gone[0]! : null, kind, wrong: conclusion.slice(Math.max(range.start, told.reading.start), Math.min(range.end, told.reading.end)), source }))
  }
  const own = written(report).flatMap(({ conclusion, wrong, kind }) => {
    const start = conclusion.indexOf(wrong)
    return put(conclusion, { start, end: start + wrong.length }, report.conclusion, kind, 'written')
  })
  const mutated = [report.conclusion, ...(report.rewording ? [report.rewording] : [])].flatMap((conclusion) => {
    const sex = report.sex === 'F' || report.sex === 'M' ? report.sex : null
    const given = { id: report.id, findings: report.findings, conclusion, language: 'en' as const, indication: report.indication ?? '', comparison: '', sex }
    return errorKinds.filter((kind) => kind !== 'dropped' && kind !== 'sex').flatMap((kind) => mutate(given, kind, random, 2).flatMap(({ conclusion: wrong, changed }) => put(wrong, { start: changed.start, end: Math.max(changed.end, changed.start + 1) }, conclusion, kind, 'mutated')))
  })
  return [...own, ...mutated]
}

/** The words that differ between two sentences, without what they have in common at both ends. */
export function differing(right: string, wrong: string): [string, string] {
  const [a, b] = [right, wrong].map((text) => text.replace(/[.;,]$/, '').split(/\s+/)) as [string[], string[]]
  let from = 0
  while (from < Math.min(a.length, b.length) && a[from]!.toLowerCase() === b[from]!.toLowerCase()) from++
  let back = 0
  while (back < Math.min(a.length, b.length) - from && a.at(-1 - back)!.toLowerCase() === b.at(-1 - back)!.toLowerCase()) back++
  return [a, b].map((words) => words.slice(from, words.length - back).join(' ').replace(/^[(,]+|[),.;:]+$/g, '')) as [string, string]
}

const wordsOf = (text: string): RegExp => new RegExp(`(?<![\\p{L}\\d.])${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\d]|\\.\\d)`, 'giu')

/**
 * The other way round: evidence in which the wrong words stand instead of the right ones makes the wrong sentence right, and the right one wrong, so
 * that no sentence gives itself away. Null where the right words do not stand in the evidence.
 */
export function mirrored(evidence: string, right: string, wrong: string): string | null {
  const [was, is] = differing(right, wrong)
  if (was.length < 2 || is.length < 2 || [was, is].some((words) => words.split(' ').length > mostMirroredWords)) return null
  if (!wordsOf(was).test(evidence) || wordsOf(is).test(evidence)) return null
  return evidence.replace(wordsOf(was), (found) => (/^\p{Lu}/u.test(found) ? is[0]!.toUpperCase() : is[0]!) + is.slice(1))
}

/** All questions that a report gives; the same seed gives the same. `foreign`: sentences of other reports. */
export function reportQuestions(report: ReaderReport, foreign: readonly { text: string }[], seed: number): ReaderQuestion[] {
  const random = seededRandom(seed)
  const findings = readFindings(report.findings)
  const right = [report.conclusion, ...(report.rewording ? [report.rewording] : [])].flatMap((text) => sentences(text, findings))
  const questions: ReaderQuestion[] = []
  const add = (one: Pick<ReaderQuestion, 'evidence' | 'told'> | null, rest: Pick<ReaderQuestion, 'answer' | 'kind' | 'wrong' | 'source'>) => {
    if (one) questions.push({ report: report.id, ...one, ...rest })
  }
  for (const told of right) for (const most of [undefined, 2, 5]) add(question(told, most), { answer: '0', kind: 'right', wrong: '', source: 'written' })
  for (const { told, twin, kind, wrong, source } of wrongSentences(report, right, random)) {
    const own = question(told)
    add(own, { answer: '1', kind, wrong, source })
    if (source === 'written') add(question(told, 5), { answer: '1', kind, wrong, source })
    const twinQuestion = twin && question(twin)
    if (!own || !twinQuestion) continue
    // With the twin's evidence the two differ by the error alone.
    add({ evidence: twinQuestion.evidence, told: own.told }, { answer: '1', kind, wrong, source })
    const turned = mirrored(twinQuestion.evidence, twinQuestion.told, own.told)
    if (turned === null) continue
    add({ evidence: turned, told: own.told }, { answer: '0', kind: 'right', wrong: '', source: 'mirrored' })
    add({ evidence: turned, told: twinQuestion.told }, { answer: '1', kind, wrong: differing(twinQuestion.told, own.told)[0], source: 'mirrored' })
  }
  for (const { text } of foreign) {
    for (const told of sentences(text, findings).filter(({ reading }) => reading.units.some((unit) => unit.kind === 'finding' && !unit.negated && alignSentence(reading, findings).support < mostForeign))) add(question(told), { answer: '1', kind: 'invented', wrong: text.slice(told.reading.start, told.reading.end), source: 'foreign' })
  }
  return questions.filter(({ evidence, told }, at) => questions.findIndex((one) => one.evidence === evidence && one.told === told) === at)
}

/** `count` questions, half of them right: written ones first, then mirrored, mutated and foreign ones, by chance within each. */
export function balanced(questions: readonly ReaderQuestion[], count: number, seed: number): ReaderQuestion[] {
  const random = seededRandom(seed)
  const rank = { written: 0, mirrored: 0, mutated: 1, foreign: 1 } as const
  const half = (answer: '0' | '1') => shuffled(questions.filter((one) => one.answer === answer), random).toSorted((a, b) => rank[a.source] - rank[b.source])
  const [right, wrong] = [half('0'), half('1')]
  const each = Math.min(Math.floor(count / 2), right.length, wrong.length)
  return shuffled([...right.slice(0, each), ...wrong.slice(0, each)], random)
}

/** A row as the trainer reads it. */
export function readerRow({ evidence, told, answer, kind, wrong }: ReaderQuestion, id: string, family: PromptFamily): { id: string; prompt: PromptPart[]; answer: string; choices: readonly string[]; kind: string; wrong: string } {
  const prompt = [...secondReaderPrefix(family), ...secondReaderText({ evidence, told, sentence: 0, conclusion: { start: 0, end: 0 }, findings: { start: 0, end: 0 } }, family)]
  return { id, prompt, answer, choices: secondReaderAnswers, kind: answer === '0' ? '0' : `1 ${kind}`, wrong }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' }, family: { type: 'string', default: 'chatml' }, count: { type: 'string', default: '9000' }, seed: { type: 'string', default: '1' } } })
  const family = PromptFamily.safeParse(values.family)
  if (values.out === undefined || positionals.length === 0 || !family.success) {
    process.stderr.write('usage: reader-rows.ts PAIRS.jsonl [MORE.jsonl …] --out ROWS.jsonl [--family chatml|llama3|gemma] [--count 9000] [--seed 1]\n')
    process.exit(2)
  }
  const seed = Number(values.seed)
  const reports = positionals.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as ReaderReport).map((report) => ({ ...report, id: `${basename(file, '.jsonl')}-${report.id}` })))
  const random = seededRandom(seed)
  const questions = reports.flatMap((report, at) => {
    const foreign = Array.from({ length: 3 }, () => reports[Math.floor(random() * reports.length)]!).filter((other) => other !== report)
    return reportQuestions(report, foreign.map(({ conclusion }) => ({ text: conclusion })), seed * 100_000 + at)
  })
  const chosen = balanced(questions, Number(values.count), seed)
  writeFileSync(values.out, chosen.map((one, at) => `${JSON.stringify(readerRow(one, `${one.report}-${at}`, family.data))}\n`).join(''))
  const counted = Object.entries(Object.groupBy(chosen, ({ answer, source }) => `${answer} ${source}`)).map(([name, list]) => `${name} ${list!.length}`)
  process.stdout.write(`${chosen.length} of ${questions.length} questions: ${counted.join(', ')}\n`)
}
