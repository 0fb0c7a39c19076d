import { describe, expect, it } from 'vitest'
import { assembleDraft } from '../assemble.ts'
import { compressEnglish } from '../wording/compress-english.ts'
import { readFindings } from '../reading/align.ts'
import { weighTold } from '../names/signs.ts'

const lines = (findings: string, indication = '') => assembleDraft({ input: { findings, indication }, answer: null }).conclusion.split('\n')
const weight = (text: string) => { const read = readFindings(text); return weighTold(read.sentences[0]!, read) }

describe('the order of the lines', () => {
  it('the heaviest stands first, what follows stands as in the findings', () => {
    expect(lines('Rib fracture on the left. Moderate left pneumothorax under tension. 12 mm nodule in the right upper lobe. Consolidation in the left lower lobe.').map((line) => /tension|nodule|onsolidation|fracture/.exec(line)?.[0])).toEqual(['tension', 'fracture', 'nodule', 'onsolidation'])
  })
  it('the same of both sides is said once, other sizes are not', () => {
    expect(lines('Small left pleural effusion. Lungs clear. Small right pleural effusion.')).toEqual(['Small bilateral pleural effusions.'])
    expect(lines('9 mm nodule in the left upper lobe. 12 mm nodule in the right upper lobe.').join(' ')).toMatch(/left.*right|right.*left/)
  })
  it('an organ heading does not stand before the fluid of another cavity or a lobe of the lung', () => {
    expect(lines('Kidneys: normal. Small left pleural effusion.').join(' ')).not.toMatch(/Kidneys/)
    expect(lines('Spleen: normal. 9 mm nodule in the right lower lobe.').join(' ')).not.toMatch(/Spleen/)
    expect(lines('Liver: normal size. 22 mm cyst in segment IV.').join(' ')).toMatch(/Liver|^$/)
  })
})

describe('growth told in sizes', () => {
  it.each(['Lung nodule 14 mm, previously 9 mm.', 'Aortic aneurysm 57 mm (51 mm previously).', 'Renal mass 3.1 cm, was 24 mm.'])('%s weighs more than the same unchanged', (text) => {
    expect(weight(text)).toBeGreaterThan(weight(text.replace(/(?:previously 9|51|was 24)(?= mm)/, (found) => found.replace(/\d+/, /nodule/.test(text) ? '14' : /mass/.test(text) ? '31' : '57'))))
  })
  it('a clot in the wall of an aneurysm is no thrombosis, one in a ventricle is', () => {
    expect(weight('Eccentric mural thrombus up to 15 mm in the aneurysm.')).toBeLessThan(3)
    expect(weight('Left ventricular mural thrombus of 9 mm.')).toBeGreaterThan(3)
  })
})

describe('readings', () => {
  it.each([
    ['Left adrenal nodule 22 x 18 mm, homogeneous (4 HU).', 'Left adrenal nodule 22 mm, homogeneous'],
    ['Right hilar node 16 mm, SUVmax 9.1.', 'Right hilar node 16 mm'],
    ['Uptake has decreased, SUVmax 3.1 (previously 8.2).', 'Uptake has decreased, SUVmax 3.1 (previously 8.2)'],
    ['Lesion in segment II, 8 mm, not seen on the arterial phase.', 'Lesion in segment II, 8 mm, not seen on the arterial phase'],
    ['Right epididymis normal apart from a 5 mm head cyst.', 'Right epididymis: 5 mm head cyst'],
    ['The nodule in the right upper lobe apex now measures 14 mm, previously 9 mm.', 'Nodule in the right upper lobe apex, now 14 mm, previously 9 mm'],
  ] as const)('%s', (whole, short) => expect(compressEnglish(whole)).toBe(short))
})
