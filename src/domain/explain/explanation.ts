import type { PlainLanguage } from './plain-language.ts'
import type { Suggestions } from './suggest.ts'

/** What "Explain" shows. Nothing of it is stored. `problem`: the guideline pack could not be read. */
export type Explanation = { suggestions: Suggestions | null; problem: string | null; plain: PlainLanguage }
