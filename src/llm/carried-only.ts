/** A token and how it looks. */
type Piece<T extends number = number> = { token: T; text: string }

/** The tokens of a vocabulary that say what only findings may say. */
export type TellingPieces<T extends number = number> = {
  /** With a digit in them. */
  numeric: Piece<T>[]
  /** "." and "," inside a number; "." and ")" after the number of a list. */
  marks: Piece<T>[]
  units: Piece<T>[]
  /** Between the numbers of a size or a range: "x", "to", "-". */
  links: Piece<T>[]
  sides: Piece<T>[]
}

export const noPieces = <T extends number>(): TellingPieces<T> => ({ numeric: [], marks: [], units: [], links: [], sides: [] })

/** What the next token may not be; or, where `only` is not empty, what it has to be. */
type Held<T extends number = number> = { never: T[]; only: T[] }

const isUnit = /^(?:mm|cm|µm|μm|ml|dl|mg|kg|hu|%)$/
/** "46 x 30 mm", "from 12 to 15 mm", "46-mm": the unit belongs to all of them. */
const unitAfter = /^(?:\s*(?:x|×|to|and|by|-|–|\/|→|から|と)\s*[a-z]*\d+(?:[.,]\d+)*)*[\s-]?(mm|cm|µm|μm|ml|dl|mg|kg|hu|%|millimet|centimet|percent|ミリ|センチ|パーセント)(?!(?<=[mlgu])[a-z])/
const spelledUnits: Record<string, string> = { millimet: 'mm', centimet: 'cm', percent: '%', ミリ: 'mm', センチ: 'cm', パーセント: '%' }
const isLink = /^(?:x|×|to|by|-|–)$/
const numbers = /[a-z]*\d+(?:[.,]\d+)*/g
const sides = { left: /\bleft\b|\blt\b|\bl\b|左/, right: /\bright\b|\brt\b|\br\b|右/ }
const bothSides = /\bboth\b|\bbilateral|\beither\b|両/
/** Lists have no more entries than this. */
const longestList = 30

/** Sorts a token of the vocabulary in, when it tells anything. */
export function addPiece<T extends number>(pieces: TellingPieces<T>, piece: Piece<T>): void {
  const text = plain(piece.text).trim()
  if (/\d/.test(text)) pieces.numeric.push(piece)
  else if (/^[.,)]$/.test(piece.text)) pieces.marks.push(piece)
  else if (isUnit.test(text)) pieces.units.push(piece)
  else if (isLink.test(text)) pieces.links.push(piece)
  else if (Object.hasOwn(sides, text)) pieces.sides.push(piece)
}

/**
 * Holds an answer to the numbers, levels (L3), units and sides of the text that carries it: a digit that would begin or
 * continue any other number cannot be written, a number cannot be left half, and 46 mm cannot become 46 cm or 46 months.
 * A model that would rather write another number writes one of these, so the text should be no longer than what it may tell.
 * Characters that a vocabulary spells in bytes (左 and 右 in some) are not held back.
 * @param mayList lets the numbers of a list through, at the beginning of lines and one after the other
 * @returns what holds after the answer so far
 */
export function createCarriedOnly<T extends number>(pieces: TellingPieces<T>, carrier: string, mayList: boolean): (written: string) => Held<T> {
  const text = plain(carrier)
  const carried = new Map<string, { units: Set<string>; isBare: boolean }>()
  for (const match of text.matchAll(numbers)) {
    const number = carried.get(match[0]) ?? { units: new Set(), isBare: false }
    carried.set(match[0], number)
    const [, found] = unitAfter.exec(text.slice(match.index + match[0].length)) ?? []
    if (found) number.units.add(spelledUnits[found] ?? found)
    else number.isBare = true
  }
  const begins = (piece: string) => [...carried.keys()].some((number) => number.startsWith(piece))
  const wrongSides = pieces.sides.filter((piece) => !bothSides.test(text) && !sides[plain(piece.text).trim() as keyof typeof sides].test(text))
  const known = new Map<string, T[]>()

  /** Numeric tokens that would spell a number that nothing carries, after the beginning of one. */
  function notNumeric(begun: string, next: number | null): T[] {
    const key = `${begun} ${next}`
    let never = known.get(key)
    if (!never) known.set(key, (never = pieces.numeric.filter((piece) => !isCarried(begun + piece.text, next)).map(({ token }) => token)))
    return never
  }

  function isCarried(spelled: string, next: number | null): boolean {
    const whole = plain(spelled)
    return [...whole.matchAll(numbers)].every((match) => {
      const isOpen = match.index + match[0].length === whole.length
      return carried.has(match[0]) || (isOpen && (begins(match[0]) || (next !== null && match.index === 0 && String(next).startsWith(match[0]))))
    })
  }

  return (written) => {
    const begun = numberBegun(written, begins)
    const next = mayList ? nextInList(written) : null
    /** What makes the number that has begun another one that is carried. */
    const going = () => [
      ...pieces.marks.filter((piece) => piece.text !== ')' && begins(begun + piece.text)),
      ...pieces.numeric.filter((piece) => /^\d/.test(plain(piece.text)) && isCarried(begun + piece.text, next)),
    ]
    if (/\d/.test(begun) && !carried.has(begun.replace(/[.,]+$/, ''))) {
      // Half a number, or the number of a list, which its mark has to follow.
      const isListed = next !== null && begun === String(next)
      const only = isListed ? [...pieces.marks.filter((piece) => piece.text !== ','), ...going()] : going()
      if (only.length > 0) return tokensOf([], only)
    }
    const number = carried.get(/([a-z]*\d+(?:[.,]\d+)*)[\s-]?$/.exec(plain(written))?.[1] ?? '')
    const isOwn = (piece: Piece<T>) => number!.units.has(plain(piece.text).trim())
    if (number && number.units.size > 0 && !number.isBare) {
      const only = [...pieces.units.filter(isOwn), ...pieces.links, ...going()]
      if (only.length > pieces.links.length) return tokensOf([], only)
    }
    const wrongUnits = number ? pieces.units.filter((piece) => !isOwn(piece)) : []
    return { never: [...notNumeric(begun, next), ...tokensOf([...wrongSides, ...wrongUnits], []).never], only: [] }
  }
}

function tokensOf<T extends number>(never: readonly Piece<T>[], only: readonly Piece<T>[]): Held<T> {
  return { never: never.map(({ token }) => token), only: only.map(({ token }) => token) }
}

/** The beginning of a number at the end of a text, with the letters before it (L in L3). */
function numberBegun(written: string, begins: (piece: string) => boolean): string {
  const [begun = ''] = /[a-z]*(?:\d[\d.,]*)?$/.exec(plain(written)) ?? []
  // After any other word no digit can follow directly, whatever the word is.
  return begun === '' || /\d/.test(begun) || begins(begun) ? begun : 'otherwise'
}

/** Which number of a list could stand at the end of a text; null in the middle of a line. */
function nextInList(written: string): number | null {
  const line = /(?:^|\n)[ \t]*\d{0,2}$/.exec(written)
  if (!line) return null
  const next = (written.slice(0, line.index).match(/(?:^|\n)[ \t]*\d{1,2}[.)]/g)?.length ?? 0) + 1
  return next <= longestList ? next : null
}

/** Lower case, no full-width forms, and "12x14" taken apart. */
function plain(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toLowerCase()
    .replace(/(\d)\s*[x×*]\s*(?=\d)/g, '$1 x ')
    .replace(/(\d)\s*[x×*]\s*$/, '$1 x ')
}
