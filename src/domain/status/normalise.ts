/** A text in one spelling (lower case, NFKC widths, plain dashes and quotes) with the way back to the original offsets. */
export type NormalText = {
  text: string
  /** Offset in the original text of position `i` of `text`. */
  toOriginalStart: (i: number) => number
  /** Offset in the original text just after what became position `i - 1` of `text`. */
  toOriginalEnd: (i: number) => number
}

/** CJK radicals that look like characters but that NFKC leaves alone; scanned and converted PDFs are full of them. */
const radicals: Record<string, string> = {
  '\u2ee3': '骨', '\u2ed1': '長', '\u2ec4': '西', '\u2ed8': '青', '\u2edd': '食', '\u2ee9': '黄', '\u2eed': '歯',
  '\u2ec6': '角', '\u2eaa': '疋', '\u2ee4': '鬼', '\u2ef2': '亀', '\u2ea0': '民', '\u2ebc': '肉', '\u2e81': '厂', '\u2eb3': '网',
}

const cache = new Map<string, string>()

/** HTML elements that end a line; every other tag is a space. */
const breakingTags = new Set(['br', 'p', 'div', 'li', 'ul', 'ol', 'tr', 'td', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table'])
const maxTagLength = 80

function isDropped(code: number): boolean {
  return (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) || (code >= 0x2060 && code <= 0x2069)
    || code === 0xfeff || code === 0xad || (code >= 0xfe00 && code <= 0xfe0f)
}

function isDash(code: number): boolean {
  return (code >= 0x2010 && code <= 0x2015) || code === 0x2043 || code === 0x2212 || code === 0xff0d || code === 0xfe63 || code === 0xfe58
}

function spell(character: string): string {
  const known = cache.get(character)
  if (known !== undefined) return known
  const code = character.charCodeAt(0)
  let plain: string
  if (isDropped(code)) plain = ''
  else if (isDash(code)) plain = '-'
  else if (code === 0x2018 || code === 0x2019 || code === 0x2032) plain = "'"
  else if (code === 0x201c || code === 0x201d) plain = '"'
  else if (code === 0x2022 || code === 0x25cf || code === 0x25a0 || code === 0x25a1 || code === 0x25c6 || code === 0x25cb || code === 0x25c7 || code === 0x25aa) plain = '•'
  else if (code === 0x2028 || code === 0x2029 || code === 0x85) plain = '\n'
  else plain = radicals[character] ?? character.normalize('NFKC').toLowerCase()
  if (cache.size < 20_000) cache.set(character, plain)
  return plain
}

/** Length of the HTML tag that starts at `at`, and the space or line break it stands for; 0 when it is no tag. */
function tagAt(text: string, at: number): { length: number; plain: string } {
  const first = text.charCodeAt(at + 1)
  const opens = first === 0x2f || (first >= 0x61 && first <= 0x7a) || (first >= 0x41 && first <= 0x5a)
  if (!opens) return { length: 0, plain: '' }
  const end = text.indexOf('>', at)
  if (end < 0 || end - at > maxTagLength) return { length: 0, plain: '' }
  const name = /^<\/?([a-zA-Z0-9]+)/.exec(text.slice(at, end))?.[1]?.toLowerCase() ?? ''
  return { length: end + 1 - at, plain: breakingTags.has(name) ? '\n' : ' ' }
}

/** Texts whose every character becomes exactly one: ASCII without tags, kana, Han, Japanese marks, full-width ASCII, dashes and bullets. */
// oxlint-disable-next-line no-control-regex
const oneToOne = /^[\x00-\x25\x27-\x3b\x3d-\x7f\u2010-\u2015\u2018\u2019\u201c\u201d\u2022\u2192\u25a0\u25cb\u25cf\u3000-\u3003\u3005\u3007-\u3011\u3014\u3015\u301c\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uff01-\uff5e]*$/
const respelt = /[\u2010-\u2015\u2018\u2019\u201c\u201d\u2022\u25a0\u25cb\u25cf\uff01-\uff5e]/g

/** Text in one spelling. Linear in its length; never throws, whatever the text holds. */
export function normaliseText(original: string): NormalText {
  if (oneToOne.test(original)) {
    return { text: original.replace(respelt, spell).toLowerCase(), toOriginalStart: (i) => i, toOriginalEnd: (i) => i }
  }
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  // The next '>' is looked for at most once per '<': a text of '<' only must stay linear.
  let noTagBefore = 0
  let commentsEnd = true
  let i = 0
  while (i < original.length) {
    const code = original.charCodeAt(i)
    let length = 1
    let plain: string
    const comment = code === 0x3c && commentsEnd && original.startsWith('<!--', i) ? original.indexOf('-->', i + 4) : -1
    // A comment is not part of what is read; one that never ends is text.
    if (code === 0x3c && commentsEnd && comment < 0 && original.startsWith('<!--', i)) commentsEnd = false
    if (comment >= 0) {
      length = comment + 3 - i
      plain = ' '
    } else if (code === 0x3c && i >= noTagBefore) {
      const tag = tagAt(original, i)
      if (tag.length > 0) {
        length = tag.length
        plain = tag.plain
      } else {
        const next = original.indexOf('>', i)
        noTagBefore = next < 0 ? original.length : next - maxTagLength
        plain = '<'
      }
    } else if (code === 0x26 && original.startsWith('&nbsp;', i)) {
      length = 6
      plain = ' '
    } else if (code < 0x80) {
      plain = code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : original.charAt(i)
    } else {
      const next = original.charCodeAt(i + 1)
      // Half-width kana carry their voicing mark as a second character; surrogate pairs are one.
      const pair = next === 0xff9e || next === 0xff9f || (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff)
      length = pair ? 2 : 1
      plain = spell(original.slice(i, i + length))
    }
    for (let k = 0; k < plain.length; k++) {
      starts.push(i)
      ends.push(i + length)
    }
    if (plain !== '') parts.push(plain)
    i += length
  }
  return {
    text: parts.join(''),
    toOriginalStart: (at) => starts[at] ?? original.length,
    toOriginalEnd: (at) => (at === 0 ? 0 : (ends[at - 1] ?? original.length)),
  }
}
