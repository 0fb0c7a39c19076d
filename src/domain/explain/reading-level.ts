import type { Language } from '../report/report.ts'
import { splitSentences } from '../text/sentences.ts'

/** `grade`: Flesch–Kincaid grade level, in US school years. `kanji`: share of the characters that are kanji, 0 to 1. */
export type ReadingLevel = { measure: 'grade' | 'kanji'; value: number }

/**
 * How hard a text is to read. English: Flesch–Kincaid grade (Kincaid et al. 1975: 0.39 words per sentence + 11.8 syllables per word
 * − 15.59), not below 0, one decimal; syllables are counted by vowel groups. Japanese: the share of kanji, no more.
 */
export function readingLevel(text: string, language: Language): ReadingLevel {
  if (language === 'ja') {
    const letters = text.match(/[\p{L}\d]/gu)?.length ?? 0
    return { measure: 'kanji', value: letters === 0 ? 0 : Math.round(((text.match(/\p{Script=Han}/gu)?.length ?? 0) / letters) * 100) / 100 }
  }
  const words = text.match(/[A-Za-z]+(?:['’-][A-Za-z]+)*/g) ?? []
  if (words.length === 0) return { measure: 'grade', value: 0 }
  const sentences = Math.max(1, splitSentences(text).length)
  const grade = 0.39 * (words.length / sentences) + 11.8 * (words.reduce((sum, word) => sum + syllablesOf(word), 0) / words.length) - 15.59
  return { measure: 'grade', value: Math.max(0, Math.round(grade * 10) / 10) }
}

function syllablesOf(word: string): number {
  const plain = word.toLowerCase().replace(/(?:[^laeiouy]es|[^laeiou]e)$/, '').replace(/^y/, '')
  return Math.max(1, plain.match(/[aeiouy]{1,2}/g)?.length ?? 1)
}
