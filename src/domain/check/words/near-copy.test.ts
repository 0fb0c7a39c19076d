import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const errors = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ severity }) => severity === 'error').map(({ kind }) => kind)

describe('clauses that nearly repeat a findings sentence', () => {
  it.each([
    ['Choledochus 9 mm. Cholelithiasis. Portal vein patent.', 'No cholelithiasis.', 'negation'],
    ['ACL: Complete mid-substance tear. PCL: Intact.', 'No complete ACL tear.', 'negation'],
    ['NODES: Portocaval node 14 mm, unchanged.', 'No portocaval node unchanged at 14 mm.', 'negation'],
    ['Enlarged cardiac silhouette. Bilateral pleural effusions, larger on the right.', 'Bilateral pleural effusions, larger on the left.', 'side'],
  ])('are contradicted by it when turned round (bug: a lost or added "no" in plain sight): %s', (findings, conclusion, kind) => {
    expect(errors(findings, conclusion)).toContain(kind)
  })

  it.each([
    ['Left paracentral disc extrusion, compresses the traversing left S1 root. Minor bulge at L4/5.', 'Minor bulge at L4/5 without neural compression.'],
    ['Peritonsillar abscess on the left, 27 x 19 mm. No retropharyngeal fluid.', 'Left peritonsillar abscess, no retropharyngeal abscess.'],
    ['Midline shift resolved. Small residual subdural collection on the right.', 'Small residual right subdural collection. No midline shift.'],
  ])('leave freely worded ones to the facts (bug: a false contradiction that stops signing): %s', (findings, conclusion) => {
    expect(errors(findings, conclusion)).toEqual([])
  })
})
