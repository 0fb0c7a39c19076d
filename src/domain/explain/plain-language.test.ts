import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { glossaryOf } from './glossary.ts'
import { plainLanguage, proofFails } from './plain-language.ts'
import { readingLevel } from './reading-level.ts'

describe('plainLanguage', () => {
  it('rewords terms and keeps numbers, sides and denials (a plain version that loses a "no")', () => {
    expect(plainLanguage('No pneumothorax. Small left pleural effusion, 12 mm.').text).toBe('No collapsed lung (pneumothorax). Small left build-up of fluid around the lung (pleural effusion), 12 mm.')
    expect(plainLanguage('Stable 4 mm nodules in the right upper lobe.').text).toBe('Unchanged 4 mm round spots in the right upper part of the lung.')
    expect(plainLanguage('肺結節を認めない。右胸水あり。').text).toBe('肺の丸いものを認めない。右胸にたまった水あり。')
  })
  it.each([
    // A wording with a tail, or one that stands after its noun, is not put before a noun; what does not read stays as it was.
    ['Stable left renal cyst.', 'Unchanged left fluid-filled sac in the kidney.'], ['Small bilateral pleural effusions.', 'Small bilateral build-ups of fluid around the lungs (pleural effusions).'],
    ['14 mm mediastinal mass.', '14 mm mediastinal lump.'], ['Left upper lobe nodule.', 'Left upper lobe round spot.'], ['Nodule in the left upper lobe.', 'Round spot in the left upper part of the lung.'],
    ['Two brain metastases.', 'Two brain areas of cancer spread.'], ['Anterior cruciate ligament tear.', 'Anterior cruciate ligament tear.'], ['The lesions are multifocal.', 'The abnormal areas are in several places.'],
    ['右肺に14 mm結節。', '右肺に14 mmの丸いもの。'], ['慢性虚血性変化。', '長く続く血の流れが悪いための変化。'],
  ])('reads as a sentence: %s', (conclusion, plain) => expect(plainLanguage(conclusion).text).toBe(plain))
  it('an acute finding stays acute (“recent” for “acute” changes how soon somebody must act)', () => {
    expect(plainLanguage('Acute appendicitis.').text).toBe('Acute inflamed appendix.')
    expect(plainLanguage('急性虫垂炎。').text).toMatch(/^急な/)
  })
  it('minds the article (an effusion, a nodule)', () => {
    expect(plainLanguage('There is an effusion and a lesion.').text).toBe('There is a build-up of fluid and an abnormal area.')
  })
  it('is easier to read afterwards, and says by how much', () => {
    const { before, after } = plainLanguage('Cholelithiasis without cholecystitis. Hepatomegaly and splenomegaly.')
    expect(before.measure).toBe('grade')
    expect(after!.value).toBeLessThan(before.value)
    expect(plainLanguage('腹水貯留を認める。').after!.value).toBeLessThan(readingLevel('腹水貯留を認める。', 'ja').value)
  })
  it('lists terms that the glossary lacks and leaves them as they are (a guessed wording)', () => {
    const { text, lacking } = plainLanguage('Chilaiditi sign. No pneumonia.')
    expect(lacking).toContain('chilaiditi')
    expect(text).toContain('Chilaiditi')
    expect(plainLanguage('肺胞蛋白症を認める。')).toMatchObject({ lacking: ['肺胞蛋白症'], text: '肺胞蛋白症を認める。' })
  })
  it.each([
    ['No pneumothorax.', 'Air around the lung.', 'denials'], ['Left pleural effusion.', 'Right fluid around the lung.', 'sides'], ['Nodule, 5 mm.', 'Small round spot, 6 mm.', 'numbers'],
    ['胸水なし。', '胸にたまった水あり。', 'denials'], ['Mass. No fracture.', 'Lump, no break in the bone.', 'sentences'],
    ['Possible fracture of the rib.', 'Break of the rib.', 'certainty'], ['Suspected appendicitis.', 'Inflamed appendix.', 'certainty'], ['虫垂炎疑い。', '虫垂の炎症。', 'certainty'], ['Likely metastasis.', 'Possible cancer spread.', 'certainty'],
    ['Acute haematoma.', 'Recent collection of blood.', 'time'], ['Chronic infarct.', 'Area damaged by a lack of blood.', 'time'], ['Mediastinal mass.', 'No in the middle of the chest lump.', 'denials'], ['Mass in the chest.', 'Lump in the the chest.', 'read well'],
  ])('the proof refuses %s as %s', (conclusion, plain, what) => {
    expect(proofFails(conclusion, plain)).toContain(what)
  })
  it('says why nothing is offered without a conclusion, or for one that would hold up the window', () => {
    expect(plainLanguage('No effusion. '.repeat(2000))).toMatchObject({ text: null, reason: expect.stringContaining('too long') as string })
    expect(plainLanguage(' ')).toMatchObject({ text: null, reason: 'There is no conclusion yet.' })
  })
})

describe('the glossary', () => {
  it.each(['en', 'ja'] as const)('has at least 250 terms and no wording that adds a number, a side or a denial: %s', (language) => {
    const { terms, size } = glossaryOf(language)
    expect(size).toBeGreaterThanOrEqual(250)
    const told = language === 'en' ? /\d|\b(?:left|right|both|bilateral|no|not|without|never|non|none|absent|free of)\b/i : /\d|右|左|両|なし|ない|なく|ず|無/u
    expect([...terms].filter(([term, plain]) => told.test(plain) && !told.test(term))).toEqual([])
    expect([...terms].filter(([term, plain]) => term === '' || plain === '')).toEqual([])
  })
})

describe('readingLevel', () => {
  it('is the Flesch–Kincaid grade (a formula with a wrong weight)', () => {
    // Six words of one syllable in one sentence: 0.39·6 + 11.8 − 15.59 is below zero.
    expect(readingLevel('The cat sat on the mat.', 'en').value).toBe(0)
    expect(readingLevel('Radiological examination demonstrated hepatomegaly.', 'en').value).toBeGreaterThan(20)
    expect(readingLevel('肺に水', 'ja')).toEqual({ measure: 'kanji', value: 0.67 })
  })
})

const reports = new URL('../../../resources/gate/reports.jsonl', import.meta.url)
describe.skipIf(!existsSync(reports))('on the shipped reports', () => {
  it('offers a plain version of most conclusions, and every one of them passes its proof', () => {
    const all = readFileSync(reports, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { conclusion: string })
    const plain = all.map(({ conclusion }) => plainLanguage(conclusion))
    const offered = plain.filter(({ text }) => text !== null)
    for (const [index, { text }] of plain.entries()) if (text !== null) expect(proofFails(all[index]!.conclusion, text)).toBeNull()
    expect(offered.length / all.length).toBeGreaterThan(0.7)
  })
})
