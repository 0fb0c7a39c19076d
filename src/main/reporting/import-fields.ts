import { IsoDate, type OrderedSide, type Sex } from '../../domain/study/study.ts'

/** YYYY-MM-DD from 2026-11-02, 2026/11/2, 2026.11.02, 20261102 or 2026年11月2日; null for anything else. 03/04/2026 could be two days, so it is refused. */
export function readDate(text: string): string | null {
  const match = /^(\d{4})(?:[-/.年]\s*(\d{1,2})[-/.月]\s*(\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text.normalize('NFKC').trim())
  if (!match) return null
  const [, year, month, day, shortMonth, shortDay] = match
  const date = `${year}-${(month ?? shortMonth ?? '').padStart(2, '0')}-${(day ?? shortDay ?? '').padStart(2, '0')}`
  return IsoDate.safeParse(date).success ? date : null
}

const sexes: Record<string, Sex> = { f: 'F', female: 'F', woman: 'F', 女: 'F', 女性: 'F', m: 'M', male: 'M', man: 'M', 男: 'M', 男性: 'M', o: 'O', other: 'O', その他: 'O' }

/** F, M or O from the usual English and Japanese words; null for anything else. */
export function readSex(text: string): Sex | null {
  const word = text.normalize('NFKC').trim().toLowerCase()
  return Object.hasOwn(sexes, word) ? (sexes[word] ?? null) : null
}

const sides: Record<string, OrderedSide> = { left: 'left', l: 'left', lt: 'left', 左: 'left', 左側: 'left', right: 'right', r: 'right', rt: 'right', 右: 'right', 右側: 'right', both: 'bilateral', bilateral: 'bilateral', b: 'bilateral', 両: 'bilateral', 両側: 'bilateral', 左右: 'bilateral' }

/** The ordered side from the usual English and Japanese words; null for anything else. */
export function readSide(text: string): OrderedSide | null {
  const word = text.normalize('NFKC').trim().toLowerCase()
  return Object.hasOwn(sides, word) ? (sides[word] ?? null) : null
}
