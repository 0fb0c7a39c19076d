import { z } from 'zod'
import { bertScore } from '../domain/metric/bert-score.ts'
import { draftAgreement, type DraftCase, type DraftFigures } from '../domain/metric/draft-agreement.ts'
import { compareDrafts, comparedFigures, type DraftComparison, type PairedFigure } from '../domain/metric/draft-comparison.ts'
import { measureDraft } from '../domain/metric/draft-sums.ts'
import { patternProblem } from '../domain/metric/facts-kept.ts'
import { bootstrapAll, type Interval } from '../domain/metric/interval.ts'
import { permutationOfMeans } from '../domain/metric/permutation-test.ts'
import type { Score } from '../domain/metric/rouge.ts'
import { tagAgreement, type Share, type TagAgreement } from '../domain/metric/tag-agreement.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { exitCode, readAllRows, RowId } from './rows.ts'
import { openTokenReader } from './token-vectors.ts'

type Id = string | number

/** Failed rows of our own commands: without an id, or with one an earlier row has. They get a name of their own. */
const failedId = z.object({ id: RowId.nullish(), row: z.number(), error: z.object({ code: z.string() }) })

/** Lets output rows with an error stand beside the answers: every row keeps one id, also where the input had none. */
const named = <Row extends z.ZodType>(row: Row) =>
  z.preprocess((value) => {
    const failed = failedId.safeParse(value)
    if (!failed.success || (failed.data.id != null && failed.data.error.code !== 'duplicate-id')) return value
    return { ...(value as object), id: `row ${failed.data.row} without an id of its own` }
  }, row)

const Label = z.literal([0, 1, 2])
/** Present in a failed row, whatever it holds. */
const Failure = z.unknown().optional()
/** Sections the evidence quotes from; anything else under that name is none of our business. */
const Section = z.string().optional().catch(undefined)
const Evidence = z.array(z.object({ field: z.string().optional(), start: z.number().int().nonnegative().optional(), end: z.number().int().nonnegative().optional(), text: z.string().optional() }))
const Probability = z.number().min(0).max(1)

const TagReference = z.object({
  id: RowId,
  label: Label,
  evidence: Evidence.nullish(),
  text: Section,
  indication: Section,
  findings: Section,
  conclusion: Section,
})

const TagHypothesis = named(
  z
    .object({
      id: RowId,
      label: Label.nullish(),
      probabilities: z
        .tuple([Probability, Probability, Probability])
        .refine((all) => Math.abs(all[0] + all[1] + all[2] - 1) <= 0.02, 'must add up to 1')
        .nullish(),
      uncertain: z.boolean().nullish(),
      evidence: Evidence.nullish(),
      error: Failure,
    })
    .refine((row) => row.error != null || row.label !== undefined, { path: ['label'], message: 'must be 0, 1, 2, or null for an abstention' }),
)

/** Longer is no conclusion, and the longest common subsequence costs the product of both lengths. */
const maxConclusionLength = 50_000

const Conclusion = z.string().max(maxConclusionLength)
const Patterns = z.array(
  z.string().superRefine((pattern, context) => {
    const problem = patternProblem(pattern)
    if (problem !== null) context.addIssue(`is not a regular expression (${problem})`)
  }),
)

const DraftReference = z.object({
  id: RowId,
  conclusion: Conclusion.refine((text) => text.trim() !== '', 'is empty: there is nothing to compare with'),
  facts: Patterns.nullish(),
  errors: Patterns.nullish(),
  findings: Section,
  modality: z.string().max(256).nullish(),
  lang: z.string().max(256).nullish(),
})

const DraftHypothesis = named(
  z
    .object({ id: RowId, conclusion: Conclusion.nullish(), error: Failure })
    .refine((row) => row.error != null || row.conclusion != null, { path: ['conclusion'], message: 'must be text, except in a row with an error' }),
)

