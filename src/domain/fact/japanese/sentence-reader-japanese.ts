import { ClauseReader } from './clause-reader-japanese.ts'
import { closing, endsClause } from './clause-words-japanese.ts'
import type { JapaneseFact, JapaneseSite } from './japanese-fact.ts'
import { blankFact, homes, type SentenceState } from './sentence-state-japanese.ts'
import { sitesOf } from './site-list-japanese.ts'
import type { Token } from './tokens-japanese.ts'

/** Reads the facts of one sentence, clause by clause; they and the places for the next sentence are left in `state`. */
export function readSentence(state: SentenceState, tokens: readonly Token[], plain: string): void {
  const { facts, topic, headFinding } = state
  const at = facts.length
  let headFact: JapaneseFact | null = null
  let clause: Token[] = []
  const flush = () => {
    if (clause.length) new ClauseReader(state, clause, plain).read((inner, text, topic) => readInside(state, inner, text, topic))
    clause = []
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    if (token.kind === 'open') {
      const close = closing(tokens, i)
      clause.push(...tokens.slice(i, close + 1))
      i = close
    } else if (token.kind === 'end') flush()
    else if (token.kind === 'item') {
      flush()
      state.clauseSites = []
      state.topic = topic
      state.headFinding = headFinding
    }
    else if (token.kind === 'topic') {
      const named = clause.some((one) => one.kind === 'finding' || one.kind === 'number')
      if (!named && clause.length) {
        state.topic = sitesOf(clause, plain)
        state.clauseSites = []
        clause = []
      } else {
        const from = facts.length
        flush()
        // "腹水：…消失": what follows speaks of it.
        const last = facts.at(-1)
        if (facts.length > from && last?.finding && last.polarity === 'told' && !last.stated) {
          state.headFinding = last.finding
          state.topic = [last.site]
          headFact = last
          facts.length = from
        }
      }
    } else if (token.kind === 'comma' && (endsClause(tokens, i, plain) || (state.headFinding && endsRow(tokens, i)))) flush()
    else {
      clause.push(token)
      if (/^(?:が、|ものの|けれど)/u.test(plain.slice(token.to, token.to + 4)) && token.kind !== 'place' && (token.kind !== 'finding' || /[るたり]$/u.test(token.text))) flush()
    }
  }
  flush()
  // "【関節液】多量。": only the heading names it.
  if (state.headFinding && !facts.slice(at).some((fact) => fact.finding === state.headFinding)) {
    const known = facts.slice(at).some((fact) => fact.finding !== null || fact.noun !== '' || fact.normal || fact.limited)
    if (headFact) facts.push(headFact)
    else if (!known) for (const site of homes(state, [], state.headFinding)) facts.push({ ...blankFact(state, { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 1 }, site), finding: state.headFinding })
  }
}

/** "胸水：右少量、左なし": under a finding's own heading each place has a statement of its own. */
function endsRow(tokens: readonly Token[], comma: number): boolean {
  const [before, after] = [tokens[comma - 1], tokens[comma + 1]]
  return before !== undefined && (before.kind === 'context' || before.kind === 'exist' || before.kind === 'number') && (after?.kind === 'side' || after?.kind === 'place' || after?.kind === 'level')
}

/** Statements inside brackets, under the places of what stands before them. */
function readInside(outer: SentenceState, tokens: readonly Token[], plain: string, topic: JapaneseSite[]): JapaneseFact[] {
  const state: SentenceState = { text: outer.text, index: outer.index, facts: [], topic, clauseSites: [], before: [], lastSites: [], headFinding: null }
  readSentence(state, tokens, plain)
  return state.facts
}
