/** Words of a normalised text: a Latin word or number is one token, so is each kana, Han or punctuation character. */
export type Tokens = { words: string[]; starts: number[]; ends: number[] }

const kinds = { space: 0, word: 1, cjk: 2, mark: 3, newline: 4 } as const

function classFrom(code: number): number {
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)) return kinds.word
  if (code === 0x0a) return kinds.newline
  if (code <= 0x20 || code === 0xa0 || code === 0x3000 || code === 0x7f) return kinds.space
  if (code < 0x80) return kinds.mark
  if ((code >= 0xc0 && code <= 0x24f) || (code >= 0x370 && code <= 0x5ff)) return kinds.word
  return isCjk(code) || (code >= 0xac00 && code <= 0xd7af) ? kinds.cjk : kinds.mark
}

const classes = Uint8Array.from({ length: 0x10000 }, (_, code) => classFrom(code))

function classOf(code: number): number {
  return classes[code]!
}

/** Hiragana, katakana, Han and the marks that belong to them (々, ー, 〇). */
export function isCjk(code: number): boolean {
  return (code >= 0x3041 && code <= 0x30fa) || code === 0x30fc || (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff)
    || code === 0x3005 || code === 0x3007
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}

const characters: string[] = []

/** One string object per character: looking it up again costs no new hash. */
function characterAt(text: string, i: number): string {
  const code = text.charCodeAt(i)
  return (characters[code] ??= String.fromCharCode(code))
}

/** Linear in the length of the text. Spaces are dropped, line ends are kept as the token `\n`. */
export function tokenise(text: string): Tokens {
  const words: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let i = 0
  while (i < text.length) {
    const kind = classOf(text.charCodeAt(i))
    if (kind === kinds.space) {
      i++
      continue
    }
    let end = i + 1
    if (kind === kinds.word) {
      while (end < text.length) {
        const code = text.charCodeAt(end)
        if (classOf(code) === kinds.word) end++
        // "1.5" and "can't" are one word, "L3." and "'word'" are not.
        else if (code === 0x2e && isDigit(text.charCodeAt(end - 1)) && isDigit(text.charCodeAt(end + 1))) end++
        else if (code === 0x27 && text.charCodeAt(end + 1) === 0x74) end++
        else break
      }
    }
    words.push(end === i + 1 ? characterAt(text, i) : text.slice(i, end))
    starts.push(i)
    ends.push(end)
    i = end
  }
  return { words, starts, ends }
}
