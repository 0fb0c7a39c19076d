import { describe, expect, it } from 'vitest'
import * as domain from '../../domain/report/report.ts'
import { modalities } from '../../domain/study/study.ts'
import { maxSectionLength, sectionNames } from './sections.ts'
import { modalityOptions } from './words.ts'

describe('the values that the page keeps for itself', () => {
  it('equal those of the domain: a section missing here would not be saved', () => {
    expect(sectionNames).toEqual(domain.sectionNames)
    expect(maxSectionLength).toBe(domain.maxSectionLength)
    expect(modalityOptions.map(({ value }) => value)).toEqual([...modalities])
  })
})
