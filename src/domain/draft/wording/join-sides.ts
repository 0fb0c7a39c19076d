import type { WeighedSentence } from '../telling.ts'

const side = /\b(left|right)\b/gi
const other = (word: string): string => (word.toLowerCase() === 'left' ? 'right' : 'left')

/** "Small left pleural effusion." and "Small right pleural effusion." become "Small bilateral pleural effusions.": the same words of both sides, said once. Sizes differ, so a line with a number never joins. */
export function joinSides(lines: readonly WeighedSentence[]): WeighedSentence[] {
  const joined: WeighedSentence[] = []
  for (const line of lines) {
    const sides = line.text.match(side) ?? []
    const bare = (text: string) => text.toLowerCase().replace(side, '*')
    const twin = sides.length === 1 && !/\d|[:;]/.test(line.text) ? joined.findIndex((one) => bare(one.text) === bare(line.text) && new RegExp(`\\b${other(sides[0]!)}\\b`, 'i').test(one.text)) : -1
    if (twin < 0) {
      joined.push(line)
      continue
    }
    const first = joined[twin]!
    const text = line.text.replace(side, (word) => (/^[A-Z]/.test(word) ? 'Bilateral' : 'bilateral')).replace(/\b(effusion|cyst|hernia|nodule|fracture|hydrocele|varicocele|stone)\.$/, '$1s.')
    joined[twin] = { ...first, text, weight: Math.max(first.weight, line.weight), evidence: [...first.evidence, ...line.evidence].toSorted((a, b) => a.start - b.start), source: first.source === 'model' || line.source === 'model' ? 'model' : 'extractive', written: first.written && line.written ? Math.min(text.length, first.written) : 0 }
  }
  return joined
}
