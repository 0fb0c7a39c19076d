import { describe, expect, it } from 'vitest'
import { readPhraseAnswer } from '../../../src/domain/draft/model/phrase-prompt.ts'
import { createRandom } from '../status/compose/random.ts'
import { isHeldOut, loadBank } from './compose/bank.ts'
import { uncarried } from '../../../src/domain/draft/gate/carried.ts'
import { allowedTerms } from '../../../src/domain/draft/names/inference.ts'
import { asJsonLines, composeRows } from './compose/index.ts'
import { compressedJapanese, joinJapanese, placeChange, repairJapanese, styleJapaneseSizes } from './compose/japanese.ts'
import { repairPhrase, withoutAdvice } from './compose/phrase.ts'
import { composeReport } from './compose/report.ts'
import { expandTemplate } from './compose/template.ts'
import { problemsOfBank } from './validate-banks.ts'
import { ngrams, problemsOfRows, sharedShares, unsupported } from './validate-rows.ts'
import { validate } from './validate.ts'

const bank = loadBank('en')
const japanese = loadBank('ja')

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

describe('the Japanese statement banks', () => {
  it('hold as many findings, normal statements and inferences as were promised', () => {
    expect(japanese.findings.length).toBeGreaterThanOrEqual(300)
    expect(japanese.normals.length).toBeGreaterThanOrEqual(150)
    expect(japanese.inferences.length).toBeGreaterThanOrEqual(60)
  })

  it('would notice a sentence without its full stop and a piece that cannot stand before a noun', () => {
    const core = { id: 'a', modality: ['CT'], region: 'chest', organ: '肺', weight: 3, core: '結節', place: '右上葉に', seen: ['境界が明瞭で'] }
    const whole = { id: 'b', modality: ['CT'], region: 'chest', organ: '肺', weight: 3, findings: ['結節あり', '結節。', '結節を認める。'], conclusions: ['結節。', '小結節。'] }
    expect(problemsOfBank({ ...japanese, findings: [core, whole] }).join('\n')).toMatch(/a: place[\s\S]*a: does not stand before a noun[\s\S]*b: no 。/)
  })
})

describe('the corpus', () => {
  it('says nothing that its findings do not carry, and shares no long run with hand-written reports', () => {
    expect(validate('en', 60).problems).toEqual([])
  }, 300_000)

  it('says nothing in Japanese that its findings do not carry, and shares no long run with hand-written reports', () => {
    expect(validate('ja', 60).problems).toEqual([])
  }, 300_000)

  it('puts findings beside those that they often come with (bug: "with" stands in the bank and nobody reads it)', () => {
    const one = (id: string, more: object = {}) => ({ id, modality: ['CT'], region: 'abdomen', organ: `organ ${id}`, weight: 3, findings: [`Thing ${id} is seen.`], conclusions: [`Thing ${id}.`], ...more })
    const others = Array.from({ length: 12 }, (_, i) => one(`c${i}`))
    const few = { ...bank, findings: [one('a0', { with: ['b0'] }), one('b0'), ...others].filter(({ id }) => !isHeldOut(id)), normals: [], exams: bank.exams.slice(0, 1) }
    const random = createRandom(5)
    const reports = Array.from({ length: 800 }, () => composeReport(few, random, 'train', true)).flatMap((report) => (report && !report.normal ? [report.blocks.flatMap(({ told }) => told.map(({ id }) => id))] : []))
    const beside = (id: string) => reports.filter((ids) => ids.includes('a0') && ids.includes(id)).length
    const rest = few.findings.slice(2).map(({ id }) => beside(id))
    expect(few.findings.slice(0, 2).map(({ id }) => id)).toEqual(['a0', 'b0'])
    expect(beside('b0')).toBeGreaterThan(1.5 * (rest.reduce((sum, count) => sum + count, 0) / rest.length))
  })

  it('carries what must never be said, and a row that says it is wrong (bug: an over-call that no pattern sees)', () => {
    const row = { id: 'r', task: 'report', prompt: '<|im_start|>user\nCyst of the left kidney.', answer: 'Malignant cyst of the left kidney.', weight: 2, modality: 'CT', region: 'abdomen', statements: [] } as const
    expect(problemsOfRows([{ ...row, statements: [], errors: ['malignant[^.]{0,20}cyst'] }]).join()).toMatch(/r: says what must never be/)
    expect(problemsOfRows([{ ...row, statements: [], errors: ['malignant[^.]{0,20}aneurysm'] }])).toEqual([])
  })

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
    expect(composeRows(japanese, { count: 60, seed: 9, task: 'report', split: 'train' }).flatMap((row) => row.statements).filter(isHeldOut)).toEqual([])
  }, 200_000)

  it('tells some sentences and passes over others', () => {
    const weights = composeRows(bank, { count: 250, seed: 2, task: 'sentence', split: 'train' }).map((row) => readPhraseAnswer(row.answer)!.weight)
    for (const weight of [0, 1, 2, 3, 4, 5]) expect(weights.filter((one) => one === weight).length).toBeGreaterThan(5)
  }, 200_000)
})

