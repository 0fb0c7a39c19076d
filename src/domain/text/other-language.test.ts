import { describe, expect, it } from 'vitest'
import { assembleDraft } from '../draft/assemble.ts'
import { decompose } from '../draft/reading/decompose.ts'
import { otherLanguage } from './other-language.ts'

describe('findings in a language that the rules cannot read', () => {
  it.each([
    ['Fracture comminutive du radius distal avec bascule dorsale.', 'French'],
    ['Modesto versamento pleurico sinistro.', 'Italian'],
    ['Kein Pleuraerguss.', 'German'],
    ['Sin derrame pleural.', 'Spanish'],
    ['Derrame pleural direito. Sem pneumotórax.', 'Portuguese'],
    ['Geen pleuravocht. Normale hartgrootte.', 'Dutch'],
    ['Ingen pleuravæske. Normalt hjerte.', 'a Scandinavian language'],
    ['Játra nezvětšena, homogenní. Žlučník bez konkrementů, ledviny přiměřené velikosti.', 'another language'],
    ['双肺纹理清晰，未见异常密度影。', 'Chinese'],
  ])('is known in a short text too (bug: two lines were read as English): %s', (findings, language) => expect(otherLanguage(findings)).toBe(language))

  it.each([
    'ET tube 4 cm above the carina. LA enlarged.', 'Le Fort II fracture. De Quervain tenosynovitis.', 'Target lesions: RUL 19 -> 18; non-target: bone (T8, L5) - non-CR/non-PD.',
    'SI joints intact. No AVN.', 'NIL ACUTE.', 'Os peroneum. Situs solitus.', 'Cul-de-sac fluid, de novo. La Fontaine.', '両肺に結節を認めない。', '肝S8に早期濃染。', 'Lungs clear. Heart normal.', '',
  ])('is not what is English or Japanese (bug: nothing drafted of a report that can be read): %s', (findings) => expect(otherLanguage(findings)).toBeNull())

  it.each([
    'Polmoni: Addensamento del lobo medio con broncogramma aereo.\nNon versamento pleurico.',
    'Frattura scomposta del collo femorale destro. Non altre fratture.',
    'Lésion kystique du foie de 12 mm. Pas d’épanchement pleural, no pleural effusion.',
  ])('nothing is drafted, the sentences are listed (bug: only “no effusion” was told and the disease lost): %s', (findings) => {
    for (const answer of [null, 'No pleural effusion.']) {
      const draft = assembleDraft({ input: { findings }, answer })
      expect(draft.conclusion).toBe('')
      expect(draft.notice).toMatch(/nothing is drafted/)
      expect(draft.leftOut.map(({ text }) => text).join(' ')).toBe(findings.replace(/^Polmoni: /, '').replace('\n', ' '))
    }
    expect(decompose({ findings })).toEqual([])
  })
})
