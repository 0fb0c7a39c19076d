import { describe, expect, it } from 'vitest'
import { readFindings } from './align.ts'
import { assembleDraft } from '../assemble.ts'
import { headedFinding } from './headed-finding.ts'

const conclusionOf = (findings: string) => assembleDraft({ input: { findings }, answer: null }).conclusion

describe('a list under a head that names the finding', () => {
  it.each([
    'Lung nodules:\n- RUL, 5 mm\n- LLL, 7 mm', 'Metastases:\n1. segment II, 12 mm\n2. segment VI, 20 mm', 'Renal cysts:\n• left upper pole, 41 mm\n• right lower pole, 18 mm',
    'Stability of the known nodules:\n- right upper lobe, 5 mm,\n- right middle lobe, 3 mm,\n- left upper lobe, 4 mm,\n- lingula, 6 mm,\n- left lower lobe, 2 mm.',
  ])('keeps its name and all its items (bug: nothing was drafted, or from the fourth on nothing was told): %s', (findings) => {
    const conclusion = conclusionOf(findings)
    expect(conclusion).toMatch(/nodules|metastases|cysts/i)
    for (const size of findings.match(/\d+ mm/g)!) expect(conclusion).toContain(size)
  })

  it.each(['Pleural effusion:\n- none', 'Lymph nodes:\n- right hilum, 6 mm', 'No nodules:\n- right side', 'Nodule: 5 mm, RUL'])('makes nothing of a denial, an organ or its own line (bug: “Pleural effusion; none”): %s', (text) => {
    const findings = readFindings(text)
    expect(findings.sentences.map((sentence) => headedFinding(sentence, findings))).toEqual(findings.sentences.map(() => 0))
  })

  it('one normal organ does not stand before what was found (bug: “Spleen: normal.” led the draft)', () => expect(conclusionOf('Stability of the liver cysts:\n- segment IV, 12 mm\n- segment VI, 30 mm\nSpleen: normal.')).toMatch(/^Stability/))
})
