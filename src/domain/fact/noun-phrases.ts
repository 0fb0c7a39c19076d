import type { Unit } from '../text/read-sentence.ts'

/**
 * How a phrase hangs on the one before: `in` places it, `with` adds something of its own, `and` and `comma` list, `verb` says
 * something of it, `bracket` explains it, `clause` begins anew, `colon` follows what names it.
 */
export type PhraseLink = 'start' | 'in' | 'and' | 'comma' | 'with' | 'verb' | 'bracket' | 'clause' | 'colon' | 'which'

/** Units that stand together without a word that separates them ("left lower lobe 8 mm nodule"). */
export type Phrase = { link: PhraseLink; units: Unit[]; /** Characters between this phrase and the one before, lower case. */ gap: string }

const placing = /\b(?:in|of|at|within|on|inside|throughout|along|around|near|into|between|over|above|below|beneath|behind|adjacent|across|under|beside|next|overlying|surrounding|involving|affecting|from|to|by|via|through|about|against|for|per|abutting|reaching|crossing|towards?|extending|onto|level)\b/
const adding = /\b(?:with|without|plus|including|causing|producing|resulting|containing|showing|but|except|apart|likewise|also|while|whereas|besides|minus|than|after|following|since)\b/
const saying = /\b(?:is|are|was|were|has|have|had|shows?|demonstrates?|measures?|measuring|appears?|remains?|contains?|does|do|be|been|seen|noted|present|looks?|lies?|reaches|represents?|enhances?|there|gives?|became|becomes)\b/
const listing = /\b(?:and|or|nor|as well as)\b|[/&+]/

/** Cuts the units of one sentence into phrases; commas, stops and words between the units say where. English. */
export function nounPhrases(units: readonly Unit[], text: string): Phrase[] {
  const phrases: Phrase[] = []
  let open: Phrase | null = null
  let link: PhraseLink = 'start'
  let last = units[0]?.start ?? 0
  let lastUnit: Unit | null = null
  for (const unit of units) {
    if (unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary') {
      const word = text.slice(unit.start, unit.end).toLowerCase()
      const next: PhraseLink = unit.kind === 'comma' || (word === ';' && inBrackets(text, units[0]!.start, unit.start)) ? 'comma' : unit.kind === 'break' ? (word === ':' ? 'colon' : 'clause') : word.startsWith('and') ? 'and' : /^(?:with|in addition|except|apart|other|aside|save|despite)/.test(word) ? 'with' : /^(?:which|because|due|secondary)/.test(word) ? 'which' : 'clause'
      link = !open ? stronger(link, next) : next
      open = null
      last = unit.end
      lastUnit = null
      // "… with unchanged lucency": the cue that ends a denial also tells a change.
      const same = unit.kind === 'boundary' ? /(?:unchanged|stable)$/.exec(word) : null
      if (same) {
        open = { link, units: [{ ...unit, kind: 'change', key: 'same', start: unit.end - same[0].length, negated: false }], gap: '' }
        phrases.push(open)
        lastUnit = open.units[0]!
        link = 'verb'
      }
      continue
    }
    const same = lastUnit !== null && unit.start === lastUnit.start && unit.end === lastUnit.end
    const gap: string = same ? '' : text.slice(last, unit.start).toLowerCase()
    // Cues that say "is", "contains" or deny stand between phrases as units of their own.
    const cue = unit.kind === 'exist' || unit.kind === 'before' || unit.kind === 'after' || unit.kind === 'neither'
    const found: PhraseLink | null = !gap ? null : /[([]/.test(gap) ? 'bracket' : adding.test(gap) ? 'with' : listing.test(gap) ? (/,/.test(gap) ? 'comma' : 'and') : saying.test(gap) ? 'verb' : placing.test(gap) ? 'in' : /[)\]\n]| - |–|—/.test(gap) ? 'comma' : null
    if (!open || found || cue) {
      const linked: PhraseLink = open ? found ?? (cue ? (unit.kind === 'before' ? 'with' : 'verb') : link) : stronger(link, found ?? link)
      if (cue) {
        // The cue itself carries nothing; what follows is linked by it.
        link = unit.kind === 'before' ? (link === 'comma' || linked === 'comma' ? 'comma' : 'with') : 'verb'
        open = null
        phrases.push({ link: linked, units: [unit], gap })
        last = unit.end
        lastUnit = unit
        continue
      }
      open = { link: linked, units: [unit], gap }
      phrases.push(open)
      link = 'verb'
    } else open.units.push(unit)
    last = Math.max(last, unit.end)
    lastUnit = unit
  }
  return phrases
}

/** Is there an open bracket between the two? */
function inBrackets(text: string, from: number, to: number): boolean {
  let open = 0
  for (let i = from; i < to; i++) open += text[i] === '(' ? 1 : text[i] === ')' ? -1 : 0
  return open > 0
}

const strength: Record<PhraseLink, number> = { start: 9, clause: 8, colon: 7, which: 6, with: 5, comma: 4, and: 3, bracket: 3, verb: 2, in: 1 }

function stronger(a: PhraseLink, b: PhraseLink): PhraseLink {
  if (a === 'comma' && b === 'in') return 'in'
  if ((a === 'comma' && b === 'and') || (a === 'and' && b === 'in')) return b === 'in' ? 'in' : 'comma'
  return strength[a] >= strength[b] ? a : b
}
