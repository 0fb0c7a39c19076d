import { earlierNext, fromGap, isDirection, nextStep, turned } from './clause-words-japanese.ts'
import { copySite, rangeOf, traitAxes, type JapaneseFact, type JapaneseSite, type JapaneseSize } from './japanese-fact.ts'
import { inherited, type SentenceState } from './sentence-state-japanese.ts'
import type { SiteList } from './site-list-japanese.ts'
import { sitesNested } from './sites-japanese.ts'
import type { Token } from './tokens-japanese.ts'

/** Reads the statements inside brackets, under the places given. */
export type ReadInside = (tokens: readonly Token[], plain: string, topic: JapaneseSite[]) => JapaneseFact[]

/** What stands in brackets belongs to the words before. */
export function readAside(state: SentenceState, tokens: readonly Token[], plain: string, owners: readonly JapaneseFact[], sites: SiteList, keep: (sizes: JapaneseSize[], categories: JapaneseFact['categories']) => void, read: ReadInside): void {
  const own = tokens.some((token) => token.kind === 'finding' || token.kind === 'deny' || token.kind === 'exist')
  if (own) {
    const inner = read(tokens.filter((token) => token.kind !== 'number' || owners.length === 0), plain, owners.length ? [owners.at(-1)!.site] : sites.sites.length ? sites.sites : inherited(state))
    state.facts.splice(state.facts.length - owners.length, 0, ...inner)
  }
  if (!own && owners.length && tokens.filter((token) => token.kind === 'level' && token.level.group !== 'category').length > 1) {
    spellOut(state, tokens, owners.at(-1)!)
    return
  }
  let priorNext = false
  const sizes: JapaneseSize[] = []
  for (const [i, token] of tokens.entries()) {
    const range = rangeOf(token)
    const earlier = earlierNext(tokens, i, plain)
    if (earlier !== null) priorNext = earlier
    else if (token.kind === 'number' && !token.number.time) sizes.push({ ...token.number, ...range, before: (priorNext && !token.number.count) || (token.number.step >= 0 && nextStep(tokens, i)) || fromGap(tokens, i, plain) })
    else if (token.kind === 'comma') priorNext = false
    else if (token.kind === 'side' && !isDirection(token, plain)) {
      for (const fact of owners) if (!fact.site.side && fact.word.end <= token.start) Object.assign(fact.site, { side: token.side, sideRange: range, sideBorrowed: false })
    } else if (own) continue
    else if (token.kind === 'change') for (const fact of owners) fact.change ??= { change: turned(fact, token), range }
    else if (token.kind === 'level' && token.level.group === 'category') for (const fact of owners) fact.categories.push({ key: token.level.keys[0]!, range })
    else if (token.kind === 'uncertain') for (const fact of owners) Object.assign(fact, { certainty: 'likely', certaintyRange: range })
    else if (token.kind === 'part') {
      for (const fact of owners) for (const part of token.parts) (traitAxes.has(part.axis) ? fact.traits : fact.site.parts).push({ ...part, range })
    } else if (token.kind === 'level' && owners.length) {
      for (const fact of owners) if (!fact.site.levels.some((one) => one.group === token.level.group)) fact.site.levels.push(...token.level.keys.slice(0, 1).map((key) => ({ group: token.level.group, key, range })))
    } else if (token.kind === 'place' && owners.length) {
      for (const fact of owners) if (!fact.site.places.length || fact.site.places.some((one) => sitesNested(one.place, token.place))) fact.site.places.push({ place: token.place, range })
    } else if (token.kind === 'level' || token.kind === 'place') sites.add(token, plain)
  }
  const measured = sizes.length && sizes.every((one) => one.before && !one.count) ? measuredAs(sizes, owners, state) : owners
  if (!measured.length) keep(sizes, own ? [] : tokens.flatMap((token) => (token.kind === 'level' && token.level.group === 'category' ? [{ key: token.level.keys[0]!, range: rangeOf(token) }] : [])))
  for (const fact of measured) {
    fact.sizes.push(...sizes.filter((one) => !one.count))
    fact.counts.push(...sizes.filter((one) => one.count))
  }
}

/** "24mmの結節、胸膜陥入あり（前回17mm）": an earlier size is that of what has a size today. */
function measuredAs(sizes: readonly JapaneseSize[], owners: readonly JapaneseFact[], state: SentenceState): readonly JapaneseFact[] {
  const hasToday = (fact: JapaneseFact) => fact.sizes.some((one) => !one.before && sizes.some((size) => size.unit === one.unit))
  if (owners.some(hasToday)) return owners
  const last = state.facts.findLast((fact) => fact.polarity !== 'denied' && hasToday(fact))
  return last && !last.sizes.some((one) => one.before) ? [last] : owners
}

/** "多発肝転移（S4：19mm、S7：8mm）": one fact for each level in the brackets. */
function spellOut(state: SentenceState, tokens: readonly Token[], owner: JapaneseFact): void {
  let current: JapaneseFact | null = null
  for (const token of tokens) {
    if (token.kind === 'level' && token.level.group !== 'category') {
      for (const key of token.level.keys) {
        current = { ...owner, site: { ...copySite(owner.site), levels: [...owner.site.levels.filter((one) => one.group !== token.level.group), { group: token.level.group, key, range: rangeOf(token) }] }, sizes: [], counts: [] }
        state.facts.push(current)
      }
    } else if (token.kind === 'number' && !token.number.time && current) current.sizes.push({ ...token.number, ...rangeOf(token), before: nextStep(tokens, tokens.indexOf(token)) })
  }
}
