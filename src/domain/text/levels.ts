/** A level of the spine, a segment, a rib number: what must not change when it is told again. */
export type Level = { keys: string[]; group: string; place: string; end: number }

const spineAt = /(th|[ctlsd])(\d{1,2})(?:\s?[-/~〜～]\s?(th|[ctlsd])?(\d{1,2}))?(?![a-z\d])(?!\.\d)/y
// Sizes may follow ("segments III and VII, 12 and 16 mm"): a list keeps to one way of writing, and no segment has a higher number than ten.
const segmentAt = /(?:segments?|seg\.?|couinaud|区域)\s?((?:viii|vii|vi|iv[ab]?|v|iii|ii|i)(?:\s?(?:\/|,|and|-|&|to)\s?(?:viii|vii|vi|iv[ab]?|v|iii|ii|i)(?![a-z\d]))*|(?:10|[1-9])[ab]?(?:\s?(?:\/|,|and|-|&|to)\s?(?:10|[1-9])[ab]?(?![a-z\d])(?!\.\d|\s?(?:mm|cm|and \d+ ?(?:mm|cm))))*)(?![a-z\d])(?!\s?(?:mm|cm))/y
const ordinalAt = /(\d{1,2})(?:st|nd|rd|th)(?![a-z])/y
const japaneseOrdinalAt = /第(\d{1,2})/y
const wordOrdinals: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9, tenth: 10, eleventh: 11, twelfth: 12 }
const wordOrdinalAt = /(first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?=(?:,? (?:and|to|through) |, |[- ])(?:(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|to|and|left|right|anterior|posterior|lateral|proximal|distal)[ ,]+){0,4}(?:ribs?|metatars|metacarp|toes?|fingers?|rays?|mtp|mcp|pip|dip|cmc|tmt|digit|phala|tarsometa|costal|interspace|intercostal|carpometa|interphal|web)[a-z]*\b)/y
const numbersAt = /(\d{1,2})((?:(?:,? (?:and|to) |, | ?[-–] ?)\d{1,2}(?! ?(?:mm|cm)))*)(?!\d|\.\d| ?(?:mm|cm|x|%))/y
const numberedAt = /(ribs?|tooth|teeth) (?:nos?\. ?)?(\d{1,2})((?:(?:,? (?:and|to) |, | ?[-–] ?)\d{1,2}(?! ?(?:mm|cm)))*)(?!\d|\.\d| ?(?:mm|cm|x|%))/y
const clockAt = /(\d{1,2})(?::(\d{2}))?(?:(?: ?(?:-|–|to) ?)(\d{1,2})(?::\d{2})?)? ?(?:o'? ?clock|oclock|h position)/y
const stationAt = /(?:station|level|region)s? (\d{1,2}[rl]?|[iv]{1,3}[ab]?|v|vi)((?:(?:,| and|-|\/| to) ?(?:\d{1,2}[rl]?|[iv]{1,3}[ab]?|vi|v)(?![a-z\d]))*)(?![a-z\d])(?! ?(?:mm|cm))/y
const categoryAt = /(lr(?=-)|bi-?rads|koos|goutallier|weber|schatzker|bismuth|aast|asia|salter-harris|salter|mayfield|brooker|ficat|garden|meyerding|tnm|hawkins|gleason|isup|cad-rads|cadrads|eu-tirads|acr|birads|li-?rads|pi-?rads|ti-?rads|lung-?rads|o-?rads|category|カテゴリー|grade|グレード|stage|type|modic|kellgren|outerbridge|pfirrmann|fisher|bosniak|fazekas|deauville|gartland|neer|rockwood|stoller|mason|hunt|hinchey|balthazar|graf|catterall|risser|quintero|spetzler|crowe|vancouver|frykman|stanford|debakey|crawford|figo|rutherford|fontaine|child-pugh|tanner|keros|knosp|evans|sanders|delbet|boyd|cormack|judet|denis|hamburger|nash-moe|mta|koedam|tile|pipkin|tscherne|mirels|blumgart|strasberg|todani|barcelona|couinaud type)(?:\s?(?:category|grade|score|assessment|type|class|stage|カテゴリー|分類))?[\s:-]{0,2}(viii|vii|vi|iv|v|iii|ii|i|\d{1,2}[a-c]?|[a-d])(?![a-z\d])(?!\.\d)/y

const highest: Record<string, number> = { c: 8, t: 12, l: 6, s: 5 }
const roman: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8 }

