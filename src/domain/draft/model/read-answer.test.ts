import { describe, expect, it } from 'vitest'
import { readAnswer } from './read-answer.ts'

describe('reading the answer of a model', () => {
  it('takes headings, list numbers and markdown off', () => {
    expect(readAnswer('**Impression:**\n1. Left effusion.\n2. **Fracture** of T8.')).toEqual(['Left effusion.', 'Fracture of T8.'])
    expect(readAnswer('結論：右肺結節。胸水なし。')).toEqual(['右肺結節。', '胸水なし。'])
  })
  it('drops chatter, repeats and template tokens', () => {
    expect(readAnswer('Here is the conclusion: \nMass in the liver.<|im_end|>\nMass in the liver. MASS IN THE LIVER')).toEqual(['Mass in the liver.'])
  })
  it('drops an unfinished tail only when the answer is unfinished', () => {
    expect(readAnswer('Mass in the liver. There is also a', false)).toEqual(['Mass in the liver.'])
    expect(readAnswer('Mass in the liver', true)).toEqual(['Mass in the liver'])
  })
  it('puts a heading before its first sentence only', () => {
    expect(readAnswer('Liver: Cyst of 9 mm. No mass.')).toEqual(['Liver: Cyst of 9 mm.', 'No mass.'])
  })
  it('stops where another section begins', () => {
    expect(readAnswer('No fracture.\nFindings: The bones are intact.')).toEqual(['No fracture.'])
  })
  it('gives nothing for nothing', () => {
    expect(readAnswer('')).toEqual([])
    expect(readAnswer('**\n1.\n—')).toEqual([])
  })
})
