import { performance } from 'node:perf_hooks'
import { z } from 'zod'
import { classifyStatus } from '../domain/status/classify-status.ts'
import { maxSectionLength } from '../domain/report/sections.ts'
import { AppError } from '../shared/ipc/errors.ts'
import { answerRows, RowId, type RowCommand } from './rows.ts'

const Text = z.string().max(maxSectionLength)

const Row = z.object({
  id: RowId,
  text: Text.optional(),
  indication: Text.optional(),
  findings: Text.optional(),
  conclusion: Text.optional(),
  lang: z.string().optional(),
})

/** `raddraft classify`: the status tag of every row. Returns the exit code. */
export function classify({ input, output, model }: RowCommand): Promise<number> {
  if (model !== undefined && model !== 'rules') throw new AppError('model-missing', `There is no classifier ${model}. This build has: rules.`)
  return answerRows({ input, output, schema: Row }, ({ id, text, indication, findings, conclusion, lang }) => {
    const given = { ...(indication !== undefined && { indication }), ...(findings !== undefined && { findings }), ...(conclusion !== undefined && { conclusion }) }
    if (text === undefined && Object.keys(given).length === 0) throw new AppError('invalid-input', 'The row has no text: give either text, or indication, findings or conclusion.')
    const start = performance.now()
    const { label, probabilities, uncertain, evidence, reason, tier, version } = classifyStatus(text === undefined ? given : { text }, lang === 'en' || lang === 'ja' ? { language: lang } : {})
    return { id, label, probabilities, uncertain, evidence, reason, tier, model: version, ms: Math.round((performance.now() - start) * 1000) / 1000 }
  })
}
