/** A level of the spine, a segment, a rib number: what must not change when it is told again. */
export type Level = { keys: string[]; group: string; place: string; end: number }

const spineAt = /(th|[ctlsd])(\d{1,2})(?:\s?[-/~〜～]\s?(th|[ctlsd])?(\d{1,2}))?(?![a-z\d])(?!\.\d)/y
const segmentAt = /(?:segments?|seg\.?|couinaud|区域)\s?((?:viii|vii|vi|iv[ab]?|v|iii|ii|i|\d{1,2}[ab]?)(?:\s?(?:\/|,|and|-|&|to)\s?(?:viii|vii|vi|iv[ab]?|v|iii|ii|i|\d{1,2}[ab]?))*)(?![a-z\d])(?!\s?(?:mm|cm))/y
const ordinalAt = /(\d{1,2})(?:st|nd|rd|th)(?![a-z])/y
const japaneseOrdinalAt = /第(\d{1,2})/y
const categoryAt = /(bi-?rads|li-?rads|pi-?rads|ti-?rads|lung-?rads|o-?rads|category|カテゴリー|grade|グレード|stage|type|modic|kellgren|outerbridge|pfirrmann|fisher|bosniak|fazekas|deauville)(?:\s?(?:category|grade|score|assessment|type|カテゴリー|分類))?[\s:-]{0,2}(viii|vii|vi|iv|v|iii|ii|i|\d{1,2}[a-c]?)(?![a-z\d])(?!\.\d)/y

const highest: Record<string, number> = { c: 8, t: 12, l: 6, s: 5 }
const roman: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8 }

/** Reads a level that begins at `at` of a normalised text; null where none does. Roman numerals become digits. */
export function levelAt(text: string, at: number): Level | null {
  const before = text.charCodeAt(at - 1)
  if (at > 0 && ((before >= 97 && before <= 122) || (before >= 48 && before <= 57))) return null
  return spine(text, at) ?? segment(text, at) ?? ordinal(text, at) ?? category(text, at)
}

function spine(text: string, at: number): Level | null {
  spineAt.lastIndex = at
  const found = spineAt.exec(text)
  if (!found) return null
  const letter = (name: string) => (name === 'th' || name === 'd' ? 't' : name)
  const first = letter(found[1]!)
  const from = Number(found[2])
  if (from < 1 || from > (first === 's' ? 10 : highest[first]!)) return null
  const end = at + found[0].length
  // S1 to S10 in Japanese are segments of lung or liver, unless a root or vertebra is meant.
  const around = text.slice(Math.max(0, at - 3), at) + text.slice(end, end + 8)
  if (first === 's' && !found[4] && !/l5[/-]$/.test(text.slice(0, at).slice(-3)) && /[\u3040-\u30ff\u4e00-\u9fff]/.test(around) && !/神経|椎|仙|root|nerve/.test(around)) return { keys: [`seg${from}`], group: 'segment', place: '', end }
  // T1 and T2 are mostly sequences of MR; as levels they stand beside a word or a neighbour that says so.
  if (first === 't' && from <= 2 && found[1] === 't' && !found[4] && !/^\s?(?:vertebra|level|body|spinous|pedicle|compression|椎体|棘突起|endplate|superior|inferior|fracture)/.test(text.slice(end, end + 14))) return null
  if (first === 's' && found[4] && (found[3] ?? '') !== 'l' && Number(found[4]) <= 10 && Number(found[4]) > from && (from > 5 || Number(found[4]) > 5)) return { keys: [`seg${from}`, `seg${Number(found[4])}`], group: 'segment', place: '', end }
  if (from > highest[first]!) return null
  if (!found[4]) return { keys: [`${first}${from}`], group: 'spine', place: 'spine', end }
  const second = letter(found[3] ?? first)
  const to = Number(found[4])
  if (to < 1 || to > highest[second]!) return { keys: [`${first}${from}`], group: 'spine', place: 'spine', end: at + found[1]!.length + found[2]!.length }
  const interspace = (first === second && to === from + 1) || first !== second
  if (interspace) return { keys: [`${first}${from}/${second}${to}`], group: 'spine', place: 'spine', end }
  const keys: string[] = []
  for (let n = Math.min(from, to); n <= Math.max(from, to); n++) keys.push(`${first}${n}`)
  return { keys, group: 'spine', place: 'spine', end }
}

function segment(text: string, at: number): Level | null {
  segmentAt.lastIndex = at
  const found = segmentAt.exec(text)
  if (!found) return null
  const keys = found[1]!.split(/\s?(?:\/|,|and|-|&|to)\s?/).map((name) => {
    const plain = name.replace(/[ab]$/, '')
    return `seg${roman[plain] ?? plain}`
  })
  return { keys: [...new Set(keys)], group: 'segment', place: '', end: at + found[0].length }
}

function ordinal(text: string, at: number): Level | null {
  ordinalAt.lastIndex = at
  japaneseOrdinalAt.lastIndex = at
  const found = ordinalAt.exec(text) ?? japaneseOrdinalAt.exec(text)
  if (!found) return null
  const end = at + found[0].length
  if (/^\s(?:january|february|march|april|may|june|july|august|september|october|november|december|of)/.test(text.slice(end, end + 10))) return null
  return { keys: [`number${Number(found[1])}`], group: 'number', place: '', end }
}

function category(text: string, at: number): Level | null {
  categoryAt.lastIndex = at
  const found = categoryAt.exec(text)
  if (!found) return null
  const name = found[2]!
  return { keys: [`${found[1]!.replaceAll('-', '')}${roman[name] ?? name}`], group: `category ${found[1]!.replaceAll('-', '')}`, place: '', end: at + found[0].length }
}
