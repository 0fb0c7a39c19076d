import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const said = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).filter(({ message }) => /nothing abnormal of|do not speak of|put this elsewhere|describe|deny|Nothing in/.test(message)).map((issue) => conclusion.slice(issue.conclusion!.start, issue.conclusion!.end))

describe('places that nothing abnormal is told of', () => {
  it.each([
    ['US abdomen. Spleen 10.4 cm. Right kidney: 22 mm simple cyst at the lower pole. Liver homogeneous.', 'Simple cyst of the spleen.', /spleen/],
    ['CT. SMV and portal vein patent. Splenic vein: filling defect over 3 cm. No ascites.', 'Thrombus in the superior mesenteric vein.', /superior mesenteric vein|Thrombus/],
    ['MRI brain. 8 mm enhancing lesion in the left putamen. Pons and medulla unremarkable. Ventricles normal.', 'Enhancing 8 mm lesion in the left thalamus.', /thalamus/],
    ['Radiograph of the left wrist. Erosion of the lunate, new. Joint spaces preserved.', 'New erosion of the triquetrum.', /triquetrum/],
    ['CT neck. Rim enhancing collection in the left masticator space 24 mm. Submandibular glands symmetric. Airway patent.', 'Left masticator space abscess. Stone in the submandibular duct.', /ubmandibular|Stone/],
  ])('are told (bug: an organ exchanged passes because its name stands in a normal statement): %s → %s', (findings, conclusion, wrong) => {
    expect(said(findings, conclusion).join(' | ')).toMatch(wrong)
  })

  it.each([
    ['US abdomen. Spleen 14.8 cm, 13 cm last year. Liver homogeneous.', 'Enlarged spleen, growing.'],
    ['Bone scan. Intense uptake in T9, in the right seventh rib and in the left iliac wing.', 'Uptake of T9, the seventh rib and the left iliac wing.'],
    ['CT. The superior mesenteric vein and the portal vein contain thrombus.', 'Thrombosis of the SMV and portal vein.'],
    ['Lumbar radiograph. Facet arthropathy at L4/5 and L5/S1.', 'Lower lumbar facet arthropathy.'],
    ['MRI. Restricted diffusion of the right insula and operculum. Left MCA normal.', 'Acute right MCA territory infarct.'],
  ])('are silent where the findings tell it in other words (bug: advice on correct text): %s → %s', (findings, conclusion) => {
    expect(said(findings, conclusion)).toEqual([])
  })
})
