import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check-conclusion.ts'

const told = (findings: string, conclusion: string) => checkConclusion({ findings, conclusion }).flatMap((issue) => (issue.conclusion && issue.kind !== 'leftOut' ? [conclusion.slice(issue.conclusion.start, issue.conclusion.end)] : []))

describe('counts and sizes that nothing has', () => {
  it.each([
    ['US. Two calculi in the left kidney, 4 and 6 mm.', 'Seven left renal calculi.', 'Seven'],
    ['MRI brain. New lesion in the right frontal lobe, 6 mm. Further new lesion in the pons.', 'Four new lesions.', 'Four'],
    ['MRI. Rectal tumour, fascia clear by 4 mm. Two nodes 6 and 9 mm.', 'Rectal tumour, mesorectal fascia clear by 14 mm.', '14 mm'],
    ['US. Post void residual 90 ml. Prostate 40 ml.', 'Residual volume of 90 litres.', '90 litres'],
    ['Duplex. Right ICA stenosis 70 %, last year 60 %.', 'Right ICA stenosis about 65 %.', '65 %'],
  ])('are told (bug: lists of places count as many as one likes, "about" excuses any number): %s → %s', (findings, conclusion, wrong) => {
    expect(told(findings, conclusion)).toContain(wrong)
  })

  it.each([
    ['CT. Metastases in segment II 12 mm, segment V 14 mm and segment VIII 20 mm.', 'All three liver metastases are small.'],
    ['Radiograph. Fractures of the right 4th to 7th ribs.', 'Four rib fractures.'],
    ['CT. Aneurysm 58 mm, 52 mm last year.', 'Aneurysm has grown by 6 mm, about 6 cm now.'],
    ['CT. Pancreatic mass, SMV contact over half its circumference.', 'SMV contact of 180 degrees.'],
  ])('are silent where the number follows from what is listed (bug: advice on correct text): %s → %s', (findings, conclusion) => {
    expect(told(findings, conclusion).filter((word) => /\d|three|four/i.test(word))).toEqual([])
  })
})
