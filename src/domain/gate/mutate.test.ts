import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '../metric/interval.ts'
import { errorKinds, type ErrorKind } from './error-kind.ts'
import type { GateReport } from './gate-report.ts'
import { mutate } from './mutate.ts'

const report = (findings: string, conclusion: string, more: Partial<GateReport> = {}): GateReport => ({ id: 'r', findings, conclusion, language: /[\u3040-\u9fff]/.test(conclusion) ? 'ja' : 'en', indication: '', comparison: '', sex: null, ...more })
const all = (given: GateReport, kind: ErrorKind, seed = 1) => mutate(given, kind, seededRandom(seed), 50).map(({ conclusion }) => conclusion)

describe('one error at a time, in good language', () => {
  it.each<[ErrorKind, findings: string, conclusion: string, wrong: string]>([
    ['negation', 'Lungs: no pleural effusion.', 'No pleural effusion.', 'Pleural effusion.'],
    ['negation', 'There is no fracture of the skull.', 'There is no skull fracture.', 'There is evidence of skull fracture.'],
    ['negation', 'No visceral metastasis. No nodal metastasis.', 'No evidence of visceral or nodal metastasis.', 'Evidence of visceral and nodal metastasis.'],
    ['negation', 'A 9 mm calculus lies in the left ureter.', '9 mm calculus in the left ureter.', 'No 9 mm calculus in the left ureter.'],
    ['negation', 'There is a mass in the liver.', 'There is a mass in the liver.', 'There is no mass in the liver.'],
    ['negation', 'The L2 deposit has enlarged.', 'The L2 deposit has enlarged.', 'The L2 deposit has not enlarged.'],
    ['negation', '肝転移は認めません。', '肝転移を認めません。', '肝転移を認めます。'],
    ['negation', '右腎に結石を認める。', '右腎結石。', '右腎結石は認めない。'],
    ['side', 'Small effusion on the right.', 'Right effusion.', 'Left effusion.'],
    ['side', '左腎に結石を認める。右腎に異常なし。', '左腎結石。', '右腎結石。'],
    ['direction', 'The nodule is larger.', 'The nodule is larger.', 'The nodule is smaller.'],
    ['direction', 'Unchanged nodule in the left lung.', 'The nodule is unchanged.', 'The nodule has increased.'],
    ['direction', 'A new nodule in the left lung.', 'There is a new nodule.', 'There is an unchanged nodule.'],
    ['direction', '縦隔腫瘤は縮小しています。', '縦隔腫瘤は縮小。', '縦隔腫瘤は増大。'],
    ['organ', 'Mass in the right upper lobe.', 'Right upper lobe mass.', 'Right lower lobe mass.'],
    ['organ', '肝S8に腫瘤を認める。', '肝S8の腫瘤。', '肝S2の腫瘤。'],
    ['dropped', 'Rib fracture. Mass in the liver.', '1. Liver mass.\n2. Rib fracture.\n3. Emphysema.', '1. Liver mass.\n2. Emphysema.'],
  ])('%s: "%s" "%s" becomes "%s"', (kind, findings, conclusion, wrong) => {
    expect(all(report(findings, conclusion), kind)).toContain(wrong)
  })

  it('a wrong-sex sentence and an invented one continue the list of the conclusion', () => {
    const given = report('Mass in the liver.', '1. Liver mass.\n2. No ascites.', { sex: 'F' })
    expect(all(given, 'sex').every((text) => /\n3\. .*(?:prostate|vesicles|testis)/i.test(text))).toBe(true)
    expect(all(given, 'invented').every((text) => text.startsWith(`${given.conclusion}\n3. `))).toBe(true)
  })
})