/** Rows of one side without a partner, and answers that are failures. Throws AppError when the files have nothing in common. */
function compareIds(reference: ReadonlyMap<Id, unknown>, hypothesis: ReadonlyMap<Id, { error?: unknown }>, paths: { reference: string; hypothesis: string }) {
  if (reference.size === 0) throw new AppError('invalid-input', `${paths.reference} has no rows: there is nothing to compare with.`)
  const missing = [...reference.keys()].filter((id) => !hypothesis.has(id))
  const unknown = [...hypothesis.keys()].filter((id) => !reference.has(id))
  if (missing.length === reference.size) throw new AppError('invalid-input', `No id of ${paths.reference} stands in ${paths.hypothesis}. Are these rows of the same reports?`)
  const failed = [...hypothesis].filter(([id, row]) => row.error != null && reference.has(id)).map(([id]) => id)
  return {
    missingInHypothesis: { count: missing.length, ids: missing },
    missingInReference: { count: unknown.length, ids: unknown },
    failedInHypothesis: { count: failed.length, ids: failed },
  }
}

async function evaluateTags(paths: { reference: string; hypothesis: string }) {
  const reference = await readAllRows(paths.reference, TagReference)
  const hypothesis = await readAllRows(paths.hypothesis, TagHypothesis)
  const ids = compareIds(reference, hypothesis, paths)
  const cases = [...reference.values()].map(({ id, label, evidence, text, indication, findings, conclusion }) => {
    const answer = hypothesis.get(id)
    return {
      id,
      label,
      evidence: evidence ?? undefined,
      fields: { text, indication, findings, conclusion },
      answer:
        answer && answer.error == null && answer.label !== undefined
          ? { label: answer.label, probabilities: answer.probabilities ?? undefined, uncertain: answer.uncertain ?? undefined, evidence: answer.evidence ?? undefined }
          : undefined,
    }
  })
  return { what: 'tags' as const, ...tagAgreement(cases), ...ids }
}

type DraftPaths = { reference: string; hypothesis: string; against: string | undefined }
type Hypotheses = ReadonlyMap<Id, { conclusion?: string | null | undefined; error?: unknown }>

/** Drafts against conclusions; with `against` also a second system on the same reports, the first being the one of `hypothesis`. */
async function evaluateDrafts({ reference: referencePath, hypothesis: hypothesisPath, against }: DraftPaths, withEncoder: boolean, signal: AbortSignal) {
  const reference = await readAllRows(referencePath, DraftReference)
  const hypothesis = await readAllRows(hypothesisPath, DraftHypothesis)
  const ids = compareIds(reference, hypothesis, { reference: referencePath, hypothesis: hypothesisPath })
  const casesOf = (answers: Hypotheses): DraftCase[] =>
    [...reference.values()].map(({ id, conclusion, facts, errors, findings, modality, lang }) => {
      const answer = answers.get(id)
      return {
        id,
        reference: conclusion,
        hypothesis: answer?.error == null ? (answer?.conclusion ?? undefined) : undefined,
        facts: facts ?? undefined,
        errors: errors ?? undefined,
        findings,
        modality: modality ?? undefined,
        language: lang ?? undefined,
      }
    })
  const cases = casesOf(hypothesis)
  let others: { cases: DraftCase[]; ids: ReturnType<typeof compareIds> } | null = null
  if (against !== undefined) {
    const second = await readAllRows(against, DraftHypothesis)
    others = { cases: casesOf(second), ids: compareIds(reference, second, { reference: referencePath, hypothesis: against }) }
  }
  const similar = withEncoder ? await bertScores([cases, ...(others ? [others.cases] : [])], signal) : null
  return {
    what: 'drafts' as const,
    ...draftAgreement(cases),
    ...ids,
    ...(similar && { bertScore: { encoder: similar.encoder, ...meansOf(similar.scores[0]!) } }),
    ...(others && {
      against: {
        ...compareDrafts(cases.map(measureDraft), others.cases.map(measureDraft)),
        ...(similar && { bertScore: pairedF1(similar.scores[0]!, similar.scores[1]!) }),
        ...others.ids,
      },
    }),
  }
}

