import type { EncoderVocabulary } from './vocabulary.ts'

/** Numbers of the pieces of a text, without begin and end. */
export type CutPieces = (text: string, most: number) => number[]

/** A branch of the tree of pieces: the piece that ends here (-1: none), and the letters that go on. */
type Branch = { piece: number; next: Map<string, Branch> | null }

const space = '\u2581'

/** No text has more letters that matter: what comes later would be cut off anyway, and a megabyte costs no more. */
const longestText = 8_000

/**
 * Cuts texts as the encoder's training did (unigram: the likeliest way to cut, found by Viterbi). Sums are rounded to single precision
 * as there, so that ties fall alike. At most `most` pieces, from the beginning.
 */
export function createPieceCutter({ pieces, scores, normal, unknown, unknownScore }: EncoderVocabulary): CutPieces {
  const root: Branch = { piece: -1, next: null }
  pieces.forEach((piece, number) => {
    if (number === unknown) return
    let branch = root
    for (const letter of piece) {
      branch.next ??= new Map()
      let following = branch.next.get(letter)
      if (following === undefined) branch.next.set(letter, (following = { piece: -1, next: null }))
      branch = following
    }
    branch.piece = number
  })
  const map = new Map(Object.entries(normal))

  return (text, most) => {
    const letters = lettersOf(text.slice(0, longestText), map)
    const size = letters.length
    const best = new Float32Array(size + 1).fill(-Infinity)
    const from = new Int32Array(size + 1)
    const piece = new Int32Array(size + 1)
    best[0] = 0
    for (let at = 0; at < size; at++) {
      const here = best[at]!
      let branch: Branch | undefined = root
      for (let end = at; end < size; ) {
        branch = branch.next?.get(letters[end]!)
        end++
        if (branch === undefined) break
        if (branch.piece < 0) continue
        const value = Math.fround(here + scores[branch.piece]!)
        if (value > best[end]!) {
          best[end] = value
          from[end] = at
          piece[end] = branch.piece
        }
      }
      const value = Math.fround(here + unknownScore)
      if (value > best[at + 1]!) {
        best[at + 1] = value
        from[at + 1] = at
        piece[at + 1] = unknown
      }
    }
    const numbers: number[] = []
    for (let at = size; at > 0; at = from[at]!) numbers.push(piece[at]!)
    return numbers.toReversed().slice(0, most)
  }
}

/** Letters after the map, runs of spaces as one, with one in front. */
function lettersOf(text: string, map: ReadonlyMap<string, string>): string[] {
  const letters = [space]
  let spaced = true
  for (const letter of text) {
    for (const one of map.get(letter) ?? letter) {
      if (one !== ' ') letters.push(one)
      else if (!spaced) letters.push(space)
      spaced = one === ' '
    }
  }
  return letters
}
