import { describe, expect, it } from 'vitest'
import { extractiveDraft } from '../extractive.ts'

const draft = (findings: string, indication = '') => extractiveDraft({ findings, indication }).map(({ text }) => text)

describe('what is not there is told by what was found and asked', () => {
  it.each([
    ['embolism: the right heart before the pneumothorax that the effusion would make one ask', 'Filling defects in the left lower lobe pulmonary artery. No septal bowing. Small left pleural effusion. No pneumothorax.', 'SOB, pleuritic pain', /septal bowing/],
    ['a collection after a fall: herniation and fracture', 'Extra-axial collection over the right convexity, 11 mm. Midline shift of 4 mm to the left. No uncal herniation. No skull fracture. Sinuses clear.', 'Fall with head strike', /herniation or skull fracture/],
    ['a dilated bowel: perforation, by the sign of a supine film', 'Multiple dilated loops of small bowel up to 4.4 cm. No Rigler sign. Phleboliths in the pelvis.', 'Vomiting and distension', /Rigler/],
    ['an aneurysm: a haematoma outside it', 'Infrarenal aortic aneurysm 61 mm. No retroperitoneal haematoma. Gallbladder normal.', 'AAA surveillance', /retroperitoneal haematoma/],
    ['a fibroid: degeneration', 'Intramural fibroid of 54 mm in the anterior wall. No restricted diffusion. Ovaries normal.', 'Menorrhagia', /restricted diffusion/],
    ['a urinary infection: a normal tract answers', 'No hydronephrosis or calculus on either side. Cortical cyst of 12 mm on the right. Uterus normal.', 'Recurrent UTI', /hydronephrosis or calculus/],
    ['a tube: no pneumothorax beside its wrong place', 'ETT tip in the right main bronchus. Left lower lobe collapse. No pneumothorax. ECG leads overlying.', 'Line and tube position', /pneumothorax/],
    ['a lymphoma after treatment: nothing new', 'Mediastinal mass reduced from 70 to 22 mm, below the liver. No new avid lesion. Lungs clear.', 'DLBCL, end of R-CHOP', /no new avid/i],
  ] as const)('%s', (_, findings, indication, told) => expect(draft(findings, indication).join(' ')).toMatch(told))

  it('a normal lobe is no answer where the nodule stands in the other', () => {
    expect(draft('Right lobe 44 x 15 x 16 mm, homogeneous echotexture, no nodule. In the left lobe there is a 20 mm solid hypoechoic nodule.', 'Lump on the left').join(' ')).not.toMatch(/no nodule/i)
  })

  it('free fluid is no collection that anybody asked about', () => {
    expect(draft('6 mm stone at the right vesicoureteric junction with mild hydronephrosis. No free fluid.', 'Right loin pain').join(' ')).not.toMatch(/free fluid/)
  })
})

describe('what is heavy, and what comes first', () => {
  it('a small node without its hilum is told; one with its hilum is not', () => {
    expect(draft('Right level III node, 8 mm, rounded with absent hilum. Left lobe nodule 20 mm.', '').join(' ')).toMatch(/level III/)
    expect(draft('Right level III node, 8 mm, normal fatty hilum. Left lobe nodule 20 mm.', '').join(' ')).not.toMatch(/level III/)
  })
  it('the collection stands before its mass effect, the bruise of the scalp last', () => {
    const lines = draft('Extra-axial collection over the right convexity, 13 mm. Mass effect with midline shift of 7 mm. Left parietal scalp haematoma 9 mm.', 'Fall')
    expect(lines[0]).toMatch(/collection/)
    expect(lines[1]).toMatch(/midline shift/)
  })
  it('a category in a sentence of its own belongs to the lesion before it', () => {
    expect(draft('14 mm lesion in the left mid peripheral zone. Broad capsular contact. PI-RADS 5. Bladder normal.', '').join(' ')).toMatch(/14 mm lesion[^.]*PI-RADS 5/)
  })
})