/** BERTScore of every case of each system; tells on standard error how far it is. */
async function bertScores(systems: readonly (readonly DraftCase[])[], signal: AbortSignal): Promise<{ encoder: string; scores: Score[][] }> {
  const reader = await openTokenReader(signal)
  const told = tellProgress(systems[0]!.length * (systems.length + 1))
  const read = async (text: string) => {
    const vectors = await reader.of(text, signal)
    told()
    return vectors
  }
  const scores: Score[][] = systems.map(() => [])
  for (const [i, { reference }] of systems[0]!.entries()) {
    const known = await read(reference)
    for (const [system, cases] of systems.entries()) scores[system]!.push(bertScore(known, await read(cases[i]!.hypothesis ?? '')))
  }
  return { encoder: reader.name, scores }
}

/** Counts texts read, with the time left; a line every two seconds. */
function tellProgress(total: number): () => void {
  const began = Date.now()
  let done = 0
  let last = began
  return () => {
    done++
    const now = Date.now()
    if (now - last < 2000 || done === total) return
    last = now
    process.stderr.write(`BERTScore: ${done} of ${total} texts, about ${Math.ceil((((now - began) / done) * (total - done)) / 1000)} s left\n`)
  }
}

function meansOf(scores: readonly Score[]): Record<keyof Score, Interval> {
  const mean = (drawn: Uint32Array, name: keyof Score) => drawn.reduce((sum, i) => sum + scores[i]![name], 0) / drawn.length
  const [precision, recall, f1] = bootstrapAll(scores.length, (drawn) => [mean(drawn, 'precision'), mean(drawn, 'recall'), mean(drawn, 'f1')])
  return { precision: precision!, recall: recall!, f1: f1! }
}

function pairedF1(first: readonly Score[], second: readonly Score[]): PairedFigure {
  const differences = second.map(({ f1 }, i) => f1 - first[i]!.f1)
  const [difference] = bootstrapAll(differences.length, (drawn) => [drawn.reduce((sum, i) => sum + differences[i]!, 0) / drawn.length])
  const mean = (scores: readonly Score[]) => scores.reduce((sum, { f1 }) => sum + f1, 0) / scores.length
  return { first: mean(first), second: mean(second), difference: difference!, p: permutationOfMeans(differences) }
}

const percent = (value: number) => (Number.isNaN(value) ? '-' : (value * 100).toFixed(1))
const shownShare = ({ value, low, high, count, of }: Share) => `${percent(value).padStart(5)} %  (${percent(low)} to ${percent(high)})  ${count} of ${of}`
const shown = ({ value, low, high }: Interval) => (Number.isNaN(value) ? '-' : `${value.toFixed(3)}  (${low.toFixed(3)} to ${high.toFixed(3)})`)
const asLines = (lines: [string, string][]) => lines.map(([name, value]) => `${name.padEnd(30)}${value}`).join('\n')

function tagTable(result: TagAgreement): string {
  const names = ['none', 'progressive', 'stable'] as const
  const lines: [string, string][] = [
    ['reports', String(result.n)],
    ['accuracy', shownShare(result.accuracy)],
    ['accuracy of the decided', shownShare(result.accuracyDecided)],
    ['abstained', shownShare(result.abstained)],
    ['unanswered', shownShare(result.unanswered)],
    ...names.map((name): [string, string] => [`sensitivity, ${name}`, shownShare(result.classes[name].sensitivity)]),
    ...names.map((name): [string, string] => [`predictive value, ${name}`, shownShare(result.classes[name].predictiveValue)]),
    ['progressive read as none', shownShare(result.progressiveAsNone)],
  ]
  if (result.evidenceOverlap) lines.push(['evidence overlaps', shownShare(result.evidenceOverlap)])
  if (result.calibration) lines.push(['calibration error', result.calibration.value.toFixed(3)])
  const matrix = [['reference', ...names, 'abstained'], ...names.map((name, label) => [name, ...result.confusion[label]!.map(String)])]
  return `${asLines(lines)}\n\n${matrix.map((row) => row.map((cell) => cell.padEnd(13)).join('')).join('\n')}`
}

