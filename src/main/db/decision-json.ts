import { z } from 'zod'
import { sectionNames } from '../../domain/report/sections.ts'
import type { ReportLanguage } from '../../domain/status/language.ts'
import { StatusLabel, type StatusDecision, type StatusStep } from '../../domain/status/status-tag.ts'

export const Evidence = z.array(z.object({ field: z.enum([...sectionNames, 'text']), start: z.number(), end: z.number(), text: z.string() }))
export const Probabilities = z.tuple([z.number(), z.number(), z.number()])

const Tier = z.enum(['rules', 'learned', 'language-model'])
const Step = z.object({ tier: Tier, label: StatusLabel.nullable(), probability: z.number(), decided: z.boolean(), said: z.string(), why: z.string() })

const Decision = z.looseObject({
  label: StatusLabel.nullable(),
  probabilities: Probabilities,
  sure: z.number().optional(),
  uncertain: z.boolean(),
  evidence: Evidence,
  reason: z.string(),
  tier: Tier,
  version: z.string(),
  language: z.enum(['en', 'ja', 'other', 'none']).optional(),
  path: z.array(Step).optional(),
})

/** An answer of the classifier as it is stored; `path` is empty where a single tier was asked. */
export type KeptDecision = StatusDecision & { language?: ReportLanguage | undefined; path?: StatusStep[] | undefined }

/** Throws where what is stored is no decision. */
export const readDecision = (json: string): KeptDecision => Decision.parse(JSON.parse(json))
