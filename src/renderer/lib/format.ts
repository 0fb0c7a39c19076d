const units = ['bytes', 'kB', 'MB', 'GB', 'TB']

/** Bytes as people read them, in powers of 1,000 as operating systems' shops and disks count: `4.9 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1)} ${units[unit] ?? ''}`
}

/** `12,345` */
export const formatCount = (count: number): string => count.toLocaleString('en-GB')

/** Year, month and day of a UTC time stamp on this computer's clock, with hours and minutes: `2026-03-04 17:05`. */
export function formatMoment(iso: string): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const two = (value: number) => String(value).padStart(2, '0')
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`
}

/** Today on this computer's clock as YYYY-MM-DD. */
export const today = (): string => formatMoment(new Date().toISOString()).slice(0, 10)

/** Whole years between two YYYY-MM-DD dates; null when either is missing or no date. */
export function ageAt(birthDate: string | null, date: string): number | null {
  const born = /^(\d{4})-(\d{2}-\d{2})$/.exec(birthDate ?? '')
  const then = /^(\d{4})-(\d{2}-\d{2})$/.exec(date)
  if (!born || !then) return null
  const years = Number(then[1]) - Number(born[1]) - ((then[2] ?? '') < (born[2] ?? '') ? 1 : 0)
  return years >= 0 ? years : null
}

/** A DICOM person name as read: `YAMADA^TARO^^Dr` becomes `YAMADA, TARO`; ideographs (`=山田^太郎`) come first when they are there. */
export function formatName(name: string): string {
  const groups = name.split('=').map((group) => {
    const [family = '', given = '', middle = ''] = group.split('^').map((part) => part.trim())
    const ideographic = /[\u3040-\u30ff\u3400-\u9fff]/.test(group)
    return [family, [given, middle].filter(Boolean).join(' ')].filter(Boolean).join(ideographic ? ' ' : ', ')
  })
  const [alphabetic = '', ideographs = ''] = groups
  return ideographs && alphabetic ? `${ideographs} (${alphabetic})` : ideographs || alphabetic
}
