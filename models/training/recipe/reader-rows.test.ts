import { describe, expect, it } from 'vitest'
import { openQuestions, secondReaderPrefix, secondReaderText } from '../../../src/domain/check/second-reader/second-reader.ts'
import { balanced, differing, mirrored, readerRow, reportQuestions, type ReaderReport } from './reader-rows.ts'

const report: ReaderReport = {
  id: 'r1',
  findings: 'Left kidney: 5 mm calculus in the lower pole. Right kidney normal. Liver: 12 mm cyst in segment VI. No pleural effusion.',
  conclusion: 'Small stone in the lower left kidney. Liver cyst in segment VI.',
  rewording: 'Left lower pole renal calculus of 5 mm. Hepatic cyst.',
  errors: [{ kind: 'level', conclusion: 'Small stone in the lower left kidney. Liver cyst in segment II.', wrong: 'segment II', why: 'segment VI' }],
}

describe('questions of a report', () => {
  const questions = reportQuestions(report, [{ text: 'Acute appendicitis.' }], 7)

  it('the sentence with the error is wrong, what stands beside it is not (bug: whole conclusions called wrong)', () => {
    const told = (answer: string, source: string) => new Set(questions.filter((one) => one.answer === answer && one.source === source).map((one) => one.told))
    expect(told('1', 'written')).toEqual(new Set(['Liver cyst in segment II.']))
    expect(told('0', 'written')).toEqual(new Set(['Small stone in the lower left kidney.', 'Liver cyst in segment VI.', 'Left lower pole renal calculus of 5 mm.', 'Hepatic cyst.']))
  })
  it('the same sentences are also asked the other way round (bug: a word alone gives the answer away)', () => {
    const turned = questions.filter(({ source, evidence }) => source === 'mirrored' && evidence.includes('12 mm cyst in segment II.'))
    expect(turned.map(({ told, answer }) => [told, answer])).toEqual(expect.arrayContaining([['Liver cyst in segment II.', '0'], ['Liver cyst in segment VI.', '1']]))
  })
  it('is the same for the same seed, and no question stands twice', () => {
    expect(reportQuestions(report, [{ text: 'Acute appendicitis.' }], 7)).toEqual(questions)
    expect(new Set(questions.map(({ evidence, told }) => `${evidence}|${told}`)).size).toBe(questions.length)
  })
  it('half are right, and written errors are kept before made ones', () => {
    const chosen = balanced(questions, 6, 1)
    expect(chosen.map(({ answer }) => answer).toSorted()).toEqual(['0', '0', '0', '1', '1', '1'])
    expect(chosen.filter(({ source }) => source === 'mutated' || source === 'foreign')).toEqual([])
  })
  it('a row is asked word for word as the application asks (bug: trained on another prompt)', () => {
    const [asked] = openQuestions(report, [])
    const row = readerRow(questions.find(({ told, evidence }) => told === asked!.told && evidence === asked!.evidence)!, 'x', 'chatml')
    expect(row.prompt).toEqual([...secondReaderPrefix('chatml'), ...secondReaderText(asked!, 'chatml')])
    expect(row).toMatchObject({ answer: '0', choices: ['0', '1'], kind: '0' })
  })
})

describe('turning the evidence round', () => {
  it('finds the words that differ', () => {
    expect(differing('Fracture of the left radius.', 'Fracture of the right radius.')).toEqual(['left', 'right'])
    expect(differing('Node 12 mm, stable.', 'Node 21 mm, stable.')).toEqual(['12', '21'])
  })
  it('changes whole words only, keeps capitals, and gives up where it cannot be sure (bug: "12" in "12.5", a wrong row called right)', () => {
    expect(mirrored('Left lung: left node.', 'Node in left lung.', 'Node in right lung.')).toBe('Right lung: right node.')
    expect(mirrored('Node 12.5 mm.', 'Node 12 mm.', 'Node 21 mm.')).toBeNull()
    expect(mirrored('Left kidney normal, right kidney 5 mm stone.', 'Stone in the right kidney.', 'Stone in the left kidney.')).toBeNull()
    expect(mirrored('No effusion.', 'No effusion.', 'Effusion.')).toBeNull()
  })
})
