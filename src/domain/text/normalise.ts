/** Text made comparable, with the way back: `map[i]` is the index in the original of unit `i`; one entry more than units. */
export type Normalised = { text: string; map: Uint32Array }

const dash = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/
// Zero-width marks, bidi controls, variation selectors: invisible, so two texts that differ only here must compare equal.
const isInvisible = (code: number): boolean =>
  code === 0xad || code === 0x61c || code === 0x180e || code === 0xfeff || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) || (code >= 0xfe00 && code <= 0xfe0f)
const voicedMark = (code: number) => code === 0xff9e || code === 0xff9f || (code >= 0x300 && code <= 0x36f) || code === 0x3099 || code === 0x309a

/**
 * NFKC, lower case, one kind of dash and space, no invisible marks; offsets can be taken back to the original.
 * Never throws: lone surrogates and control characters become spaces.
 */
export function normaliseText(text: string): Normalised {
  if (plainText.test(text) && !text.includes('&nbsp;')) return { text: text.toLowerCase(), map: identity(text.length + 1) }
  const out: string[] = []
  let map = new Uint32Array(text.length + 16)
  let length = 0
  const put = (piece: string, from: number) => {
    if (length + piece.length + 1 > map.length) {
      const larger = new Uint32Array(map.length * 2 + piece.length)
      larger.set(map)
      map = larger
    }
    for (let i = 0; i < piece.length; i++) map[length++] = from
    out.push(piece)
  }
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i)
    // What a web page leaves behind when it is copied.
    if (code === 38 && text.startsWith('&nbsp;', i)) {
      put(' ', i)
      i += 6
      continue
    }
    if (code < 128) {
      // Plain ASCII is nearly everything: no regular expression, no normalisation.
      put(code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : code === 10 ? '\n' : code < 32 || code === 127 ? ' ' : text[i]!, i)
      i++
      continue
    }
    let end = i + ((code & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00 ? 2 : 1)
    if (end === i + 1 && (code & 0xf800) === 0xd800) {
      put(' ', i)
      i = end
      continue
    }
    for (let marks = 0; marks < 4 && end < text.length && voicedMark(text.charCodeAt(end)); marks++) end++
    const piece = text.slice(i, end)
    put(isInvisible(code) ? '' : dash.test(piece) ? '-' : comparable(piece), i)
    i = end
  }
  map[length] = text.length
  return { text: out.join(''), map: map.subarray(0, length + 1) }
}

const plainText = /^[\n\x20-\x7e]*$/
let counting = Uint32Array.from({ length: 1024 }, (_, i) => i)

/** 0, 1, 2 … for text whose offsets do not move. Shared: never written to. */
function identity(length: number): Uint32Array {
  if (length > counting.length) counting = Uint32Array.from({ length: length * 2 }, (_, i) => i)
  return counting.subarray(0, length)
}

const fractions: Record<string, string> = { '½': '.5', '¼': '.25', '¾': '.75', '⅓': '.33', '⅔': '.67', '⅛': '.125' }

const cache = new Map<string, string>()

function comparable(piece: string): string {
  const known = cache.get(piece)
  if (known !== undefined) return known
  let value = piece.normalize('NFKC').toLowerCase()
  if (/^[\s\u0080-\u009f]+$/.test(value)) value = ' '
  // "1½ cm" is 1.5 cm; its compatibility form would read 11/2.
  else if (Object.hasOwn(fractions, piece)) value = fractions[piece]!
  else if (value === '\u00d7' || value === '\u2715' || value === '\u2a2f') value = 'x'
  else if (value === '\u2018' || value === '\u2019') value = "'"
  else if (value === '\u201c' || value === '\u201d') value = '"'
  if (cache.size < 20_000) cache.set(piece, value)
  return value
}
