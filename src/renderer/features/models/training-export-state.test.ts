import { expect, it } from 'vitest'
import { countsLine } from './training-export-state.ts'

it('what is none is not listed, and nothing at all is null (bug: "date 0, time 0, age 0" hides what was taken out)', () => {
  expect(countsLine({ name: 12, time: 0, 'a possible name': 3, phone: undefined })).toBe('name 12, a possible name 3')
  expect(countsLine({ name: 0 })).toBeNull()
})
