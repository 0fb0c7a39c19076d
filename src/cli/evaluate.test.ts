import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '../shared/ipc/errors.ts'
import { evaluate as run } from './evaluate.ts'

const entry = join(import.meta.dirname, 'index.ts')
const folder = mkdtempSync(join(tmpdir(), 'raddraft-evaluate-'))
const asLines = (rows: readonly unknown[]) => rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')

function raddraft(args: string[], input: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [entry, ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

/** What is refused, in this process: the command line turns every AppError into its sentence and exit code 2. */
async function refusal(what: 'tags' | 'drafts', reference: readonly unknown[], hypothesis: readonly unknown[]): Promise<AppError> {
  const files = { reference: join(folder, 'refused-reference.jsonl'), hypothesis: join(folder, 'refused-hypothesis.jsonl') }
  writeFileSync(files.reference, asLines(reference))
  writeFileSync(files.hypothesis, asLines(hypothesis))
  return run({ what, ...files }).then(
    () => expect.fail('It was not refused.'),
    (error) => error as AppError,
  )
}

/** Reference from a file, answers from standard input. */
function evaluate(what: 'tags' | 'drafts', reference: readonly unknown[], hypothesis: readonly unknown[]) {
  const file = join(folder, 'reference.jsonl')
  writeFileSync(file, asLines(reference))
  return raddraft(['evaluate', what, '--ref', file, '--hyp', '-'], asLines(hypothesis))
}

describe('raddraft evaluate tags', () => {
  const reports = [
    { id: 'a', label: 1, conclusion: 'New sclerotic metastases in L2.', evidence: [{ field: 'conclusion', text: 'New sclerotic metastases' }], why: 'ignored' },
    { id: 'b', label: 0, conclusion: 'No bone metastases.' },
    { id: 'c', label: 2, conclusion: 'Bone metastases unchanged.' },
  ]

  it('takes the answers of classify as they are, its failed rows without or with a repeated id included', () => {
    const input = asLines([reports[0], 'not json', reports[1], { ...reports[1], conclusion: 'again' }, { id: 'c' }, { id: 'z', text: 'No bone metastases.' }])
    const answers = raddraft(['classify', '--in', '-', '--out', '-'], input).stdout
    const { status, stdout, stderr } = evaluate('tags', reports, [answers.trimEnd()])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({
      n: 3,
      accuracy: { count: 2, of: 3 },
      unanswered: { count: 1 },
      confusion: [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]],
      evidenceOverlap: { count: 1, of: 1 },
      failedInHypothesis: { count: 1, ids: ['c'] },
      missingInHypothesis: { count: 0 },
      missingInReference: { count: 3 },
    })
    expect(result.missingInReference.ids).toContain('z')
    expect(result.calibration.n).toBe(2)
  })

  it('lists the ids that stand on one side only, counts a missing answer as wrong, and ignores other fields', () => {
    const { status, stdout } = evaluate('tags', [...reports.slice(0, 2), { ...reports[2], text: null, findings: 7, lang: ['en'] }], [{ id: 'b', label: null }, { id: 'a', label: 1 }, { id: 7, label: 0 }])
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      accuracy: { count: 1, of: 3 },
      accuracyDecided: { value: 1, of: 1 },
      abstained: { count: 1 },
      missingInHypothesis: { count: 1, ids: ['c'] },
      missingInReference: { count: 1, ids: [7] },
      calibration: null,
    })
  })

  it.each([
    ['a label that is none of the three', [{ id: 'a', label: 3 }], 'line 1: The field label must be 0, 1 or 2'],
    ['an answer without label', [{ id: 'a' }], 'label'],
    ['probabilities that do not add up', [{ id: 'a', label: 1, probabilities: [0.9, 0.9, 0] }], 'add up'],
    ['an id that stands twice', [{ id: 'a', label: 1 }, { id: 'a', label: 1 }], 'twice'],
    ['other reports', [{ id: 'q', label: 1 }], 'No id'],
    ['no JSON', ['label,1'], 'not JSON'],
  ])('refuses %s in one sentence', async (_, hypothesis, words) => {
    const error = await refusal('tags', reports, hypothesis)
    expect(error).toBeInstanceOf(AppError)
    expect(error.message).toContain(words)
  })
})

