/** Words that may follow a noun without being modified by it: after them a wording with a tail of its own still reads as English. */
const followers = new Set('and or but with without of in at on to into by from for after before near between through over under along around within beyond as than then that which is are was were has have had be been being may might can could measuring measured compared consistent suspicious worrying likely probably possibly compatible causing compressing extending reaching abutting involving showing seen noted not no also now only again unchanged smaller larger gone'.split(' '))
const determiners = new Set('a an the no any some each this that these those'.split(' '))
const amounts = new Set('a an small large tiny moderate trace minimal massive left right bilateral both two three four five several multiple few many'.split(' '))

/** Stands by itself or after its noun, never before one: "in the middle of the chest". */
const phrase = /^(?:in|at|near|of|under|around|next|from|with|inside|too|spread|the)\b/i
/** Has a tail: no noun may follow at once ("part of the lung nodule"). */
const tailed = /\s(?:of|in|on|inside|from|around|through|under|with|between|that|behind|where|by)\s/i
const placed = /\s(?:in|on|inside|from|around|through|under|between|behind|where)\s/i
const uncounted = /^(?:fluid(?!-)|air|blood(?! clot)|pus|fat|dead tissue|lack|swelling|wear)\b/i

/**
 * Whether a plain wording reads as English where its term stood. `before`, `after`: the text on either side; `beside`: the word before was
 * reworded too and nothing but a space is between.
 */
export function fitsInEnglish(plain: string, before: string, after: string, beside: boolean): boolean {
  const previous = /([A-Za-z]+|\d+\s?[mc]m)\s+$/.exec(before)?.[1]?.toLowerCase() ?? null
  const next = /^\s+([A-Za-z]+)/.exec(after)?.[1]?.toLowerCase() ?? null
  const modifies = next !== null && !followers.has(next)
  if (phrase.test(plain)) return !modifies && (previous === null || (!determiners.has(previous) && !amounts.has(previous)))
  if (tailed.test(plain) && (modifies || after.startsWith('-'))) return false
  if (beside && placed.test(plain)) return false
  // "Fluid pocket of fluid", "joint joint wear".
  if (previous !== null && previous.length > 3 && plain.toLowerCase().split(' ').includes(previous)) return false
  return !(uncounted.test(plain) && previous !== null && (amounts.has(previous) || /\d/.test(previous)))
}

/** What cannot be right, whatever was meant; null where nothing is seen. */
export function brokenGrammar(text: string, language: 'en' | 'ja'): string | null {
  const broken = language === 'ja'
    ? /のの|なな|なの(?=\p{Script=Han})|(?:続く|きる|なる|する)の(?=\p{Script=Han})|[mc]m(?=[ぁ-ん]*[なの]?丸い)(?!の)/u.exec(text)
    : /\b([a-z]{2,}) \1\b|\b(?:no|a|an|the) (?:in|at|of|from|under|around|with|inside)\b(?! (?:situ|vivo|vitro|between))|\b(?:a|an) (?:fluid|blood|air|pus|fat) (?:around|in|under|between|loose)\b/i.exec(text)
  return broken?.[0] ?? null
}
