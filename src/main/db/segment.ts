const ideographs = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆ヶ`
const run = new RegExp(`[${ideographs}]+|[^${ideographs}]+`, 'gu')
const isIdeographic = new RegExp(`^[${ideographs}]`, 'u')
const letterOrNumber = /[\p{L}\p{N}]/u

/**
 * Text as the search index stores it: NFKC, lower case, no invisible marks; a run of Japanese becomes overlapping pairs and its last
 * character (左肺野 → 左肺 肺野 野), so that words of one, two and more characters are all found. Other scripts stay as they are.
 */
export function segment(text: string): string {
  return pieces(text).join(' ')
}

/** An FTS5 query for what a person typed: every word must occur, each as far as it is typed; null when there is nothing to look for. */
export function searchQuery(typed: string): string | null {
  const words: string[] = []
  for (const word of comparable(typed).replaceAll('"', ' ').split(/\s+/)) {
    const parts = pieces(word).flatMap((piece) => piece.split(' ')).filter((part) => letterOrNumber.test(part))
    const last = parts.at(-1)
    if (last === undefined) continue
    // The index holds a run's last character as well; a query that goes on inside that run must not ask for it.
    if (parts.length > 1 && isIdeographic.test(last) && [...last].length === 1 && parts.at(-2)?.endsWith(last)) parts.pop()
    words.push(`"${parts.join(' ')}"*`)
  }
  return words.length > 0 ? words.join(' AND ') : null
}

/** An FTS5 query for reports that share any of these words; null when there is nothing to look for. */
export function similarityQuery(words: readonly string[]): string | null {
  const terms = words.flatMap((word) => {
    const parts = pieces(word.replaceAll('"', ' ')).flatMap((piece) => piece.split(' ')).filter((part) => letterOrNumber.test(part))
    return parts.length > 0 ? [`"${parts.join(' ')}"`] : []
  })
  return terms.length > 0 ? [...new Set(terms)].join(' OR ') : null
}

function comparable(text: string): string {
  return text.replace(/\p{Cf}/gu, '').replaceAll('\0', ' ').normalize('NFKC').toLowerCase()
}

function pieces(text: string): string[] {
  return (comparable(text).match(run) ?? []).map((piece) => (isIdeographic.test(piece) ? pairs(piece) : piece.trim())).filter(Boolean)
}

function pairs(characters: string): string {
  const list = [...characters]
  return list.map((character, index) => character + (list[index + 1] ?? '')).join(' ')
}
