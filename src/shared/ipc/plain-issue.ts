import type { z } from 'zod'

type Issue = z.core.$ZodIssue

/** What people call the types that a schema may expect or a row may bring. */
const typeNames: Record<string, string> = {
  string: 'text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'an object', record: 'an object', array: 'a list', tuple: 'a list', null: 'null', undefined: 'left out',
}

/**
 * The first thing that is wrong with an input, as one plain sentence that names the field and what belongs there.
 * `input` is the value that was checked, `whole` names it where no single field is wrong, for example `The row`. The value itself is not quoted.
 */
export function plainIssue(error: z.ZodError, input: unknown, whole: string): string {
  const [issue] = error.issues
  if (!issue) return `${whole} is not as expected.`
  const field = issue.path.join('.').slice(0, 80)
  const given = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input)
  const subject = field === '' ? whole : `The field ${field}`
  return `${subject} ${given === undefined && field !== '' ? 'is missing' : problemOf(issue, given)}.`
}

function problemOf(issue: Issue, given: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
    case 'invalid_union': {
      const expected = expectedBy(issue)
      return expected.length === 0 ? 'is not as expected' : `must be ${listOf(expected)}, not ${typeNames[typeOf(given)] ?? typeOf(given)}`
    }
    case 'too_big':
      return issue.origin === 'string' ? `may have ${count(issue.maximum)} characters and has more` : issue.origin === 'array' ? `may have ${count(issue.maximum)} entries and has more` : `must be at most ${count(issue.maximum)}`
    case 'too_small':
      if (issue.origin !== 'string' && issue.origin !== 'array') return `must be at least ${count(issue.minimum)}`
      return Number(issue.minimum) === 1 ? 'must not be empty' : `needs at least ${count(issue.minimum)} ${issue.origin === 'string' ? 'characters' : 'entries'}`
    case 'invalid_value':
      return `must be ${listOf(issue.values.map(String))}`
    case 'unrecognized_keys':
      return `has what nobody knows here: ${issue.keys.join(', ').slice(0, 80)}`
    case 'custom':
      return issue.message
    default:
      return 'is not in the expected form'
  }
}

/** The types that would have fitted; a union of one type's values counts once. */
function expectedBy(issue: Issue): string[] {
  if (issue.code === 'invalid_type') return [typeNames[issue.expected] ?? issue.expected]
  if (issue.code !== 'invalid_union') return []
  return [...new Set(issue.errors.flatMap((each) => each.filter(({ path }) => path.length === 0).flatMap(expectedBy)))]
}

const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value)
const count = (limit: number | bigint) => limit.toLocaleString('en-GB')
const listOf = (names: readonly string[]) => (names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : (names[0] ?? ''))
