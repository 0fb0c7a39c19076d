import type { MeasuredChange } from '../measure.ts'
import type { Item } from './mentions-en.ts'
import { isSite } from '../sites.ts'
import { changeOf, isHead, setChange } from '../statement.ts'
import type { Change, Span } from '../statement.ts'
import type { Tokens } from '../tokens.ts'
import type { Tag, TermKind } from '../vocabulary.ts'

/** A word or phrase of change that still looks for what changed. */
export type Cue = Span & { change: Change; clause: number }

const openers = new Set<TermKind>(['many', 'known', 'stable', 'gone', 'verb', 'present', 'treated', 'suspect', 'negationBefore', 'question'])

/** Denials before and after their targets. Gives back the change words that stay free, with "no change" and "no progression" turned into steady. */
export function applyDenials(items: Item[], tags: Tag[], { words, starts, ends }: Tokens, clauseOf: (i: number) => number, measured: readonly MeasuredChange[]): Cue[] {
  const cues: Cue[] = []
  const used = new Set<Tag>()
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i]!
    if (tag.kind === 'negationBefore' || tag.kind === 'instead') denyForward(i)
    else if (tag.kind === 'negationAfter') denyBackward(i)
  }
  tags.forEach((tag, i) => {
    if (used.has(tag)) return
    const change = changeOf(tag.kind)
    if (change !== null) cues.push({ first: tag.first, last: tag.last, change, clause: clauseOf(i) })
  })
  for (const one of measured) {
    let inClause = 0
    tags.forEach((tag, i) => {
      if (tag.first <= one.first) inClause = clauseOf(i)
    })
    cues.push({ ...one, clause: inClause })
  }
  return cues.toSorted((a, b) => a.first - b.first)

  function denyForward(i: number): void {
    const negation = tags[i]!
    const nothing = words[negation.first] === 'not' || words[negation.first] === 'does' || words[negation.first] === 'do' || words[negation.first] === 'has'
    // "No benefit: the skeletal lesions have grown"
    if (words[negation.last + 2] === ':' && tags[i + 1]?.first !== negation.last + 1) return
    let end = Number.MAX_SAFE_INTEGER
    let fresh = false
    let extra = false
    let edge = negation.last
    for (let k = i + 1; k < tags.length; k++) {
      const tag = tags[k]!
      // A clause that is only interrupted goes on behind the comma.
      if (clauseOf(k) !== clauseOf(i) && resumes(k, i)) continue
      if (clauseOf(k) !== clauseOf(i) || tag.kind === 'negationBefore') {
        end = tag.first
        break
      }
      const comma = hasComma(edge + 1, tag.first)
      // "Wear alone does not account for it: T5 suspicious for metastasis"
      if (nothing && words.slice(edge + 1, tag.first).includes(':')) {
        end = tag.first
        break
      }
      // "neither with degenerative correlate: early metastatic disease", "none of this concerns the bones: the deposits are denser"
      const colon = words.slice(edge + 1, tag.first).indexOf(':') + edge + 1
      if (colon > edge && (items.some((item) => item.head > negation.last && item.head <= edge) || (colon - negation.last > 3 && words[colon - 1] !== 'following'))) {
        end = tag.first
        break
      }
      // "without CT correlate - very suspicious for metastasis"
      if (dashed(edge + 1, tag.first) && words[tag.first - 1] !== 'or') {
        end = tag.first
        break
      }
      if (comma && negation.kind === 'instead') {
        end = tag.first
        break
      }
      // "nothing on this CT to suggest progression"
      const near = tag.first - negation.last <= (/^(?:nothing|little|no|without)$/.test(words[negation.first]!) && /^(?:suggest|indicate|suggesting|indicating|support|imply|of|for|progression)$/.test(words[tag.first - 1] ?? '') || (negation.first === negation.last && /^(?:suggest|indicate|suggesting|support)$/.test(words[tag.first - 2] ?? '')) ? 9 : 5)
      if (tag.kind === 'change' && tags[k - 1]!.kind === 'benign') continue
      if (tag.kind === 'change' || tag.kind === 'progressNoun') {
        if (near && !comma) {
          used.add(tag)
          cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          // "no progression or bone metastasis" still denies the metastasis, "no progression of bone metastases" does not.
          const next = items.find((item) => item.first > tag.last && item.kind !== 'site')
          const link = next === undefined ? '' : lastLink(tag.last + 1, next.first)
          if (link !== 'or' && link !== 'nor' && link !== ',') return
        }
      } else if (tag.kind === 'progress') {
        // "nothing has grown", "none of them is larger"
        if (/^(?:nothing|none|neither|nor|no)$/.test(words[negation.first]!) && near && /^(?:has|have|had|is|are|was|were|been)$/.test(words[tag.first - 1] ?? '')) {
          used.add(tag)
          cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          end = negation.last
          for (const item of items) if (item.clause === clauseOf(i) && item.head > negation.last && item.head < tag.first && item.kind !== 'site') setChange(item, 'steady', { first: negation.first, last: tag.last })
          break
        }
        // "there is no convincing increase, and no lytic change": the noun ends the denial.
        if (near && !comma && /^(?:increase|worsening|deterioration)$/.test(words[tag.last]!) && /^(?:[,;.)\n]|)$/.test(words[tag.last + 1] ?? '')) {
          used.add(tag)
          cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          return
        }
        const target = items.find((item) => item.last >= tag.first && item.clause === clauseOf(i))
        if (target === undefined || hasVerb(tag.last + 1, target.first) || (nothing && !near)) {
          if (near) {
            used.add(tag)
            cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          }
          end = tag.last
          break
        }
        if (comma && !laterOr(tag.first, k)) {
          end = tag.first
          break
        }
        used.add(tag)
        fresh = true
        if (/^(?:additional|further|another|extra|more)$/.test(words[tag.first]!)) extra = true
      } else if (tag.kind === 'stable' || tag.kind === 'gone') {
        if (near && tag.first === negation.last + 1) {
          used.add(tag)
          cues.push({ first: negation.first, last: tag.last, change: 'steady', clause: clauseOf(i) })
          return
        }
        end = tag.first
        break
      } else if (tag.kind === 'known' && tag.first > negation.last + 2) {
        end = tag.first
        break
      } else if (words[tag.first - 1] === 'and' && (tag.kind === 'verb' || tag.kind === 'suspect')) {
        end = tag.first
        break
      } else if (comma && openers.has(tag.kind)) {
        end = tag.first
        break
      } else if (tag.kind === 'many' && words[tag.first - 1] === 'and') {
        end = tag.first
        break
      } else if (comma && (tag.kind === 'suspicious') && !laterOr(tag.first, k)) {
        end = tag.first
        break
      } else if (comma && isHead(tag.kind) && !laterOr(tag.first, k) && restarts(tag.first)) {
        end = tag.first
        break
      }
      edge = tag.last
    }
    for (const item of items) {
      if (item.head < negation.first || item.clause !== clauseOf(i)) continue
      if (item.head >= end) break
      if (item.kind === 'site') continue
      // "nothing has grown: … nor in the two vertebral metastases": they are there, and nothing happened in them.
      if (/^(?:nor|not|neither)$/.test(words[negation.first]!) && /^(?:in|at|of|among|within)$/.test(words[negation.last + 1] ?? '') && (/^(?:the|these|those|known|both|any)$/.test(words[negation.last + 2] ?? '')) && standstill(negation.first) !== undefined) {
        const event = standstill(negation.first)!
        cues.push({ first: event.first, last: event.last, change: 'steady', clause: item.clause })
        item.change = 'steady'
        item.cue = { first: event.first, last: event.last }
        continue
      }
      // "no effusion and bone metastases are stable"
      if (predicateAfter(item, i)) continue
      const moved = moveAfter(item)
      if (moved >= 0) {
        cues.push({ first: negation.first, last: moved, change: 'steady', clause: item.clause })
        continue
      }
      const grown = growthAfter(item)
      if (grown !== null) {
        used.add(grown)
        cues.push({ first: item.first, last: grown.last, change: 'steady', clause: item.clause })
        continue
      }
      item.presence = 'absent'
      item.cue = { first: negation.first, last: negation.last }
      if (fresh) {
        item.change = 'noNew'
        if (extra) item.extra = true
      }
    }
  }

  /** What is said before token `end` not to have changed. */
  function standstill(end: number): Span | undefined {
    return cues.find((cue) => cue.change === 'steady' && cue.first < end) ?? tags.find((tag) => tag.kind === 'stable' && tag.first < end && /^(?:nothing|none|neither|not)$/.test(words[tag.first]!))
  }

  function resumes(k: number, i: number): boolean {
    for (let g = k + 1; g < tags.length && tags[g]!.first - tags[k]!.first < 25; g++) if (clauseOf(g) === clauseOf(i)) return true
    return false
  }

  /** "neither the nodes nor the deposits have altered": the last token of the verb, or -1. */
  function moveAfter(item: Item): number {
    for (let g = item.last + 1; g <= item.last + 14 && /^[a-z0-9/-]+$/.test(words[g] ?? ''); g++) {
      if (/^(?:altered|changed|moved|budged|shifted|evolved|varied|differs?|differ)$/.test(words[g]!) && /^(?:has|have|had|appreciably|significantly|really|materially|substantially|measurably|in)$/.test(words[g - 1]!)) return g
    }
    return -1
  }

  /** "No bone metastasis has enlarged": they are there and did not grow. */
  function growthAfter(item: Item): Tag | null {
    const at = tags.findIndex((tag) => tag.first > item.last)
    const verb = tags[at]
    const growth = tags[at + 1]
    if (verb?.kind !== 'verb' || growth?.kind !== 'progress' || growth.first - item.last > 4) return null
    return /^(?:enlarg|increas|progress|grow|wors|larger|bigger|expand)/.test(words[growth.first]!) && item.site === 'bone' ? growth : null
  }

  function predicateAfter(item: Item, i: number): boolean {
    const negation = tags[i]!
    let and = false
    for (let g = negation.last + 1; g < item.first; g++) if (words[g] === 'and' || words[g] === ',') and = true
    if (!and) return false
    const next = tags.find((tag) => tag.first > item.last && tag.kind !== 'filler' && !isSite(tag.kind))
    const later = next?.kind === 'verb' ? tags.find((tag) => tag.first > next.last) : next
    return later !== undefined && (later.kind === 'stable' || later.kind === 'progress' || later.kind === 'gone') && later.first - item.last <= 4
  }

  function hasComma(from: number, to: number): boolean {
    for (let k = from; k < to; k++) if (words[k] === ',' || words[k] === ':') return true
    return false
  }

  /** A dash with spaces around it sets two statements apart. */
  function dashed(from: number, to: number): boolean {
    for (let k = from; k < to; k++) if (words[k] === '-' && starts[k]! > (ends[k - 1] ?? 0) && (starts[k + 1] ?? 0) > ends[k]!) return true
    return false
  }

  function lastLink(from: number, to: number): string {
    for (let k = to - 1; k >= from; k--) if (words[k] === 'of' || words[k] === 'in' || words[k] === 'or' || words[k] === 'nor' || words[k] === ',' || words[k] === 'and' || words[k] === 'to' || words[k] === 'since') return words[k]!
    return ''
  }

  function hasVerb(from: number, to: number): boolean {
    return tags.some((tag) => tag.kind === 'verb' && tag.first >= from && tag.last < to)
  }

  /** A comma list that ends with "or" goes on being denied. */
  function laterOr(from: number, k: number): boolean {
    const stop = Math.min(from + 25, (tags.at(-1)?.last ?? from) + 1)
    for (let g = from; g < stop; g++) {
      if (words[g] === 'or' || words[g] === 'nor') return true
      if (words[g] === ';' || words[g] === '.') return false
    }
    return words[tags[k]!.first - 1] === 'or'
  }

  /** After the comma comes a sentence of its own: a verb or a change word stands behind the mention. */
  function restarts(from: number): boolean {
    for (const tag of tags) {
      if (tag.first < from) continue
      if (tag.first - from > 12) return false
      if (words[tag.first - 1] === ',' && tag.first > from) return false
      if (tag.kind === 'verb' || tag.kind === 'stable' || tag.kind === 'progress' || tag.kind === 'suspicious' || tag.kind === 'gone') return true
    }
    return false
  }

  /** "bony metastases, primary not shown": the denial speaks of what stands right before it. */
  function ofAnother(denial: Tag): boolean {
    const subject = tags.findLast((tag) => tag.last < denial.first && tag.kind !== 'filler' && tag.kind !== 'verb')
    if (subject === undefined || (subject.kind !== 'cancer' && subject.kind !== 'neutral') || denial.first - subject.last > 4) return false
    for (let g = subject.first - 1; g >= subject.first - 4; g--) if (words[g] === ',' || words[g] === ';' || words[g] === 'and' || words[g] === ')') return true
    return false
  }

  function denyBackward(i: number): void {
    const denial = tags[i]!
    if (ofAnother(denial)) return
    // "Progression excluded:", "No flare phenomenon:" deny the course.
    const course = tags[i - 1]
    if ((course?.kind === 'progressNoun' || course?.kind === 'healing') && denial.first - course.last <= 2) {
      used.add(course)
      if (course.kind === 'progressNoun') cues.push({ first: course.first, last: denial.last, change: 'steady', clause: clauseOf(i) })
      return
    }
    const normal = denial.first === denial.last && /^(?:clear|unremarkable|normal|intact|preserved)$/.test(words[denial.first]!)
    for (let k = items.length - 1; k >= 0; k--) {
      const item = items[k]!
      if (item.first > denial.first) continue
      if (item.clause !== clauseOf(i) || item.presence === 'absent') break
      if (normal && item.kind !== 'site' && (item.kind !== 'lesion' || item.strong)) break
      const crossing = tags.some((tag) => tag.first > item.last && tag.last < denial.first && (tag.kind === 'verb' || changeOf(tag.kind) === 'steady' || changeOf(tag.kind) === 'progress'))
      if (crossing && k < items.length - 1 && items[k + 1]!.presence === 'absent') break
      item.presence = 'absent'
      item.cue = { first: denial.first, last: denial.last }
      // "new bone metastases are not seen"
      const before = tags.find((tag) => tag.kind === 'progress' && tag.last === item.first - 1)
      if (before !== undefined) {
        item.change = 'noNew'
        used.add(before)
      }
    }
  }
}
