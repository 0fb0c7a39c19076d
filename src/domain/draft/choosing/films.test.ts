import { describe, expect, it } from 'vitest'
import { assembleDraft } from '../assemble.ts'
import type { DraftInput } from '../draft.ts'

const told = (input: DraftInput) => assembleDraft({ input, answer: null }).conclusion.split('\n').toSorted()
const clear = 'Heart size is normal. The lungs are clear. No pleural effusion or pneumothorax.'
const summed = 'No acute cardiopulmonary abnormality.'

describe('a chest film without anything acute', () => {
  it('is summed up; what age or an operation leaves waits in the left-out list (bug: the conclusion is a list of worn vertebrae)', () => {
    expect(told({ modality: 'DX', findings: `${clear} Mild degenerative change of the thoracic spine. Tortuous aorta.` })).toEqual([summed])
    const { leftOut } = assembleDraft({ input: { modality: 'DX', findings: `${clear} Mild degenerative change of the thoracic spine.` }, answer: null })
    expect(leftOut.map(({ text }) => text).join()).toMatch(/degenerative/)
  })
  it('is known without its modality', () => expect(told({ findings: `${clear} Mild scoliosis.` })).toEqual([summed]))
  it.each(['Old healed fracture of the left sixth rib.', 'Stable scarring at the right apex.', 'Large hiatal hernia.', 'Lungs are hyperexpanded, consistent with COPD.'])('long-standing things are told beside the summary: %s', (finding) => {
    const lines = told({ modality: 'CR', findings: `${clear} ${finding}` })
    expect(lines).toHaveLength(2)
    expect(lines).toContain(summed)
  })
  it.each(['New nodule of 9 mm in the left upper lobe.', 'Acute compression fracture of T9.', 'Interval increase of a calcified mass at the right apex.', 'Widening of the mediastinum, aneurysm of the calcified aorta.'])('nothing is summed up over what may be recent: %s', (finding) => expect(told({ modality: 'CR', findings: `${clear} ${finding}` })).not.toContain(summed))
  it('a CT keeps its worn things', () => expect(told({ modality: 'CT', findings: `${clear} Severe degenerative change of the thoracic spine.` }).join()).toMatch(/degenerative/))
})
