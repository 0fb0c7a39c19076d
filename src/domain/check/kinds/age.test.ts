import { describe, expect, it } from 'vitest'
import { checkConclusion, type CheckInput } from '../check-conclusion.ts'

const ages = (conclusion: string, more: Partial<CheckInput>) => checkConclusion({ findings: 'Normal. 異常なし。', conclusion, ...more }).filter((issue) => issue.kind === 'age').map((issue) => conclusion.slice(issue.conclusion!.start, issue.conclusion!.end))

describe('ages', () => {
  it.each([
    ['Normal chest in this 8-month-old infant.', 57, '8-month-old'], ['Normal in his mid-thirties.', 64, 'in his mid-thirties'], ['Septuagenarian, normal chest.', 22, 'Septuagenarian'],
    ['Normal for a twenty-four-year-old woman.', 64, 'twenty-four-year-old'], ['24 y/o man. Normal.', 64, '24 y/o'], ['The patient is 24 years old.', 64, '24 years old'],
    ['No fracture in a patient aged 18.', 81, 'aged 18'], ['Normal newborn hips.', 31, 'Normal newborn'], ['Normal brain for age 24.', 64, 'for age 24'],
    ['生後6か月児として正常。', 64, '生後6か月'], ['二十四才として正常。', 64, '二十四才'], ['８０代女性、年齢相応。', 34, '８０代'], ['新生児頭部、異常なし。', 40, '新生児'],
  ])('finds the other age in %s (bug: only "N-year-old" and 歳 were read)', (conclusion, age, words) => {
    expect(ages(conclusion, { age })).toEqual([words])
  })
  it.each([
    ['The fracture is 2 years old.', 64], ['2-year-old fracture of the radius.', 64], ['Infarct, over 10 years old.', 64], ['Prosthesis is 12 years old.', 64], ['3-day-old haematoma.', 64],
    ['Mother had breast cancer at 40 years of age.', 64], ['Sister aged 40 with ovarian cancer.', 64], ['Splenectomy at the age of 24.', 64], ['Bone age of 12 years.', 10],
    ['In women over 40 years of age annual mammography.', 36], ['Sequelae of neonatal hypoxia.', 40], ['Paediatric feeding tube in place.', 40],
    ['Normal hips in this 4-month-old.', 0], ['Patient in his late sixties.', 68], ['65-year-old, normal.', 64],
    ['40歳時に手術。20歳で発症。', 64], ['母が50歳で乳癌。', 36], ['骨年齢は12歳相当。', 10], ['小児期の骨折後。', 40], ['2010年代から不変。', 40], ['幼児。正常。', 4],
  ])('is silent on %s (bug: the age of a fracture, a relative or another time blocked nothing less than the report)', (conclusion, age) => {
    expect(ages(conclusion, { age })).toEqual([])
  })
  it('takes the age from the indication where the order has none, decades too', () => {
    expect(ages('64-year-old with headache.', { indication: '46-year-old woman with headache' })).toEqual(['64-year-old'])
    expect(ages('Normal for an octogenarian.', { indication: '84 y.o. man, fall' })).toEqual([])
    expect(ages('34歳、正常。', { indication: '80代男性' })).toEqual(['34歳'])
  })
})
