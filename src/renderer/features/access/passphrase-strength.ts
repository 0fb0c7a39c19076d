export type PassphraseStrength = 'weak' | 'fair' | 'strong'

/** Fewest characters that the contract accepts for a new passphrase (app.choosePassphrase). */
export const leastLength = 8

/**
 * A rough guess from length, kinds of character and repetition, in bits: under 40 is weak, under 64 fair. It counts every
 * character at the size of its alphabet and repeated ones hardly at all, so it praises no long row of the same letter.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const characters = [...passphrase]
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\p{L}\d]/u, /[^\P{L}a-zA-Z]/u]
  const sizes = [26, 26, 10, 30, 100]
  const alphabet = kinds.reduce((sum, kind, index) => sum + (kind.test(passphrase) ? (sizes[index] ?? 0) : 0), 0)
  const counting = characters.filter((character, index) => {
    const before = characters[index - 1]
    const step = before === undefined ? null : (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)
    return step === null || Math.abs(step) > 1
  })
  const distinct = new Set(counting).size
  // Words have about half the surprise of random characters; few distinct ones bound it further.
  const bits = Math.min(counting.length * 0.5, distinct * 1.5) * Math.log2(Math.max(2, alphabet))
  return bits < 40 ? 'weak' : bits < 64 ? 'fair' : 'strong'
}
