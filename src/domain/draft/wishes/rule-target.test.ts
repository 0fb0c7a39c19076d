import { describe, expect, it } from 'vitest'
import { readFindings } from '../reading/align.ts'
import { mayLeaveOut, readTarget } from './rule-target.ts'

const may = (rule: string, finding: string) => readFindings(finding).sentences.map((sentence) => mayLeaveOut(sentence, readTarget(rule, 'leave-out')!))

describe('what a rule may leave out', () => {
  it.each([
    ['renal cysts', 'Simple cyst of the right kidney, 20 mm.'],
    ['renal cysts', 'Kidneys: Several small cysts.'],
    ['old fractures', 'Old fracture of the right sixth rib.'],
    ['degenerative change of the spine', 'Spondylosis of the lower lumbar spine.'],
    ['degenerative change of the spine', 'Facet joint arthropathy at L5/S1.'],
    ['atelectasis', 'Mild bibasal atelectasis.'],
    ['the thyroid', 'Thyroid: Goitre.'],
    ['腎嚢胞', '左腎に嚢胞を認める。'],
  ])('%s: %s (bug: a rule that has no effect)', (rule, finding) => {
    expect(may(rule, finding)).toEqual(['yes'])
  })

  it.each([
    ['renal cysts', 'Left kidney: Bosniak IV cystic mass, 34 mm.'],
    ['renal cysts', 'The left renal cyst has grown from 20 to 42 mm.'],
    ['renal cysts', 'Left renal cyst of 30 mm; follow-up with ultrasound is recommended.'],
    ['atherosclerosis', 'Aortic atherosclerosis with a 46 mm aneurysm.'],
    ['the thyroid', 'Thyroid: 30 mm solid nodule in the left lobe.'],
    ['atelectasis', 'Complete atelectasis of the left lower lobe.'],
    ['gallstones', 'Gallstones with wall thickening and pericholecystic fluid.'],
    ['emphysema', 'Paraseptal emphysema with a spiculated nodule.'],
    ['pleural effusions', 'Large right pleural effusion.'],
    ['lymph nodes', 'Enlarged left axillary lymph node, 18 mm.'],
    ['嚢胞', '膵嚢胞の増大を認め、壁在結節を伴う。'],
    ['胸水', '両側胸水の増加を認める。'],
  ])('%s: %s stays (bug: a rule hides what needs action)', (rule, finding) => {
    expect(may(rule, finding)).not.toContain('yes')
  })

  it.each([
    ['old fractures', 'Acute fracture of the right sixth rib.'],
    ['simple renal cysts', 'Complex left renal cyst, 20 mm.'],
    ['renal cysts', 'Hepatic cyst, 12 mm.'],
    ['left pleural effusion', 'Small right pleural effusion.'],
    ['degenerative change of the spine', 'Degenerative change of the hips.'],
    ['diverticulosis', 'Sigmoid diverticulitis with abscess.'],
    ['calcification', 'Calculus of 7 mm in the left ureter.'],
    ['変性', 'L4に新規の溶骨性病変を認める。'],
  ])('%s: %s is another thing (bug: a rule reaches further than its words)', (rule, finding) => {
    expect(may(rule, finding)).toEqual(['no'])
  })

  it.each(['Bosniak class', 'hardware of the vendor', 'everything', '3 mm', 'normal findings', 'no effusion'])('%s names nothing that can be left out (bug: an unknown word is taken for nothing at all)', (words) => {
    expect(readTarget(words, 'leave-out')).toBeNull()
  })
})
