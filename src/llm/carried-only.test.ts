import { describe, expect, it } from 'vitest'
import { addPiece, createCarriedOnly, noPieces } from './carried-only.ts'

/** A vocabulary with single digits, as the small model has, and one with groups of three, as Llama 3 has. */
const single = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.', ',', ')', ' mm', 'mm', ' cm', 'cm', ' %', ' x', '-', ' months', ' left', ' Left', 'left', ' right', ' Right', ' liver', ' L', '５', '²']
const groups = ['1', '3', '12', '123', '46', '460', '4', '6', '7', '.', ' mm', ' cm', ' left', ' right', ' 4']

function hold(carrier: string, vocabulary = single, mayList = false) {
  const pieces = noPieces()
  vocabulary.forEach((text, token) => addPiece(pieces, { token, text }))
  const held = createCarriedOnly(pieces, carrier, mayList)
  /** What may come next of the pieces that tell anything. */
  return (written: string): string[] => {
    const { never, only } = held(written)
    const telling = Object.values(pieces).flat()
    return telling.filter(({ token }) => (only.length > 0 ? only.includes(token) : !never.includes(token))).map(({ text }) => text)
  }
}
const digits = (texts: string[]) => texts.filter((text) => /[\d５]/.test(text)).join('')

describe('an answer held to what carries it', () => {
  it('begins only numbers that the text has, and ends them where they end (bug: 46 mm becomes 4 mm, 460 mm or 47 mm)', () => {
    const may = hold('A 46 mm cyst of the left ovary, before 4.2 cm.')
    expect(digits(may(' Ovarian cyst '))).toBe('4')
    expect(may(' Ovarian cyst 4')).toEqual(['6', '.'])
    expect(may(' Ovarian cyst 4.')).toEqual(['2'])
    expect(digits(may(' Ovarian cyst 46'))).toBe('')
    expect(digits(may(' cyst 46 mm, before '))).toBe('4')
    const bare = hold('Score 46.')
    expect(digits(bare(' Score 46'))).toBe('')
    expect(digits(bare(' Score 46.'))).toBe('')
  })

  it('keeps the unit of each number, also of the first of a pair (bug: 46 mm becomes 46 cm, or 46 months)', () => {
    const may = hold('A cyst of 46 x 30 mm and one of 2 cm, filled to 40 %; grew from 12 to 15 mm; 7 of them; 5-cm rim; 9 millimetres; 8 mm, score 8.')
    for (const written of [' 46', ' 46 x 30', ' from 12', ' 15', ' 9']) expect(may(written)).toEqual([' mm', 'mm', ' x', '-'])
    for (const written of [' 2', ' 5']) expect(may(written)).toEqual([' cm', 'cm', ' x', '-'])
    expect(may(' 40')).toEqual([' %', ' x', '-'])
    const units = (texts: string[]) => texts.filter((text) => /^\s?(mm|cm|%)$/.test(text))
    expect(units(may(' 7'))).toEqual([])
    // Once with a unit and once without: both may be meant.
    expect(units(may(' 8'))).toEqual([' mm', 'mm'])
    expect(may(' 8').length).toBeGreaterThan(6)
    expect(units(may(' in'))).toHaveLength(5)
    expect(units(hold('嚢胞46ミリ')('嚢胞46'))).toEqual([' mm', 'mm'])
  })

  it('keeps levels with their letters (bug: L3 becomes T3 or L4)', () => {
    const may = hold('Compression fracture of L3, normal T12. SUVmax 4.')
    expect(digits(may(' Fracture of L'))).toBe('3')
    expect(may(' Fracture of T')).toContain('1')
    expect(may(' Fracture of T1')).toEqual(['2'])
    // No digit clings to a word, and a level's digit does not stand alone.
    expect(digits(may(' fracture'))).toBe('')
    expect(digits(may(' Fracture '))).toBe('4')
  })

  it('reads products and full-width digits as people do (bug: 12x14 mm cannot be written at all)', () => {
    expect(digits(hold('Node of 12x14 mm.')(' Node 12 x '))).toBe('1')
    expect(digits(hold('Node of 12 × 14 mm.')(' Node 12x'))).toBe('1')
    expect(hold('結節５ｍｍ')(' 結節')).toEqual(expect.arrayContaining(['5', '５']))
    expect(digits(hold('結節5mm')(' 結節'))).toBe('5５')
  })

  it('writes no side that the text does not name (bug: a left kidney on the right)', () => {
    const may = (carrier: string) => hold(carrier)(' the').filter((text) => /left|right/i.test(text))
    expect(may('Cyst of the left ovary.')).toEqual([' left', ' Left', 'left'])
    expect(may('Rt. kidney: stone.')).toEqual([' right', ' Right'])
    expect(may('左卵巣嚢胞')).toEqual([' left', ' Left', 'left'])
    expect(may('Both kidneys are small.')).toHaveLength(5)
    expect(may('The uterus is large.')).toEqual([])
  })

  it('works on a vocabulary that has numbers in pieces of three digits (bug: Llama 3 writes 460 in one token)', () => {
    const may = hold('A 46 mm cyst, number 123.', groups)
    expect(digits(may(' cyst '))).toBe('112123464 4')
    expect(may(' cyst 4')).toEqual(['6'])
    expect(may(' cyst 12')).toEqual(['3'])
    expect(may(' cyst 46')).toEqual([' mm'])
    expect(may(' number 123')).toEqual([' 4', '.'])
  })

  it('lets lists count, and only that (bug: a numbered conclusion is impossible, or its numbers become sizes)', () => {
    const may = hold('A 46 mm cyst.', single, true)
    expect(digits(may(''))).toBe('14')
    expect(may('1')).toEqual(['.', ')'])
    expect(digits(may('1. A cyst.\n'))).toBe('24')
    expect(digits(may('1. A cyst '))).toBe('4')
    expect(digits(hold('A 46 mm cyst.')(''))).toBe('4')
  })
})
