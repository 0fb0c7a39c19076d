/** Before the letter: a name ("Dr R"), another initial, or a sign that makes it part of a code ("CHOP-R", "g/L"). */
const named = /(?:\b(?:[A-Z]\.|dr\.?|prof\.?|mr\.?|mrs\.?|ms\.?) |[/\-'’=._]|\b[A-Z] )$/i
/** A number before it: "1.5 L" is a volume where nothing follows that could have a side. */
const volume = /\d\s?$/
const noPlace = /^\s*(?:$|[.,;:)\]]|(?:of|in|per|over|was|were|removed|drained|aspirated|and|\/)\b)/i
/** After the letter: a code ("R-CHOP", "R/O", "L'"), the lumbar spine, a vertebra written apart, waves and values. */
const code = /^(?:[/'’=_]|-(?!\s|sided\b|hand\b)|\.(?:\S)| ?(?:=|waves?\b|values?\b|factor\b|spine\b|vertebra)| ?[1-5](?![\d:]|\.\d|\s?(?:mm|cm|ml|x|×|%|o'?clock|st\b|nd\b|rd\b|th\b)))/i

/**
 * Is the letter at `at` of `text` (as written, not lower case) a side ("L KIDNEY", "displaces R S1 root", "(L)", "R>L")? Only capitals
 * count. Null for every other use: litres, L spine, R-CHOP, r/o, initials.
 */
export function sideLetter(text: string, at: number): 'left' | 'right' | null {
  const letter = text.charCodeAt(at)
  if (letter !== 76 && letter !== 82) return null
  if (/[\p{L}\d]/u.test(text[at - 1] ?? '') || /[\p{L}\d]/u.test(text[at + 1] ?? '')) return null
  const before = text.slice(Math.max(0, at - 8), at)
  const after = text.slice(at + 1, at + 14)
  if (code.test(after) || named.test(before)) return null
  if (letter === 76 && volume.test(before) && noPlace.test(after)) return null
  return letter === 76 ? 'left' : 'right'
}
