import { describe, expect, it } from 'vitest'
import { alignSentence, readFindings } from './align.ts'
import { readSentence } from '../../text/read-sentence.ts'

const align = (findings: string, sentence: string) => {
  const aligned = alignSentence(readSentence(sentence, { start: 0, end: sentence.length }), readFindings(findings))
  return { texts: aligned.evidence.map(({ start, end }) => findings.slice(start, end)), support: aligned.support }
}

const findings = 'RIGHT KIDNEY: There is a 12 mm angiomyolipoma at the upper pole. LEFT KIDNEY: Normal. The lungs are clear. No pleural effusion. L4/5: Disc herniation.'

describe('evidence for a conclusion sentence', () => {
  it('finds the sentence through plural, British spelling, abbreviation and unit', () => {
    expect(align('Multiple haematomas of the right upper lobe, 1.2 cm.', 'RUL hematoma, 12 mm.').texts).toHaveLength(1)
    expect(align(findings, 'Right renal angiomyolipoma measuring 1.2 cm.')).toMatchObject({ texts: ['There is a 12 mm angiomyolipoma at the upper pole.'] })
  })
  it('gives full support to a copy and little to an invention', () => {
    expect(align(findings, 'Disc herniation L4/5.').support).toBe(1)
    expect(align(findings, 'Splenic laceration with active bleeding.').support).toBe(0)
  })
  it('does not call a denied finding support for a told one', () => {
    expect(align(findings, 'Pleural effusion.').support).toBeLessThan(0.5)
    expect(align(findings, 'No pleural effusion.').support).toBe(1)
  })
  it('joins several finding sentences for one conclusion sentence', () => {
    expect(align('Right pleural effusion. Left lower lobe consolidation.', 'Left lower lobe consolidation and right effusion.').texts).toHaveLength(2)
  })
  it('works for Japanese without spaces', () => {
    expect(align('右肺上葉に12mmの結節を認めます。肝に嚢胞を認めます。', '右上葉結節（12 mm）。')).toMatchObject({ texts: ['右肺上葉に12mmの結節を認めます。'], support: 1 })
  })
})
