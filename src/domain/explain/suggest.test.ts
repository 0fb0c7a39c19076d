import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { checkConclusion } from '../check/check-conclusion.ts'
import { GuidelinePack } from './guideline-pack.ts'
import { suggest, type ExplainInput } from './suggest.ts'

const pack = GuidelinePack.parse(JSON.parse(readFileSync(new URL('../../../resources/guidelines/pack.json', import.meta.url), 'utf8')))
const ask = (findings: string, rest: Partial<ExplainInput> = {}) => suggest(pack, { findings, technique: '', conclusion: '', indication: 'Cough.', comparison: '', age: 60, modality: null, ...rest })
const only = (findings: string, rest: Partial<ExplainInput> = {}) => {
  const { suggestions } = ask(findings, rest)
  expect(suggestions).toHaveLength(1)
  return suggestions[0]!
}
const texts = (findings: string, rest: Partial<ExplainInput> = {}) => only(findings, rest).branches.map(({ condition, text }) => `${condition ?? ''}|${text}`)

describe('suggest: Fleischner 2017', () => {
  it('puts 5 mm below and 6 mm into the follow-up (a boundary off by one)', () => {
    expect(texts('5 mm solid nodule in the right upper lobe.')).toEqual(['at low risk|No routine follow-up.', 'at high risk|CT at 12 months is optional.'])
    expect(texts('6 mm solid nodule in the right upper lobe.')[0]).toContain('CT at 6–12 months')
    expect(texts('8 mm solid nodule in the right upper lobe.')[0]).toContain('CT at 6–12 months')
    expect(texts('9 mm solid nodule in the right upper lobe.')).toEqual(['|Consider CT at 3 months, PET/CT or tissue sampling.'])
    expect(texts('5.6 mm solid nodule in the right upper lobe.')[0]).toContain('CT at 6–12 months')
    expect(texts('Solid nodule less than 6 mm in the right upper lobe.')[0]).toContain('No routine')
  })
  it('reads centimetres and takes the mean of two diameters (0.5 cm read as 0.5 mm, 6 x 4 mm judged as 6)', () => {
    expect(texts('0.7 cm solid nodule in the left lower lobe.')[0]).toContain('CT at 6–12 months')
    const nodule = only('6 x 4 mm solid nodule in the left lower lobe.')
    expect(nodule.sizeMm).toBe(5)
    expect(only('7 x 6 mm part-solid nodule in the left lower lobe (solid component 4 mm).').branches).toMatchObject([{ condition: null, text: expect.stringContaining('every year for 5 years') as string }])
  })
  it('judges several nodules as several (the single-nodule interval given for multiple)', () => {
    expect(texts('Multiple solid nodules in both lungs, the largest 7 mm.')[0]).toContain('CT at 3–6 months')
    expect(texts('4 mm solid nodule in the right upper lobe. 7 mm solid nodule in the left lower lobe.')[0]).toContain('CT at 3–6 months')
  })
  it.each(['Known breast cancer, follow-up.', 'Staging of rectal carcinoma', '乳癌術後'])('is silent with known cancer: %s', (indication) => {
    const { suggestions, withheld } = ask('6 mm solid nodule in the right upper lobe.', { indication })
    expect(suggestions).toEqual([])
    expect(withheld).toMatchObject([{ id: 'fleischner-2017', reason: expect.stringContaining('Cancer') as string, evidence: expect.stringMatching(/cancer|carcinoma|癌/) as string }])
  })
  it.each(['No known cancer.', 'Cough, no history of malignancy', 'Family history of lung cancer'])('is not silenced by a denied or a relative’s cancer: %s', (indication) => {
    expect(ask('6 mm solid nodule in the right upper lobe.', { indication }).suggestions).toHaveLength(1)
  })
  it('is silent below 35 years, with immunosuppression, growth, calcification and above 3 cm (a guideline used beyond its scope)', () => {
    const found = '6 mm solid nodule in the right upper lobe.'
    expect(ask(found, { age: 34 })).toMatchObject({ suggestions: [], withheld: [{ reason: expect.stringContaining('34') as string }] })
    expect(ask(found, { age: 35 }).suggestions).toHaveLength(1)
    expect(ask(found, { indication: 'Renal transplant, fever.' }).suggestions).toEqual([])
    expect(ask('Nodule in the right upper lobe has increased from 5 mm to 9 mm.').suggestions).toEqual([])
    expect(ask('New 6 mm nodule in the right upper lobe.').suggestions).toEqual([])
    expect(ask('6 mm solid nodule in the right upper lobe, unchanged since 2021.')).toMatchObject({ suggestions: [], withheld: [{ reason: expect.stringContaining('unchanged') as string }] })
    expect(ask('4 mm calcified nodule in the right upper lobe.').suggestions).toEqual([])
    expect(ask('42 mm mass in the right upper lobe.').suggestions).toEqual([])
    expect(ask(found, { modality: 'MR' }).suggestions).toEqual([])
  })
  it('says nothing of a denied nodule, one elsewhere, or one without a size (a negation lost)', () => {
    expect(ask('No pulmonary nodule.').suggestions).toEqual([])
    expect(ask('No solid nodule above 6 mm in the right lung.').suggestions).toEqual([])
    expect(ask('7 mm nodule in the left breast.').suggestions).toEqual([])
    expect(ask('Solid nodule in the right upper lobe.')).toMatchObject({ suggestions: [], withheld: [{ reason: expect.stringContaining('size') as string }] })
  })
  it('names what is unknown and shows both branches; what is stated picks one', () => {
    expect(only('7 mm nodule in the right upper lobe.').unknown).toHaveLength(2)
    expect(only('7 mm solid nodule in the right upper lobe.').unknown).toEqual(['Smoking and other risks are not stated: both branches are shown.'])
    expect(texts('7 mm solid nodule in the right upper lobe.', { indication: 'Heavy smoker.' })).toEqual(['|CT at 6–12 months, then CT at 18–24 months.'])
    expect(only('7 mm ground-glass nodule in the right upper lobe.', { age: null, indication: '' }).unknown).toHaveLength(2)
  })
  it('quotes the sentence it rests on', () => {
    const findings = 'LUNGS: Clear bases. 7 mm solid nodule in the right upper lobe. No effusion.'
    const [range] = only(findings).evidence
    expect(findings.slice(range!.start, range!.end)).toContain('7 mm solid nodule in the right upper lobe')
  })
  it('reads Japanese', () => {
    expect(texts('右肺上葉に5mmの充実性結節を認める。', { indication: '咳嗽' })).toEqual(['低リスクの場合|定期的な経過観察は不要。', '高リスクの場合|12か月後のCTを考慮してもよい。'])
    expect(texts('両肺に多発する充実性結節を認め、最大7mm。', { indication: '咳嗽' })[0]).toContain('3〜6か月後')
    expect(ask('肺結節を認めない。', { indication: '咳嗽' }).suggestions).toEqual([])
    expect(ask('右肺上葉に7mmの充実性結節を認める。', { indication: '大腸癌術後' }).suggestions).toEqual([])
    expect(ask('右肺上葉に7mmの充実性結節を認める。', { indication: '癌の既往なし' }).suggestions).toHaveLength(1)
  })
})

