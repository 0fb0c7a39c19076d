import { describe, expect, it } from 'vitest'
import { readConclusion, readFindings } from '../../draft/reading/align.ts'
import { deniedSigns } from './denied-signs.ts'
import { namedValues } from './named-values.ts'
import { oppositeStates } from './opposite-states.ts'

const look = (findings: string, conclusion: string) => [oppositeStates, namedValues, deniedSigns].flatMap((rule) => rule(conclusion, readConclusion(conclusion), readFindings(findings))).map((issue) => `${issue.kind} ${conclusion.slice(issue.conclusion!.start, issue.conclusion!.end).trim()}`)

describe('states, values and signs by words', () => {
  it.each([
    ['Right femoral graft occluded from the origin. Left graft patent.', 'Right graft patent.', 'unsupported Right graft patent'],
    ['Cortical vein occluded. Internal cerebral veins patent.', 'Internal cerebral veins occluded.', 'unsupported Internal cerebral veins occluded'],
    ['ABPI 0.71 on the left, was 0.93.', 'ABPI on the left has dropped to 0.51.', 'unsupported 0.51'],
    ['Graft arteries: RI 0.71, no stenosis.', 'RI raised to 0.91.', 'unsupported 0.91'],
    ['Core 12 ml. ASPECTS 8. M1 occluded.', 'ASPECTS 6.', 'unsupported 6'],
    ['Appendix 12 mm. Small extraluminal gas locule adjacent to the tip.', 'Appendicitis, no perforation.', 'unsupported no perforation'],
    ['Right renal pelvis dilated 18 mm with blunted calyces. Left kidney normal.', 'No hydronephrosis.', 'unsupported No hydronephrosis'],
  ])('finds what is turned round (bug: it passed in silence): %s / %s', (findings, conclusion, expected) => {
    expect(look(findings, conclusion)).toEqual([expected])
  })

  it.each([
    ['Right femoral graft occluded from the origin. Left graft patent.', 'Left graft patent, right graft occluded.'],
    ['ABPI 0.71 on the left, was 0.93.', 'ABPI on the left has dropped from 0.93 to 0.71.'],
    ['Small extraluminal gas locule adjacent to the tip.', 'Perforated appendicitis, no other perforation.'],
    ['Free air absent. Colon wall 6 mm.', 'Colitis, no perforation.'],
    ['Right renal pelvis dilated 18 mm.', 'No left hydronephrosis.'],
    ['Distal radius fracture, ulna intact.', 'Ulna intact.'],
  ])('is silent where the findings say so too: %s / %s', (findings, conclusion) => {
    expect(look(findings, conclusion)).toEqual([])
  })
})
