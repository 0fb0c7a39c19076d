import { z } from 'zod'
import { checkConclusion } from '../domain/check/check-conclusion.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, RowId, type RowCommand } from './rows.ts'

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

/** `raddraft check`: contradictions, omissions and inventions of every row's conclusion. Returns the exit code. */
export function check({ input, output, model }: RowCommand): Promise<number> {
  if (model !== undefined && model !== 'rules') throw new AppError('model-missing', `The check needs no model, and there is none named ${model}.`)
  return answerRows({ input, output, schema: Row }, ({ id, findings, conclusion, indication, comparison, sex, age, side }) => {
    const sexCode = sexOf(sex)
    const sideWord = sideOf(side)
    const issues = checkConclusion({
      findings,
      conclusion,
      ...(indication !== undefined && { indication }),
      ...(comparison !== undefined && { comparison }),
      ...(sexCode && { sex: sexCode }),
      ...(age != null && { age }),
      ...(sideWord && { side: sideWord }),
    })
    return { id, issues }
  })
}
