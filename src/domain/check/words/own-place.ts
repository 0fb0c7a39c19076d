import type { Unit } from '../../text/read-sentence.ts'

/** A place as a sentence names it: its organ, the narrow part of it if one is named, and its side. */
export type OwnPlace = { unit: Unit; side: 'left' | 'right' | 'bilateral' | null; parts: readonly Unit[] }

/** The places of units that follow each other; a side or part belongs to the organ that it stands right beside. */
export function ownPlaces(units: readonly Unit[]): OwnPlace[] {
  return units.flatMap((unit, at): OwnPlace[] => {
    if (unit.kind !== 'anatomy') return []
    const parts: Unit[] = []
    let side: OwnPlace['side'] = null
    const take = (one: Unit | undefined): boolean => {
      if (one?.kind === 'side') side ??= one.key as OwnPlace['side']
      else if (one && (one.kind === 'part' || one.kind === 'level')) parts.push(one)
      else return false
      return true
    }
    for (let n = at - 1; take(units[n]); n--);
    for (let n = at + 1; units[n]?.kind !== 'side' && take(units[n]); n++);
    // "both kidneys normal", "kidneys normal on the left": a side that follows belongs to this organ when no other comes after it.
    if (!side && units[at + 1]?.kind === 'side' && units[at + 2]?.kind !== 'anatomy') side = units[at + 1]!.key as OwnPlace['side']
    return [{ unit, side, parts }]
  })
}

/** Does the first lie in the second: the same organ, and every side and part that the second names? */
export function liesIn(one: OwnPlace, around: OwnPlace): boolean {
  if (one.unit.key !== around.unit.key || (around.unit.group !== '' && one.unit.group !== around.unit.group)) return false
  if (around.side && one.side !== around.side && one.side !== 'bilateral') return false
  return around.parts.every((part) => one.parts.some((own) => own.group === part.group && own.key === part.key))
}
