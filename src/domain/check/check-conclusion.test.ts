import { describe, expect, it } from 'vitest'
import { checkConclusion } from './check-conclusion.ts'

const kinds = (findings: string, conclusion: string, more: object = {}) => checkConclusion({ findings, conclusion, ...more }).map((issue) => issue.kind)

describe('checking a conclusion against its findings', () => {
  it('catches a swapped side', () => {
    expect(kinds('Left kidney: 3.2 cm simple cyst. Right kidney: 4 mm calculus.', 'Right renal cyst of 3.2 cm.')).toContain('side')
    expect(kinds('左肺上葉に12 mmの結節を認めます。', '右肺上葉結節。')).toContain('side')
  })
  it('catches a lost and an added "no"', () => {
    expect(kinds('No pleural effusion. Lungs clear.', 'Pleural effusion.')).toContain('negation')
    expect(kinds('There is a small left pleural effusion.', 'No pleural effusion.')).toContain('negation')
    expect(kinds('胸水を認めない。', '胸水貯留。')).toContain('negation')
  })
  it('catches a changed number and unit, and knows that 12 mm is 1.2 cm', () => {
    expect(kinds('A 12 mm nodule in the left lower lobe.', '12 cm left lower lobe nodule.')).toContain('number')
    expect(kinds('A 12 mm nodule in the left lower lobe.', '1.2 cm left lower lobe nodule.')).toEqual([])
  })
  it('catches a turned direction', () => {
    expect(kinds('The hepatic metastases have increased in size.', 'Hepatic metastases, decreased.')).toContain('direction')
  })
  it('catches another level and another lobe', () => {
    expect(kinds('Disc protrusion at L4/5 with left L5 root contact.', 'Disc protrusion L3/4.')).toContain('organ')
    expect(kinds('Mass in the right upper lobe.', 'Right lower lobe mass.')).toContain('organ')
    expect(kinds('L4/5: Large disc extrusion. L3/4: Normal.', 'L3/4: Large disc extrusion.')).toContain('organ')
  })
  it('names a heavy finding that is left out', () => {
    expect(kinds('Large right pneumothorax. Old rib fracture.', 'Old rib fracture.')).toContain('leftOut')
  })
  it('compares sex, age and the ordered side', () => {
    expect(kinds('Uterus normal.', 'Normal uterus.', { sex: 'M' })).toContain('sex')
    expect(kinds('Normal.', 'Normal for a 70-year-old.', { age: 45 })).toContain('age')
    expect(kinds('Meniscal tear of the right knee.', 'Meniscal tear of the right knee.', { side: 'left' })).toContain('side')
  })
  it('says when a section is missing', () => {
    expect(kinds('', 'Normal.')).toEqual(['missing'])
    expect(kinds('Normal.', '')).toEqual(['missing'])
  })
  it('stays silent on a correct rewording', () => {
    const findings = 'LUNGS: There is a 14 mm spiculated nodule in the left upper lobe, previously 9 mm. No pleural effusion.\nLIVER: Multiple simple cysts. No biliary dilatation.\nBONES: Degenerative change of the thoracic spine.'
    expect(kinds(findings, '1. Enlarging spiculated LUL nodule, now 1.4 cm, suspicious for malignancy.\n2. No effusion. Hepatic cysts.')).toEqual([])
  })
  it('does not call a statement wrong that stands word for word in the findings, but does when its heading changed', () => {
    const findings = 'Bones: Left proximal femur: mild residual uptake at the lesser trochanter. Small focus of contamination over the right upper thigh.\nLeft kidney: 5 mm calculus in the lower pole, unchanged.'
    expect(kinds(findings, 'Left proximal femur: mild residual uptake at the lesser trochanter.')).toEqual([])
    expect(kinds(findings, 'Right kidney: 5 mm calculus in the lower pole, unchanged.')).toContain('side')
    expect(kinds('No pneumothorax in the right hemithorax.', 'Pneumothorax in the right hemithorax.')).toContain('negation')
  })

  it.each([
    ['Right superficial femoral artery 60% stenosis. Popliteal normal.', 'Right leg: no occlusion, 60% femoral stenosis.'],
    ['Left haemothorax. Left ribs 4-6 fractured.', 'Left haemothorax without shift and fractures of left ribs 4 to 6.'],
    ['Right tonsil 3 cm. Left: a similar but smaller tonsil, 2 cm.', 'Tonsillar hypertrophy, right larger than left (3 and 2 cm).'],
    ['Liver: 3 cm accessory lobe, otherwise normal.', 'Accessory liver lobe, a normal variant.'],
    ['No free air. Pouch of Douglas: 3 cm thin-walled fluid pocket, no debris.', 'Small collection in the pouch of Douglas.'],
    ['Nodes: left deep inguinal node 14 mm, round; right obturator 4 mm.', 'One pathological pelvic node, left deep inguinal.'],
  ])('keeps silent on correct grammar that reads otherwise at first: %s', (findings, conclusion) => {
    expect(checkConclusion({ findings, conclusion }).filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