describe('the validator of rows', () => {
  it('catches a changed number, side or level', () => {
    const prompt = '>>> There is a 14 mm cyst at L4/5 on the left. <<<'
    expect(unsupported('Thrombus at the left ventricular apex.', 'LV apex: filling defect.')).toEqual([])
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

describe('a Japanese conclusion phrase', () => {
  it('keeps side, size and hedge, and names a disease only where the vetted table allows it', () => {
    const seen = '肝S6に22mm大の結節を認め、動脈相で辺縁濃染、後期相でfill-inを示します。'
    expect(repairJapanese('肝S6の血管腫 22mm。', seen, japanese.inferences)).toBe('肝S6の血管腫 22mm。')
    expect(repairJapanese('肝S6の血管腫 22mm。', '肝S6に22mm大の結節を認めます。', japanese.inferences)).toBeNull()
    expect(repairJapanese('左肺尖部の肺癌。', '左肺尖部に腫瘤を認めます。', japanese.inferences)).toBeNull()
    expect(repairJapanese('右腎結石 6mm。', '左腎結石 6mm。', japanese.inferences)).toBeNull()
    expect(repairJapanese('右腎結石 7mm。', '右腎結石 6mm。', japanese.inferences)).toBeNull()
  })

  it('drops what nothing carries and keeps the rest', () => {
    expect(repairJapanese('右胸水、肝転移。', '右胸水を認めます。', [])).toBe('右胸水。')
  })

  it('finds a Latin stem right after a Japanese character', () => {
    expect(allowedTerms('右MCA領域の皮質にDWI高信号(+)、ADC低下あり。', japanese.inferences)).toContain('急性期脳梗塞')
  })

  it('keeps sides and levels apart in the validator', () => {
    const prompt = '>>> 左腎に14mm大の嚢胞、Th12圧迫骨折を認めます。 <<<'
    expect(unsupported('左腎嚢胞 14mm、Th12圧迫骨折。', prompt)).toEqual([])
    expect(unsupported('右腎嚢胞 14mm。', prompt)).toEqual(['右'])
    expect(unsupported('両側腎嚢胞 14mm。', prompt)).toEqual(['両側'])
    expect(unsupported('Th11圧迫骨折。', prompt)).not.toEqual([])
  })
})

describe('Japanese wording', () => {
  it('puts a change after a full stop as a sentence and after a noun as a clause', () => {
    const change = { kind: 'larger' as const, inFindings: '', inConclusion: '、増大', adjective: '', noun: '、前回より増大', sentence: (polite: boolean) => (polite ? '増大しています。' : '増大している。') }
    expect(placeChange('結節を認めます。{change}', change)).toBe('結節を認めます。増大しています。')
    expect(placeChange('結節を認める。{change}', change)).toBe('結節を認める。増大している。')
    expect(placeChange('結節あり{change}。', change)).toBe('結節あり、前回より増大。')
    expect(placeChange('結節あり{change}。', null)).toBe('結節あり。')
  })

  it('writes the same size in findings and conclusion, whatever the way of writing', () => {
    for (let seed = 0; seed < 40; seed++) {
      const [findings, conclusion] = styleJapaneseSizes(['肝S6に14mm大の結節。', '肝S6の結節 14mm。'], 14, createRandom(seed))
      const size = /[\d.]+(?:[×x]\d+)? ?[mc]m/.exec(conclusion!)![0]
      expect(findings).toContain(size)
    }
  })

  it('keeps a denial a denial when the predicate goes', () => {
    expect(compressedJapanese('肺野に結節を認めません。')).toBe('肺野に結節なし。')
    expect(compressedJapanese('左腎に結石(+)、5mm。')).toBe('左腎に結石、5mm。')
  })

  it('joins two sentences only where the first can go on', () => {
    expect(joinJapanese('右胸水を認めます。', '左腎に結石を認めます。')).toBe('右胸水を認め、左腎に結石を認めます。')
    expect(joinJapanese('右胸水なし。', '左腎に結石を認めます。')).toBeNull()
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
