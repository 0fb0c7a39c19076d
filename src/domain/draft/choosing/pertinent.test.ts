import { describe, expect, it } from 'vitest'
import { readFindings } from '../reading/align.ts'
import { questionOf } from '../reading/decompose.ts'
import { extractiveDraft } from '../extractive.ts'
import { joinDenials, pertinentDenials } from './pertinent.ts'

const lines = (findings: string, indication = '') => extractiveDraft({ findings, indication }).map(({ text }) => text)
const denials = (findings: string, indication: string, told: readonly number[]) => {
  const read = readFindings(findings)
  return pertinentDenials({ findings: read, told: told.map((i) => read.sentences[i]!), question: questionOf(indication), indication }).map(({ sentence }) => findings.slice(sentence.start, sentence.end))
}

describe('denials worth a line', () => {
  it('what would make the finding worse is told to be absent', () => {
    expect(lines('Sigmoid wall thickening with diverticulitis. No free gas. No fluid collection. Liver normal.').join(' ')).toMatch(/No free gas or fluid collection\./)
    expect(lines('Occlusion of the right M1 segment. No haemorrhage. Sinuses clear.', 'Left hemiparesis').join(' ')).toMatch(/No haemorrhage\./)
    expect(lines('Active inflammation of the terminal ileum with wall thickening to 8 mm. No fistula. Spleen normal.', "Crohn's disease").join(' ')).toMatch(/No fistula/)
  })
  it('what the indication asks without naming it is answered', () => {
    expect(lines('No fracture. Soft tissue swelling over the lateral malleolus.', 'Inversion injury')[0]).toMatch(/^No fracture/)
    expect(lines('No mass. Ventricles normal. Two punctate white matter hyperintensities.', 'Chronic headache').join(' ')).toMatch(/No mass/)
    expect(lines('No suspicious uptake in the liver. Scar of the left shoulder without uptake. No avid nodes.', 'Melanoma, surveillance').join(' ')).toMatch(/No avid nodes|No suspicious uptake/)
  })
  it('a denial that the findings contradict elsewhere is not told of the whole body', () => {
    expect(denials('Large left haematoma of the thigh. No haematoma. Acute fracture of the left femur.', 'Fall', [0, 2])).not.toContain('No haematoma.')
  })
  it('a sentence that points back does not stand alone', () => {
    expect(lines('Two new demyelinating lesions in the left frontal lobe. Neither enhances. No restricted diffusion.', 'Multiple sclerosis').some((line) => /^neither/i.test(line))).toBe(false)
  })
  it('at most two beside findings: a conclusion does not list what is normal', () => {
    expect(denials('Acute appendicitis. No perforation. No abscess. No collection. No ileus. No hydronephrosis. No free fluid.', 'RIF pain', [0]).length).toBeLessThanOrEqual(2)
  })
})

describe('joining denials', () => {
  it('bare ones become one, so that the words of one are never read with the other', () => {
    expect(joinDenials(['No fistula.', 'No abscess.'])).toBe('No fistula or abscess')
    expect(joinDenials(['No mass.', 'No hydrocephalus.', 'No infarct.'])).toBe('No mass, hydrocephalus or infarct')
  })
  it.each([
    [['No other lesion.', 'No fracture.'], 'No fracture; no other lesion'],
    [['No acute haemorrhage.', 'No fracture.'], 'No fracture; no acute haemorrhage'],
    [['No free gas under the diaphragm.', 'No calculus.'], 'No calculus; no free gas under the diaphragm'],
    [['No enlarged pelvic nodes.', 'No ascites.'], 'No ascites; no enlarged pelvic nodes'],
    [['RV/LV ratio 0.8, no septal bowing.', 'No effusion.'], 'No effusion; RV/LV ratio 0.8, no septal bowing'],
  ] as const)('%j stay apart: a qualifier or a place belongs to one of them', (texts, joined) => expect(joinDenials(texts)).toBe(joined))
})
