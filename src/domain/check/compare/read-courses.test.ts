import { describe, expect, it } from 'vitest'
import { readFindings } from '../../draft/reading/align.ts'
import { course } from './course-words.ts'
import { readCourses } from './read-courses.ts'

const sized = (text: string) => readCourses(text, readFindings(text).sentences).filter((one) => one.sized).map(({ mask }) => mask)
const told = (text: string) => readCourses(text, readFindings(text).sentences)

describe('earlier and today\'s size', () => {
  it.each([
    ['Cecum 9.6 cm, yesterday 7.9.', course.larger], ['Extent about 25% (15% in 2022).', course.larger], ['Curve 34 deg, previously 27.', course.larger], ['LVEF 29 %, on last CMR 38 %.', course.smaller],
    ['Mass 48 x 22 mm (92 x 60).', course.smaller], ['Ascites moderate, was trace.', course.larger], ['Shunt 2021: 4 mm, 2025: 9 mm.', course.larger], ['EFW 6th centile (at 30 weeks 22nd centile).', course.smaller],
    ['Node 12 mm, prev 12 mm.', course.same], ['Aorta 32 mm (31 mm in 2021).', course.larger | course.same], ['Atrophy MTA 3 (two years ago MTA 2).', course.larger],
  ])('are paired: %s', (text, mask) => {
    expect(sized(text)).toEqual([mask])
  })
  it('are paired in their order where one bracket has two', () => {
    expect(sized('Nodule 17 mm, solid component 8 mm (baseline 15 mm, 4 mm).')).toEqual([course.larger, course.larger].map((one, i) => (i === 0 ? one | course.same : one)))
  })
  it('stand on the side of their own heading and where they stand, though the same sentence was read before (bug: numbers kept without what is said around them)', () => {
    const texts = (['LEFT', 'RIGHT'] as const).map((side, at) => `${side} KIDNEY: ${at ? 'Twice the ' : 'The '}collecting system is slender, the outline is regular and the parenchyma of ordinary thickness. Angiolipoma 14 mm, previously 9 mm.`)
    const read = texts.map((text) => told(text).find((one) => one.sized)!)
    expect(read.map(({ sides }) => [...sides])).toEqual([['left'], ['right']])
    expect(read.map(({ start }, at) => texts[at]!.slice(0, start).endsWith('previously ') || texts[at]!.slice(start).startsWith('9 mm') || texts[at]!.slice(start).startsWith('14 mm'))).toEqual([true, true])
  })
  it('are found in a sentence of their own', () => {
    const [one] = told('Muscle thickness 4.8 mm. No free fluid. Previous scan at 3 weeks: muscle 2.6 mm.').filter((course) => course.sized)
    expect([one!.mask, one!.sentence]).toEqual([course.larger, 0])
  })
})

describe('whose course it is', () => {
  it('is what stands before it, behind it, or in the sentence before', () => {
    expect(told('Xantholith of the hilum, new.')[0]!.subject.map(({ key }) => key)).toContain('xantholith')
    expect(told('New xantholith of the hilum.')[0]!.subject.map(({ key }) => key)).toContain('xantholith')
    expect(told('Xantholiths in both kidneys. All are new.').some(({ sentence, mask }) => sentence === 0 && mask === course.new)).toBe(true)
  })
  it('keeps the sides of one sentence apart', () => {
    const sides = told('Left effusion larger, right effusion smaller.').map(({ mask, sides: own }) => [mask, ...own])
    expect(sides).toEqual([[course.larger, 'left'], [course.smaller, 'right']])
  })
  it('reads what one earlier examination did not have as new today', () => {
    expect(told('Day 1 scan: no haemorrhage.')).toMatchObject([{ mask: course.new, sure: true }])
  })
})
