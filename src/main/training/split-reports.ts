/** What the split needs to know of a report. */
export type Splittable = {
  /** The same for all reports of a patient. */
  patient: string
  /** YYYY-MM-DD. */
  date: string
}

export type Split<T> = {
  training: T[]
  validation: T[]
  /** First day of the validation reports; null where there are none. */
  cut: string | null
  /** Later reports of patients who stand in the training reports: on neither side. */
  between: number
}

/**
 * Splits by patient and by date: validation are the reports from a day on, of patients who were first seen on or after it, so
 * that no patient stands on both sides and everything validated is later than everything trained on.
 * @param share wanted share of validation reports, above 0 and below 1; the day that comes nearest is taken
 */
export function splitReports<T extends Splittable>(reports: readonly T[], share: number): Split<T> {
  const first = new Map<string, string>()
  for (const { patient, date } of reports) {
    const known = first.get(patient)
    if (known === undefined || date < known) first.set(patient, date)
  }
  // One pass from the last day back: what lies before the day, and what belongs to patients first seen from it on.
  const days = [...new Set(reports.map(({ date }) => date))].toSorted()
  const onDay = new Map<string, number>()
  const newOn = new Map<string, number>()
  for (const { patient, date } of reports) {
    onDay.set(date, (onDay.get(date) ?? 0) + 1)
    const start = first.get(patient)!
    newOn.set(start, (newOn.get(start) ?? 0) + 1)
  }
  let before = reports.length
  let after = 0
  let best: { day: string; distance: number } | null = null
  for (const day of days.toReversed()) {
    before -= onDay.get(day)!
    after += newOn.get(day) ?? 0
    if (before === 0 || after === 0) continue
    const distance = Math.abs(after / (before + after) - share)
    if (!best || distance < best.distance) best = { day, distance }
  }
  if (!best) return { training: [...reports], validation: [], cut: null, between: 0 }
  const { day } = best
  const training = reports.filter(({ date }) => date < day)
  const validation = reports.filter(({ patient }) => first.get(patient)! >= day)
  return { training, validation, cut: day, between: reports.length - training.length - validation.length }
}
