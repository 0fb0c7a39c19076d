import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { z } from 'zod'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import { maxSectionLength } from '../../domain/report/sections.ts'
import { detectLanguage } from '../../domain/text/language.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { plainIssue } from '../../shared/ipc/plain-issue.ts'

const Text = z.string().max(maxSectionLength)
/** Spaces, control and bidirectional marks alone say nothing. */
export const saysSomething = (text: string): boolean => /[\p{L}\p{N}]/u.test(text)

/** A row of a file for the gate. */
export const GateRow = z.object({
  id: z.union([z.string(), z.number()]),
  findings: Text.refine(saysSomething, 'is empty or has no letter or digit: there is nothing to hold a conclusion against'),
  conclusion: Text.refine(saysSomething, 'is empty or has no letter or digit: there is nothing to put an error into'),
  indication: Text.optional(),
  comparison: Text.optional(),
  sex: z.string().max(20).nullish(),
  lang: z.string().max(20).optional(),
})

export function gateReportOf({ id, findings, conclusion, indication = '', comparison = '', sex, lang }: z.infer<typeof GateRow>): GateReport {
  const said = sex?.trim() ?? ''
  return {
    id: String(id), findings, conclusion, indication, comparison, language: lang === 'en' || lang === 'ja' ? lang : detectLanguage(`${findings}\n${conclusion}`),
    sex: /^(?:f|female|woman|女性?)$/i.test(said) ? 'F' : /^(?:m|male|man|男性?)$/i.test(said) ? 'M' : null,
  }
}

/** Every report of a JSON Lines file. Rejects with AppError `not-found`, or `invalid-input` for the first row that is none. */
export async function readGateReports(path: string): Promise<GateReport[]> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw new AppError('not-found', `The file ${basename(path)} cannot be read.`, { cause: error })
  }
  const seen = new Set<string>()
  const reports = text.replace(/^\uFEFF/, '').split('\n').flatMap((line, at) => {
    if (line.trim() === '') return []
    const refuse = (why: string) => new AppError('invalid-input', `${basename(path)}, line ${at + 1}: ${why}`)
    let row: unknown
    try {
      row = JSON.parse(line)
    } catch {
      throw refuse('this is not JSON. Write one JSON object per line.')
    }
    const parsed = GateRow.safeParse(row)
    if (!parsed.success) throw refuse(plainIssue(parsed.error, row, 'The row'))
    const report = gateReportOf(parsed.data)
    if (seen.has(report.id)) throw refuse(`the id ${report.id} stands twice.`)
    seen.add(report.id)
    return [report]
  })
  if (reports.length === 0) throw new AppError('invalid-input', `The file ${basename(path)} holds no report.`)
  return reports
}

/** SHA-256 of a set: the same texts in the same order have the same. */
export function setSha256(reports: readonly GateReport[]): string {
  const hash = createHash('sha256')
  for (const { id, findings, conclusion, indication, comparison, sex } of reports) hash.update(JSON.stringify([id, findings, conclusion, indication, comparison, sex]))
  return hash.digest('hex')
}
