import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { assembleDraft } from '../assemble.ts'
import { compressEnglish } from './compress-english.ts'
import { isWhole, trim } from './trim.ts'

const folder = new URL('../../../../models/training/conclusion/', import.meta.url)
const sets = ['dev-en-3', 'dev-en-4'].map((name) => new URL(`${name}.jsonl`, folder)).filter((file) => existsSync(file))

describe('a line that a deletion has shortened', () => {
  it.each([
    'Iliac node reduced from 31 to 12 mm;, below the liver', 'Node,, unchanged', 'Mass with', 'Tear of the', 'Cyst ( , 12 mm)', 'Lesion (12 mm', 'Fracture, of and displaced', 'Covering c', 'Extending to, and beyond',
    'and haemorrhage', 'Thickening: , 6 mm', 'Mass of with necrosis', 'Collection, 3 cm,', 'Nodule , new', 'Lesion measuring', 'Band covering about',
  ])('%s: is broken and never told', (text) => expect(isWhole(text)).toBe(false))

  it.each([
    'Iliac node reduced from 31 to 12 mm, SUVmax 2.2, below the liver', 'Perfusion defect with or without redistribution', 'Grade 2 chondromalacia (medial facet)', 'Cyst in and around the tendon', 'L4/5: disc bulge; no stenosis',
    'Fluid of 1.2 cm', 'Mass in segment IV', 'Old fractures of both hips', 'Nodule, no change', 'Graf type IIa hip',
  ])('%s: stands', (text) => expect(isWhole(text)).toBe(true))

  it('a deletion that breaks the line is not made, those after it are', () => {
    expect(trim('Mass with calcification, 12 mm', [(one) => one.replace(' calcification', ''), (one) => one.replace(', 12 mm', '')])).toBe('Mass with calcification')
  })

  it('an uptake goes with its mark, and stays where it is held against the liver', () => {
    expect(compressEnglish('Portocaval node reduced from 40 to 14 mm; SUVmax 2.0, below the liver (3.1).')).toBe('Portocaval node reduced from 40 to 14 mm; SUVmax 2.0, below the liver (3.1)')
    expect(compressEnglish('Left hilar node 14 mm; SUVmax 8.8, necrotic.')).toBe('Left hilar node 14 mm, necrotic')
  })

  it.skipIf(sets.length === 0)('no draft of the development reports has a broken line', () => {
    for (const set of sets) {
      for (const line of readFileSync(set, 'utf8').trim().split('\n')) {
        const row = JSON.parse(line) as { id: string; findings: string; indication: string }
        const broken = assembleDraft({ input: row, answer: null }).conclusion.split('\n').filter((text) => !isWhole(text.replace(/\.$/, '')))
        expect({ id: row.id, broken }).toEqual({ id: row.id, broken: [] })
      }
    }
  }, 180_000)
})
