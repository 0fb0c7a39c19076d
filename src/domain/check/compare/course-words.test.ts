import { describe, expect, it } from 'vitest'
import { course, courseCues } from './course-words.ts'

const read = (text: string) => courseCues(text, 0, text.length)
const masks = (text: string) => read(text).filter(({ sure, denies }) => sure && !denies).map(({ mask }) => mask)
const there = course.larger | course.same | course.smaller

describe('words of a course', () => {
  it.each([
    ['The cyst has grown.', course.larger], ['Collection, larger than in May.', course.larger], ['Effusion is going up.', course.larger], ['The wall has thickened since June.', course.larger], ['More effusion than before.', course.larger],
    ['The fibroid has shrunk.', course.smaller], ['Haematoma: down to 21 mm.', course.smaller], ['Only a trace of fluid is left.', course.smaller], ['The infiltrate has nearly cleared.', course.smaller], ['Oedema is subsiding.', course.smaller],
    ['The stone is as it was.', course.same], ['Node static since 2020.', course.same], ['Cavity without interval change.', course.same], ['The gap remains at 4 mm.', course.same],
    ['The seroma is no longer seen.', course.resolved], ['The thrombus has gone.', course.resolved], ['The nodule is not found any more.', course.resolved],
    ['A polyp that was not there in 2020.', course.new], ['Slip, previously not present.', course.new], ['No mass on the mammogram of 2022.', course.new], ['A focus has appeared.', course.new],
    ['Lesion, already there in May.', there | course.resolved], ['The leak is still filling.', there], ['Fluid persists.', there],
    ['No progression of the plaque.', course.same | course.smaller | course.resolved],
  ])('tell what may have become of it: %s', (text, mask) => {
    expect(masks(text)).toContain(mask)
  })
  it.each(['Thickening of the wall.', 'The larger of the two stones.', 'Larger on the left.', 'Right lower lobe nodule.', 'Mass persists on spot compression.', 'Malignancy more likely than abscess.', 'Scapholunate interval 2 mm.', 'Increased uptake in the knee.', 'No thickening of the wall.', 'Better seen on CT.', 'Growth plate intact.'])('and these tell none: %s', (text) => {
    expect(masks(text)).toEqual([])
  })
  it('knows what denies that there is anything new', () => {
    expect(read('No new lesion.')[0]!.denies).toBe(true)
    expect(read('No lesion that was not there last year.')[0]!.denies).toBe(true)
    expect(read('New foci: none.')[0]!.denies).toBe(true)
    expect(read('No other new lesion.')).toEqual([])
  })
})