/** Reads a level that begins at `at` of a normalised text; null where none does. Roman numerals become digits. */
export function levelAt(text: string, at: number): Level | null {
  const before = text.charCodeAt(at - 1)
  if (at > 0 && ((before >= 97 && before <= 122) || (before >= 48 && before <= 57))) return null
  return clock(text, at) ?? numbered(text, at) ?? spine(text, at) ?? segment(text, at) ?? station(text, at) ?? ordinal(text, at) ?? wordOrdinal(text, at) ?? category(text, at)
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
  // "T3 N1 M0", "cT2": a stage, no vertebra.
  if (first === 't' && from <= 4 && (/^[ab]?\s?(?:n[0-3x]|m[01x]|tumou?r|stage|or t|or higher)\b/.test(text.slice(end, end + 10)) || /(?:stage|ajcc|figo|category)\s$/.test(text.slice(Math.max(0, at - 9), at)))) return null
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
  let end = at + found[0].length
  // "4th to 8th ribs": all between them.
  const range = /^(?:st|nd|rd|th)?\s?(?:to|-|–|through)\s?(\d{1,2})(?:st|nd|rd|th)(?![a-z])/.exec(text.slice(end, end + 16))
  if (range && Number(range[1]) > Number(found[1]) && Number(range[1]) <= 12) {
    end += range[0].length
    return { keys: Array.from({ length: Number(range[1]) - Number(found[1]) + 1 }, (_, i) => `number${Number(found[1]) + i}`), group: 'number', place: '', end }
  }
  if (/^\s(?:january|february|march|april|may|june|july|august|september|october|november|december|of)/.test(text.slice(end, end + 10))) return null
  return { keys: [`number${Number(found[1])}`], group: 'number', place: '', end }
}

function wordOrdinal(text: string, at: number): Level | null {
  wordOrdinalAt.lastIndex = at
  const found = wordOrdinalAt.exec(text)
  const range = found && /^ (?:to|through) (first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)(?![a-z])/.exec(text.slice(at + found[0].length, at + found[0].length + 20))
  if (found && range) {
    const from = wordOrdinals[found[1]!]!
    const to = wordOrdinals[range[1]!]!
    if (to > from) return { keys: Array.from({ length: to - from + 1 }, (_, i) => `number${from + i}`), group: 'number', place: '', end: at + found[0].length + range[0].length }
  }
  return found ? { keys: [`number${wordOrdinals[found[1]!]}`], group: 'number', place: '', end: at + found[0].length } : null
}

/** "ribs 4 to 8", "tooth 36". The bone itself is named too. */
function numbered(text: string, at: number): Level | null {
  // "rib fractures 4 to 8": the words before have been read as the finding.
  const follows = /rib fractures? (?:of )?$/.test(text.slice(Math.max(0, at - 20), at))
  const pattern = follows ? numbersAt : numberedAt
  pattern.lastIndex = at
  const parts = pattern.exec(text)
  if (!parts) return null
  const found = follows ? [parts[0], 'rib', parts[1], parts[2]] : parts
  const numbers = [found[2]!, ...(found[3]!.match(/\d{1,2}/g) ?? [])].map(Number)
  const range = /to|-|–/.test(found[3]!) && numbers.length === 2 && numbers[1]! - numbers[0]! <= 12
  const keys = range ? Array.from({ length: numbers[1]! - numbers[0]! + 1 }, (_, i) => numbers[0]! + i) : numbers
  const tooth = found[1]!.startsWith('t')
  return { keys: keys.map((n) => `number${n}`), group: tooth ? 'tooth' : 'number', place: tooth ? 'sinus' : 'rib', end: at + parts[0].length }
}

function clock(text: string, at: number): Level | null {
  clockAt.lastIndex = at
  const found = clockAt.exec(text)
  const bare = found ? null : bareClock(text, at)
  if (bare) return bare
  if (!found) return null
  return { keys: [found[1]!, ...(found[3] ? [found[3]] : [])].map((hour) => `clock${Number(hour)}`), group: 'clock', place: '', end: at + found[0].length }
}

const bareClockAt = /(1[0-2]|[1-9]):[03]0(?![\d:])(?! ?(?:am|pm|h\b|hours|hrs))/y
const told = /(?:inform|notif|phone|call|discuss|yesterday|today|acquired|performed|dated?|time)[a-z]*[^.;]*$/

/** "mass at 10:00": a position, unless it is told when something was done. */
function bareClock(text: string, at: number): Level | null {
  bareClockAt.lastIndex = at
  const found = bareClockAt.exec(text)
  if (!found || told.test(text.slice(Math.max(0, at - 50), at))) return null
  return { keys: [`clock${Number(found[1])}`], group: 'clock', place: '', end: at + found[0].length }
}

/** Stations of the neck and mediastinum: "level II", "station 7". */
function station(text: string, at: number): Level | null {
  stationAt.lastIndex = at
  const found = stationAt.exec(text)
  if (!found || (/^(?:level|region)/.test(found[0]) && /\d/.test(found[1]!))) return null
  const keys = [found[1]!, ...(found[2]!.match(/\d{1,2}[rl]?|[iv]+[ab]?/g) ?? [])].map((name) => `station${roman[name.replace(/[ab]$/, '')] ?? name}`)
  return { keys: [...new Set(keys)], group: 'station', place: '', end: at + found[0].length }
}

function category(text: string, at: number): Level | null {
  categoryAt.lastIndex = at
  const found = categoryAt.exec(text)
  if (!found) return null
  const name = found[2]!
  const scheme = found[1] === 'lr' ? 'lirads' : found[1]!.replaceAll('-', '')
  return { keys: [`${scheme}${roman[name] ?? name}`], group: `category ${scheme}`, place: '', end: at + found[0].length }
}
