import { describe, expect, it } from 'vitest'
import { readConclusion, readFindings } from '../reading/align.ts'
import { restsOn } from './rests-on.ts'

const rests = (findings: string, sentence: string) => readConclusion(sentence).flatMap((one) => restsOn(one, sentence, readFindings(findings)).map(({ start, end }) => findings.slice(start, end)))

describe('what a written sentence of a conclusion rests on', () => {
  it('advice rests on the heaviest finding, not on a "weeks" it shares with the technique', () => {
    expect(rests('CT abdomen, compared with 6 weeks ago. Simple cyst of the left kidney. 42 mm mass in the pancreatic head.', 'Repeat CT in 6 weeks, urgent referral.')).toContain('42 mm mass in the pancreatic head.')
  })
  it('a denial rests on the normal word that means the same at that place, on that side', () => {
    expect(rests('Left renal vein thrombosed. Right renal vein patent. Spleen normal.', 'No thrombus in the right renal vein.')).toEqual(['Right renal vein patent.'])
  })
  it('the other side carries nothing', () => {
    expect(rests('Right ovary: 3 cm cyst. Left ovary: normal size, normal flow.', 'Left ovary normal.')).toEqual(['normal size, normal flow.'])
  })
  it('what has resolved rests on what is normal now', () => {
    expect(rests('Lungs clear. The spleen is 11 cm, normal uptake, previously 15 cm.', 'Splenomegaly has resolved.')).toEqual(['The spleen is 11 cm, normal uptake, previously 15 cm.'])
  })
  it('an invented finding rests on nothing', () => {
    expect(rests('The lungs are clear. No pleural effusion.', 'Splenic laceration with active bleeding.')).toEqual([])
  })
  it('a heading that no list of places knows names its sentence', () => {
    expect(rests('Bladder normal. Sphincter complex: not involved.', 'Sphincter free.')).toContain('not involved.')
  })

  it('points at what shares the words, also where no list knows them, and not at what shares hardly any', () => {
    const findings = 'Long process of incus eroded, malleus intact. Tegmen tympani intact. Scutum blunted.'
    expect(rests(findings, 'Intact tegmen.')).toContain('Tegmen tympani intact.')
    expect(rests('Mesorectal nodes: three, 7 mm. EMVI not seen now, was positive. Mid rectal tumour, 24 mm.', 'EMVI no longer visible.')).toEqual(['EMVI not seen now, was positive.'])
    expect(rests('Left level IV node 11 mm, rounded. No abnormal nodes on the right. Tonsil swollen.', 'No pathological nodes on the right.')).toContain('No abnormal nodes on the right.')
  })
})
