import { describe, expect, it } from 'vitest'
import { conclusionFacts } from './fact-text.ts'

const sizes = (text: string) => [...new Set(conclusionFacts(text).facts.flatMap((fact) => fact.sizes.map((size) => `${size.value} ${size.unit} ${size.role}`)))]

describe('numbers without a unit of their own', () => {
  it.each([
    ['Segment V metastasis 19 mm (24).', ['19 mm now', '24 mm before']],
    ['Left level II node 1.4 cm, from 2.9.', ['14 mm now', '29 mm before']],
    ['Tumour 1.1 cm thick (prev 6.5 x 1.9).', ['11 mm now', '65 mm before', '19 mm before']],
    ['Right node SUVmax 2.1, previously 14.6.', ['2.1 suv now', '14.6 suv before']],
    ['Cervical tumour (SUVmax 18, 48 mm).', ['18 suv now', '48 mm now']],
  ])('take that of the size they are told with (bug: an earlier size was no size, or of another unit): %s', (text, told) => {
    expect(sizes(text)).toEqual(told)
  })

  it.each([
    ['Right upper lobe nodule 9 mm (series 3).', ['9 mm now']],
    ['Left renal cyst 31 mm (2).', ['31 mm now']],
    ['Malignant mass right breast, M5 U5, 14 mm.', ['14 mm now']],
  ])('that belong to something else stay without (bug: an image number was a size): %s', (text, told) => {
    expect(sizes(text)).toEqual(told)
  })
})
