/**
 * The day that was typed as YYYY-MM-DD: `2026-03-04`, `2026/3/4`, `2026.3.4`, `2026年3月4日` or `20260304`; null when it is no day.
 * Other orders are not guessed: 03/04/2026 is two different days on two sides of an ocean.
 */
export function readDate(typed: string): string | null {
  const match = /^\s*(\d{4})(?:[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?|(\d{2})(\d{2}))\s*$/.exec(typed.normalize('NFKC'))
  if (!match) return null
  const [, year = '', m1, d1, m2, d2] = match
  const iso = `${year}-${(m1 ?? m2 ?? '').padStart(2, '0')}-${(d1 ?? d2 ?? '').padStart(2, '0')}`
  const day = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(iso) ? iso : null
}
