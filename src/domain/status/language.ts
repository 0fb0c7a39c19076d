import { inOtherLanguage } from '../text/other-language.ts'
import { isCjk } from './tokens.ts'

/** Language of a report as far as the rules need it; `other` has no rules, `none` has no words. */
export type ReportLanguage = 'en' | 'ja' | 'other' | 'none'

/** Characters and words of Chinese reports that Japanese does not use. */
const chineseMarks = new Set([...'转见无显诊肿颈这為现们应并变团检质组织节对时间侧于轉顯檢這與於們'].map((character) => character.charCodeAt(0)))

/** How much of each text is looked at, from its first letter on: enough to tell a language, little enough to cost nothing. */
const lookedLetters = 1_500
const lookedWords = 300
/** So few words, unknown to English one and all, are another language in a report; a sentence beside English ones may be names. */
const leastUnknown = { report: 2, sentence: 4 } as const

/**
 * Language of normalised texts with their words. Kana decide for Japanese; Han without kana is Japanese unless it holds Chinese forms;
 * Latin letters are English unless the words are another language's (`inOtherLanguage`).
 */
export function detectLanguage(sources: readonly { text: string; words: readonly string[] }[]): ReportLanguage {
  let kana = 0
  let han = 0
  let chinese = 0
  let latin = 0
  let foreign = 0
  for (const { text } of sources) {
    const most = kana + han + latin + foreign + lookedLetters
    for (let i = 0; i < text.length && kana + han + latin + foreign < most; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) {
        if (code >= 0x61 && code <= 0x7a) latin++
      } else if ((code >= 0xc0 && code <= 0x24f) || (code >= 0x1e00 && code <= 0x1eff)) latin++
      else if (code >= 0x3041 && code <= 0x30fc) kana++
      else if (isCjk(code)) {
        han++
        if (chineseMarks.has(code)) chinese++
      } else if ((code >= 0x370 && code <= 0x11ff) || (code >= 0xac00 && code <= 0xd7af)) foreign++
    }
  }
  if (kana + han + latin + foreign === 0) return 'none'
  if (foreign > kana + han && foreign * 2 > latin) return 'other'
  if (chinese > 0 && (kana === 0 || chinese > kana)) return 'other'
  if (kana + han > 0 && (kana + han) * 6 >= latin) return 'ja'
  const words = sources.flatMap((source) => {
    const first = source.words.findIndex((word) => word !== '\n')
    return first < 0 ? [] : source.words.slice(first, first + lookedWords)
  })
  return inOtherLanguage(words, 0, words.length, leastUnknown.report) ? 'other' : 'en'
}

/** Whether an English sentence of a report is none: a line that was left in, or put in, in another language. */
export function isForeignSentence(words: readonly string[], from: number, to: number): boolean {
  return inOtherLanguage(words, from, to, leastUnknown.sentence)
}
