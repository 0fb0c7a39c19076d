import type { Language } from '../report/report.ts'

/** Characters looked at from the start of the text; enough to be sure, and constant in time. */
const sample = 20_000

/**
 * Japanese when at least a tenth of the letters are kana or kanji (Japanese reports carry many Latin abbreviations),
 * otherwise English. Empty text is English.
 */
export function detectLanguage(text: string): Language {
  let japanese = 0
  let letters = 0
  const end = Math.min(text.length, sample)
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x2e7f && isJapanese(code)) japanese++
    if (code > 0xbf || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)) letters++
  }
  return japanese > 0 && japanese * 10 >= letters ? 'ja' : 'en'
}

/** Kana (full and half width), kanji, Kangxi radicals and the marks that repeat or lengthen them. */
export function isJapanese(code: number): boolean {
  return (
    (code >= 0x3040 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0xff66 && code <= 0xff9f) || (code >= 0x2e80 && code <= 0x2fdf) || code === 0x3005
  )
}
