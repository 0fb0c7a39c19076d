import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { plainIssue } from './plain-issue.ts'

const Row = z.object({
  id: z.union([z.string(), z.number()]),
  findings: z.string().max(1_048_576).refine((text) => text.trim() !== '', 'is empty: there is nothing to conclude from'),
  patient: z.object({ name: z.string().nullish() }).nullish(),
  lang: z.enum(['en', 'ja']).optional(),
  age: z.number().int().min(0).max(150).optional(),
  date: z.iso.date().optional(),
  files: z.array(z.string().min(1)).min(1).max(2).optional(),
  word: z.string().min(8).optional(),
})

const said = (value: unknown, schema: z.ZodType = Row) => {
  const { error } = schema.safeParse(value)
  return error ? plainIssue(error, value, 'The row') : null
}

describe('plainIssue', () => {
  it.each([
    ['The field id is missing.', { findings: 'x' }],
    ['The field id must be text or a number, not true or false.', { id: true, findings: 'x' }],
    ['The field findings is missing.', { id: 1 }],
    ['The field findings must be text, not null.', { id: 1, findings: null }],
    ['The field findings must be text, not a number.', { id: 1, findings: 5 }],
    ['The field findings must be text, not a list.', { id: 1, findings: ['x'] }],
    ['The field findings is empty: there is nothing to conclude from.', { id: 1, findings: ' ' }],
    ['The field findings may have 1,048,576 characters and has more.', { id: 1, findings: 'x'.repeat(1_048_577) }],
    ['The field patient.name must be text, not an object.', { id: 1, findings: 'x', patient: { name: {} } }],
    ['The field patient must be an object, not text.', { id: 1, findings: 'x', patient: 'Eve' }],
    ['The field lang must be en or ja.', { id: 1, findings: 'x', lang: 'de' }],
    ['The field age must be at most 150.', { id: 1, findings: 'x', age: 200 }],
    ['The field age must be at least 0.', { id: 1, findings: 'x', age: -1 }],
    ['The field age must be a whole number, not a number.', { id: 1, findings: 'x', age: 1.5 }],
    ['The field date is not in the expected form.', { id: 1, findings: 'x', date: '3/4/2026' }],
    ['The field files must not be empty.', { id: 1, findings: 'x', files: [] }],
    ['The field files may have 2 entries and has more.', { id: 1, findings: 'x', files: ['a', 'b', 'c'] }],
    ['The field files.1 must not be empty.', { id: 1, findings: 'x', files: ['a', ''] }],
    ['The field word needs at least 8 characters.', { id: 1, findings: 'x', word: 'short' }],
    ['The row must be an object, not a list.', [1, 2]],
    ['The row must be an object, not null.', null],
    ['The row must be an object, not left out.', undefined],
  ])('says: %s (bug: the reader gets the words of the schema library)', (sentence, value) => {
    expect(said(value)).toBe(sentence)
  })

  it('names what a strict schema does not know', () => {
    expect(said({ a: 1, b: 2 }, z.strictObject({ a: z.number() }))).toBe('The row has what nobody knows here: b.')
  })

  it('never quotes the value: it may be a patient’s (bug: a name in a log or on a shared screen)', () => {
    expect(said({ id: 1, findings: 'x', lang: 'Eve Example' })).not.toContain('Eve')
  })
})
