import { describe, expect, it } from 'vitest'
import { checkConclusion } from './check-conclusion.ts'

const said = (findings: string, conclusion: string, indication = '') => checkConclusion({ findings, conclusion, indication }).filter((issue) => issue.kind !== 'leftOut')

describe('correct conclusions in other words', () => {
  it.each([
    ['a "without" inside a list ends at its comma', 'Left kidney: 5 mm calculus upper pole, no hydronephrosis. Liver: haemangioma segment VI 18 mm. Gallbladder polyp 4 mm.', '5 mm left renal calculus without obstruction, hepatic haemangioma, small gallbladder polyp.'],
    ['a sequence is no finding', 'DWI: restricted diffusion left insula. No FLAIR correlate. Left M1 occlusion.', 'Left insular infarct with DWI-FLAIR mismatch. Left M1 occlusion.'],
    ['a denial ends at a dash', 'Transition point in the left iliac fossa, no mass - internal hernia probable. Small bowel dilated to 38 mm.', 'Small bowel obstruction, 38 mm, internal hernia probable.'],
    ['an uptake compared with the liver is none of the liver', 'Mediastinal mass 30 mm, SUVmax 2.2, below liver (3.1). Liver: physiological.', 'Residual mediastinal mass with uptake less than liver.'],
    ['a fracture in a lobe\'s name is of the skull', 'Bone: linear fracture right frontal, non displaced. No skull base fracture. Brain normal.', 'Linear skull fracture right frontal.'],
    ['a number sign is a fracture', 'PELVIS: # left acetabulum, undisplaced. Right hip intact.', 'Undisplaced fracture of the left acetabulum.'],
    ['"6/12 ago" is a time', 'Left breast: mass 11 mm, not seen 6/12 ago. Right breast normal.', 'New 11 mm mass in the left breast.'],
    ['an earlier size stands in brackets behind its day', 'Left groin: haematoma 22 mm (day 3: 40 mm). Femoral artery patent.', 'Left groin haematoma, smaller (22 mm, was 40 mm).'],
    ['what "cleared" tells is a course', 'Liver: uptake of both metastases now less than background.', 'Liver cleared.'],
    ['sizes joined by "with" are of one time', 'Part-solid nodule 16 mm, solid part 8 mm; prior 12 mm with 4 mm solid part.', 'The part-solid nodule is bigger (1.6 cm).'],
    ['an earlier size without its unit', 'Common bile duct 9 mm (prior 14 mm).', 'Common bile duct 0.9 cm, 1.4 in 2021.'],
    ['"more than half" is how much, not which way', 'Mediastinal mass 40 mm (was 90 mm).', 'Mediastinal mass down by more than half (9.0 to 4.0 cm).'],
    ['a category without the name of its system', 'Right peripheral zone lesion 12 mm, formerly 8 mm. PI-RADS 4.', 'Right peripheral zone lesion, 1.2 cm (prior 0.8 cm), category 4.'],
    ['a dome is a part of its bone', 'Talar dome: 7 mm lateral osteochondral lesion.', 'Lateral talar osteochondral lesion (0.7 cm).'],
  ])('%s', (_, findings, conclusion) => {
    expect(said(findings, conclusion).filter((issue) => issue.severity === 'error')).toEqual([])
  })

  it.each([
    ['SPLEEN/PANCREAS/ADRENALS: Spleen 13.4 cm, previously 12.6 cm. Pancreas and adrenals normal.', 'Splenomegaly, 13.4 cm (previously 12.6 cm).'],
    ['LIVER/SPLEEN: Liver 19 cm. Spleen normal.', 'Hepatomegaly, 19 cm.'],
  ])('of the organs in a heading a sentence speaks of those it names', (findings, conclusion) => {
    expect(said(findings, conclusion).filter(({ message }) => /deny/.test(message))).toEqual([])
  })

  it('what is named as possible or probable is no advice', () => {
    expect(said('Pancreatic head mass 24 mm, hypoenhancing. CBD 14 mm.', 'Pancreatic head mass, 24 mm, suspicious for ductal adenocarcinoma.').map(({ message }) => message)).toEqual([])
  })
})

describe('errors in other words', () => {
  it.each([
    ['a node told of the other side by "contralateral"', 'Right breast: spiculated mass 15 mm at 10 o\'clock. One right axillary node with a cortex of 6 mm. Left breast normal.', 'Right breast mass of 15 mm. The contralateral axillary node with a 6 mm cortex is suspicious.', 'contralateral'],
    ['doubt where the findings see it plainly', 'Complete tear of the right Achilles tendon 5 cm above the calcaneus, gap 21 mm. No fracture.', 'Achilles tendon tear not convincingly shown.', 'not convincingly shown'],
    ['doubt by "cannot be confirmed"', 'Left M1 occlusion. Restricted diffusion of the left insula. Right hemisphere normal.', 'Left M1 occlusion cannot be confirmed.', 'cannot be confirmed'],
    ['a sound part told as destroyed', 'Pedicles intact at all levels. Wedge compression L1, 30% height loss.', 'L1 compression fracture. The left pedicle is destroyed.', 'destroyed'],
  ])('%s', (_, findings, conclusion, word) => {
    const at = conclusion.indexOf(word)
    expect(said(findings, conclusion).some((issue) => issue.conclusion !== null && issue.conclusion.start < at + word.length && issue.conclusion.end > at)).toBe(true)
  })
})
