import { describe, expect, it } from 'vitest'
import { readSentence } from './read-sentence.ts'

const sides = (text: string): string[] => readSentence(text, { start: 0, end: text.length }).units.filter((unit) => unit.kind === 'side').map((unit) => unit.key)

describe('a single capital as a side', () => {
  it.each([
    ['L KIDNEY: 4 mm stone.', ['left']],
    ['Displaces the traversing R S1 root.', ['right']],
    ['3 mm R renal stone', ['right']],
    ['Effusion (L), moderate.', ['left']],
    ['Hip pain, R>L.', ['right', 'left']],
    ['Uptake in the ovary on the L.', ['left']],
    ['R 6:00 oil cyst', ['right']],
    ['R-sided effusion', ['right']],
  ])('is read (bug: a turned side in an abbreviated report goes unseen): %s', (text, wanted) => expect(sides(text)).toEqual(wanted))

  it.each(['Lymphoma after R-CHOP.', 'R/O abscess.', 'MRI of the L spine.', 'Fracture of L 4.', 'Ascites, 1.5 L drained.', 'Paracentesis 2 L.', 'Lactate 4 mmol/L.', 'Told to Dr R Patel.', 'R0 resection.', 'Large R waves.', 'r and l'])('is none (bug: a code or a volume becomes a side): %s', (text) =>
    expect(sides(text)).toEqual([]))
})