describe('no text that would still be right', () => {
  it.each<[why: string, ErrorKind, findings: string, conclusion: string]>([
    ['the same finding on both sides', 'side', 'Small effusion on the right. Moderate effusion on the left.', 'Right effusion.'],
    ['the other side is in a heading', 'side', 'Right kidney: 5 mm stone. Left kidney: normal size, 4 mm stone.', 'Right kidney stone.'],
    ['a bilateral finding', 'side', 'Bilateral pleural effusions.', 'Right pleural effusion.'],
    ['both sides in one sentence', 'side', 'Cyst in the left kidney. Stone in the right kidney.', 'Left renal cyst and right renal stone.'],
    ['a denial of one side says nothing wrong of the other', 'side', 'No effusion.', 'No right effusion.'],
    ['the wrong level stands there too', 'organ', 'Metastases from T5 to T12 and in all lumbar vertebrae L1-L5, C1-C7 and T1-T4.', 'Metastasis in T8.'],
    ['the other lobe has one too', 'organ', 'Nodule in the right upper lobe. Nodule in the right lower lobe.', 'Nodule in the right upper lobe.'],
    ['a mixed response', 'direction', 'One liver metastasis is larger, another liver metastasis is smaller.', 'The liver metastasis is larger.'],
    ['what has not increased has not decreased either', 'direction', 'No increase in size of the nodule.', 'No increase in size of the nodule.'],
    ['no change is no denial of a finding', 'negation', 'No significant change.', 'No significant interval change.'],
    ['the thing is there elsewhere', 'negation', 'Pleural effusion on the left. No pleural effusion on the right.', 'No pleural effusion.'],
    ['nobody recommends nothing', 'negation', 'Nodule.', 'Follow-up is recommended.'],
    ['a score', 'negation', 'BI-RADS 5.', 'BI-RADS 5.'],
    ['an upper bound', 'number', 'No nodule above 5 mm.', 'No nodule larger than 5 mm.'],
    ['the only sentence', 'dropped', 'Mass in the liver.', 'Liver mass.'],
    ['another sentence tells it as well', 'dropped', 'Liver mass of 3 cm.', 'Liver mass. The mass is 3 cm.'],
    ['the sex is not known', 'sex', 'Mass.', 'Mass.'],
  ])('%s', (_why, kind, findings, conclusion) => {
    for (let seed = 1; seed < 6; seed++) expect(all(report(findings, conclusion), kind, seed)).toEqual([])
  })

  it('a wrong number is none that stands anywhere in the report, in either unit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2, max: 90 }), { minLength: 1, maxLength: 5 }), fc.boolean(), fc.integer(), (sizes, inCentimetres, seed) => {
        const told = sizes.map((size, at) => (inCentimetres && at % 2 ? `Nodule of ${(size / 10).toFixed(1)} cm.` : `Nodule of ${size} mm.`)).join(' ')
        for (const conclusion of all(report(told, `Nodule of ${sizes[0]} mm.`), 'number', seed)) {
          const [, number, unit] = /(\d+(?:\.\d+)?) (mm|cm)/.exec(conclusion)!
          const written = Number(number) * (unit === 'cm' ? 10 : 1)
          for (const size of sizes) expect(Math.abs(written - size)).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('a wrong vertebra is named nowhere, not even inside a range', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 12 }), fc.integer(), (from, at, seed) => {
        const findings = `Metastases from T${from} to T${from + 1}. Fracture of T${at}.`
        for (const conclusion of all(report(findings, `Fracture of T${at}.`), 'organ', seed)) {
          const level = Number(/T(\d+)/.exec(conclusion)![1])
          expect(level).toBeGreaterThanOrEqual(1)
          expect(level).toBeLessThanOrEqual(12)
          expect([from, from + 1, at]).not.toContain(level)
        }
      }),
    )
  })
})

const folder = new URL('../../../resources/gate/', import.meta.url)
const shipped = (existsSync(folder) ? readFileSync(new URL('reports.jsonl', folder), 'utf8') : '').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { id: string; findings: string; conclusion: string; lang: 'en' | 'ja'; sex: 'F' | 'M' | null })

describe('on the shipped reports', () => {
  it('every error is one edit, told with its kind, range and original, and the same seed makes the same errors', () => {
    let made = 0
    for (const { lang, ...row } of shipped) {
      const given = { ...row, language: lang, indication: '', comparison: '' }
      for (const kind of errorKinds) {
        const once = mutate(given, kind, seededRandom(7), 4)
        expect(mutate(given, kind, seededRandom(7), 4)).toEqual(once)
        for (const { conclusion, changed, was, original } of once) {
          made++
          expect(conclusion.slice(0, changed.start) + original + conclusion.slice(changed.end)).toBe(row.conclusion)
          expect(row.conclusion.slice(was.start, was.end)).toBe(original)
          expect(conclusion.trim()).not.toBe('')
          expect(conclusion).not.toBe(row.conclusion)
          expect(conclusion).not.toMatch(/ {2}|\ba [aeiou]\w+ (?:nodule|lesion|mass)|\bNo no\b|(?:\b(?:left|right) ){2}|undefined|NaN/)
        }
      }
    }
    expect(shipped.length).toBeGreaterThan(60)
    expect(made).toBeGreaterThan(400)
  })
})