describe('raddraft evaluate drafts', () => {
  const reports = [
    { id: 1, modality: 'CT', lang: 'en', conclusion: 'New 9 mm nodule in the left lower lobe.', facts: ['9 mm', 'left'], errors: ['right'] },
    { id: 2, modality: 'MR', lang: 'ja', conclusion: '内側半月板断裂。', facts: ['内側'], errors: ['外側'] },
  ]

  it('gives figures overall, by modality and language, and per report', () => {
    const { status, stdout, stderr } = evaluate('drafts', reports, [{ id: 1, conclusion: 'New 9 mm nodule, right lower lobe.' }, { id: 2, row: 2, error: { code: 'internal', message: 'x' } }])
    expect([status, stderr]).toEqual([0, ''])
    const result = JSON.parse(stdout)
    expect(result).toMatchObject({
      n: 2,
      factsKept: { count: 1, of: 3 },
      errorsMade: { count: 1, of: 2 },
      failedInHypothesis: { ids: [2] },
      byModality: { CT: { n: 1 }, MR: { n: 1, rougeL: { f1: { value: 0 } } } },
      byLanguage: { en: { n: 1 }, ja: { n: 1 } },
      reports: [{ id: 1, factsMissing: ['left'], errorsMade: ['right'] }, { id: 2 }],
    })
    // New 9 mm nodule ... lower lobe: six of the nine and of the seven words, in order.
    expect(result.byModality.CT.rougeL.f1.value).toBeCloseTo((2 * 6) / (9 + 7), 10)
  })

  it('names the row of a pattern that is no regular expression: exit code 2, nothing on standard output, no stack trace', () => {
    const { status, stdout, stderr } = evaluate('drafts', [reports[0], { ...reports[1], facts: ['fine', '(open'] }], [{ id: 1, conclusion: 'x' }])
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/line 2: .*facts\.1\b.* not a regular expression/)
    expect(stderr).not.toMatch(/^\s+at /m)
  })

  it.each([
    ['a reference without conclusion', [{ id: 1 }], /line 1: .*conclusion/],
    ['no reference at all', [], /no rows/],
  ])('refuses %s', async (_, reference, words) => {
    const error = await refusal('drafts', reference, [{ id: 1, conclusion: 'x' }])
    expect(error).toBeInstanceOf(AppError)
    expect(error.message).toMatch(words)
  })

  it('compares a second system on the same reports, and says where it has no answer', () => {
    const many = Array.from({ length: 12 }, (_, id) => ({ ...reports[0]!, id }))
    const against = join(folder, 'against.jsonl')
    writeFileSync(against, asLines(many.slice(1).map(({ id, conclusion }) => ({ id, conclusion }))))
    const file = join(folder, 'reference.jsonl')
    writeFileSync(file, asLines(many))
    const { status, stdout, stderr } = raddraft(['evaluate', 'drafts', '--ref', file, '--hyp', '-', '--against', against], asLines(many.map(({ id }) => ({ id, conclusion: 'Nodule, right lower lobe.' }))))
    expect([status, stderr]).toEqual([0, ''])
    const result = JSON.parse(stdout)
    expect(result.factsKept).toMatchObject({ count: 0, of: 24 })
    expect(result.against).toMatchObject({ n: 12, factsKept: { first: 0, second: 22 / 24 }, errorsMade: { first: 1, second: 0 }, missingInHypothesis: { ids: [0] } })
    expect(result.against.rougeL.p).toBeLessThan(0.01)
    expect(result.against.rougeL.difference.low).toBeGreaterThan(0)
  })

  it('adds BERTScore where it is wanted and names the encoder: 1 for the same text, 0 for an empty one', { timeout: 120_000 }, () => {
    const file = join(folder, 'reference.jsonl')
    writeFileSync(file, asLines(reports))
    const { status, stdout, stderr } = raddraft(['evaluate', 'drafts', '--ref', file, '--hyp', '-', '--encoder'], asLines([{ id: 1, conclusion: reports[0]!.conclusion }, { id: 2, conclusion: '' }]))
    expect(status).toBe(0)
    // A slow machine tells how far it is.
    expect(stderr.replace(/^BERTScore: .*\n/gm, '')).toBe('')
    const { bertScore } = JSON.parse(stdout)
    // The first draft is what was written, the second is empty.
    expect(bertScore).toMatchObject({ encoder: expect.stringMatching(/^status-encoder/), f1: { value: expect.closeTo(0.5, 6) } })
  })

  it('refuses standard input for both sides instead of waiting', async () => {
    await expect(run({ what: 'drafts', reference: '-', hypothesis: '-' })).rejects.toThrow('standard input')
  })
})
