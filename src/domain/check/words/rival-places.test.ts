import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const marked = (findings: string, conclusion: string): string[] => checkConclusion({ findings, conclusion }).flatMap((issue) => (issue.conclusion && issue.kind !== 'leftOut' ? [conclusion.slice(issue.conclusion.start, issue.conclusion.end)] : []))

describe('places that are taken for one another', () => {
  it.each([
    ['Chronic lacunar infarct in the right putamen. No haemorrhage.', 'Old lacune in the right thalamus.', 'thalamus'],
    ['Lunate: 4 mm dorsal avulsion fragment. Other carpal bones intact.', 'Small dorsal avulsion of the capitate.', 'capitate'],
    ['Left ovary: 62 mm fat-containing cyst. Uterus normal.', 'Uterine cyst of 62 mm.', 'Uterine'],
    ['Split tear of peroneus longus over 18 mm. Tibialis posterior normal.', 'Split tear of tibialis posterior.', 'tibialis posterior'],
    ['Spleen: wedge-shaped defect, in keeping with infarct. Kidneys: normal.', 'Renal infarct.', 'Renal'],
    ['Small bowel distended to 38 mm, transition point at the terminal ileum. Colon collapsed.', 'Small bowel obstruction, transition point in the proximal jejunum.', 'jejunum'],
    ['Gallbladder: 12 mm polyp, broad-based. CBD 4 mm, no filling defect.', 'Broad-based polyp of the CBD.', 'CBD'],
  ])('marks the place that was put in for the one told: %s', (findings, conclusion, word) => {
    expect(marked(findings, conclusion).join(' ')).toContain(word)
  })

  it.each([
    ['Chronic lacunar infarct in the right putamen.', 'Old lacune of the right basal ganglia.'],
    ['Cruciates: anterior torn at midsubstance, posterior intact.', 'ACL tear.'],
    ['FV distended by hypoechoic thrombus to mid thigh. CFV compressible.', 'Thrombus in the FV.'],
    ['Lower pole of the right kidney: wedge-shaped infarct. Spleen normal.', 'Small right renal infarct.'],
    ['RUL consolidation with air bronchograms. Liver and spleen normal.', 'Right lung pneumonia.'],
    ['Small bowel distended to 38 mm, transition point at the terminal ileum.', 'Small bowel obstruction, transition point in the terminal ileum.'],
  ])('keeps silent where the place is told by another name: %s', (findings, conclusion) => {
    expect(marked(findings, conclusion)).toEqual([])
  })
})

describe('signs of what is denied or told', () => {
  it.each([
    ['Moderate left hydroureteronephrosis. No right hydronephrosis.', 'The collecting system is not dilated.'],
    ['RV:LV ratio 1.4 with septal flattening.', 'The right heart is not strained.'],
    ['Mesorectal nodes: none enlarged.', 'Enlarged mesorectal nodes are present.'],
    ['Distance to the mesorectal fascia 6 mm, CRM clear.', 'CRM is threatened.'],
    ['L4/5 protrusion displaces the left L5 root.', 'L4/5 protrusion without contact to the nerve root.'],
  ])('marks %s against %s', (findings, conclusion) => {
    expect(marked(findings, conclusion).length).toBeGreaterThan(0)
  })

  it.each([
    ['Moderate left hydronephrosis. Right kidney normal.', 'Left hydronephrosis. No right hydronephrosis.'],
    ['RV:LV ratio 0.8. Septum normal.', 'No right heart strain.'],
    ['Obturator nodes up to 7 mm, normal shape.', 'No enlarged nodes.'],
    ['Distance to the mesorectal fascia 1 mm.', 'CRM is threatened.'],
    ['L4/5 protrusion touches the thecal sac. Roots free.', 'L4/5 protrusion without root compression.'],
  ])('keeps silent: %s', (findings, conclusion) => {
    expect(marked(findings, conclusion)).toEqual([])
  })
})
