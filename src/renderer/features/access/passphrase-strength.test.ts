import { describe, expect, it } from 'vitest'
import { passphraseStrength } from './passphrase-strength.ts'

describe('passphraseStrength', () => {
  it('does not praise length without variety', () => {
    expect(passphraseStrength('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')).toBe('weak')
    expect(passphraseStrength('1234567890123456')).toBe('weak')
    expect(passphraseStrength('abcdefghijklmnopqrstuvwxyz')).toBe('weak')
    expect(passphraseStrength('Summer26')).toBe('weak')
  })

  it('knows that several words are good without signs and digits', () => {
    expect(passphraseStrength('quiet copper heron')).toBe('fair')
    expect(passphraseStrength('quiet copper heron under seven lamps')).toBe('strong')
  })

  it('counts Japanese letters', () => {
    expect(passphraseStrength('静かな湖と銅の鷺、七つの灯りの下で')).not.toBe('weak')
  })
})
