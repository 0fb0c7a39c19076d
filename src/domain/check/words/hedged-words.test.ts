import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (findings: string, conclusion: string): string => checkConclusion({ findings, conclusion }).filter((issue) => issue.kind !== 'leftOut').map((issue) => `${conclusion.slice(issue.conclusion!.start, issue.conclusion!.end)}: ${issue.message}`).join(' | ')

describe('certainty by the words of the findings', () => {
  it.each([
    ['Right orbital floor fracture. Inferior rectus abuts the margin, entrapment possible.', 'Right orbital floor fracture with entrapment of the inferior rectus.', 'entrapment'],
    ['Osteonecrosis of the left femoral head. Suspected subchondral crescent, would be early collapse.', 'Left femoral head osteonecrosis; the surface has collapsed.', 'collapsed'],
    ['Gallbladder wall 5 mm. Bowel: thick loop in the left flank, ?intramural haematoma.', 'Intramural haematoma of a small bowel loop in the left flank.', 'less sure'],
    ['Liver: segment 5 nodule 21 mm, arterial hyperenhancement and washout, LR-5.', 'Segment 5 nodule of uncertain nature.', 'more sure'],
    ['Vertebrae: L2 lesion 11 mm, T1 bright, haemangioma likely.', 'L2 lesion is indeterminate.', 'more sure'],
    ['Left breast: spiculated 13 mm mass at 2 o\'clock with pleomorphic calcifications.', 'Left breast mass at 2 o\'clock, probably benign.', 'do not speak for'],
    ['Thyroid: 11 mm right nodule, incompletely characterised on CT.', '11 mm right thyroid nodule, clearly benign.', 'clearly'],
  ])('marks %s told as %s', (findings, conclusion, words) => {
    expect(said(findings, conclusion)).toContain(words)
  })

  it.each([
    ['Right orbital floor fracture. Inferior rectus abuts the margin, entrapment possible.', 'Right orbital floor fracture, possible entrapment.'],
    ['Liver: 7 mm hypodensity in segment 2, too small to characterise.', 'Indeterminate 7 mm segment 2 hypodensity.'],
    ['Lungs: new basal nodules, ?aspiration.', 'Basal aspiration-type nodules.'],
    ['Left ulnar nerve bright in the cubital tunnel, possibly neuritis.', 'Left ulnar nerve bright, neuritis?'],
    ['Left breast: 9 mm circumscribed oval mass at 4 o\'clock, unchanged.', 'Left breast mass at 4 o\'clock, probably benign.'],
  ])('is silent on %s / %s', (findings, conclusion) => {
    expect(said(findings, conclusion)).toBe('')
  })
})
