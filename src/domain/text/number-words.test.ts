import { describe, expect, it } from 'vitest'
import { readSentence } from './read-sentence.ts'

const sizes = (text: string) => readSentence(text, { start: 0, end: text.length }).units.filter((unit) => unit.kind === 'measure').map((unit) => `${unit.value}${unit.unit} "${text.slice(unit.start, unit.end)}"`)

describe('numbers in words and fractions', () => {
  it.each([
    ['three by four centimetres', ['30mm "three"', '40mm "four centimetres"']],
    ['one hundred and twenty millilitres', ['120ml "one hundred and twenty millilitres"']],
    ['one point five cm', ['15mm "one point five cm"']],
    ['3/4 cm', ['7.5mm "3/4 cm"']],
    ['百二十ミリ', ['120mm "百二十ミリ"']],
    ['２５ミリ', ['25mm "２５ミリ"']],
  ])('reads %s', (text, expected) => {
    expect(sizes(text)).toEqual(expected)
  })
  it.each(['one of the nodes', '1/2/2024', '3/4 of the lobe', '三尖弁、一部', 'half of the lung', 'two lesions', 'grade 1/2'])('takes no size from %s (bug: any number word was a size)', (text) => {
    expect(sizes(text)).toEqual([])
  })
})
