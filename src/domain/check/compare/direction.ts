import type { Fact, FactChange } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import type { Candidate, CompareContext } from './compare-context.ts'
import { describes, isCategory, isVague, likeSites, saidSites, scoreOf } from './match.ts'
import { issueOf } from './places.ts'

const words: Record<FactChange, string> = { larger: 'larger or worse', smaller: 'smaller or better', same: 'unchanged', new: 'new', resolved: 'resolved' }
const agreeing: Record<FactChange, readonly FactChange[]> = { larger: ['larger', 'new'], new: ['new', 'larger'], smaller: ['smaller', 'resolved'], resolved: ['resolved', 'smaller'], same: ['same'] }

/** Differences up to this (mm, or the share of the earlier size) may be called stable as well as changed. */
const slight = { mm: 2, share: 0.1 }
/** Nobody calls such a difference more than stable. */
const none = { mm: 1, share: 0.05 }

/** What became of a finding, by words or by today's and an earlier size. Empty where nothing is said. */
export function changesOf(fact: Fact): FactChange[] {
  const sized = changeBySize(fact)
  if (!fact.change) return sized
  return [fact.change.change, ...(sized.includes('same') ? sized : [])]
}

function changeBySize(fact: Fact): FactChange[] {
  for (const unit of new Set(fact.sizes.map((size) => size.unit))) {
    const now = fact.sizes.filter((size) => size.role === 'now' && size.unit === unit)
    const before = fact.sizes.filter((size) => size.role === 'before' && size.unit === unit)
    if (!now.length || !before.length) continue
    // "11 mm (was 19 mm), length 4 cm (6.5 cm)": each earlier size belongs to the one told before it.
    const first = before[0]!
    const own = now.filter((size) => size.start < first.start).toSorted((a, b) => b.start - a.start)
    const group = own.length ? own.filter((size) => own[0]!.start - size.start <= 16) : now
    const earlier = Math.max(...before.filter((size) => Math.abs(size.start - first.start) <= 16).map((size) => size.value))
    const difference = Math.max(...group.map((size) => size.value)) - earlier
    // "48 mm long, … over 20 mm; it measured 30 mm": which of the two was meant is not said.
    const far = own.length > 0 && first.start - own[0]!.end > 10
    const whole = Math.max(...(far ? now : own).map((size) => size.value)) - earlier
    if (own.length && difference * whole < 0) return ['larger', 'smaller']
    const turned: FactChange[] = difference > 0 ? ['larger'] : difference < 0 ? ['smaller'] : []
    if (Math.abs(difference) <= Math.max(unit === 'mm' ? none.mm : 0, none.share * earlier) && turned.length) return ['same', ...turned]
    return Math.abs(difference) <= Math.max(unit === 'mm' ? slight.mm : 0, slight.share * earlier) ? [...turned, 'same'] : turned
  }
  return []
}

/** Words that say how things stand, not how large they are. */
const valued = /progress|wors|deteriorat|advanc|improv|better|recover|respon|regress/i
/** What grows worse by becoming less. */
const worseSmaller = /\b(?:lvef|rvef|ef|ejection fraction|cervi(?:x|cal length)|shorten\w*|heights?|joint space|lumen|dural sac|canal (?:area|diameter)|centile|percentile|abi|function|perfusion|opening)\b/i
const turnedRound: Record<FactChange, FactChange> = { larger: 'smaller', smaller: 'larger', same: 'same', new: 'new', resolved: 'resolved' }
/** What is said of a difference that nobody measures as one. */
const strong = /\b(?:rapid|rapidly|marked|markedly|significant|significantly|considerabl[ey]|substantial|substantially|clear|clearly|dramatic|dramatically|doubled|tripled|halved|much|far)\b/i

type Verdict = CheckIssue | 'agrees' | 'open'

/** A change told the other way round than in the findings. */
export function compareDirection(fact: Fact, context: CompareContext): CheckIssue | null {
  const verdict = judge(fact, context)
  return typeof verdict === 'string' ? null : verdict
}

