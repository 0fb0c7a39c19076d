import { describe, expect, it } from 'vitest'
import { readFindings } from './align.ts'
import { extractiveDraft } from '../extractive.ts'
import { gatePhrase } from '../gate/gate-phrase.ts'
import { headingContext } from './heading-context.ts'
import { noInferences } from '../names/inference.ts'

const contextOf = (text: string, words: string) => {
  const read = readFindings(text)
  return headingContext(read.sentences.find(({ start, end }) => text.slice(start, end).includes(words))!, read)
}

describe('what a heading in running text places', () => {
  const chest = 'Moderate left effusion. Right lung: three nodules up to 8 mm (middle lobe). Left hilar nodes 17 mm. Lytic lesion of T9, 12 mm. Small cyst.'
  it('its own sentence, not what names another side, a level, or comes after such a sentence', () => {
    expect(contextOf(chest, 'three nodules')).toBe('Right lung')
    expect(contextOf(chest, 'hilar nodes')).toBeNull()
    expect(contextOf(chest, 'Lytic')).toBeNull()
    expect(contextOf(chest, 'Small cyst')).toBeNull()
  })
  it('on a line of its own it goes on, but never over the other side', () => {
    expect(contextOf('Liver: Enlarged. Focal hypodensity of 9 mm.\nSpleen: Normal.', 'Focal')).toBe('Liver')
    expect(contextOf('Left kidney: Normal size. Right calculus of 4 mm.', 'calculus')).toBeNull()
  })
  it('a draft never puts a vertebra into a lung', () => {
    for (const { text } of extractiveDraft({ findings: chest })) expect(text).not.toMatch(/^Right lung.*(?:T9|hilar)/i)
  })
  it('the gate lets no phrase take the side of a heading that has ended', () => {
    const read = readFindings('Small effusion. Right lung: three nodules. Left hilar nodes 17 mm. Mass of 30 mm.')
    expect(gatePhrase('30 mm right lung mass', read.sentences[3]!, read, noInferences).reason).not.toBeNull()
  })
})
