import { readSentence } from '../../text/read-sentence.ts'
import type { FindingSentence } from '../reading/align.ts'
import type { Item } from '../telling.ts'
import { weighFinding } from '../choosing/importance.ts'
import type { FindingName } from './name-finding.ts'

/** As heavy as this a diagnosis leads its signs; lighter, it is told, and does not go before what is heavier. */
const heavy = 3
const told = 2
/** No name makes a finding an emergency that its signs are not. */
const vital = 5

/**
 * Findings that add up to a diagnosis become one: the sentences that carry it are its details and told by nothing else. Each diagnosis is given
 * once for each side. It weighs what its signs do, more where its name is graver and less where it is harmless (a haemangioma is no 34 mm lesion).
 */
export function underNames(items: readonly Item[], nameOf: (sentence: FindingSentence) => FindingName | null): Item[] {
  let rest = [...items]
  const given = new Set<string>()
  const taken = new Set<FindingSentence>()
  for (const item of items) {
    if (!rest.includes(item)) continue
    for (const sentence of [item.sentence, ...item.details]) {
      const found = nameOf(sentence)
      const named = found && `${found.title} ${sidesOf(found.carriers)}`
      if (!named || given.has(named)) continue
      given.add(named)
      // What bears out the name of the other side, too, is shown there.
      const name = { ...found, carriers: found.carriers.filter((one) => one === sentence || !taken.has(one)), elsewhere: found.elsewhere.filter((one) => !taken.has(one)) }
      for (const one of [...name.carriers, ...name.elsewhere]) taken.add(one)
      const under = rest.filter((one) => one === item || name.carriers.includes(one.sentence))
      const sentences = [...new Set([...name.carriers, ...under.flatMap((one) => [one.sentence, ...one.details])])].filter((one) => one !== sentence)
      const weight = weightOf(name, Math.max(...under.map((one) => one.weight)))
      rest = rest.flatMap((one) => (one === item ? [{ sentence, details: sentences, weight, name: telling(name, sentences) }] : under.includes(one) ? [] : [one]))
      break
    }
  }
  return rest.toSorted((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
}

/** The name with those of its signs in its own line that stood elsewhere: `own` of them belong to it already. */
function telling(name: FindingName, own: readonly FindingSentence[]): FindingName {
  return { ...name, carriers: [...name.carriers, ...name.elsewhere.filter((one) => own.includes(one))], elsewhere: name.elsewhere.filter((one) => !own.includes(one)) }
}

/** What bears out a name and is told by no line of its own is told by the name's: its evidence must not hide what nobody reads. */
export function tellElsewhere(chosen: readonly Item[]): Item[] {
  const told = new Set(chosen.flatMap(({ sentence, details }) => [sentence, ...details]))
  return chosen.map((item) => (item.name ? { ...item, name: telling(item.name, item.name.elsewhere.filter((one) => !told.has(one))) } : item))
}

const sidesOf = (carriers: readonly FindingSentence[]): string => [...new Set(carriers.flatMap(({ units, headingUnits }) => [...units, ...headingUnits].flatMap((unit) => (unit.kind === 'side' ? [unit.key] : []))))].toSorted().join(' ')

function weightOf({ title }: FindingName, own: number): number {
  const known = weighFinding(readSentence(title, { start: 0, end: title.length }))
  // A name leads what weighs the same.
  if (known >= heavy) return Math.max(own, Math.min(known, vital)) + 0.02
  return known > 0 ? Math.min(own, Math.max(known, told)) : own
}
