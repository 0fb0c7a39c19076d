import type { Reading, Unit } from '../../text/read-sentence.ts'

/** A side told by another: "on the opposite side", "contralateral", "ipsilateral", "on the same side". */
const relative = /\b(?:contralateral(?:ly)?|(?:on )?the (?:opposite|other) side|(ipsilateral(?:ly)?|(?:on )?the same side))\b/gi

/** The sentences of a conclusion with the side that such words mean, read from the side told last before them in this sentence or the one before. English. */
export function withRelativeSides(sentences: readonly Reading[], text: string): readonly Reading[] {
  return sentences.map((sentence, index): Reading => {
    const words = [...text.slice(sentence.start, Math.min(sentence.end, sentence.start + 2000)).matchAll(relative)]
    if (!words.length) return sentence
    const sides = [...(sentences[index - 1]?.units ?? []), ...sentence.units].filter((unit) => unit.kind === 'side' && unit.key !== 'bilateral')
    const made = words.flatMap((match): Unit[] => {
      const start = sentence.start + match.index
      const last = sides.findLast((unit) => unit.end <= start)
      if (!last) return []
      const key = match[1] ? last.key : last.key === 'left' ? 'right' : 'left'
      return [{ ...last, key, start, end: start + match[0].length }]
    })
    const kept = sentence.units.filter((unit) => !made.some((one) => unit.start < one.end && one.start < unit.end))
    return { ...sentence, units: [...kept, ...made].toSorted((a, b) => a.start - b.start) }
  })
}
