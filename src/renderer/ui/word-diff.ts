export type DiffPart = { kind: 'same' | 'added' | 'removed'; text: string }

/** A word with its number, one ideograph or kana, a run of spaces, or one other character. */
const word = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]|\p{N}+(?:[.,]\p{N}+)*|[\p{L}\p{M}\p{N}]+|\s+|./gsu

/** Most differences that are looked for, in words; beyond it the two middles are shown whole. */
const maxDistance = 600

/**
 * Words that were added and removed between two texts. The `same` and `removed` parts make up `before`, the `same`
 * and `added` parts `after`, character by character. Shortest edit script after Myers, Algorithmica 1986, 1:251.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const a = before.match(word) ?? []
  const b = after.match(word) ?? []
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head++
  let tail = 0
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++
  const parts: DiffPart[] = []
  add(parts, 'same', a.slice(0, head).join(''))
  for (const part of middleDiff(a.slice(head, a.length - tail), b.slice(head, b.length - tail))) add(parts, part.kind, part.text)
  add(parts, 'same', a.slice(a.length - tail).join(''))
  return parts
}

function add(parts: DiffPart[], kind: DiffPart['kind'], text: string) {
  if (text === '') return
  const last = parts.at(-1)
  if (last?.kind === kind) last.text += text
  else parts.push({ kind, text })
}

function middleDiff(a: string[], b: string[]): DiffPart[] {
  const reached = furthest(a, b)
  if (!reached) return [{ kind: 'removed', text: a.join('') }, { kind: 'added', text: b.join('') }]
  const parts: DiffPart[] = []
  let x = a.length
  let y = b.length
  for (let d = reached.length - 1; d >= 0; d--) {
    const row = reached[d]!
    const k = x - y
    const down = k === -d || (k !== d && (row.get(k - 1) ?? -1) < (row.get(k + 1) ?? -1))
    const previousK = down ? k + 1 : k - 1
    const previousX = d === 0 ? 0 : row.get(previousK)!
    const previousY = d === 0 ? 0 : previousX - previousK
    while (x > previousX && y > previousY) {
      x--
      y--
      parts.push({ kind: 'same', text: a[x]! })
    }
    if (d === 0) break
    if (down) parts.push({ kind: 'added', text: b[previousY]! })
    else parts.push({ kind: 'removed', text: a[previousX]! })
    x = previousX
    y = previousY
  }
  return parts.toReversed()
}

/** For each number of edits, the furthest place reached on each diagonal before it; null when it takes too many. */
function furthest(a: string[], b: string[]): Map<number, number>[] | null {
  const rows: Map<number, number>[] = []
  let row = new Map<number, number>([[1, 0]])
  for (let d = 0; d <= Math.min(a.length + b.length, maxDistance); d++) {
    rows.push(new Map(row))
    const next = new Map(row)
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (row.get(k - 1) ?? -1) < (row.get(k + 1) ?? -1))
      let x = down ? (row.get(k + 1) ?? 0) : (row.get(k - 1) ?? 0) + 1
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++
      next.set(k, x)
      if (x >= a.length && x - k >= b.length) return rows
    }
    row = next
  }
  return null
}
