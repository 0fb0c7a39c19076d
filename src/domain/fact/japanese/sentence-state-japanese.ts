import type { TextRange } from '../../report/range.ts'
import { copySite, type JapaneseFact, type JapaneseSite } from './japanese-fact.ts'
import { endsInNode, homesOfFinding, nodeSeen } from './site-homes-japanese.ts'
import type { FindingName } from './vocabulary-japanese.ts'

/** What the clauses of one sentence share and leave to each other. */
export type SentenceState = {
  readonly text: string
  readonly index: number
  readonly facts: JapaneseFact[]
  /** Sites of the heading or of the topic before a colon. */
  topic: JapaneseSite[]
  /** Sites of the clause before. */
  clauseSites: JapaneseSite[]
  /** Sites of the sentence before. */
  readonly before: readonly JapaneseSite[]
  /** What this sentence leaves to the next. */
  lastSites: JapaneseSite[]
  headFinding: FindingName | null
}

/** A fact of nothing but its place. */
export function blankFact(state: SentenceState, range: TextRange, site: JapaneseSite): JapaneseFact {
  return { ...range, sentence: state.index, finding: null, also: [], noun: '', word: range, site, sizes: [], counts: [], categories: [], polarity: 'told', partial: false, normal: false, normalWord: '', limited: false, certainty: 'plain', certaintyRange: null, stated: false, change: null, advice: false, cause: false, locator: false, traits: [] }
}

/** A place alone that is measured or changed: what the heading names ("原発巣：8mmに縮小"), or what the number is of. */
export function bareFact(state: SentenceState, range: TextRange, site: JapaneseSite, sized = false): JapaneseFact {
  return { ...blankFact(state, range, site), finding: state.headFinding ?? (endsInNode(site) && sized ? nodeSeen() : null) }
}

/** The places a clause that names none may take over. */
export function inherited({ clauseSites, topic, before }: SentenceState): JapaneseSite[] {
  if (clauseSites.length) return clauseSites.map((site) => ({ ...site, borrowed: site.borrowed === 2 ? (2 as const) : (1 as const) }))
  if (topic.length) return topic.map((site) => ({ ...site, borrowed: 1 as const }))
  return before.map((site) => ({ ...site, borrowed: 2 as const }))
}

export function homes(state: SentenceState, sites: readonly JapaneseSite[], finding: FindingName | null): JapaneseSite[] {
  const found = homesOfFinding(sites, finding, { context: inherited(state), clauseSites: state.clauseSites, topic: state.topic })
  const topic = state.topic.flatMap((site) => site.places.map((one) => one.place))
  return topic.length ? found.map((site) => ({ ...site, around: topic.filter((place) => !site.places.some((one) => one.place === place)) })) : found
}

/** Does the place come after the finding ("プラークを左横隔膜上に認める")? */
export function placeFollows(state: SentenceState, facts: readonly JapaneseFact[]): boolean {
  const last = facts.at(-1)
  return last !== undefined && /^(?:を|は|が|も)/u.test(state.text.slice(last.word.end, last.word.end + 1))
}

/** Moves facts to the place named after them; false where none is. */
export function moveTo(state: SentenceState, facts: readonly JapaneseFact[], sites: readonly JapaneseSite[]): boolean {
  if (!sites.length || !placeFollows(state, facts)) return false
  const [home] = homes(state, sites, null)
  for (const fact of facts) {
    const own = fact.site
    const implied = own.places.filter((one) => one.range.start < 0)
    fact.site = { ...copySite(home!), places: [...home!.places, ...(own.borrowed ? implied : own.places)] }
  }
  return true
}
