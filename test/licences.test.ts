import { describe, expect, it } from 'vitest'
import { isAllowed, licenceText, shipped } from '../scripts/licences.mjs'

describe('licences of what ships', () => {
  it('are all on the list of allowed ones', () => {
    const parts = shipped()
    expect(parts.map(({ name }) => name)).toEqual(expect.arrayContaining(['react', 'zod', 'node-llama-cpp', '@tiptap/core', '@fontsource-variable/noto-sans-jp']))
    expect(parts.filter(({ licence }) => !isAllowed(licence))).toEqual([])
  })

  it('a copyleft or unknown licence would be refused', () => {
    expect(isAllowed('GPL-3.0-only')).toBe(false)
    expect(isAllowed('unknown')).toBe(false)
    expect(isAllowed('(MIT AND GPL-2.0)')).toBe(false)
    expect(isAllowed('(MIT OR GPL-3.0)')).toBe(true)
  })

  it('stand in the build with their texts', () => {
    expect(licenceText()).toContain('SIL OPEN FONT LICENSE')
  })
})