/** What may follow a change that is told of all before its comma ("…, unchanged since 2021"). */
const closing = /^(?: (?:since|from|compared|than|for|over|under|on|during|despite|in|by|to|after|at)\b|[,.;)]|$)/i

/**
 * "Disc extrusion with compression of the C7 root, larger than three months ago": a change after a comma may belong to anything before it.
 * It is wrong where it turns round what the findings say of one of these, and is right of none.
 */
export function compareApposed(context: CompareContext): CheckIssue[] {
  const { conclusion } = context
  return conclusion.units.flatMap((units, sentence): CheckIssue[] => {
    const own = conclusion.facts.filter((fact) => fact.sentence === sentence && !fact.negated && !fact.normal && !fact.advice)
    return units.flatMap((unit): CheckIssue[] => {
      if (unit.kind !== 'change' || unit.negated || !(unit.key in words)) return []
      const range = conclusion.sentences[sentence]!
      if (!/(?:,|\)) ?(?:(?:has|have|is|are|now|slightly|markedly|clearly|and|but) ){0,2}$/i.test(conclusion.text.slice(Math.max(range.start, unit.start - 24), unit.start)) || !(/(?:than|since|from|to|under|on)$/i.test(conclusion.text.slice(unit.start, unit.end)) || closing.test(conclusion.text.slice(unit.end, unit.end + 14)))) return []
      const from = Math.max(range.start, conclusion.text.slice(0, unit.start).lastIndexOf(';'))
      const before = own.filter((fact) => fact.word.start >= from && fact.word.start < unit.start && (!fact.change || fact.change.start === unit.start))
      const verdicts = before.map((fact) => judge({ ...fact, change: { start: unit.start, end: unit.end, change: unit.key as FactChange } }, context, fact))
      const wrong = verdicts.find((verdict) => typeof verdict !== 'string')
      return wrong && !verdicts.includes('agrees') && typeof wrong !== 'string' ? [wrong] : []
    })
  })
}

