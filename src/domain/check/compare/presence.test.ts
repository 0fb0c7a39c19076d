import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'
import { readFindings } from '../../draft/reading/align.ts'
import { compareFacts } from './compare-facts.ts'

/** Kinds of the contradictions (errors) that the facts give. */
const errors = (findings: string, conclusion: string): string[] => compareFacts({ findings, conclusion }, readFindings(findings)).filter((issue) => issue.severity === 'error').map((issue) => issue.kind)
const carriedBy = (findings: string, conclusion: string): string[] => compareFacts({ findings, conclusion }, readFindings(findings)).filter((issue) => issue.conclusion).map((issue) => issue.kind)

describe('correct conclusions that were called wrong', () => {
  it.each([
    ['a patent vessel says nothing of the tissue it feeds', 'Brain: hypodensity of the left insula. Left MCA patent.', 'Early infarct of the left MCA territory.'],
    ['what has resolved was there before', 'The spleen is 11 cm, previously 15 cm. Retroperitoneal nodes no longer enlarged.', 'Splenomegaly and adenopathy have resolved.'],
    ['an earlier finding is not one of today', 'Liver 15 cm, normal uptake, previously focal lesions. No effusion (small right effusion on prior).', 'Liver normal. The right pleural effusion has resolved.'],
    ['the other end of a bone may be intact', 'Oblique fracture of the distal fibula. No proximal fibular fracture.', 'Proximal fibula intact.'],
    ['a clear space of a joint is a name', 'Right ankle: medial clear space widened at 7 mm.', 'Widened medial clear space, 7 mm.'],
    ['the other kidney', 'Right kidney: 96 mm mass. Left kidney normal.', 'Mass of the right kidney. Contralateral kidney unremarkable.'],
    ['a narrowed space may be open', 'Basal cisterns narrowed but present.', 'Cisterns still open.'],
    ['w/o denies', 'Right ovarian vein thrombus reaching the IVC confluence w/o IVC clot.', 'Right ovarian vein thrombosis, IVC clear.'],
  ])('%s', (_, findings, conclusion) => {
    expect(errors(findings, conclusion)).toEqual([])
  })
})

describe('what is denied, called normal or told against the findings', () => {
  it.each([
    ['a ligament called intact under its own heading', 'MRI knee. ACL: complete tear of the midsubstance. PCL intact.', 'Anterior cruciate ligament intact.'],
    ['a patent vein that holds thrombus', 'The splenic vein contains thrombus. Portal vein patent.', 'Splenic vein patent.'],
    ['the very word turned', 'Supraspinatus: full-thickness tear, retracted 21 mm.', 'Full-thickness supraspinatus tear, not retracted.'],
    ['ducts that are dilated', 'Mild dilatation of the intrahepatic bile ducts.', 'Intrahepatic bile ducts are not dilated.'],
    ['a finding that has gone told as there', 'The left pleural effusion has resolved.', 'Left pleural effusion.'],
    ['a finding that is there told as gone', 'Moderate left pleural effusion, larger than before.', 'The left pleural effusion has resolved.'],
  ])('%s', (_, findings, conclusion) => {
    expect(errors(findings, conclusion)).toContain('negation')
  })
  it('a name needs what shows it: an abscess a collection, a fracture a break', () => {
    expect(carriedBy('Appendix 12 mm, periappendiceal stranding.', 'Periappendiceal abscess.')).toContain('unsupported')
    expect(carriedBy('Appendix 12 mm, 3 cm rim-enhancing collection beside the appendix.', 'Periappendiceal abscess, 3 cm.')).toEqual([])
    expect(carriedBy('Lytic lesion of the right humerus, 48 mm.', 'Pathological fracture of the right humerus.')).toContain('unsupported')
  })
})

describe('left out', () => {
  const left = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter((issue) => issue.kind === 'leftOut').map((issue) => findings.slice(issue.findings!.start, issue.findings!.end))
  it('two heavy names in one sentence are each asked for', () => {
    expect(left('Left pneumothorax 18 mm, left 5th rib fracture. Heart normal.', 'Left 5th rib fracture.')).toHaveLength(1)
  })
  it('another size at the same organ is another thing', () => {
    expect(left('Liver: 42 mm mass in segment VI. 12 mm mass in segment II.', '42 mm liver mass in segment VI.')).toEqual(['12 mm mass in segment II.'])
  })
  it('what stands in nearly the same words is told', () => {
    expect(left('L5/S1: left paracentral disc extrusion 9 x 7 mm, compressing the left S1 root.', 'Left paracentral extrusion at L5/S1, 9 x 7 mm, compressing the left S1 root.')).toEqual([])
  })
})
