import type { Random } from '../../status/compose/random.ts'
import type { Bound } from './template.ts'

/** Change against a prior, in the words of the findings and the matching ones of the conclusion. */
export type Change = { kind: 'new' | 'larger' | 'same' | 'smaller'; inFindings: string; inConclusion: string; adjective: string }

type Way = readonly [inFindings: string, inConclusion: readonly string[], adjective: string]

const ways: Record<Change['kind'], { sized: readonly Way[]; plain: readonly Way[] }> = {
  new: {
    sized: [[', new since the previous study', [', new', ', new since the previous study'], 'New'], [', new compared with the prior', [', new'], 'New'], [', new', [', new'], 'New'], [', newly apparent', [', new'], 'New']],
    plain: [[', new since the previous study', [', new'], 'New'], [', new', [', new'], 'New']],
  },
  larger: {
    sized: [[', increased from {prev} mm', [', increased from {prev} mm'], ''], [', previously {prev} mm', [', previously {prev} mm', ' (previously {prev} mm)'], ''], [' (prior {prev} mm)', [' (prior {prev} mm)'], ''], [', increased (previously {prev} mm)', [', increased from {prev} mm', ', increased (previously {prev} mm)'], ''], [', larger than on the previous study', [', larger'], ''], [', compared with {prev} mm previously', [', previously {prev} mm'], '']],
    plain: [[', increased since the previous study', [', increased'], ''], [', progressive since the last study', [', progressive'], 'Progressive'], [', more extensive than before', [', more extensive'], '']],
  },
  same: {
    sized: [[', unchanged', [', unchanged'], 'Unchanged'], [', stable since the previous study', [', stable'], 'Stable'], [', unchanged from the prior examination', [', unchanged'], 'Unchanged'], [', no significant change', [', unchanged', ', no significant change'], ''], [', stable', [', stable'], 'Stable']],
    plain: [[', unchanged', [', unchanged'], 'Unchanged'], [', stable since the previous study', [', stable'], 'Stable']],
  },
  smaller: {
    sized: [[', decreased from {prev} mm', [', decreased from {prev} mm'], ''], [', previously {prev} mm', [', previously {prev} mm', ' (previously {prev} mm)'], ''], [', smaller than before (prior {prev} mm)', [', smaller (prior {prev} mm)'], ''], [', reduced from {prev} mm', [', reduced from {prev} mm'], '']],
    plain: [[', decreased since the previous study', [', decreased'], ''], [', less extensive than before', [', less extensive'], '']],
  },
}

/**
 * Draws a change for a finding (none for about half) and binds {change} to its words in the findings; call `inConclusion` words
 * by binding again. A prior size is bound as {prev}: 45 to 80 % of {mm} for larger, 125 to 200 % for smaller.
 */
export function bindChange(random: Random, bound: Bound): Change | null {
  bound.set('change', '')
  if (random.chance(0.52)) return null
  const kind = random.pick(['new', 'larger', 'larger', 'same', 'same', 'smaller'] as const)
  const mm = Number(bound.get('mm') ?? Number.NaN)
  const measured = Number.isFinite(mm) && mm >= 4
  const [inFindings, inConclusion, adjective] = random.pick(measured ? ways[kind].sized : ways[kind].plain)
  if (measured) bound.set('prev', String(Math.round(mm * (kind === 'larger' ? 0.45 + random.next() * 0.35 : 1.25 + random.next() * 0.75))))
  const fill = (text: string) => text.replaceAll('{prev}', bound.get('prev') ?? '')
  const change = { kind, inFindings: fill(inFindings), inConclusion: fill(random.pick(inConclusion)), adjective }
  bound.set('change', change.inFindings)
  return change
}

/** The weight of a finding in view of its change: new and larger count more, unchanged and smaller less. */
export const changedWeight = (weight: number, change: Change | null): number =>
  !change ? weight : change.kind === 'new' || change.kind === 'larger' ? Math.min(5, weight + (weight >= 2 ? 1 : 0)) : Math.max(1, weight - 1)
