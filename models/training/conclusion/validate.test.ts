import { describe, expect, it } from 'vitest'
import { readPhraseAnswer } from '../../../src/domain/draft/phrase-prompt.ts'
import { createRandom } from '../status/compose/random.ts'
import { isHeldOut, loadBank } from './compose/bank.ts'
import { allowedTerms, uncarried } from './compose/carried.ts'
import { asJsonLines, composeRows } from './compose/index.ts'
import { repairPhrase, withoutAdvice } from './compose/phrase.ts'
import { expandTemplate } from './compose/template.ts'
import { problemsOfBank } from './validate-banks.ts'
import { ngrams, problemsOfRows, sharedShares, unsupported } from './validate-rows.ts'
import { validate } from './validate.ts'

const bank = loadBank('en')

describe('the English statement banks', () => {
  it('hold as many findings and normal statements as were promised', () => {
    expect(bank.findings.length).toBeGreaterThanOrEqual(800)
    expect(bank.normals.length).toBeGreaterThanOrEqual(400)
    expect(bank.inferences.length).toBeGreaterThanOrEqual(120)
  })

  it('would notice a conclusion whose slot no finding draws, and an id that stands twice', () => {
    const [first] = bank.findings.filter((one) => !('core' in one))
    const broken = { ...bank, findings: [first!, { ...first!, conclusions: ['Mass of {nowhere} mm.', 'A mass.'] } as typeof first & object] }
    expect(problemsOfBank(broken).join('\n')).toMatch(/the id stands twice[\s\S]*\{nowhere\}/)
  })
})

describe('the corpus', () => {
  it('says nothing that its findings do not carry, and shares no long run with hand-written reports', () => {
    const { problems } = validate('en', 90)
    expect(problems).toEqual([])
  }, 300_000)

  it('is the same for the same seed and another for another', () => {
    const rows = (seed: number) => asJsonLines(composeRows(bank, { count: 60, seed, task: 'sentence', split: 'train' }))
    expect(rows(3)).toBe(rows(3))
    expect(rows(3)).not.toBe(rows(4))
  }, 200_000)

  it('never trains on a held-out statement', () => {
    const rows = composeRows(bank, { count: 60, seed: 9, task: 'report', split: 'train' })
    expect(rows.flatMap((row) => row.statements).filter(isHeldOut)).toEqual([])
    const test = composeRows(bank, { count: 25, seed: 9, task: 'report', split: 'test' })
    expect(test.flatMap((row) => row.statements).filter((id) => !isHeldOut(id))).toEqual([])
  }, 200_000)

  it('tells some sentences and passes over others', () => {
    const weights = composeRows(bank, { count: 250, seed: 2, task: 'sentence', split: 'train' }).map((row) => readPhraseAnswer(row.answer)!.weight)
    for (const weight of [0, 1, 2, 3, 4, 5]) expect(weights.filter((one) => one === weight).length).toBeGreaterThan(5)
  }, 200_000)
})

describe('the validator of rows', () => {
  it('catches a changed number, side or level', () => {
    const prompt = '>>> There is a 14 mm cyst at L4/5 on the left. <<<'
    expect(unsupported('14 mm left cyst at L4/5.', prompt)).toEqual([])
    expect(unsupported('15 mm left cyst at L4/5.', prompt)).toEqual(['15'])
    expect(unsupported('14 mm right cyst.', prompt)).toEqual(['right'])
    expect(unsupported('14 mm left cyst at S1.', prompt)).not.toEqual([])
  })

  it('catches a slot that was left and a weight without a phrase', () => {
    const row = { id: 'a', task: 'sentence' as const, prompt: '<|im_start|>user\nx >>> y <<<', answer: '3 {side} mass', weight: 3, modality: 'CT', region: 'chest', statements: [] }
    expect(problemsOfRows([row]).join()).toMatch(/slot/)
    expect(problemsOfRows([{ ...row, answer: '0 Mass.' }])).toEqual([])
    expect(problemsOfRows([{ ...row, answer: 'Mass.' }]).join()).toMatch(/no weight/)
  })

  it('finds a text that was copied', () => {
    const text = 'There is a small nodule in the right upper lobe which has grown.'
    expect(sharedShares([{ id: 'a', text }], [`Before. ${text} After.`], 5)[0]!.share).toBe(1)
    expect(sharedShares([{ id: 'a', text }], ['Something else entirely is written here today.'], 5)[0]!.share).toBe(0)
    expect(ngrams('a b c', 2)).toEqual(['a b', 'b c'])
  })
})

describe('a conclusion phrase', () => {
  it('keeps the hedge: a suspicion is never repaired into a diagnosis', () => {
    expect(repairPhrase('Right apical mass, suspicious for carcinoma.', 'Mass at the right apex.', [])?.includes('carcinoma') ?? false).toBe(false)
    expect(uncarried('Metastasis in L1.', 'Lesion in L1.')).not.toEqual([])
  })

  it('loses advice, which no finding carries', () => {
    expect(withoutAdvice('Left subdural haematoma, 9 mm. Urgent neurosurgical referral.')).toEqual({ kept: 'Left subdural haematoma, 9 mm.', advice: ['Urgent neurosurgical referral'] })
  })

  it('may name what the vetted table allows, and only then', () => {
    const seen = 'Segment VI lesion, 22 mm, with nodular peripheral enhancement and centripetal fill-in.'
    expect(uncarried('Haemangioma in segment VI, 22 mm.', seen, allowedTerms(seen, bank.inferences))).toEqual([])
    expect(uncarried('Haemangioma in segment VI, 22 mm.', seen)).not.toEqual([])
    expect(allowedTerms('Segment VI lesion, 22 mm.', bank.inferences)).not.toContain('haemangioma')
  })

  it('refuses a number that is only part of a name', () => {
    expect(uncarried('Rectal tumour, N1.', 'Rectal tumour with three nodes.')).toContain('1')
  })
})

describe('a template', () => {
  it('says a drawn value again and draws alternatives anew', () => {
    const bound = new Map<string, string>()
    expect(expandTemplate('{side|Left|Right} cyst, {mm:5-5} mm.', createRandom(1), bound)).toMatch(/^(?:Left|Right) cyst, 5 mm\.$/)
    expect(expandTemplate('{mm} mm cyst on the {side}.', createRandom(1), bound)).toMatch(/^5 mm cyst on the (?:left|right)\.$/)
    expect(() => expandTemplate('{never} cyst', createRandom(1), new Map())).toThrow(/not drawn/)
  })
})
