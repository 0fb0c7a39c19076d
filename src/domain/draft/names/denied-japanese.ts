/** Where a denial, or what finds something normal, ends in a part of a Japanese sentence. */
const denial = /(?:(?<!少)な[しいく]|無[しくい]|[めれさきせ]ず|ません(?:でした)?|[（(][-−ー－][)）]|陰性|否定的|(?<!(?:連続性|血流|門|構造)[がはのも]?)消失|正常|清明|intact|保たれ|良好)/giu
/** A part that ends in a bare noun may be the beginning of what the next part denies: "腫瘤、石灰化なし". */
const bare = /[\p{Script=Han}\p{Script=Katakana}ーa-z]$/iu
const measured = /\d ?(?:mm|cm|%|HU)/iu

/** The parts of a Japanese sentence: between commas that stand in no bracket. */
export function japaneseParts(text: string): string[] {
  const parts = ['']
  let depth = 0
  for (const c of text) {
    if (/[（(]/.test(c)) depth++
    if (/[)）]/.test(c)) depth--
    if (depth <= 0 && /[、，。；;]/.test(c)) parts.push('')
    else parts[parts.length - 1] += c
  }
  return parts.map((part) => part.trim()).filter(Boolean)
}

/**
 * What a Japanese sentence says is there, part by part, without what it denies or finds normal; a list before a denial goes with it, so that
 * doubt leaves nothing standing.
 */
export function affirmedJapanese(text: string): string {
  const parts = japaneseParts(text)
  let denied = false
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i]!
    const ends = [...part.matchAll(denial)].map((found) => found.index + found[0].length)
    const last = ends.at(-1)
    if (last !== undefined) {
      denied = part.length - last <= 6 && !part.endsWith('消失')
      parts[i] = part.slice(last)
    } else if (denied && bare.test(part) && !measured.test(part) && !/(?:あり|を伴い|認め)$/u.test(part)) parts[i] = ''
    else denied = false
  }
  return parts.join('、')
}