function draftTable(title: string, { n, rouge1, rouge2, rougeL, bleu, meteor, factsKept, errorsMade, lengthRatio, copyRate }: DraftFigures): string {
  const lines: [string, string][] = [
    [title, `${n} reports`],
    ['ROUGE-1 F1', shown(rouge1.f1)],
    ['ROUGE-2 F1', shown(rouge2.f1)],
    ['ROUGE-L F1', shown(rougeL.f1)],
    ['BLEU-4', shown(bleu)],
    ['METEOR (exact, stem)', shown(meteor)],
    ['length ratio, median', shown(lengthRatio)],
  ]
  if (factsKept) lines.push(['facts kept', shownShare(factsKept)])
  if (errorsMade) lines.push(['reports with an error', shownShare(errorsMade)])
  if (copyRate) lines.push(['copied from the findings', shown(copyRate)])
  return asLines(lines)
}

const figureNames: Record<(typeof comparedFigures)[number] | 'bertScore', string> = {
  rouge1: 'ROUGE-1 F1', rouge2: 'ROUGE-2 F1', rougeL: 'ROUGE-L F1', bleu: 'BLEU-4', meteor: 'METEOR (exact, stem)', factsKept: 'facts kept', errorsMade: 'reports with an error',
  lengthRatio: 'length ratio, median', copyRate: 'copied from the findings', bertScore: 'BERTScore F1',
}

function comparisonTable(against: DraftComparison & { bertScore?: PairedFigure }): string {
  const lines = ([...comparedFigures, 'bertScore'] as const).flatMap((name): [string, string][] => {
    const figure = against[name]
    if (!figure) return []
    const { first, second, difference, p } = figure
    return [[figureNames[name], `${first.toFixed(3)}  ${second.toFixed(3)}  ${difference.value >= 0 ? '+' : ''}${difference.value.toFixed(3)}  (${difference.low.toFixed(3)} to ${difference.high.toFixed(3)})  p ${p < 0.001 ? '< 0.001' : p.toFixed(3)}`]]
  })
  return asLines([['second minus first', `${against.n} reports`], ...lines])
}

type EvaluateCall = {
  what: 'tags' | 'drafts'
  reference: string
  hypothesis: string
  /** drafts: answers of a second system on the same reports. */
  against?: string | undefined
  /** drafts: also BERTScore, by the status encoder. */
  encoder?: boolean | undefined
  signal?: AbortSignal
}

/**
 * `raddraft evaluate tags|drafts`: metrics of the rows in `hypothesis` against those in `reference` (JSON Lines files, one may
 * be `-`) as one JSON object on standard output, and as a table on standard error when that is a terminal.
 * A report without an answer counts as wrong or empty and is listed. Returns the exit code 0.
 * Throws AppError when a file can't be read, a row or pattern is not as expected, or the two have no report in common; `model-missing`
 * where the encoder is asked for and not installed.
 */
export async function evaluate({ what, reference, hypothesis, against, encoder = false, signal = new AbortController().signal }: EvaluateCall): Promise<number> {
  if ([reference, hypothesis, against].filter((path) => path === '-').length > 1) throw new AppError('invalid-input', 'Only one of --ref, --hyp and --against can be standard input.')
  const result = what === 'tags' ? await evaluateTags({ reference, hypothesis }) : await evaluateDrafts({ reference, hypothesis, against }, encoder, signal)
  process.stdout.write(`${JSON.stringify(result)}\n`)
  if (!process.stderr.isTTY) return exitCode.done
  if (result.what === 'tags') process.stderr.write(`${tagTable(result)}\n`)
  else {
    const modalities = Object.entries(result.byModality)
    const languages = Object.entries(result.byLanguage)
    const groups = [...(languages.length > 1 ? languages : []), ...(modalities.length > 1 ? modalities : [])]
    const tables = [['all', result] as const, ...groups].map(([name, figures]) => draftTable(name, figures))
    if (result.bertScore) tables.push(asLines([['BERTScore F1', shown(result.bertScore.f1)], ['', `by ${result.bertScore.encoder}, not rescaled`]]))
    if (result.against) tables.push(comparisonTable(result.against))
    process.stderr.write(`${tables.join('\n\n')}\n`)
  }
  return exitCode.done
}