describe('suggest: the other guidelines', () => {
  it('adrenal: attenuation and cancer choose the branch', () => {
    expect(texts('Right adrenal nodule 2.3 cm, 8 HU unenhanced.')).toEqual(['|Diagnostic of a benign adenoma: no follow-up imaging.'])
    expect(texts('Right adrenal nodule 2.3 cm, 35 HU.', { indication: 'No known cancer.', technique: 'Non-contrast CT.' })).toEqual(['|Adrenal-protocol CT.'])
    expect(only('Right adrenal nodule 15 mm.').unknown).toHaveLength(2)
    // Attenuation after contrast chooses nothing.
    expect(texts('Right adrenal nodule 2.3 cm, 35 HU.', { technique: 'Unenhanced and portal venous phase.' })).toHaveLength(3)
    expect(texts('Right adrenal nodule 2.3 cm, 8 HU.', { technique: 'Portal venous phase.' })).toHaveLength(3)
    expect(texts('左副腎に45mmの結節あり。', { indication: '肺癌' })).toEqual(['|生検またはPET/CTを考慮。'])
  })
  it('kidney: only with a stated class, and IIF is not II', () => {
    expect(texts('Bosniak IIF cyst in the left kidney, 3 cm.')[0]).toContain('every year up to 5 years')
    expect(texts('Bosniak II cyst in the left kidney, 3 cm.')).toEqual(['|Benign: no follow-up.'])
    expect(ask('Cyst in the left kidney, 3 cm.').suggestions).toEqual([])
    expect(texts('左腎にBosniak IIFの嚢胞あり、3cm。')[0]).toContain('5年まで')
  })
  it('thyroid: by age without a level, by level with one', () => {
    expect(texts('Incidental thyroid nodule 12 mm.', { age: 30 })).toEqual(['|Thyroid ultrasound.'])
    expect(texts('Incidental thyroid nodule 12 mm.', { age: 60 })).toEqual(['|No further evaluation.'])
    expect(texts('Thyroid nodule in the left lobe, 16 mm, TI-RADS 4.')).toEqual(['|TR4: fine-needle aspiration.'])
    expect(texts('Thyroid nodule in the left lobe, 24 mm, TI-RADS 3.')).toEqual(['|TR3: ultrasound at 1, 3 and 5 years.'])
  })
  it('liver and pancreas', () => {
    expect(texts('Hypodense liver lesion in segment 6, 8 mm.')).toHaveLength(2)
    expect(texts('Hypodense liver lesion in segment 6, 8 mm.', { indication: 'Liver cirrhosis.' })).toEqual(['|MRI in 3–6 months.'])
    // A further lesion beside known metastases is none to wait for.
    expect(ask('Liver metastases in segment 4, 24 mm. Liver lesion in segment 7, 9 mm.').suggestions).toEqual([])
    expect(ask('Cystic lesion in the pancreatic tail, 32 mm.').suggestions.map(({ id }) => id)).toEqual(['pancreas-acr-2017', 'pancreas-2024'])
  })
  it('pancreas, ACR 2017: by size, age and communication with the duct (18 mm without a word why there is nothing)', () => {
    const cyst = (findings: string, age: number | null = 60) => texts(findings, { age })
    expect(cyst('Cyst in the pancreatic tail, 18 mm.')).toEqual([
      'if it communicates with the main pancreatic duct|MRI (or pancreas CT) every year for 5 years, then every 2 years twice; stop when stable over 9 years.',
      expect.stringMatching(/^if it does not.*endoscopic ultrasound/) as string,
    ])
    expect(cyst('18 mm cyst in the pancreatic body communicating with the main pancreatic duct.')).toEqual([expect.stringMatching(/^\|.*every year for 5 years/) as string])
    expect(cyst('18 mm cyst in the pancreatic body, no communication with the main pancreatic duct.')).toEqual([expect.stringContaining('every 6 months for 2 years') as string])
    expect(cyst('Pancreatic cyst of 14 mm in the head.', 64)[0]).toContain('every year for 5 years')
    expect(cyst('Pancreatic cyst of 14 mm in the head.', 65)[0]).toContain('every 2 years for 10 years')
    expect(cyst('Pancreatic cyst of 14 mm in the head.', 80)).toEqual([expect.stringContaining('Only where surgery') as string])
    expect(cyst('膵体部に12 mmの嚢胞を認める。', 50)).toEqual([expect.stringContaining('毎年5年間') as string])
    expect(only('Pancreatic cyst of 14 mm in the head.', { age: null }).unknown.join(' ')).toContain('age is not known')
    // What comes before size, growth and a known cyst silence it, with the reason.
    for (const more of [' Mural nodule in the cyst.', ' Dilated main pancreatic duct.']) {
      const { suggestions, withheld } = ask(`Cyst in the pancreatic tail, 12 mm.${more}`)
      expect([suggestions, withheld[0]?.id, withheld[0]?.reason]).toEqual([[], 'pancreas-acr-2017', expect.stringContaining('comes before size') as string])
    }
    expect(ask('Cyst in the pancreatic tail, 12 mm. No mural nodule.').suggestions).toHaveLength(1)
    expect(ask('Cyst in the pancreatic tail has increased from 8 mm to 12 mm.').suggestions).toEqual([])
    expect(ask('Pancreatic pseudocyst, 18 mm.').suggestions).toEqual([])
  })
  it('every list and guideline names its source and the day it was entered', () => {
    for (const { id, source, year, entered } of [...pack.guidelines, ...pack.differentials]) expect([id, source.includes(String(year)), entered]).toEqual([id, true, expect.stringMatching(/^20\d\d-/) as string])
    expect(ask('Splenomegaly of 15 cm.').differentials[0]).toMatchObject({ source: expect.stringContaining('Blood Reviews') as string })
  })
  it('lists differentials only for what is told', () => {
    expect(ask('Ring-enhancing lesion in the left frontal lobe, 2 cm.').differentials.map(({ id }) => id)).toEqual(['ring-enhancing-brain'])
    expect(ask('No ring-enhancing lesion in the brain.').differentials).toEqual([])
    expect(ask('Liver, spleen and kidneys are normal.')).toMatchObject({ suggestions: [], differentials: [], withheld: [] })
  })
  it('adds a sentence that contradicts nothing in the findings (a suggestion that blocks signing)', () => {
    for (const findings of ['Incidental thyroid nodule 12 mm.', '7 mm solid nodule in the right upper lobe.', 'Right adrenal nodule 2.3 cm, 35 HU.', 'Bosniak IIF cyst in the left kidney, 3 cm.', 'Thyroid nodule in the left lobe, 16 mm, TI-RADS 4.', 'Hypodense liver lesion in segment 6, 8 mm.', '右肺上葉に7mmの充実性結節を認める。', '左腎にBosniak IIFの嚢胞あり、3cm。']) {
      for (const { sentence } of only(findings, { age: null }).branches) expect([sentence, checkConclusion({ findings, conclusion: sentence }).filter(({ severity }) => severity === 'error').map(({ message }) => message)]).toEqual([sentence, []])
    }
  })
})

describe('the pack', () => {
  it('refuses a rule on a value that no attribute has (a rule that never fires)', () => {
    const broken = structuredClone(pack)
    broken.guidelines[0]!.rules[0]!.when['texture'] = 'solidd'
    expect(GuidelinePack.safeParse(broken).success).toBe(false)
  })
})

describe('suggest: lesions of the liver', () => {
  it('are not incidental where the order names metastases there, in whatever order of words (bug: advice on a growing metastasis)', () => {
    const findings = 'Reference lesions of the liver: segment V 46 mm, previously 33 mm. Hypodense lesion in the liver, 14 mm.'
    expect(ask(findings, { indication: 'Rectal cancer, metastatic to liver and bone. Restaging.' }).suggestions).toEqual([])
    expect(ask('Hypodense lesion in the liver, 14 mm.', { indication: 'Abdominal pain.' }).suggestions).toHaveLength(1)
  })
})
