import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inOtherLanguage, otherLanguage } from '../../../src/domain/text/other-language.ts'

type Row = Partial<Record<'id' | 'indication' | 'findings' | 'conclusion' | 'comparison', string>>

/** Every English report of ours that is not composed: status, check pairs, drafts, also those whose words the list has not seen. */
const rows = ['../status/', '../check/', '../conclusion/'].flatMap((folder) => {
  const at = new URL(folder, import.meta.url)
  return readdirSync(at).filter((name) => name.endsWith('.jsonl') && name.includes('-en')).flatMap((name) => readFileSync(new URL(name, at), 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Row))
})
const texts = rows.flatMap((row) => (['indication', 'findings', 'conclusion', 'comparison'] as const).map((field) => row[field] ?? '')).filter((text) => text.trim() !== '')

describe('English reports of ours', () => {
  it('are English, each text and each sentence of it (bug: a report that can be read gets no label and no draft)', () => {
    expect(texts.length).toBeGreaterThan(9_000)
    expect(texts.filter((text) => otherLanguage(text) !== null)).toEqual([])
    const sentences = texts.flatMap((text) => text.split(/[.;\n]\s*/))
    expect(sentences.filter((sentence) => {
      const words = sentence.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []
      return inOtherLanguage(words, 0, words.length, 4)
    })).toEqual([])
  }, 60_000)
})
