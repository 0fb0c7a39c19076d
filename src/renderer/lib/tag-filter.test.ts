import { expect, it } from 'vitest'
import { WorklistFilter } from '../../domain/worklist/worklist.ts'
import { labelOf, tagChoiceOf, tagOptions } from './tag-filter.ts'

it('every choice of the tag filter is a filter that main takes, and comes back as the same choice', () => {
  for (const { value } of tagOptions) {
    const { label } = WorklistFilter.parse({ label: labelOf(value) })
    expect(tagChoiceOf(label)).toBe(value)
  }
  expect(tagOptions.map(({ value }) => labelOf(value))).toEqual([null, 0, 1, 2, 'unlabelled'])
})
