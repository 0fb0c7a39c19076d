import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Inference, InferenceTable } from '../../domain/draft/names/inference.ts'
import { AppError } from '../../shared/ipc/errors.ts'

const Row = z.object({
  id: z.string(),
  language: z.enum(['en', 'ja']),
  needs: z.array(z.array(z.string().min(1)).min(1)).min(1),
  without: z.array(z.string().min(1)).optional(),
  allows: z.array(z.string().min(1)).min(1),
  title: z.string().min(2).optional(),
  signs: z.array(z.string().min(1)).optional(),
  also: z.array(z.string().min(1)).optional(),
  here: z.number().int().min(1).optional(),
  given: z.array(z.string().min(1)).optional(),
  with: z.array(z.string().min(1)).optional(),
  nowhere: z.array(z.string().min(1)).optional(),
  source: z.string().min(3).optional(),
  report: z.boolean().optional(),
})

/**
 * The vetted table of inferences, JSON Lines; `version` is the beginning of the file's SHA-256. Without the file nothing is
 * inferred. Throws AppError `model-invalid` for a damaged one.
 */
export function readInferences(file: string): InferenceTable {
  if (!existsSync(file)) return { version: 'none', rows: [] }
  const text = readFileSync(file, 'utf8')
  const rows = text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    try {
      return [Row.parse(JSON.parse(line)) as Inference]
    } catch (cause) {
      throw new AppError('model-invalid', `The table of inferences is damaged (line ${i + 1}). Install RadDraft again.`, { cause })
    }
  })
  return { version: createHash('sha256').update(text).digest('hex').slice(0, 12), rows }
}
