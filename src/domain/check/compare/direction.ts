import type { Fact, FactChange } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import type { CompareContext } from './compare-context.ts'
import { describes, isCategory, isVague, scoreOf } from './match.ts'
import { issueOf } from './places.ts'

const words: Record<FactChange, string> = { larger: 'larger or worse', smaller: 'smaller or better', same: 'unchanged', new: 'new', resolved: 'resolved' }
const agreeing: Record<FactChange, readonly FactChange[]> = { larger: ['larger', 'new'], new: ['new', 'larger'], smaller: ['smaller', 'resolved'], resolved: ['resolved', 'smaller'], same: ['same'] }

/** Differences up to this (mm, or the share of the earlier size) may be called stable as well as changed. */
const slight = { mm: 2, share: 0.1 }

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
    const together = before.filter((size) => Math.abs(size.start - first.start) <= 16)
    const earlier = Math.max(...together.map((size) => size.value))
    const difference = Math.max(...group.map((size) => size.value)) - earlier
    const turned: FactChange[] = difference > 0 ? ['larger'] : difference < 0 ? ['smaller'] : []
    return Math.abs(difference) <= Math.max(unit === 'mm' ? slight.mm : 0, slight.share * earlier) ? ['same', ...turned] : turned
  }
  return []
}

/** A change told the other way round than in the findings. */
export function compareDirection(fact: Fact, context: CompareContext): CheckIssue | null {
  if (!fact.change || fact.negated || fact.advice) return null
  const { change } = fact.change
  const near = context.candidates(fact).filter(({ fact: other, match }) => !other.normal && !(other.negated && other.finding !== null) && match.site >= 0 && match.side >= 0 && match.level >= 0 && (match.finding >= 1.4 || match.site > 1 || match.size > 0))
  if (!near.length) return null
  // The very size of the conclusion stands beside an earlier one: nothing speaks plainer.
  const sized = near.find(({ match, fact: other }) => match.size >= 2.5 && (match.finding >= 1.4 || match.site > 1) && changesOf(other).length > 0)
  if (sized && !changesOf(sized.fact).some((one) => agreeing[change].includes(one)) && sized.fact.sizes.some((size) => size.role === 'before')) return issueOf('direction', 'error', fact, fact.change, `The conclusion says ${words[change]}, the findings say ${words[changesOf(sized.fact)[0]!]}.`, sized.fact, context)
  const best = Math.max(...near.map(({ match }) => scoreOf(match)))
  const tell = (list: typeof near) => list.flatMap(({ fact: other }) => {
    const said = changesOf(other)
    return said.length ? [{ said, other }] : []
  })
  const placed = fact.sites.some((site) => site.from === 'text') || fact.levels.some((level) => level.from === 'text' && !isCategory(level.group))
  const sure = ({ match, fact: other }: (typeof near)[number]) => match.size >= 2.5 || (match.site > 0.5 && (match.finding >= 2.2 || ((other.finding === null || fact.finding === null || describes.has(other.finding)) && match.site > 1))) || (match.finding === 3 && match.site === 0 && !placed)
  const close = tell(near.filter((one) => sure(one) && (one.match.size >= 2.5 || scoreOf(one.match) >= best - 1.6)))
  // A change that the findings do tell of this place or thing may have been bound to another word: then nothing is sure.
  if (context.candidates(fact).some(({ fact: other, match }) => match.side >= 0 && match.level >= 0 && ((match.finding >= 1.4 && match.site > 0.5) || match.site >= 1.4 || match.size >= 2.5) && changesOf(other).some((one) => agreeing[change].includes(one)))) return null
  // Told of no place, a change may sum up: one that any finding shows is not turned round.
  if (!placed && context.candidates(fact).some(({ fact: other, match }) => (match.finding > 0.5 || isVague(fact.finding ?? '')) && changesOf(other).some((one) => agreeing[change].includes(one)))) return null
  // Where the nearest tell no change, those of the same kind at the same place do, when they all say the same.
  const others = close.length ? [] : tell(near.filter(({ match }) => match.finding >= 2.2 && (match.site >= 1.4 || !placed)))
  const told = close.length ? close : others.every(({ said }) => said[0] === others[0]!.said[0]) ? others : []
  if (!told.length || told.some(({ said }) => said.some((one) => agreeing[change].includes(one)))) return null
  const [first] = told
  return issueOf('direction', 'error', fact, fact.change, `The conclusion says ${words[change]}, the findings say ${words[first!.said[0]!]}.`, first!.other, context)
}
