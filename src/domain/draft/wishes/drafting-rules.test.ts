import { describe, expect, it } from 'vitest'
import { checkRules, longestRule, mostRules, ruleHolds, rulesFor, settleWishes, type DraftingRule } from './drafting-rules.ts'
import { readPlainWish } from './read-plain-wish.ts'

const rule = (text: string, modality = '', region = ''): DraftingRule => ({ modality, region, text })
const wishes = (text: string) => readPlainWish(text).wishes

describe('which rules hold', () => {
  it.each([
    ['', '', 'CT', 'CT chest', true],
    ['CT', '', 'CT', '', true],
    ['CT', '', 'MR', 'MR chest', false],
    ['CR', '', 'DX', 'Hand', true],
    ['', 'chest', 'CT', 'CT Thorax', true],
    ['', 'abdomen', 'CT', 'CT abdomen and pelvis', true],
    ['', 'knee, hip', 'MR', 'MR left hip', true],
    ['', 'lumbar spine', 'MR', 'MR cervical spine', false],
    ['', 'knee', 'MR', '', false],
    ['', '胸部', 'CT', '胸部CT', true],
    ['', 'ear (', 'CT', 'CT heart', false],
  ] as const)('%s %s for %s %s: %s (bug: a rule for another examination followed, or the right one overlooked)', (modality, region, studied, described, holds) => {
    expect(ruleHolds({ modality, region }, { modality: studied, region: described })).toBe(holds)
  })

  it('the more special ones come later, whatever order they were written in (bug: the general rule wins)', () => {
    const rules = [rule('both', 'CT', 'chest'), rule('any'), rule('modality', 'CT'), rule('region', '', 'chest'), rule('other', 'MR')]
    expect(rulesFor(rules, { modality: 'CT', region: 'CT chest' }).map(({ text }) => text)).toEqual(['any', 'region', 'modality', 'both'])
  })
})

describe('wishes on one subject', () => {
  it('the last one wins, and what lost is told (bug: an instruction for this once that a standing rule overrules)', () => {
    expect(settleWishes([wishes('As a list. At most 3 sentences.'), wishes('in prose')])).toEqual([
      { wishes: [{ about: 'most', sentences: 3 }], setAside: [{ about: 'form', form: 'list' }] }, { wishes: [{ about: 'form', form: 'prose' }], setAside: [] },
    ])
  })

  it('at most three sentences and shorter go together, in detail replaces both (bug: "shorter" makes a draft longer)', () => {
    expect(settleWishes([wishes('At most 3 sentences'), wishes('shorter')])[0]!.setAside).toEqual([])
    expect(settleWishes([wishes('At most 3 sentences, short'), wishes('in detail')])[0]!.wishes).toEqual([])
  })

  it('what is left out in general is mentioned where a special rule asks for it (bug: both at once)', () => {
    const [general, special] = settleWishes([wishes('Leave out renal cysts, hepatic steatosis'), wishes('Always mention renal cysts')])
    expect(general).toMatchObject({ wishes: [{ what: 'hepatic steatosis' }], setAside: [{ what: 'renal cysts' }] })
    expect(special!.wishes).toHaveLength(1)
  })
})

describe('rules that cannot be kept', () => {
  it.each([
    [[rule('   ')], /needs words/],
    [[rule('123')], /needs words/],
    [[rule('x'.repeat(longestRule + 1))], /501 characters long; at most 500/],
    [[rule('As a list', '', 'y'.repeat(121))], /too many words/],
    [Array.from({ length: mostRules + 1 }, (_, i) => rule(`As a list, form ${String(i)}`)), /51 rules; at most 50/],
    [[rule('As a list', 'CT'), rule(' as a  list ', 'ct')], /there already/],
    [[rule('0 sentences')], /at least one sentence/],
    [[rule('half \uD800 a sign')], /half a character/],
    [[rule('Leave out renal cysts and always mention renal cysts')], /Decide for one/],
  ])('%# are refused with a sentence (bug: a rule that cannot be followed is kept in silence)', (rules, problem) => {
    expect(checkRules(rules).problem).toMatch(problem)
  })

  it('blanks and line breaks are tidied, words are not (bug: the rule shown is not the rule written)', () => {
    expect(checkRules([rule(' As a\n list ', ' ct ', ' Chest ')])).toEqual({ problem: null, rules: [rule('As a list', 'CT', 'Chest')] })
  })
})
