import { describe, expect, it } from 'vitest'
import { englishBanks, englishSituations } from './en/index.ts'
import { indications } from './en/indications.ts'
import { organFindings, organHeadings, organsByWay } from './en/organs.ts'
import { expand, slotsOf } from './expand.ts'
import { composeSet } from './index.ts'
import { takeEvidence, tidy } from './layout.ts'
import { createRandom } from './random.ts'

describe('template language', () => {
  const banks = { site: ['L1', 'L2', 'L3', 'L4', 'L5'], pair: ['{site:x} and {site:x}'] }

  it('keeps a bound slot within one report: a lesion would change its place between two sentences', () => {
    for (let seed = 0; seed < 20; seed++) {
      const bound = new Map<string, string>()
      const [one, two] = expand('{pair}', createRandom(seed), banks, bound).split(' and ')
      expect(one).toBe(two)
      expect(expand('{site:x}', createRandom(seed + 1), banks, bound)).toBe(one)
    }
  })

  it('reaches every alternative, also nested and empty ones: a lost branch would halve a bank unnoticed', () => {
    const random = createRandom(3)
    const found = new Set(Array.from({ length: 200 }, () => expand('a[b|c[d|]|]', random, banks, new Map())))
    expect([...found].toSorted()).toEqual(['a', 'ab', 'ac', 'acd'])
  })

  it.each(['a[b', 'a]b', '{site', '{nowhere}'])('refuses the broken template %s: it would print its own marks into reports', (template) => {
    expect(() => expand(template, createRandom(1), banks, new Map())).toThrow()
  })
})

describe('layout', () => {
  it('takes the evidence out word for word and mends articles and spaces: a quote that is not in the text cannot be shown', () => {
    const marked = tidy('A < enhancing lesion > in the the L2 , a < old one > .')
    expect(takeEvidence('conclusion', marked)).toEqual({ text: 'An enhancing lesion in the L2, an old one.', evidence: [{ field: 'conclusion', text: 'enhancing lesion' }, { field: 'conclusion', text: 'old one' }] })
  })
})

describe('English banks', () => {
  const templates = [...Object.values(englishBanks), ...Object.values(indications), ...Object.values(organsByWay), organHeadings, organFindings, ...englishSituations.flatMap(({ frames, headed, findings }) => [frames, headed ?? [], findings ?? []])].flat()

  it('name only banks that exist: the one report in a thousand that takes the branch would throw', () => {
    const known = new Set(Object.keys(englishBanks))
    expect(templates.flatMap((template) => slotsOf(template).filter((slot) => !known.has(slot)).map((slot) => `${slot} in ${template}`))).toEqual([])
  })

  it('mark evidence in every frame of labels 1 and 2 and in none of label 0: evidence would be missing or wrong', () => {
    for (const { name, label, frames, headed } of englishSituations) {
      for (const frame of [...frames, ...(headed ?? [])]) if (frame !== '') expect(/<[^<>]+>/.test(frame), `${label} ${name}: ${frame}`).toBe(label !== 0)
    }
  })

  it('are wide: a narrow set teaches its own sentences', () => {
    expect(englishSituations.length).toBeGreaterThanOrEqual(60)
    for (const label of [0, 1, 2]) expect(englishSituations.filter((one) => one.label === label).flatMap(({ frames, headed }) => [...frames, ...(headed ?? [])]).length).toBeGreaterThan(200)
  })

  it('speak of other organs alike under every label: else the liver would decide about the bones', () => {
    const rows = composeSet('en', { count: 1500, seed: 11 })
    for (const word of [/liver|hepatic/i, /lung|pulmonary/i, /nod(?:e|al)/i, /brain|cerebr|cerebell/i]) {
      const shares = [0, 1, 2].map((label) => rows.filter((row) => row.label === label && word.test(row.conclusion ?? '')).length)
      expect(Math.max(...shares) / Math.min(...shares), String(word)).toBeLessThan(1.5)
    }
  })
})
