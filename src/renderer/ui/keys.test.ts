import { describe, expect, it } from 'vitest'
import { keyCaps } from './keys.ts'

describe('keyCaps', () => {
  it('draws the plus key once', () => {
    expect(keyCaps('Ctrl++', false)).toEqual(['Ctrl', '+'])
    expect(keyCaps('+', false)).toEqual(['+'])
    expect(keyCaps('Ctrl+Shift+l', false)).toEqual(['Ctrl', 'Shift', 'L'])
  })

  it('names keys as they are printed, on a Mac too', () => {
    expect(keyCaps('Escape', false)).toEqual(['Esc'])
    expect(keyCaps('Ctrl+Enter', true)).toEqual(['⌘', '↩'])
  })
})
