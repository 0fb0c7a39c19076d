import { describe, expect, it } from 'vitest'
import { compressEnglish } from './compress-english.ts'
import { dropParts, dropWords } from './drop-parts.ts'

describe('what a line of a conclusion does without', () => {
  it.each([
    ['readings that only support a finding', 'Right adrenal nodule 22 mm, 4 HU, SUVmax 1.9, consistent with adenoma', 'Right adrenal nodule 22 mm, consistent with adenoma'],
    ['flow velocities beside the stenosis', 'Mixed plaque at the bulb, PSV 290 cm/s, EDV 101 cm/s, corresponding to 70 % stenosis', 'Mixed plaque at the bulb, corresponding to 70 % stenosis'],
    ['axes of a size', 'Mass of the left frontal lobe, 41 x 30 x 28 mm (AP x TR x CC)', 'Mass of the left frontal lobe, 41 x 30 x 28 mm'],
    ['a normal neighbour', 'SFA stenosis 60 %, popliteal artery patent', 'SFA stenosis 60 %'],
    ['how a lesion with a category looks', 'Right base peripheral zone lesion, 11 mm, early enhancement, PI-RADS 4', 'Right base peripheral zone lesion, 11 mm, PI-RADS 4'],
  ] as const)('%s', (_, whole, short) => expect(dropParts(whole)).toBe(short))

  it.each([
    ['a denial', 'Acute necrotic collection, 60 mm, no gas'],
    ['a side', 'Lacunar infarcts, left more than right'],
    ['a hedge', 'Lesion in segment 4, 12 mm, possibly a haemangioma'],
    ['a change', 'Adrenal nodule, SUVmax 4.1, previously 9.8'],
    ['the posterior wall of a fractured vertebra', 'Burst fracture of L2, posterior wall intact'],
    ['another finding', 'Pleural effusion, rib fracture'],
    ['the only thing measured', 'Liver stiffness, 9.1 kPa'],
  ] as const)('%s stays', (_, text) => expect(dropParts(text)).toBe(text))

  it('verbs that only join go, a verb with a denial or a pronoun stays', () => {
    expect(dropWords('The spleen is markedly enlarged')).toBe('The spleen markedly enlarged')
    expect(dropWords('The infrarenal aorta measures 34 mm')).toBe('The infrarenal aorta 34 mm')
    expect(dropWords('A further 5 mm stone lies in the left upper pole')).toBe('A further 5 mm stone in the left upper pole')
    for (const text of ['The duct is not dilated', 'It measures 12 mm', 'these are new', 'The duct measures 9 mm and contains a stone', 'The spleen, which is enlarged, contains a cyst', 'The lesion is a cyst']) expect(dropWords(text)).toBe(text)
  })

  it('a list keeps its last item: a place that was seen is not cut off', () => {
    expect(compressEnglish('Hyperdense blood in the basal cisterns, both Sylvian fissures, the interhemispheric fissure and prepontine cisterns.')).toMatch(/prepontine/)
  })
})
