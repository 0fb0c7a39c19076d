import type { FindingsText } from '../../draft/reading/align.ts'
import { placesAround } from '../../fact/site-tree.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import { keepResults } from '../../text/kept.ts'
import { wordKey } from '../../text/lexicon/spelling.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** A sentence of the findings (its number) that shares words with a clause; `share`: 0 to 1, of the clause's words by their weight. */
export type NearSentence = { sentence: number; share: number; shared: readonly string[] }

/** What says of what a clause speaks; sides, degrees, negation and change are what is compared afterwards. */
const themes: ReadonlySet<Unit['kind']> = new Set(['finding', 'anatomy', 'part', 'level', 'word'])
/** Sentences beyond this are not looked through: no person's findings have as many, and the time must stay bounded. */
const mostSentences = 300
/** A known name's words as they stand count half beside its key: "peroneal" and "femoral" veins have one key. */
const surface = 0.5
/** Short names of places that the lexicon has in full only. */
const shortNames: Readonly<Record<string, string>> = { cuff: 'rotator-cuff', midlin: 'midline' }

/** Names of what a clause speaks of, each once with its part in the clause: keys of findings and places, and words as they stand (`~`). */
function partsOf(units: readonly Unit[], text: string): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  const put = (name: string, part: number) => names.set(name, Math.max(part, names.get(name) ?? 0))
  for (const unit of units) {
    if (!themes.has(unit.kind)) continue
    if (unit.kind === 'word') put(shortNames[unit.key] ?? `~${bareStem(unit.key)}`, 1)
    else {
      put(unit.kind === 'anatomy' ? unit.group || unit.key : unit.key, 1)
      if (unit.kind !== 'level') for (const name of surfaceNames(text.slice(unit.start, unit.end))) put(name, surface)
    }
  }
  return names
}

/** Names of what units speak of, each once. */
export const themesOf = (units: readonly Unit[], text: string): string[] => [...partsOf(units, text).keys()]

/** "Nonenhancing" and "enhancing" are one theme; which of the two is said shows elsewhere. */
const bareStem = (stem: string): string => stem.replace(/^non-?(?=.{4})/, '')

const keptNames = keepResults<readonly string[]>(5000)
/** Names of the words as they stand. */
const surfaceNames = (phrase: string): readonly string[] => keptNames(phrase, () => (phrase.toLowerCase().match(/[a-z]{3,}/g) ?? []).map((word) => `~${bareStem(wordKey(word))}`))

/** Which sentences have a theme, in order; a theme's weight. */
type Index = { bySentence: readonly ReadonlySet<string>[]; sentencesWith: ReadonlyMap<string, readonly number[]>; weight: (theme: string) => number }
const kept = new WeakMap<FindingsText, Index>()

/**
 * Sentences of the findings that speak of the same as these units of a conclusion `text`, the nearest first, by words and not by facts: also
 * for words that no list knows. A word in few sentences weighs more (log of sentences over those with it). Headings count. English.
 */
export function nearestSentences(units: readonly Unit[], text: string, findings: FindingsText, least = 0.3): NearSentence[] {
  const { bySentence, sentencesWith, weight } = indexOf(findings)
  // Another word for a place whose name the findings know takes nothing away.
  const asked = [...partsOf(units, text)].filter(([theme, part]) => part === 1 || sentencesWith.has(theme))
  const total = asked.reduce((sum, [theme, part]) => sum + part * weight(theme), 0)
  const shares = new Map<number, number>()
  for (const [theme, part] of asked) for (const sentence of sentencesWith.get(theme) ?? []) shares.set(sentence, (shares.get(sentence) ?? 0) + (part * weight(theme)) / total)
  return [...shares].filter(([, share]) => share >= least - 1e-9).map(([sentence, share]): NearSentence => ({ sentence, share: Math.min(1, share), shared: asked.flatMap(([theme]) => (bySentence[sentence]!.has(theme) ? [theme] : [])) })).toSorted((a, b) => b.share - a.share || a.sentence - b.sentence)
}

function indexOf(findings: FindingsText): Index {
  const before = kept.get(findings)
  if (before) return before
  const bySentence = findings.sentences.slice(0, mostSentences).map(({ units, headingUnits, heading }) => {
    const known = new Set([...themesOf(headingUnits, findings.text), ...themesOf(units, findings.text)])
    if (heading) for (const name of surfaceNames(findings.text.slice(heading.start, heading.end))) known.add(name)
    // What is told of a part is told of its whole.
    for (const unit of [...headingUnits, ...units]) {
      const places = unit.kind === 'anatomy' ? [unit.group || unit.key] : unit.kind === 'finding' ? [...findingPlaces(unit.key)] : []
      for (const place of places) for (const whole of placesAround(place)) known.add(whole)
    }
    return known
  })
  const sentencesWith = new Map<string, number[]>()
  for (const [sentence, known] of bySentence.entries()) {
    for (const theme of known) {
      const list = sentencesWith.get(theme)
      if (list) list.push(sentence)
      else sentencesWith.set(theme, [sentence])
    }
  }
  // A word that the findings do not have counts as one that stands once.
  const weight = (theme: string) => Math.log(1 + bySentence.length / (sentencesWith.get(theme)?.length ?? 1))
  const index = { bySentence, sentencesWith, weight }
  kept.set(findings, index)
  return index
}
