import { strings } from '../../lib/strings.ts'

const { models, words } = strings

/** The accepted errors that are offered, as shares of 1. */
export const acceptedErrors: readonly number[] = [0.005, 0.01, 0.02, 0.05]

export const errorValue = (acceptedError: number | null): string => (acceptedError === null ? 'never' : String(acceptedError))

/** What the select offers; a value that a policy or an older version set is offered too, so that it is not shown as another one. */
export function errorOptions(acceptedError: number | null): { value: string; label: string }[] {
  const offered = acceptedError === null || acceptedErrors.includes(acceptedError) ? acceptedErrors : [...acceptedErrors, acceptedError].toSorted((a, b) => a - b)
  return [{ value: 'never', label: models.never }, ...offered.map((share) => ({ value: errorValue(share), label: models.upTo(words.percent(share)) }))]
}