/** `named`: the fact as it was read, under which its candidates are kept. */
function judge(fact: Fact, context: CompareContext, named: Fact = fact): Verdict {
  if (!fact.change || fact.negated || fact.advice) return 'open'
  const { change, start, end } = fact.change
  const { conclusion } = context.input
  const isValued = valued.test(conclusion.slice(start, end))
  const isStrong = strong.test(conclusion.slice(Math.max(0, start - 14), end + 10))
  const known = (other: Fact): FactChange[] => {
    const own = ended(other, context) ? ['resolved' as const] : changesOf(other)
    const list = own.length ? own : trailing(other, context)
    const slightOnly = isStrong && list[0] === 'same' ? (['same'] as FactChange[]) : list
    return isValued && !other.change && (worseSmaller.test(sentenceOf(other, context)) || worseSmaller.test(conclusion.slice(context.conclusion.sentences[fact.sentence]!.start, end))) ? slightOnly.map((one) => turnedRound[one]) : slightOnly
  }
  const agrees = (other: Fact) => known(other).some((one) => agreeing[change].includes(one))
  const all = context.candidates(named)
  const near = all.filter(({ fact: other, match }) => !other.normal && !(other.negated && other.finding !== null) && match.site >= 0 && match.side >= 0 && match.level >= 0 && (match.finding >= 1.4 || match.site > 1 || match.size > 0))
  if (!near.length) return 'open'
  const against = (other: Fact) => issueOf('direction', 'error', fact, fact.change!, `The conclusion says ${words[change]}, the findings say ${words[known(other)[0]!]}.`, other, context)
  // The very size of the conclusion stands beside an earlier one: nothing speaks plainer.
  const sized = near.find(({ match, fact: other }) => known(other).length > 0 && (match.size >= 2.5 ? match.finding >= 1.4 || match.site > 1 : match.size > 0 && fact.finding === null && !fact.sites.length && other.finding === null))
  if (sized && !agrees(sized.fact) && sized.fact.sizes.some((size) => size.role === 'before')) return against(sized.fact)
  const best = Math.max(...near.map(({ match }) => scoreOf(match)))
  const tell = (list: readonly Candidate[]) => list.flatMap(({ fact: other }) => {
    const said = known(other)
    return said.length ? [{ said, other }] : []
  })
  const placed = fact.sites.some((site) => site.from !== 'heading') || fact.levels.some((level) => level.from === 'text' && !isCategory(level.group))
  const sure = ({ match, fact: other }: Candidate) => match.size >= 2.5 || (match.site > 0.5 && (match.finding >= 2.2 || ((other.finding === null || fact.finding === null || describes.has(other.finding)) && match.site > 1))) || (match.finding >= 2.2 && match.level > 0) || (match.finding === 3 && match.site === 0 && (!placed || match.level > 0))
  // "New cavity" beside "sarcoidosis has improved": what is new is another thing, unless it has the same name.
  const another = ({ match, fact: other }: Candidate) => (match.finding < 2.2 || isVague(other.finding ?? '')) && match.size < 2.5 && known(other).every((one) => one === 'new')
  const close = tell(near.filter((one) => sure(one) && !another(one) && (one.match.size >= 2.5 || scoreOf(one.match) >= best - 1.6)))
  // A change that the findings do tell of this place or thing may have been bound to another word: then nothing is sure.
  if (all.some(({ fact: other, match }) => match.side >= 0 && match.level >= 0 && ((match.finding >= 1.4 && match.site > 0.5) || match.site >= 1.4 || match.size >= 2.5) && agrees(other))) return 'agrees'
  // Told of no place, a change may sum up: one that any finding shows is not turned round.
  if (!placed && all.some(({ fact: other, match }) => (match.finding > 0.5 || isVague(fact.finding ?? '')) && agrees(other))) return 'agrees'
  // Where the nearest tell no change, those of the same kind at the same place do, when they all say the same.
  const others = close.length ? [] : tell(near.filter(({ match }) => match.finding >= 2.2 && (match.site >= 1.4 || !placed)))
  const told = close.length ? close : others.every(({ said }) => said[0] === others[0]!.said[0]) ? others : []
  if (!told.length || told.some(({ said }) => said.some((one) => agreeing[change].includes(one)))) return 'open'
  return against(told[0]!.other)
}

const sentenceOf = (fact: Fact, { findings }: CompareContext): string => {
  const { start, end } = findings.sentences[fact.sentence]!
  return findings.text.slice(start, end)
}

/** "Consolidation, partly obscuring the heart border, more extensive than before": the only change of a sentence, told of nothing by itself. */
function trailing(fact: Fact, { findings }: CompareContext): FactChange[] {
  if (fact.finding === null || fact.negated) return []
  const changed = (findingsBySentence(findings.facts).get(fact.sentence) ?? []).filter((one) => changesOf(one).length > 0)
  return changed.length && changed.every((one) => one.finding === null && one.change !== null && one.change.start > fact.word.end && one.change.start === changed[0]!.change!.start) ? changesOf(changed[0]!) : []
}

const grouped = new WeakMap<readonly Fact[], ReadonlyMap<number, readonly Fact[]>>()

function findingsBySentence(facts: readonly Fact[]): ReadonlyMap<number, readonly Fact[]> {
  const before = grouped.get(facts)
  if (before) return before
  const found = Map.groupBy(facts, (fact) => fact.sentence)
  grouped.set(facts, found)
  return found
}

/** "Normal uptake, previously focal lesions SUV 11": what has only an earlier size, where the place is normal now. */
function ended(fact: Fact, { findings }: CompareContext): boolean {
  if (fact.finding === null || fact.change || !fact.sizes.length || fact.sizes.some((size) => size.role !== 'before')) return false
  return (findingsBySentence(findings.facts).get(fact.sentence) ?? []).some((one) => one.normal && likeSites(saidSites(one.sites), saidSites(fact.sites)) >= 1.4)
}
