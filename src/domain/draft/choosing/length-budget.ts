import type { Language } from '../../report/report.ts'
import { weighFinding } from './importance.ts'
import { readFindings } from '../reading/align.ts'

/** How long a conclusion may be. `words` are words in English, characters in Japanese. */
export type LengthBudget = { sentences: number; words: number; tokens: number }

/**
 * Length from the findings: about one line for each finding worth telling, at most six; normal studies one or two lines.
 * Readers rejected a model that wrote twice as much as people do (product.md, 2), so the cap is low.
 */
export function lengthBudget(findings: string, language: Language): LengthBudget {
  const read = readFindings(findings.slice(0, 60_000))
  const heavy = read.sentences.filter((sentence) => weighFinding(sentence) >= 1.6).length
  const sentences = Math.min(6, Math.max(1, heavy))
  const words = language === 'ja' ? 30 + 28 * sentences : 10 + 13 * sentences
  return { sentences, words, tokens: language === 'ja' ? Math.ceil(words * 2.6) : Math.min(220, Math.ceil(words * 1.9)) }
}
