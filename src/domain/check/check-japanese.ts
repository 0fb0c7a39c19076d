import { readFactsJapanese } from '../fact/japanese/read-facts-japanese.ts'
import { compareJapanese } from './compare-japanese.ts'
import type { CheckInput } from './context.ts'
import type { CheckIssue } from './issue.ts'
import { leftOutJapanese } from './left-out-japanese.ts'

/** Checks of a Japanese conclusion against its Japanese findings, on facts: contradictions, what nothing carries, what is left out. */
export function checkJapanese(input: CheckInput): CheckIssue[] {
  const findings = readFactsJapanese(input.findings)
  const conclusion = readFactsJapanese(input.conclusion)
  const around = [input.indication, input.comparison].filter((text): text is string => Boolean(text)).join('\n')
  return [...compareJapanese(conclusion, findings, around ? readFactsJapanese(around) : null), ...leftOutJapanese(conclusion, findings)]
}
