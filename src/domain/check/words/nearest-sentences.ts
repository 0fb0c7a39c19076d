import type { FindingsText } from '../../draft/align.ts'
import { wordKey } from '../../text/lexicon/spelling.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** A sentence of the findings (its number) that shares words with a clause; `share`: 0 to 1, of the clause's words by their weight. */
export type NearSentence = { sentence: number; share: number; shared: readonly string[] }

/** What says of what a clause speaks; sides, degrees, negation and change are what is compared afterwards. */
const themes: ReadonlySet<Unit['kind']> = new Set(['finding', 'anatomy', 'part', 'level', 'word'])
/** Sentences beyond this are not looked through: no person's findings have as many, and the time must stay bounded. */
const mostSentences = 400
/** A word as it stands counts half beside the name it is known by: "peroneal" and "femoral" veins have one name in the lexicon. */
const surface = 0.5

/** Names of what a clause speaks of, each once: a finding's or place's key, an unknown word's stem, and the known ones' words as they stand (`~`). */
export function themesOf(units: readonly Unit[], text: string): string[] {
  const names = new Set<string>()
  for (const unit of units) {
    if (!themes.has(unit.kind)) continue
    names.add(themeOf(unit))
    if (unit.kind !== 'word' && unit.kind !== 'level') for (const [word] of text.slice(unit.start, unit.end).toLowerCase().matchAll(/[a-z]{3,}/g)) names.add(`~${wordKey(word)}`)
    else if (unit.kind === 'word') names.add(`~${unit.key}`)
  }
  return [...names]
}

/** "Nonenhancing" and "enhancing" are one theme; which of the two is said shows elsewhere. */
const themeOf = ({ kind, key }: Unit): string => (kind === 'word' ? key.replace(/^non-?(?=.{4})/, '') : key)

type Index = { bySentence: readonly ReadonlySet<string>[]; weight: (theme: string) => number }
const kept = new WeakMap<FindingsText, Index>()

/**
 * Sentences of the findings that speak of the same as these units of a conclusion `text`, the nearest first, by words and not by facts: also
 * for words that no list knows. A word in few sentences weighs more (log of sentences over those with it). Headings count. English.
 */
export function nearestSentences(units: readonly Unit[], text: string, findings: FindingsText, least = 0.3): NearSentence[] {
  const asked = themesOf(units, text)
  const { bySentence, weight } = indexOf(findings)
  const total = asked.reduce((sum, theme) => sum + weight(theme), 0)
  if (total === 0) return []
  return bySentence
    .map((known, sentence): NearSentence => {
      const shared = asked.filter((theme) => known.has(theme))
      return { sentence, shared, share: shared.reduce((sum, theme) => sum + weight(theme), 0) / total }
    })
    .filter(({ share }) => share >= least)
    .toSorted((a, b) => b.share - a.share || a.sentence - b.sentence)
}

function indexOf(findings: FindingsText): Index {
  const before = kept.get(findings)
  if (before) return before
  const bySentence = findings.sentences.slice(0, mostSentences).map(({ units, headingUnits }) => new Set([...themesOf(headingUnits, findings.text), ...themesOf(units, findings.text)]))
  const sentencesWith = new Map<string, number>()
  for (const known of bySentence) for (const theme of known) sentencesWith.set(theme, (sentencesWith.get(theme) ?? 0) + 1)
  // A word that the findings do not have counts as one that stands once.
  const weight = (theme: string) => Math.log(1 + bySentence.length / (sentencesWith.get(theme) ?? 1)) * (theme.startsWith('~') ? surface : 1)
  const index = { bySentence, weight }
  kept.set(findings, index)
  return index
}
