import { z } from 'zod'
import { checkConclusion, type CheckInput } from '../domain/check/check-conclusion.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, RowId, type RowCommand } from './rows.ts'
import { checkWithReader, openReader, requirePassed } from './second-reader.ts'

const Text = z.string().max(maxSectionLength)

const Row = z.object({
  id: RowId,
  findings: Text,
  conclusion: Text,
  indication: Text.optional(),
  comparison: Text.optional(),
  sex: z.string().max(20).nullish(),
  age: z.number().min(0).max(150).nullish(),
  side: z.string().max(40).nullish(),
})

/** DICOM's F and M, and the words people write. */
function sexOf(text: string | null | undefined): 'F' | 'M' | undefined {
  if (!text) return undefined
  if (/^(f|female|woman|女性?)$/i.test(text.trim())) return 'F'
  if (/^(m|male|man|男性?)$/i.test(text.trim())) return 'M'
  return undefined
}

/** The side of the order. */
function sideOf(text: string | null | undefined): 'left' | 'right' | undefined {
  if (!text) return undefined
  if (/^(l|lt|left|左側?)$/i.test(text.trim())) return 'left'
  if (/^(r|rt|right|右側?)$/i.test(text.trim())) return 'right'
  return undefined
}

/**
 * `raddraft check`: contradictions, omissions and inventions of every row's conclusion; with `secondReader` also advice of a model that has
 * passed its measurement, on what the rules leave open. Returns the exit code. Throws AppError `model-missing`, and `invalid-input` for a reader that was not measured.
 */
export async function check({ input, output, model, secondReader = false, signal }: RowCommand & { secondReader?: boolean }): Promise<number> {
  if (!secondReader && model !== undefined && model !== 'rules') throw new AppError('model-missing', `The check needs no model, and there is none named ${model}.`)
  const reader = secondReader ? await openReader(model) : null
  const languages = reader && requirePassed(reader.identity)
  try {
    return await answerRows({ input, output, schema: Row }, async ({ id, findings, conclusion, indication, comparison, sex, age, side }) => {
      const sexCode = sexOf(sex)
      const sideWord = sideOf(side)
      const given: CheckInput = {
        findings,
        conclusion,
        ...(indication !== undefined && { indication }),
        ...(comparison !== undefined && { comparison }),
        ...(sexCode && { sex: sexCode }),
        ...(age != null && { age }),
        ...(sideWord && { side: sideWord }),
      }
      return { id, issues: reader && languages ? await checkWithReader(given, reader, languages, signal) : checkConclusion(given) }
    })
  } finally {
    await reader?.dispose()
  }
}
