import type { Edit } from './gate-report.ts'
import { told, type ReportWords } from './report-words.ts'

type Side = 'left' | 'right'
const said: Record<Side, RegExp> = {
  left: /\bleft\b|\blt\b|\bL(?:UL|LL)\b|\b\d{1,2}L\b|左|lingula/i,
  right: /\bright\b|\brt\b|\bR(?:UL|ML|LL)\b|\b\d{1,2}R\b|右/i,
}
const both = /\b(?:bilateral(?:ly)?|both|either side|each|all|diffuse(?:ly)?|scattered)\b|両|左右|びまん|全体/i
const places = /\b(left|right)\b|\b([LR])(UL|LL)\b|(左|右)(?![側]?臥位)/gi
const other: Record<string, string> = { left: 'right', right: 'left', l: 'R', r: 'L', 左: '右', 右: '左' }

/**
 * The other side. Offered only where the findings say the side there is and nowhere, of anything the statement speaks of, say the
 * other one or both: what stands on both sides stays right when the sides are swapped.
 */
export function flipSide(words: ReportWords): Edit[] {
  return words.plain.flatMap((statement) => {
    const here = (side: Side) => said[side].test(statement.text)
    if (both.test(statement.text) || here('left') === here('right')) return []
    const side: Side = here('left') ? 'left' : 'right'
    if (!told(words, statement, said[side]) || told(words, statement, said[side === 'left' ? 'right' : 'left']) || told(words, statement, both)) return []
    return [...statement.text.matchAll(places)].map((found) => {
      const code = found[2]
      const from = found[1] ?? code ?? found[4]!
      const to = other[from.toLowerCase()]!
      return { start: statement.start + found.index, end: statement.start + found.index + from.length, text: code ? to : sameCase(from, to) }
    })
  })
}

/** `to` in the capitals of `from`: RIGHT, Right, right. */
export function sameCase(from: string, to: string): string {
  if (from.length > 1 && from === from.toUpperCase() && /[A-Z]/.test(from)) return to.toUpperCase()
  return /^[A-Z]/.test(from) ? to.charAt(0).toUpperCase() + to.slice(1) : to
}
