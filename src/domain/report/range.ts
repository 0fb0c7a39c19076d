import { z } from 'zod'

/** A stretch of text: UTF-16 code units from `start` up to but not including `end`. */
export const TextRange = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() })
export type TextRange = z.infer<typeof TextRange>
