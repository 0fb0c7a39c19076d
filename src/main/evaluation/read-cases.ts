import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { mostCases, type EvaluationCase } from '../../domain/evaluation/evaluation.ts'
import { patternProblem } from '../../domain/metric/facts-kept.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { plainIssue } from '../../shared/ipc/plain-issue.ts'
import type { NewItem } from '../db/evaluation-store.ts'

/** Largest file that is read, in bytes. */
const largestFile = 128 * 1024 * 1024
/** Longest findings or conclusion, in UTF-16 code units: the longest common subsequence costs the product of both. */
const longestText = 50_000

const Text = z.string().max(longestText)
const Patterns = z.array(z.string().superRefine((pattern, context) => {
  const problem = patternProblem(pattern)
  if (problem !== null) context.addIssue(`is not a regular expression (${problem})`)
}))
const Row = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  findings: Text.refine((text) => text.trim() !== '', 'is empty: there is nothing to draft from'),
  conclusion: Text.refine((text) => text.trim() !== '', 'is empty: there is nothing to compare with'),
  indication: Text.nullish(), comparison: Text.nullish(), modality: z.string().max(64).nullish(), region: z.string().max(256).nullish(), lang: z.string().nullish(),
  facts: Patterns.nullish(), errors: Patterns.nullish(),
})

/** Names a case by its findings and what was written, so that it is found again in another run. */
export const caseHash = ({ findings, written }: Pick<EvaluationCase, 'findings' | 'written'>): Uint8Array => createHash('sha256').update(JSON.stringify([findings.trim(), written.trim()])).digest()

/**
 * The rows of a JSON Lines file as cases, the bad ones with the reason why they cannot be drafted: none is dropped. Throws AppError
 * `not-found`, `too-large` or `invalid-input` for a file that is no set of cases at all.
 */
export async function readCases(path: string): Promise<NewItem[]> {
  const name = basename(path)
  const size = await stat(path).then(({ size: bytes }) => bytes, () => null)
  if (size === null) throw new AppError('not-found', `The file ${name} cannot be read.`)
  if (size > largestFile) throw new AppError('too-large', `The file ${name} is larger than 128 MB. Split it.`)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path))
  } catch (cause) {
    throw new AppError('invalid-input', `The file ${name} is not UTF-8 text. Save it as UTF-8 and choose it again.`, { cause })
  }
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 })).filter(({ line }) => line !== '')
  if (lines.length === 0) throw new AppError('invalid-input', `There is no row in ${name}. Each line is a JSON object with findings and conclusion.`)
  if (lines.length > mostCases) throw new AppError('too-large', `${name} has ${lines.length.toLocaleString('en-GB')} rows; a run takes at most ${mostCases.toLocaleString('en-GB')}.`)
  const items = lines.map(({ line, number }) => itemOf(line, `Line ${number}`))
  if (items.every(({ problem }) => problem !== '')) throw new AppError('invalid-input', `No row of ${name} can be used. ${items[0]!.problem}`)
  return items
}

function itemOf(line: string, place: string): NewItem {
  const bad = (problem: string, title = place): NewItem => ({ report: null, sha256: createHash('sha256').update(line).digest(), one: { ...nothing, title }, problem })
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return bad(`${place} is not JSON. Write one JSON object per line.`)
  }
  const parsed = Row.safeParse(value)
  if (!parsed.success) return bad(plainIssue(parsed.error, value, place))
  const { id, findings, conclusion, lang, facts, errors, indication, comparison, modality, region } = parsed.data
  const title = String(id ?? place).slice(0, 200)
  const half = [findings, conclusion, indication, comparison].find((text) => text && !text.isWellFormed())
  if (half) return bad(`${place} holds a character that is only half there.`, title)
  const one: EvaluationCase = {
    title, findings, written: conclusion, indication: indication ?? '', comparison: comparison ?? '', modality: modality ?? '', region: region ?? '',
    language: lang === 'en' || lang === 'ja' ? lang : null, sex: null, age: null, facts: facts ?? [], errors: errors ?? [],
  }
  return { report: null, sha256: caseHash(one), one, problem: '' }
}

const nothing: EvaluationCase = { title: '', findings: '', written: '', indication: '', comparison: '', modality: '', region: '', language: null, sex: null, age: null, facts: [], errors: [] }
