/** What the split needs to know of a report. */
type Splittable = {
  /** The same for all reports of a patient. */
  patient: string
  /** YYYY-MM-DD. */
  date: string
}

type Split<T> = {
  training: T[]
  validation: T[]
  /** First day of the validation reports; null where there are none. */
  cut: string | null
  /** Earlier reports of patients who stand in the validation reports: on neither side. */
  between: number
}

/**
 * Splits by patient and by date: validation are all reports from a day on, training the earlier ones of all other patients, so
 * that no patient stands on both sides and everything validated is later than everything trained on.
 * @param share wanted share of validation reports, above 0 and below 1; the day that comes nearest is taken
 */
export function splitReports<T extends Splittable>(reports: readonly T[], share: number): Split<T> {
  const total = new Map<string, number>()
  for (const { patient } of reports) total.set(patient, (total.get(patient) ?? 0) + 1)
  const newestFirst = reports.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : 0))
  const late = new Set<string>()
  let between = 0
  let best: { day: string; distance: number } | null = null
  for (const [i, { patient, date }] of newestFirst.entries()) {
    between += late.has(patient) ? -1 : total.get(patient)! - 1
    late.add(patient)
    if (newestFirst[i + 1]?.date === date) continue
    const validation = i + 1
    const training = reports.length - validation - between
    if (training <= 0) continue
    const distance = Math.abs(validation / (validation + training) - share)
    if (!best || distance < best.distance) best = { day: date, distance }
    else if (distance > best.distance + 0.2) break
  }
  if (!best) return { training: [...reports], validation: [], cut: null, between: 0 }
  const { day } = best
  const validation = reports.filter(({ date }) => date >= day)
  const people = new Set(validation.map(({ patient }) => patient))
  const training = reports.filter(({ patient, date }) => date < day && !people.has(patient))
  return { training, validation, cut: day, between: reports.length - training.length - validation.length }
}
