import type { Change, JapaneseFact } from '../../fact/japanese/japanese-fact.ts'
import type { Pair } from './compare-japanese.ts'
import { fits, samePlace } from './match-japanese.ts'


const words: Readonly<Record<Change, string>> = { larger: 'larger or worse', smaller: 'smaller or better', same: 'unchanged', new: 'new', resolved: 'resolved' }
const agreeing: Readonly<Record<Change, readonly Change[]>> = { larger: ['larger', 'new'], new: ['new', 'larger'], smaller: ['smaller', 'resolved'], resolved: ['resolved', 'smaller'], same: ['same'] }

/** The change of a fact, in words or by an earlier and a present size. Under 2 mm (as for nodules, Fleischner 2017) or a tenth, which is measuring, "unchanged" is said as well. */
export function changesOf(fact: JapaneseFact): Change[] {
  if (fact.change) return [fact.change.change]
  const before = fact.sizes.filter((size) => size.before)
  const now = fact.sizes.filter((size) => !size.before && before.some((one) => one.unit === size.unit))
  if (!before.length || !now.length) return []
  const a = before[0]!.value
  const b = now[0]!.value
  const measuring = Math.abs(a - b) <= 0.1 * a || (before[0]!.unit === 'mm' && Math.abs(a - b) < 2)
  // Of what the heart pumps less is worse.
  return [...(a === b ? [] : [b > a !== (fact.finding?.name === '心機能') ? ('larger' as const) : ('smaller' as const)]), ...(measuring ? ['same' as const] : [])]
}

/** The best matching facts tell another change than the claim. */
export function changeAgainst(claim: JapaneseFact, pairs: readonly Pair[]): { fact: JapaneseFact; message: string } | null {
  const said = changesOf(claim)[0]
  if (!said || claim.polarity === 'denied') return null
  // "新しい骨折" is how a fresh one is told.
  if (said === 'new' && pairs.some(({ fact, name, fit }) => name >= 2.5 && fact.polarity === 'told' && fits(fit) && fact.traits.some((one) => one.axis === 't' && one.value === '新'))) return null
  const denies = said === 'new' ? pairs.find(({ fact, fit }) => fact.polarity === 'denied' && fact.change?.change === 'new' && fits(fit) && (samePlace(fit) || !claim.finding)) : undefined
  const telling = pairs.filter(({ fact, name, fit }) => fact.polarity !== 'denied' && fits(fit) && ((fit.place !== 'loose' && claim.site.borrowed !== 2) || name >= 2.5 || !claim.finding) && (claim.finding && fact.finding ? name >= 1 : samePlace(fit)) && changesOf(fact).length > 0)
  const score = ({ fact, name, fit }: Pair) => name + (fit.place === 'same' ? 2 : 0) + (fit.level === 'same' ? 2 : 0) + (fit.part === 'same' ? 1 : 0) + (fit.side === 'same' ? 1 : 0) + (claim.sizes.some((size) => fact.sizes.some((one) => one.value === size.value && one.unit === size.unit)) ? 3 : 0)
  const best = Math.max(0, ...telling.map(score))
  const near = telling.filter((pair) => score(pair) >= best - 1)
  if (denies && !near.some(({ fact }) => changesOf(fact).includes('new'))) return { fact: denies.fact, message: 'The conclusion says new, the findings deny anything new.' }
  if (!near.length || near.some(({ fact }) => changesOf(fact).some((one) => agreeing[said].includes(one)))) return null
  // A wider word for several that went different ways ("全体として縮小") is no contradiction.
  if (!claim.site.places.length && !claim.site.levels.length && telling.some(({ fact }) => changesOf(fact).some((one) => agreeing[said].includes(one)))) return null
  const all = pairs.filter(({ fact, fit, name }) => fits(fit) && name >= 1 && fact.polarity !== 'denied').flatMap(({ fact }) => changesOf(fact))
  if (!claim.site.levels.length && !claim.sizes.length && all.some((one) => agreeing[said].includes(one)) && near.length > 1) return null
  const first = near[0]!.fact
  return { fact: first, message: `The conclusion says ${words[said]}, the findings say ${words[changesOf(first)[0]!]}.` }
}
