import { describe, expect, it } from 'vitest'
import { readConclusion, readFindings } from '../../draft/reading/align.ts'
import { nearestSentences } from './nearest-sentences.ts'

const nearest = (conclusion: string, findings: string) => {
  const read = readFindings(findings)
  return nearestSentences(readConclusion(conclusion)[0]!.units, conclusion, read).map(({ sentence, share }) => [read.text.slice(read.sentences[sentence]!.start, read.sentences[sentence]!.end), Math.round(share * 100) / 100] as const)
}

describe('sentences that speak of the same', () => {
  it('finds them by words that no list knows', () => {
    const [first] = nearest('Seton in situ, fistula tract still active.', 'The sphincter is thickened. An active fistula tract with a seton crosses it. No supralevator sepsis.')
    expect(first![0]).toBe('An active fistula tract with a seton crosses it.')
  })
  it('weighs a rare word more than one of every sentence', () => {
    const [first] = nearest('Liver with an abscess.', 'Liver of normal size. Liver contour smooth. Liver segment 6 holds an abscess. Liver veins patent.')
    expect(first![0]).toContain('abscess')
  })
  it('counts what the heading says, and gives nothing where no word is shared', () => {
    expect(nearest('Graft occluded.', 'Left bypass graft: occluded from its origin. Ankle index 0.4.')[0]![1]).toBeGreaterThanOrEqual(0.5)
    expect(nearest('Hydrocele.', 'The liver is normal.')).toEqual([])
  })
})
