import type { Unit } from '../text/read-sentence.ts'

const degrees: readonly (readonly string[])[] = [['trace', 'tiny', 'minimal', 'minor', 'slight', 'faint', 'subtle'], ['small', 'mild', 'thin', 'little'], ['moderate', 'medium'], ['large', 'marked', 'severe', 'extensive', 'intense', 'massive', 'gross', 'tense', 'big']]
/** Rank of a degree (0: trace … 3: large), −1 for another word. */
export const rankOf = (word: string): number => degrees.findIndex((list) => list.includes(word.toLowerCase()))
const degree = degrees.flat().join('|')
/** "moderate, was small", "Moderate ascites, previously trace": today's degree, then the earlier one. */
const thenBefore = new RegExp(`\\b(${degree})\\b(?:[^.;,(\\d]{0,40}[,(] ?| ?[-–] )(?:was|were|had been|previously|prev\\.?|formerly|prior|initially|earlier|from|before)(?: only| just| a)? (${degree})\\b`, 'gi')
/** "from trace to moderate", "was small, now moderate", "previously mild and now severe". */
const beforeThen = new RegExp(`\\b(?:from|was|were|had been|previously|formerly|initially)(?: only| just| a)? (${degree})\\b[^.;\\d]{0,30}\\b(?:to|now|currently|today)(?: a| only| just)? (${degree})\\b`, 'gi')
/** Views and phases on which something persists say nothing of its course. */
export const shownOn = /^\s+(?:on|with|after|throughout|in)\s+(?:the\s+)?(?:spot|compression|delayed|magnif\w*|lateral|additional|tomo\w*|prone|expirat\w*|supine|washout|all|every)\b/i
const persisting = /^persist/i

/**
 * Changes as English tells them by more than words of the vocabulary: by an earlier and today's degree. What only sounds like one is
 * taken out. `text` is what the units stand in; `start` and `end` are the sentence's. Gives the same list where nothing changes.
 */
export function withCourse(units: readonly Unit[], text: string, start: number, end: number): readonly Unit[] {
  const kept = units.filter((unit) => !(unit.kind === 'change' && (unit.key === 'new' ? /\bnothing $/i.test(text.slice(Math.max(0, unit.start - 8), unit.start)) : persisting.test(text.slice(unit.start, unit.start + 8)) && shownOn.test(text.slice(unit.end, unit.end + 40)))))
  const found = coursesOfDegree(text.slice(start, end), start).filter((one) => !kept.some((unit) => unit.kind === 'change' && unit.start >= one.from && unit.start <= one.end + 12))
  if (!found.length) return kept.length === units.length ? units : kept
  return found.reduce<readonly Unit[]>((list, { start: from, end: to, key }) => {
    const at = list.findLastIndex((unit) => unit.start < from) + 1
    const change: Unit = { kind: 'change', key, group: '', weight: 0, start: from, end: to, negated: false, qualified: false, partial: false, value: 0, unit: '', decimals: 0 }
    return [...list.slice(0, at), change, ...list.slice(at)]
  }, kept)
}

/** "down to 21 mm", "up 6° since January": whither, when a size follows. "Up to" bounds a size. */
const toward = /\bdown(?= (?:to |from |by )?(?:about |only )?\d)|(?<!follow[- ])\bup(?= (?:from |by )?(?:about |only )?\d)/gi

/** "No metabolic change in the tonsil": nothing has become of it. A degenerative or inflammatory change would be a finding. */
const nothing = /\bno (?:metabolic|measurable|visible|morphologic(?:al)?|overall|real|true|obvious|important|net|gross|clinically relevant|interval) (?:change|difference|growth|increase|decrease)\b/gi

type Found = { from: number; start: number; end: number; key: 'larger' | 'smaller' | 'same' }

/** Changes told by an earlier and today's degree ("was small, now moderate"), by whither, or denied as a whole. Offsets count from `offset`. */
export function coursesOfDegree(sentence: string, offset: number): Found[] {
  const found: Found[] = []
  const put = (match: RegExpExecArray, now: string, before: string) => {
    const step = rankOf(now) - rankOf(before)
    const end = offset + match.index + match[0].length
    const last = match[2]!.length
    found.push({ from: offset + match.index, start: end - last, end, key: step > 0 ? 'larger' : step < 0 ? 'smaller' : 'same' })
  }
  for (const match of sentence.matchAll(thenBefore)) put(match, match[1]!, match[2]!)
  for (const match of sentence.matchAll(beforeThen)) put(match, match[2]!, match[1]!)
  for (const match of sentence.matchAll(nothing)) found.push({ from: offset + match.index, start: offset + match.index, end: offset + match.index + match[0].length, key: 'same' })
  for (const match of sentence.matchAll(toward)) found.push({ from: offset + match.index, start: offset + match.index, end: offset + match.index + match[0].length, key: /^up/i.test(match[0]) ? 'larger' : 'smaller' })
  return found
}
