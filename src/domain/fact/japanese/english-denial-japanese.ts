/** What an English cue in a Japanese sentence does: `ahead` denies up to `until`, `back` denies what stands before it, `gone` says that it went away. Offsets into the folded sentence. */
export type EnglishCue = { to: number; kind: 'ahead'; until: number } | { to: number; kind: 'back' | 'gone' | 'open' }

const open = /(?:cannot|can't|could not|can ?not) (?:be )?(?:completely |definitely |entirely )?(?:excluded?|ruled? out)|not (?:completely |definitely |entirely )?(?:excluded|ruled out)/y
const gone = /(?:(?:is|are) )?no longer (?:seen|visible|present|identified|evident|apparent|visuali[sz]ed|demonstrated|noted|detected)/y
const back = /(?:(?:is|are|was|were) )?(?:not (?:been )?(?:seen|identified|evident|present|noted|visible|detected|demonstrated|found|observed|apparent|appreciated)|absent|none|no(?= ?(?:$|[.,;。、)]))(?!\. ?\d)|negative(?! for\b)|unlikely)(?![a-z])/y
const ahead = /(?:there (?:is|are|was|were) )?(?:no(?![a-z.])|not(?= [a-z])|without|w\/o|negative for|absence of|free of|devoid of|denies)(?: any)?(?: (?:convincing|definite|definitive|obvious|clear|radiographic|ct|mri?|sonographic|imaging))*(?: (?:evidence|signs?|features?|findings?|suggestion|indication) (?:of|for|to suggest))?(?: (?:any|an?|the))?(?= ?[a-z\u3040-\u9fff])/y
/** A comma or "and" after which something new is told. */
const anew = /(?:there|the|this|these|it|its|an?|but|however|with|mild|minimal|trace|small|tiny|moderate|large|marked|severe|minor|multiple|several|few|scattered|stable|unchanged|new|known|old|chronic|bilateral|left|right|both|normal|clear|\d)(?![a-z])/y
const ends = /[;:。；：()\]」\n\u3040-\u30ff\u3400-\u9fff]|\.(?=\s|$)| (?:but|however|although|though|except|apart from|aside from|other than) |[,、] ?(?:and )?| and /g

/** Reads the English cue that begins at `at`, where a word begins; null where none does. */
export function englishCueAt(plain: string, at: number): EnglishCue | null {
  const read = (pattern: RegExp): number => {
    pattern.lastIndex = at
    const found = pattern.exec(plain)
    return found ? at + found[0].length : 0
  }
  let to: number
  if ((to = read(open))) return { to, kind: 'open' }
  if ((to = read(gone))) return { to, kind: 'gone' }
  if ((to = read(back))) return { to, kind: 'back' }
  if (!(to = read(ahead))) return null
  // "no 骨折": a Japanese word behind it is denied up to the next mark.
  const japanese = /^ ?[\u3040-\u9fff]/.test(plain.slice(to, to + 2))
  ends.lastIndex = to
  for (let end = ends.exec(plain); end; end = ends.exec(plain)) {
    if (japanese && /[\u3040-\u30ff\u3400-\u9fff]/.test(end[0])) continue
    if (/^(?:[,、]| and )/.test(end[0])) {
      if (!beginsAnew(plain, ends.lastIndex) && /[a-z]/.test(plain[ends.lastIndex] ?? '')) continue
    }
    return { to, kind: 'ahead', until: Math.max(end.index, to) }
  }
  return { to, kind: 'ahead', until: plain.length }
}

/** Does something new begin here, after a comma or "and"? */
export function beginsAnew(plain: string, at: number): boolean {
  anew.lastIndex = at
  return anew.test(plain)
}

/** Narrows what is denied: "no acute infarct" leaves an old one. */
export const englishNarrowing = /(?:acute|significant|suspicious|active|large|major|gross|pathological(?:ly)?|focal|obvious|definite|other|additional|further|residual)(?![a-z])/y
