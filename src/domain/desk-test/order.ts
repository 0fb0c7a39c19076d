import { seededRandom } from '../metric/interval.ts'
import { splitSentences } from '../text/sentences.ts'

/** Where a case stands for a reader, and whether the draft is the first of its two texts. */
export type Place = { case: number; draftFirst: boolean }

/** FNV-1a of a text, so that a name gives a seed. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}

/** `values` in an order that depends on `random` alone (Fisher and Yates). */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const order = [...values]
  for (let i = order.length - 1; i > 0; i--) {
    const k = Math.floor(random() * (i + 1))
    ;[order[i], order[k]] = [order[k]!, order[i]!]
  }
  return order
}

/**
 * The cases 1 to `count` in a reader's own order. In half of them (one more of an odd number) the draft comes first, drawn at random: what
 * stands where says nothing, and no reader has it much more often on one side. The same seed and name give the same order.
 */
export function readerOrder(count: number, seed: number, reader: string): Place[] {
  const random = seededRandom((seed ^ hashOf(reader.trim().toLowerCase())) >>> 0)
  const cases = shuffled(Array.from({ length: count }, (_, i) => i + 1), random)
  const extra = count % 2 === 1 && random() < 0.5 ? 1 : 0
  const sides = shuffled(cases.map((_, i) => i < Math.floor(count / 2) + extra), random)
  return cases.map((number, i) => ({ case: number, draftFirst: sides[i]! }))
}

/** What stands between two sentences without saying anything: space, list marks, an opening bracket. */
const saysNothing = /^[^\p{L}\p{N}①-⑳]*(?:\(?\d{1,2}[.)）]|[①-⑳]|\(?[a-h]\))?[^\p{L}\p{N}]*$/u

/** A conclusion one sentence a line and without list marks, every other word kept: the form would tell who wrote it. */
export function evenForm(text: string): string {
  let last = 0
  const lines = splitSentences(text).map(({ start, end, heading }) => {
    const from = heading && heading.start >= last ? heading.start : start
    const before = text.slice(last, from)
    last = end
    const line = (saysNothing.test(before) ? '' : before) + text.slice(from, end)
    return line.replace(/\s+/g, ' ').replace(/^([^【[＜<]{1,40})[】\]＞>〉》］〕]\s*[:：]?\s*/u, '$1: ').trim()
  })
  const rest = text.slice(last)
  if (!saysNothing.test(rest)) lines.push(rest.replace(/\s+/g, ' ').trim())
  return lines.filter((line) => line !== '').join('\n')
}
