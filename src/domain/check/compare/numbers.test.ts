import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const numbers = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ kind }) => kind === 'number').map(({ message }) => message)

describe('sizes told in another way', () => {
  it.each([
    ['A second observation in segment 3, 9 mm, arterial hyperenhancement.', 'Arterially enhancing observation seg 3, 0.9 cm.'],
    ['Hypodensity in liver segment 2, 15 mm.', 'Liver hypodensity (seg II, 1.5 cm).'],
    ['Right convex thoracic curve, Cobb angle 32 degrees.', 'Thoracic curve with a Cobb angle of 32°.'],
    ['Infrarenal abdominal aortic aneurysm, 58 mm (51 mm twelve months ago).', 'Growing infrarenal abdominal aortic aneurysm, 5.8 cm (+7 mm in a year).'],
    ['Left carotid bifurcation: calcified plaque, 40% stenosis.', 'Left carotid bifurcation stenosis (<50%).'],
    ['Liver observation in segment 6, 24 mm, with washout (LR-5). A second observation in segment 3, 9 mm, without washout (LR-3).', 'Liver observation in segment 3 (LI-RADS 3), 9 mm.'],
    ['Right lobe lesion segment V 19 mm (24), segment VII 30 mm (33).', 'Responding disease: segment V 2.4 → 1.9 cm, segment VII 3.3 → 3 cm.'],
    ['Distal wall thickening of the oesophagus 11 mm (was 19 mm), length 4 cm (6.5 cm).', 'Oesophageal tumour 4 cm long x 1.1 cm thick (prev 6.5 x 1.9).'],
    ['Growth scan. EFW 1850 g, 6th centile (at 30 weeks 22nd centile).', 'Small fetus with crossing centiles (22nd to 6th centile, 1.85 kg).'],
    ['Right thoracic curve, Cobb 34 degrees (28 degrees in Jan).', 'Curve 34°, up 6° since January.'],
    ['Hypoechoic mass right breast at 10:00, 14 mm, U5. Mammography M5.', "Right breast 10 o'clock mass, M5 U5, 14 mm."],
    ['New hypodense liver lesions in segments III and VII, 12 and 16 mm.', 'New liver lesions in segments III (12 mm) and VII (16 mm).'],
    ['XR. Fractures of the left 4th to 7th ribs.', 'Four left rib fractures.'],
    ['CT. Liver laceration 4 cm, AAST grade III.', 'Grade III liver laceration.'],
    ['Type II endoleak from a lumbar artery. No type I or III endoleak.', 'Type II endoleak. No type I endoleak.'],
  ])('are no other sizes (bug: a false contradiction that has to be answered before signing): %s', (findings, conclusion) => {
    expect(numbers(findings, conclusion)).toEqual([])
  })

  it.each([
    ['A second observation in segment 3, 9 mm, arterial hyperenhancement.', 'Arterially enhancing observation seg 3, 1.9 cm.'],
    ['Right convex thoracic curve, Cobb angle 32 degrees.', 'Thoracic curve with a Cobb angle of 42°.'],
    ['Left carotid bifurcation: calcified plaque, 70% stenosis.', 'Left carotid bifurcation stenosis (<50%).'],
    ['Left upper lobe nodule 14 mm (11 mm in March).', 'Left upper lobe nodule, now 11 mm.'],
    ['Infrarenal aneurysm 58 mm, length 9 cm.', 'Infrarenal aneurysm, 85 mm.'],
    ['Left testis 4.9 x 3.2 cm, normal. Right epididymis: 5 mm cyst.', 'Right epididymal cyst, 5 cm.'],
    ['Thyroid: right lower pole nodule 22 mm, TR4. Left nodule 8 mm, TR2.', 'TR5 nodule in the right lower pole, 22 mm.'],
    ['Single live fetus, composite 22w1d.', 'Live intrauterine pregnancy, 26w1d.'],
    ['Splenic laceration 3.5 cm with perisplenic haematoma, no blush, AAST grade III.', 'Grade V splenic laceration.'],
    ['Periapical lucency of tooth 26, 6 mm.', 'Periapical lesion of tooth 36.'],
  ])('are caught where they are other sizes: %s', (findings, conclusion) => {
    expect(numbers(findings, conclusion)).toHaveLength(1)
  })
})
