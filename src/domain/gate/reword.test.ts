import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../metric/interval.ts'
import type { RewordKind } from './error-kind.ts'
import type { GateReport } from './gate-report.ts'
import { reword } from './reword.ts'

const report = (conclusion: string): GateReport => ({ id: 'r', findings: '', conclusion, language: /[\u3040-\u9fff]/.test(conclusion) ? 'ja' : 'en', indication: '', comparison: '', sex: null })
const write = (conclusion: string, kind: RewordKind, seed = 1) => reword(report(conclusion), kind, seededRandom(seed))

describe('the same in other words', () => {
  it.each<[RewordKind, string, string]>([
    ['order', 'Liver mass. No ascites.', 'No ascites. Liver mass.'],
    ['order', '1. Liver mass.\n2. No ascites.', '1. No ascites.\n2. Liver mass.'],
    ['order', '肝嚢胞。腹水なし。', '腹水なし。肝嚢胞。'],
    ['unit', 'Mass of 34 x 29 mm.', 'Mass of 3.4 x 2.9 cm.'],
    ['unit', 'Cyst, 4.2 cm.', 'Cyst, 42 mm.'],
    ['synonym', 'Gallstones.', 'Cholelithiasis.'],
    ['synonym', '胸水を認めない。', '胸水は認められない。'],
    ['spelling', 'Oedema around the tumour.', 'Edema around the tumor.'],
    ['spelling', 'Tumor with edema.', 'Tumour with oedema.'],
  ])('%s: "%s" becomes "%s"', (kind, conclusion, written) => expect(write(conclusion, kind)).toBe(written))

  it.each<[why: string, RewordKind, string]>([
    ['a sentence that looks back', 'order', 'Mass in the liver. This is new.'],
    ['a heading rules what follows', 'order', 'Chest:\nNodule.\nAbdomen:\nCyst.'],
    ['one sentence', 'order', 'Liver mass.'],
    ['half of a range', 'unit', 'Grown from 22 to 31 mm.'],
    ['half of a list of sizes', 'unit', 'Nodules of 4, 5 and 6 mm.'],
    ['an area', 'unit', 'Orifice of 12 mm2.'],
    ['no such word', 'spelling', 'Liver mass.'],
  ])('leaves alone: %s', (_why, kind, conclusion) => {
    const written = write(conclusion, kind)
    expect(written === null || !/\d/.test(conclusion) || !written.includes('cm'), String(written)).toBe(true)
    if (kind !== 'unit') expect(written).toBeNull()
  })

  it('another order keeps every sentence, however they are shuffled', () => {
    const sentence = fc.constantFrom('Liver mass of 3.4 cm.', 'No ascites.', 'Fracture of T8.', 'Cyst in segment 4.', 'Emphysema.')
    fc.assert(
      fc.property(fc.uniqueArray(sentence, { minLength: 2 }), fc.integer(), (sentences, seed) => {
        const written = write(sentences.join(' '), 'order', seed)!
        expect(written).not.toBe(sentences.join(' '))
        expect(written.split(/(?<=\.) (?=[A-Z])/).toSorted()).toEqual(sentences.toSorted())
      }),
    )
  })

  it('another unit is the same size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), (millimetres) => {
        const [, number] = /([\d.]+) cm/.exec(write(`Mass, ${millimetres} mm.`, 'unit')!)!
        expect(Number(number) * 10).toBeCloseTo(millimetres, 6)
      }),
    )
  })
})
