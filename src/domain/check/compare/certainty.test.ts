import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const surer = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ message }) => /(?:less|more) sure of/.test(message)).map((issue) => `${issue.kind} ${issue.severity} ${/less|more/.exec(issue.message)![0]}: ${conclusion.slice(issue.conclusion!.start, issue.conclusion!.end)}`)

describe('certainty', () => {
  it.each([
    ['CT. Ground glass right lower lobe, possibly pneumonia.', 'Definite right lower lobe pneumonia.', 'less: Definite right lower lobe pneumonia'],
    ['MRI. Scaphoid fracture suspected, line not fully seen.', 'Scaphoid fracture, proven.', 'less: fracture, proven'],
    ['US. Liver lesion segment VI 21 mm, too small to characterise.', 'Metastasis in segment VI, 21 mm.', 'less: Metastasis'],
    ['MRI. 3 mm focus in the right half of the pituitary, ?microadenoma vs Rathke cyst.', 'Right pituitary microadenoma, 3 mm.', 'less: pituitary microadenoma'],
    ['MRI knee. Posterior horn tear of the medial meniscus, displaced.', 'Questionable tear of the posterior horn of the medial meniscus.', 'more: Questionable tear'],
    ['CT. Filling defect: pulmonary embolism in the right lower lobe artery.', 'Pulmonary embolism of the right lower lobe cannot be excluded.', 'more: Pulmonary embolism of the right lower lobe cannot be excluded'],
    ['MRI. L5/S1: disc extrusion on the left, compresses the left S1 nerve root.', 'Left L5/S1 disc extrusion, possibly contacting the left S1 nerve root.', 'more: possibly contacting'],
  ])('raised or lowered is advice on those words (bug: a possibility signed as a diagnosis, or the reverse): %s → %s', (findings, conclusion, wrong) => {
    expect(surer(findings, conclusion)).toEqual([`unsupported warning ${wrong}`])
  })

  it.each([
    ['CT. Ground glass right lower lobe, possibly infectious.', 'Right lower lobe ground glass, ?infection.'],
    ['MRI knee. Small medial meniscal tear suspected, posterior horn.', 'Possible posterior horn tear of the medial meniscus.'],
    ['CT chest. Reticulation with honeycombing in both lower lobes.', 'Definite usual interstitial pneumonia pattern.'],
    ['US. Spiculated hypoechoic mass in the left breast, 12 mm.', 'Left breast mass, 12 mm, malignant until proven otherwise.'],
    ['CT pelvis. Left adnexal cystic lesion 52 mm, indeterminate.', 'Indeterminate left adnexal cyst, 5.2 cm.'],
    ['PET. Tree-in-bud change in the right lower lobe, inflammatory, ?aspiration.', 'Aspiration-type change in the right lower lobe.'],
    ['CT. Splenic vein nonopacified, thrombosed.', 'New splenic vein thrombosis.'],
  ])('as in the findings is silent (bug: advice on correct text): %s → %s', (findings, conclusion) => {
    expect(surer(findings, conclusion)).toEqual([])
  })
})
