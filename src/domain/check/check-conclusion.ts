import type { FindingsText } from '../draft/align.ts'
import { checkAge } from './age.ts'
import { checkContext, type CheckInput } from './context.ts'
import { checkDirection } from './direction.ts'
import type { CheckIssue } from './issue.ts'
import { checkLeftOut } from './left-out.ts'
import { checkMissing } from './missing.ts'
import { checkNegation } from './negation.ts'
import { checkNumber } from './number.ts'
import { checkOrgan } from './organ.ts'
import { checkSex } from './sex.ts'
import { checkSide } from './side.ts'
import { checkUnsupported } from './unsupported.ts'

export type { CheckInput } from './context.ts'

const contradictions = [checkSide, checkNegation, checkNumber, checkDirection, checkOrgan]
const others = [checkUnsupported, checkLeftOut, checkSex, checkAge]

/**
 * Compares a conclusion with its findings and order. Silence is the normal state: only what contradicts, is carried by
 * nothing, or is heavy and left out. Offsets are UTF-16 units into the texts as given. Never throws.
 */
export function checkConclusion(input: CheckInput, findings?: FindingsText): CheckIssue[] {
  const context = checkContext(input, findings)
  const missing = checkMissing(context)
  const issues = missing.length ? [...missing, ...checkSex(context), ...checkAge(context)] : [...contradictions, ...others].flatMap((check) => check(context))
  return issues.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1))
}
