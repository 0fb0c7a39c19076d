import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFindings } from '../draft/reading/align.ts'
import { conclusionFacts, findingFacts } from './fact-text.ts'

const readFactText = (text: string) => findingFacts(readFindings(text))

const first = (text: string, finding: string) => readFactText(text).facts.find((fact) => fact.finding === finding)!
/** What a fact says, without where it stands. */
const said = (text: string) => readFactText(text).facts.map(({ finding, sites, levels, side, sizes, negated, normal, change, certainty }) => JSON.stringify({
  finding, sites: sites.map((one) => one.site), levels: levels.map((one) => one.key), side: side?.side, sizes: sizes.map((one) => [one.value, one.unit, one.role]), negated, normal, change: change?.change, certainty,
}))

const sentences = [
  'There is a 14 mm spiculated nodule in the left upper lobe, previously 9 mm.', 'No pleural effusion.', 'Left kidney: 3.2 cm simple cyst.', 'Disc extrusion at L4/5 compressing the right L5 root.',
  'The spleen is normal.', 'Fractures of the right 4th to 7th ribs.', 'Splenic laceration 4 cm deep, AAST grade III.', 'Possible metastasis in segment VI.', 'The portal vein is patent.',
]

describe('reading facts', () => {
  it('binds side, level, size and the earlier size to their finding', () => {
    const fact = first('There is a 14 mm nodule in the left upper lobe, previously 9 mm.', 'nodule')
    expect(fact.side?.side).toBe('left')
    expect(fact.levels.map((one) => one.key)).toContain('upper-lobe')
    expect(fact.sizes.map((one) => [one.value, one.role])).toEqual([[14, 'now'], [9, 'before']])
  })
  it('tells a list of places apart, each with its own side', () => {
    const facts = readFactText('New lesions in T9, the right seventh rib and the left iliac wing.').facts.filter((fact) => fact.finding === 'lesion')
    expect(facts.map((fact) => [fact.side?.side ?? null, fact.levels[0]?.key ?? null])).toEqual([[null, 't9'], ['right', 'number7'], ['left', null]])
    expect(facts.every((fact) => fact.change?.change === 'new')).toBe(true)
  })
  it('gives each place of a list its own size', () => {
    const facts = readFactText('Two new lesions: left frontal, 6 mm, and right parietal, 8 mm.').facts.filter((fact) => fact.finding === 'lesion' && fact.side)
    expect(facts.map((fact) => [fact.side!.side, fact.sizes[0]?.value])).toEqual([['left', 6], ['right', 8]])
  })
  it('does not let a denial reach past what it denies', () => {
    expect(first('Spleen (grade 3, no contrast blush) and five broken ribs.', 'rib-fracture').negated).toBe(false)
    expect(first('54 mm cyst, no solid component, in keeping with an endometrioma.', 'endometrioma').negated).toBe(false)
    expect(first('Splenic vein not opacified over 3 cm, thrombosed.', 'thrombosis').negated).toBe(false)
  })
  it('calls each of several places normal', () => {
    expect(readFactText('Spleen, pancreas and both kidneys are normal.').facts.filter((fact) => fact.normal).map((fact) => fact.sites[0]?.site)).toEqual(['spleen', 'pancreas', 'kidney'])
  })
  it('knows the head of what is spoken of from the head of the patient', () => {
    expect(first('Right epididymis with a 4 mm cyst in its head.', 'cyst').sites.map((one) => one.site)).not.toContain('brain')
  })
  it('carries a change, and the side of the examination, to what it belongs to', () => {
    expect(first('Lesions in L1 and S2. All are new compared with 2019.', 'lesion').change?.change).toBe('new')
    expect(first('MRI of the left knee.\nTear of the medial meniscus.', 'tear').side?.side).toBe('left')
  })
  it('reads the heading of a conclusion sentence with it when it names a finding', () => {
    expect(conclusionFacts('Choledocholithiasis: 5 mm stone in the common bile duct.').facts.map((fact) => fact.finding)).toContain('choledocholithiasis')
  })
  it('says the same whatever the case, the spacing or the width of the letters', () => {
    fc.assert(fc.property(fc.subarray(sentences, { minLength: 1 }), fc.constantFrom('upper', 'spaces', 'wide'), (chosen, how) => {
      for (const text of chosen) {
        const other = how === 'upper' ? text.toUpperCase() : how === 'spaces' ? text.replaceAll(', ', ',  ') : text.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
        expect(said(other)).toEqual(said(text))
      }
    }), { numRuns: 60 })
  })
  it('says the same in any order of sentences that stand for themselves', () => {
    fc.assert(fc.property(fc.shuffledSubarray(sentences, { minLength: 2 }), (chosen) => {
      expect(said(chosen.join('\n\n')).toSorted()).toEqual(said(chosen.toSorted().join('\n\n')).toSorted())
    }), { numRuns: 60 })
  })
  it('takes the place a finding says itself for one lent from the finding before it (bug: the second nodule was told at both places)', () => {
    const facts = readFactText('A non-enhancing 8 mm nodule at C4 and an enhancing 17 mm nodule at T8.').facts.filter((fact) => fact.finding === 'enhancement')
    expect(facts.map(({ negated, levels, sizes }) => [negated, levels.map((one) => one.key).join(), sizes.map((one) => one.value).join()])).toEqual([[true, 'c4', '8'], [false, 't8', '17']])
  })
  it('never throws and keeps its ranges inside the text', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('left', 'no', '12 mm', ',', ';', ':', '(', ')', 'kidney', 'normal', 'cyst', 'and', 'in the', 'L4/5', 'unchanged', '\n', '.', '🙂', '\ud800'), { maxLength: 40 }), (words) => {
      const text = words.join(' ')
      for (const fact of readFactText(text).facts) {
        for (const range of [fact, fact.word, ...fact.sites, ...fact.sizes]) {
          expect(range.start).toBeGreaterThanOrEqual(0)
          expect(range.end).toBeLessThanOrEqual(text.length)
        }
      }
    }), { numRuns: 300 })
  })
})
