/** How far apart two values of a scale are; 0 for the same. */
export type Scale = 'nominal' | 'ordinal' | 'interval'

/**
 * Cohen's kappa (Cohen 1960) of two raters who put the same cases into categories; `pairs` holds both answers of a case. 1: always the
 * same, 0: as by chance. NaN for no cases, and where chance alone would always agree.
 */
export function cohenKappa(pairs: readonly (readonly [string | number, string | number])[]): number {
  const [first, second] = [new Map<string | number, number>(), new Map<string | number, number>()]
  let same = 0
  for (const [a, b] of pairs) {
    first.set(a, (first.get(a) ?? 0) + 1)
    second.set(b, (second.get(b) ?? 0) + 1)
    if (a === b) same++
  }
  const n = pairs.length
  let chance = 0
  for (const [category, count] of first) chance += (count / n) * ((second.get(category) ?? 0) / n)
  return chance === 1 ? Number.NaN : (same / n - chance) / (1 - chance)
}

/**
 * Fleiss' kappa (Fleiss 1971): `table` has a row for each case with how many raters chose each category; every row has the same number
 * of raters, at least two. NaN for no cases, and where chance alone would always agree.
 */
export function fleissKappa(table: readonly (readonly number[])[]): number {
  const raters = table[0]?.reduce((sum, count) => sum + count, 0) ?? 0
  if (raters < 2 || table.some((row) => row.reduce((sum, count) => sum + count, 0) !== raters)) return Number.NaN
  const agreement = table.map((row) => row.reduce((sum, count) => sum + count * (count - 1), 0) / (raters * (raters - 1)))
  const observed = agreement.reduce((sum, share) => sum + share, 0) / table.length
  const shares = table[0]!.map((_, category) => table.reduce((sum, row) => sum + row[category]!, 0) / (table.length * raters))
  const chance = shares.reduce((sum, share) => sum + share * share, 0)
  return chance === 1 ? Number.NaN : (observed - chance) / (1 - chance)
}

/**
 * Krippendorff's alpha (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"): `units` holds for each case the values that
 * were given, one for each rater who gave any. Any number of raters and missing values. NaN where nothing can be paired or all is one value.
 */
export function krippendorffAlpha(units: readonly (readonly number[])[], scale: Scale): number {
  const paired = units.filter((values) => values.length > 1)
  const values = [...new Set(paired.flat())].toSorted((a, b) => a - b)
  const place = new Map(values.map((value, i) => [value, i]))
  const coincidences = values.map(() => new Float64Array(values.length))
  for (const unit of paired) {
    for (const [i, a] of unit.entries()) {
      for (const [j, b] of unit.entries()) if (i !== j) coincidences[place.get(a)!]![place.get(b)!]! += 1 / (unit.length - 1)
    }
  }
  const totals = coincidences.map((row) => row.reduce((sum, count) => sum + count, 0))
  const n = totals.reduce((sum, count) => sum + count, 0)
  const distance = distanceOf(scale, values, totals)
  let observed = 0
  let expected = 0
  for (let i = 0; i < values.length; i++) {
    for (let k = i + 1; k < values.length; k++) {
      observed += coincidences[i]![k]! * distance(i, k)
      expected += totals[i]! * totals[k]! * distance(i, k)
    }
  }
  return expected === 0 ? Number.NaN : 1 - ((n - 1) * observed) / expected
}

/** Squared distances between the values at two places, `i` before `k`. Ordinal: by how many values lie between. */
function distanceOf(scale: Scale, values: readonly number[], totals: readonly number[]): (i: number, k: number) => number {
  switch (scale) {
    case 'nominal':
      return () => 1
    case 'interval':
      return (i, k) => (values[i]! - values[k]!) ** 2
    case 'ordinal':
      return (i, k) => (totals.slice(i, k + 1).reduce((sum, count) => sum + count, 0) - (totals[i]! + totals[k]!) / 2) ** 2
    default:
      return scale satisfies never
  }
}
