import { isCjk } from './tokens.ts'

/** Language of a report as far as the rules need it; `other` has no rules, `none` has no words. */
export type ReportLanguage = 'en' | 'ja' | 'other' | 'none'

/** Frequent short words of the languages that share the Latin alphabet, and words of reports. Each word stands in one list only. */
const latinWords: Record<'en' | 'other', readonly string[]> = {
  en: ['the', 'of', 'and', 'with', 'is', 'are', 'no', 'there', 'in', 'to', 'for', 'or', 'not', 'seen', 'evidence', 'without', 'from', 'bone', 'mets', 'metastases', 'metastasis', 'liver', 'lung', 'stable', 'unchanged', 'new', 'normal', 'lesion', 'lesions', 'left', 'right', 'known', 'cancer', 'prostate', 'breast', 'this', 'has', 'have', 'was', 'multiple', 'spine', 'disease', 'bones', 'skeletal', 'osseous', 'ct', 'chest', 'fracture', 'change', 'history', 'patient', 'pain', 'rib', 'study', 'compared', 'previous', 'interval'],
  other: ['der', 'die', 'das', 'und', 'nicht', 'kein', 'keine', 'keinen', 'mit', 'ein', 'eine', 'ist', 'von', 'im', 'zum', 'zur', 'bei', 'auf', 'nachweis', 'knochenmetastasen', 'ossäre', 'le', 'la', 'les', 'des', 'du', 'et', 'est', 'sont', 'pas', 'sans', 'une', 'un', 'dans', 'avec', 'au', 'aux', 'ou', 'osseuse', 'osseuses', 'métastases', 'absence', 'el', 'los', 'las', 'del', 'con', 'por', 'una', 'que', 'óseas', 'sin', 'il', 'lo', 'gli', 'di', 'della', 'delle', 'dei', 'sono', 'metastasi', 'ossee', 'senza', 'da', 'em', 'sem', 'não', 'ósseas', 'het', 'een', 'van', 'geen', 'och', 'inga', 'ingen', 'av', 'til', 'nie', 'brak', 'bir'],
}

/** Characters and words of Chinese reports that Japanese does not use. */
const chineseMarks = new Set([...'转见无显诊肿颈这为现们应并变团检质组织节对时间侧于轉顯檢這與於們'].map((character) => character.charCodeAt(0)))

const languageOfWord = new Map<string, 'en' | 'other'>(Object.entries(latinWords).flatMap(([language, words]) => [...words].map((word) => [word, language as 'en' | 'other'] as const)))

/** How much of each text is looked at: enough to tell a language, little enough to cost nothing. */
const lookedCharacters = 1_500
const lookedWords = 150

/**
 * Language of normalised texts with their words. Kana decide for Japanese; Han without kana is Japanese unless it holds Chinese forms;
 * Latin letters are English unless the frequent words of another language outnumber the English ones.
 */
export function detectLanguage(sources: readonly { text: string; words: readonly string[] }[]): ReportLanguage {
  let kana = 0
  let han = 0
  let chinese = 0
  let latin = 0
  let foreign = 0
  for (const { text } of sources) {
    const end = Math.min(text.length, lookedCharacters)
    for (let i = 0; i < end; i++) {
      const code = text.charCodeAt(i)
      if (code < 0x80) {
        if (code >= 0x61 && code <= 0x7a) latin++
      } else if (code >= 0xc0 && code <= 0x24f) latin++
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
  let english = 0
  let other = 0
  for (const { words } of sources) {
    const end = Math.min(words.length, lookedWords)
    for (let i = 0; i < end; i++) {
      const language = languageOfWord.get(words[i]!)
      if (language === 'en') english++
      else if (language === 'other') other++
    }
  }
  return other > english ? 'other' : 'en'
}
