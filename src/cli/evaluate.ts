import { z } from 'zod'
import { tagAgreement, type Share, type TagAgreement } from '../domain/metric/tag-agreement.ts'
import { StatusLabel } from '../domain/status/status-tag.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { exitCode, readAllRows, RowId } from './rows.ts'

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

const Failure = z.object({}).nullish()
const Evidence = z.array(z.object({ field: z.string().optional(), start: z.number().int().nonnegative().optional(), end: z.number().int().nonnegative().optional(), text: z.string().optional() }))
const Probability = z.number().min(0).max(1)

const TagReference = z.object({
  id: RowId,
  label: StatusLabel,
  evidence: Evidence.nullish(),
  text: z.string().optional(),
  indication: z.string().optional(),
  findings: z.string().optional(),
  conclusion: z.string().optional(),
})

const TagHypothesis = named(
  z
    .object({
      id: RowId,
      label: StatusLabel.nullish(),
      probabilities: z
        .tuple([Probability, Probability, Probability])
        .refine((all) => Math.abs(all[0] + all[1] + all[2] - 1) <= 0.02, 'the three do not add up to 1')
        .nullish(),
      uncertain: z.boolean().nullish(),
      evidence: Evidence.nullish(),
      error: Failure,
    })
    .refine((row) => row.error != null || row.label !== undefined, { path: ['label'], message: 'missing: give 0, 1, 2, or null for an abstention' }),
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

const percent = (value: number) => (Number.isNaN(value) ? '-' : (value * 100).toFixed(1))
const shown = ({ value, low, high, count, of }: Share) => `${percent(value).padStart(5)} %  (${percent(low)} to ${percent(high)})  ${count} of ${of}`

function tagTable(result: TagAgreement): string {
  const names = ['none', 'progressive', 'stable'] as const
  const lines: [string, string][] = [
    ['reports', String(result.n)],
    ['accuracy', shown(result.accuracy)],
    ['accuracy of the decided', shown(result.accuracyDecided)],
    ['abstained', shown(result.abstained)],
    ['unanswered', shown(result.unanswered)],
    ...names.map((name): [string, string] => [`sensitivity, ${name}`, shown(result.classes[name].sensitivity)]),
    ...names.map((name): [string, string] => [`predictive value, ${name}`, shown(result.classes[name].predictiveValue)]),
    ['progressive read as none', shown(result.progressiveAsNone)],
  ]
  if (result.evidenceOverlap) lines.push(['evidence overlaps', shown(result.evidenceOverlap)])
  if (result.calibration) lines.push(['calibration error', result.calibration.value.toFixed(3)])
  const matrix = [['reference', ...names, 'abstained'], ...names.map((name, label) => [name, ...result.confusion[label]!.map(String)])]
  return [...lines.map(([name, value]) => `${name.padEnd(30)}${value}`), '', ...matrix.map((row) => row.map((cell) => cell.padEnd(13)).join(''))].join('\n')
}

/**
 * `raddraft evaluate tags|drafts`: metrics of the rows in `hypothesis` against those in `reference` (JSON Lines files, one may
 * be `-`) as one JSON object on standard output, and as a table on standard error when that is a terminal.
 * Returns the exit code 0. Throws AppError when a file can't be read or the two have no report in common.
 */
export async function evaluate({ reference, hypothesis }: { what: 'tags' | 'drafts'; reference: string; hypothesis: string }): Promise<number> {
  if (reference === '-' && hypothesis === '-') throw new AppError('invalid-input', 'Only one of --ref and --hyp can be standard input.')
  const result = await evaluateTags({ reference, hypothesis })
  process.stdout.write(`${JSON.stringify(result)}\n`)
  if (process.stderr.isTTY) process.stderr.write(`${tagTable(result)}\n`)
  return exitCode.done
}
