import { readDate } from '../../ui/read-date.ts'

/** A moment typed on this computer's clock as `2026-03-04 17:05` (also with T, full width, or a dot in the time), as ISO 8601 in UTC; null when it is none. */
export function readMoment(typed: string): string | null {
  const match = /^\s*(\S+?)(?:\s+|T)(\d{1,2})[:.](\d{2})\s*$/.exec(typed.normalize('NFKC'))
  const day = readDate(match?.[1] ?? '')
  const hours = Number(match?.[2])
  const minutes = Number(match?.[3])
  if (!day || !(hours < 24) || !(minutes < 60)) return null
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const at = new Date(year, month - 1, date, hours, minutes)
  // A clock that was put forward has hours that do not exist; they are taken as the hour after.
  return at.toISOString()
}
