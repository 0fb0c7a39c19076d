import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { asJsonLines, composeSet } from './compose/index.ts'
import { checksum, composedCount, composedSeed, greatestShare } from './validate.ts'
import { leakage, problemsOf, readRows, sentenceUnits, writtenSets, type StatusRow } from './validate-sets.ts'

const languages = ['en', 'ja'] as const
const sample = { en: composeSet('en', { count: 1500, seed: 7 }), ja: composeSet('ja', { count: 1500, seed: 7 }) }

describe.each(languages)('composed %s reports', (language) => {
  const rows = sample[language]

  it('are valid, quote their evidence and come in equal thirds: a report mislabelled or unbalanced teaches a wrong prior', () => {
    const { rows: read, problems } = readRows(asJsonLines(rows), language)
    expect([...problems, ...problemsOf(read, language, 0.33)]).toEqual([])
    expect(read).toHaveLength(1500)
  })

  it('are the same for the same seed and others for another: the set is not committed, its seed is', () => {
    const again = composeSet(language, { count: 60, seed: 7 })
    expect(again).toEqual(composeSet(language, { count: 60, seed: 7 }))
    expect(composeSet(language, { count: 60, seed: 8 }).map(({ conclusion }) => conclusion)).not.toEqual(again.map(({ conclusion }) => conclusion))
  })

  it('leave no mark of the template language behind: a classifier would learn the mark', () => {
    for (const { id, indication, findings, conclusion } of rows) expect([indication, findings, conclusion].filter((text) => text !== undefined && (language === 'en' ? /[[\]{}<>|]|undefined/ : /[{}|]|undefined/).test(text)), id).toEqual([])
  })

  it('share no sentence and few runs of words with the hand-written sets: a figure on seen text would be worth nothing', () => {
    for (const { name, rows: written, problems } of writtenSets(language, ['test', 'develop'])) {
      expect(problems).toEqual([])
      const { sentences, shares } = leakage(written, rows, language)
      expect(sentences, name).toEqual([])
      expect(shares.filter(({ share }) => share > greatestShare), name).toEqual([])
    }
  })

  it('do not give the label away by length, lines or sections: a shortcut fails on the first stranger', () => {
    const mean = (of: (row: (typeof rows)[number]) => number): number[] => [0, 1, 2].map((label) => rows.filter((row) => row.label === label)).map((own) => own.reduce((sum, row) => sum + of(row), 0) / own.length)
    const spread = (values: number[]): number => Math.max(...values) / Math.min(...values)
    expect(spread(mean(({ conclusion, findings }) => (conclusion ?? findings ?? '').length))).toBeLessThan(1.35)
    expect(spread(mean(({ conclusion, findings }) => (conclusion ?? findings ?? '').split('\n').length))).toBeLessThan(1.35)
    expect(spread(mean(({ findings }) => (findings === undefined ? 0 : 1)))).toBeLessThan(1.4)
  })
})

describe('the set of the data card', () => {
  it.each(languages)('has the checksum that stands there (%s): a changed bank without a changed card would train on something else', (language) => {
    const card = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    expect(card).toContain(checksum(asJsonLines(composeSet(language, { count: composedCount, seed: composedSeed }))))
  })
})

describe('validator', () => {
  const row: StatusRow = { id: 'a', indication: 'x', conclusion: 'Several deposits in the lumbar spine have grown. Liver clear.', label: 1, evidence: [{ field: 'conclusion', text: 'have grown' }] }
  const set = [row, { ...row, id: 'b', conclusion: 'Unchanged.', label: 2 as const, evidence: [{ field: 'conclusion' as const, text: 'Unchanged' }] }, { ...row, id: 'c', conclusion: 'Clear.', label: 0 as const, evidence: [] }]

  it('accepts a sound set and finds each fault: a validator that sees nothing approves everything', () => {
    expect(problemsOf(set, 'x', 0.33)).toEqual([])
    expect(problemsOf([...set, { ...row, conclusion: 'Other have grown' }], 'x', 0.2)).toEqual(['x a: id stands twice'])
    expect(problemsOf([...set, { ...row, id: 'd', conclusion: row.conclusion!.toUpperCase(), evidence: [] }], 'x', 0.2)).toEqual(['x d: report stands twice', 'x d: labels 1 and 2 quote the words that decide'])
    expect(problemsOf([...set, { ...row, id: 'd', conclusion: 'Stable.' }], 'x', 0.2)).toEqual(['x d: evidence is not in the conclusion: have grown'])
    expect(problemsOf([...set, { ...row, id: 'd', indication: '', conclusion: ' ', label: 0, evidence: [] }], 'x', 0.2)).toEqual(['x d: empty'])
    expect(problemsOf([...set, { ...row, id: 'd', conclusion: 'They have grown', uncertain: true }], 'x', 0.2)).toEqual(['x d: only label 0 may be uncertain'])
    expect(problemsOf(set.slice(1), 'x', 0.33)).toEqual(['x: label 1 has a share of 0.000, less than 0.33'])
  })

  it('names lines that are no report: a cut file must not pass as a small set', () => {
    const { rows, problems } = readRows(`${JSON.stringify(row)}\n{"id":"b","label":4}\n{"id":`, 'x')
    expect(rows).toHaveLength(1)
    expect(problems.map((line) => line.slice(0, 8))).toEqual(['x line 2', 'x line 3'])
  })

  it.each([
    ['en' as const, 'Bones: several deposits in the lumbar spine have grown; nodes smaller', 'Several deposits in the lumbar spine have grown. Liver clear'],
    ['ja' as const, '肝転移なし。前回CTと比較して腰椎の骨転移は明らかに増大している。', '前回CTと比較して、腰椎の骨転移は明らかに増大している。肺転移なし'],
  ])('finds a hand-written %s sentence that was copied, and only then: leakage would inflate every figure', (language, composed, written) => {
    const found = leakage([{ ...row, conclusion: written }], [{ ...row, id: 'c', conclusion: composed }], language)
    expect(found.sentences).toHaveLength(1)
    expect(found.most).toBeGreaterThan(0.1)
    expect(leakage([{ ...row, conclusion: written }], [{ ...row, id: 'c', conclusion: written }], language)).toMatchObject({ most: 1, sentences: [{ id: 'a' }] })
    expect(leakage([{ ...row, conclusion: written }], [{ ...row, id: 'c', conclusion: language === 'en' ? 'Nothing of the kind is seen here today at all.' : '骨転移を疑う異常所見は今回の検査では認められない。' }], language)).toMatchObject({ most: 0, sentences: [] })
  })

  it('does not cut a sentence at a decimal point: half a sentence would count as another one', () => {
    expect(sentenceUnits('A lesion of 2.4 cm. Stable', 'en')).toHaveLength(2)
    expect(sentenceUnits('L2に2.4cmの結節。不変', 'ja')).toHaveLength(2)
  })
})
