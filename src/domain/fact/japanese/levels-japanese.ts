/** Levels, segments, stations, numbered bones and categories as Japanese reports write them. Offsets in the folded sentence. */
export type JapaneseLevel = { group: 'spine' | 'segment' | 'station' | 'numbered' | 'artery' | 'clock' | 'category'; keys: string[]; to: number; name: string }

const roman: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5, vi: 6, vii: 7, viii: 8, ix: 9 }
const kanjiDigits = '〇一二三四五六七八九'
/** "十二" is 12. */
export function kanjiNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const ten = text.indexOf('十')
  if (ten < 0) return [...text].reduce((sum, digit) => sum * 10 + Math.max(0, kanjiDigits.indexOf(digit)), 0)
  return (ten === 0 ? 1 : kanjiDigits.indexOf(text[0]!)) * 10 + (ten === text.length - 1 ? 0 : Math.max(0, kanjiDigits.indexOf(text[ten + 1]!)))
}

const number = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const join = '\\s?[・、,/~\\-,及およびと]{1,2}\\s?'
const vertebraNames: Readonly<Record<string, string>> = { 頸椎: 'c', 胸椎: 't', 腰椎: 'l', 仙椎: 's', 頸髄: 'c', 胸髄: 't', 腰髄: 'l' }
const namedSpine = new RegExp(`第?(${number}(?:${join}第?${number})*)(頸椎|胸椎|腰椎|仙椎|頸髄|胸髄)`, 'uy')
const namedInterspace = /第?(\d)[/-](\d)(頸椎|胸椎|腰椎)間?/uy
const spineAt = /(th|[ctld])(\d{1,2})(?:\s?([-/~])\s?(th|[ctlsd])?(\d{1,2}))?(?![a-z\d])(?!\.\d)/y
const sacrumAt = /s(\d)(?=\s?(?:椎|神経|仙|レベル|root|上縁|頭側))/y
const numberedNames = '肋骨|肋間|肋軟骨|中手骨|中足骨|基節骨|中節骨|末節骨|mcp関節|mcp|mp関節|中手指節関節|中手指節間関節|pip関節|dip関節|pip|dip|近位指節間関節|遠位指節間関節|cm関節|mtp関節|指|趾|手指|足趾|脳神経|楔状骨|頸神経|仙骨孔'
const numbered = new RegExp(`第?(${number}(?:${join}第?${number})*)(?:肋骨?[・、]第?${number})?(${numberedNames})(?!腸)`, 'uy')
const segmentAt = /s(\d{1,2}(?:\+\d)?[ab]?(?:\s?[/・、,~\-と+]\s?s?\d{1,2}(?:\+\d)?[ab]?(?!\s?(?:mm|cm|個|か所|\.|時|年|月|日|%|x)))*)(?![a-z\d])/y
const segmentNamed = /(?:区域|segment\s?|seg\.?\s?)(viii|vii|vi|iv[ab]?|v|iii|ii|i|\d{1,2}[ab]?)(?![a-z\d])/y
const stationAt = /(?:#|no\.?\s?)(\d{1,3}(?:[a-z]{1,4}\d?)?)(?:\s?[・、,]\s?#(\d{1,3}[a-z]{0,4}))?/y
const stationBare = /(\d{1,3}(?:rec[lr]|[lr]|abc?|[a-d]\d)?)(?=(?:番)?リンパ節)/y
const neckLevel = /(?:レベル|level|lv\.?|領域)\s?((?:vii|vi|iv|v[ab]?|iii|ii[ab]?|i[ab]?|\d[ab]?)(?:\s?[・、,~\-/と]\s?(?:レベル)?(?:vii|vi|iv|v[ab]?|iii|ii[ab]?|i[ab]?|\d[ab]?))*)(?![a-z\d])/y
/** "右IIAリンパ節", "左Vリンパ節": a level of the neck by its numeral alone. */
const neckNumeral = /(vii|vi|iv|v[ab]?|iii|ii[ab]?|i[ab])(?=リンパ節|ln(?![a-z]))/y
const arteryAt = /([map])([1-4])(?=[^a-z\d]|$)(?!\s?(?:期|,|病期))/y
const clockAt = /(\d{1,2})(?:-(\d{1,2}))?時(?:方向)?/y
const categoryAt = /(bi-?rads|li-?rads|lr|pi-?rads|ti-?rads|lung-?rads|o-?rads|n-?rads|ct-?rads|カテゴリー|カテゴリ|category|c(?=-\d)|deauville|fazekas|garden|bosniak|modic|kellgren|kl|k-l|pfirrmann|fisher|outerbridge|goutallier|meyerding|sfu|balthazar|aspects|agatston|salter|gustilo|aast|todani|forrest|stanford|debakey|hinchey|クラス|class|グレード|grade|gr\.?|ステージ|stage|タイプ|type|ステージング)(?:[\s-]?(?:スコア|score|分類|grade|グレード|category|カテゴリー|stage|type|type|相当))*[\s:-]{0,2}(viii|vii|vi|iv[ab]?|v|iii[abc]?|ii[abcf]?|i[abc]?|\d{1,2}[a-cfm]?|[a-d])(?![a-z\d])(?!\.\d)/y
const stageAt = /([ivx]{1,4}[abc]?\d?)期/y
const tnmAt = /(c|p|yp|yc)?(t[0-4](?:is)?[abc]?)\s?(n[0-3][abc]?)\s?(m[01][abc]?)?/y
const generic = new Set(['grade', 'gr', 'gr.', 'stage', 'type', 'class', 'グレード', 'ステージ', 'タイプ', 'クラス', 'ステージング'])
const breast = new Set(['カテゴリー', 'カテゴリ', 'category', 'c', 'bi-rads', 'birads'])

/** Reads what begins at `at`; null where no level does. */
export function levelAtJapanese(plain: string, at: number): JapaneseLevel | null {
  const before = plain[at - 1] ?? ''
  if (/[a-z]/.test(before) && /[a-z]/.test(plain[at]!)) return null
  const c = plain[at]!
  if (/[\d第一二三四五六七八九十]/.test(c) && !/[\d.]/.test(before)) return ordinals(plain, at)
  if (!/[a-z#区カグスタクレ領]/.test(c)) return null
  return spine(plain, at) ?? segment(plain, at) ?? station(plain, at) ?? category(plain, at) ?? artery(plain, at)
}

const run = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at
  return pattern.exec(text)
}

function numbersIn(list: string): number[] {
  const parts = list.split(/\s?[・、,/及およびと]+\s?/u).filter(Boolean)
  return parts.flatMap((part) => {
    const [a, b] = part.split(/[~-]/).map((one) => kanjiNumber(one.replace('第', '')))
    if (b === undefined || !a) return a ? [a] : []
    return b > a && b - a < 13 ? Array.from({ length: b - a + 1 }, (_, i) => a + i) : [a, b]
  })
}

function ordinals(plain: string, at: number): JapaneseLevel | null {
  const between = run(namedInterspace, plain, at)
  if (between) {
    const letter = vertebraNames[between[3]!]!
    return { group: 'spine', keys: [`${letter}${between[1]}/${letter}${between[2]}`], to: at + between[0].length, name: 'spine' }
  }
  const vertebra = run(namedSpine, plain, at)
  if (vertebra) return { group: 'spine', keys: numbersIn(vertebra[1]!).map((n) => `${vertebraNames[vertebra[2]!]}${n}`), to: at + vertebra[0].length, name: 'spine' }
  const named = run(numbered, plain, at)
  if (named) return { group: 'numbered', keys: numbersIn(named[1]!).map((n) => `第${n}${plainName(named[2]!)}`), to: at + named[0].length, name: plainName(named[2]!) }
  const station = run(stationBare, plain, at)
  if (station) return { group: 'station', keys: [`#${station[1]}`], to: at + station[0].length, name: 'station' }
  const clock = run(clockAt, plain, at)
  if (clock && /時方向/.test(clock[0])) return { group: 'clock', keys: [`${clock[1]}時`], to: at + clock[0].length, name: 'clock' }
  return null
}

function plainName(name: string): string {
  if (/^(?:mcp|mp|中手指節)/.test(name)) return 'mcp関節'
  if (/^(?:pip|近位指節)/.test(name)) return 'pip関節'
  if (/^(?:dip|遠位指節)/.test(name)) return 'dip関節'
  return name
}

const highest: Readonly<Record<string, number>> = { c: 8, t: 12, l: 6, s: 5 }

function spine(plain: string, at: number): JapaneseLevel | null {
  const sacrum = run(sacrumAt, plain, at)
  if (sacrum) return { group: 'spine', keys: [`s${sacrum[1]}`], to: at + sacrum[0].length, name: 'spine' }
  const found = run(spineAt, plain, at)
  if (!found) return null
  const letter = (name: string) => (name === 'th' || name === 'd' ? 't' : name)
  const first = letter(found[1]!)
  const from = Number(found[2])
  const end = at + found[0].length
  if (from < 1 || from > highest[first]!) return null
  // T1 and T2 are weightings of MR unless a bone is meant.
  if (found[1] === 't' && /^(?:wi|強調|値|w|\*|-|flair)/.test(plain.slice(end, end + 5))) return null
  if (found[1] === 't' && from <= 4 && !found[5] && !/^\s?(?:椎|レベル|棘|圧|骨|上縁|下縁|から|~)/.test(plain.slice(end, end + 4))) return null
  if (found[1] === 'd' && !/^\s?椎/.test(plain.slice(end, end + 3))) return null
  // "C-3" is a category of the breast; C3 a vertebra.
  if (!found[5]) return { group: 'spine', keys: [`${first}${from}`], to: end, name: 'spine' }
  const second = letter(found[4] ?? first)
  const to = Number(found[5])
  if (to < 1 || to > highest[second]!) return { group: 'spine', keys: [`${first}${from}`], to: at + found[1]!.length + found[2]!.length, name: 'spine' }
  const next = (first === second && to === from + 1) || (first !== second && to === 1)
  if (next && found[3] !== '~') return { group: 'spine', keys: [`${first}${from}/${second}${to}`], to: end, name: 'spine' }
  if (found[3] === '/') return { group: 'spine', keys: [`${first}${from}`, `${second}${to}`], to: end, name: 'spine' }
  return { group: 'spine', keys: range(first, from, second, to), to: end, name: 'spine' }
}

function range(first: string, from: number, second: string, to: number): string[] {
  const all = ['c', 't', 'l', 's'].flatMap((letter) => Array.from({ length: letter === 'l' ? 5 : letter === 'c' ? 7 : highest[letter]! }, (_, i) => `${letter}${i + 1}`))
  const a = all.indexOf(`${first}${from}`)
  const b = all.indexOf(`${second}${to}`)
  return a >= 0 && b > a && b - a < 25 ? all.slice(a, b + 1) : [`${first}${from}`, `${second}${to}`]
}

function segment(plain: string, at: number): JapaneseLevel | null {
  const found = run(segmentAt, plain, at)
  if (found && Number(/^\d+/.exec(found[1]!)![0]) <= 10 && Number(/^\d+/.exec(found[1]!)![0]) > 0) {
    const raw = found[1]!.replaceAll('s', '')
    const keys: string[] = []
    for (const part of raw.split(/\s?[/・、,と]\s?/)) {
      const span = /^(\d{1,2})[ab]?[~-](\d{1,2})[ab]?$/.exec(part)
      if (span && Number(span[2]) > Number(span[1])) for (let n = Number(span[1]); n <= Number(span[2]); n++) keys.push(`seg${n}`)
      else keys.push(`seg${part.replace(/[ab]$/, '')}`)
    }
    return { group: 'segment', keys: [...new Set(keys)], to: at + found[0].length, name: 'segment' }
  }
  const named = run(segmentNamed, plain, at)
  if (!named) return null
  const name = named[1]!.replace(/[ab]$/, '')
  return { group: 'segment', keys: [`seg${roman[name] ?? name}`], to: at + named[0].length, name: 'segment' }
}

function station(plain: string, at: number): JapaneseLevel | null {
  const found = run(stationAt, plain, at)
  // "#1 " at the start of a line counts items, "#4R " and "#7 " are stations.
  if (found && !(at === 0 && /^[1-3]$/.test(found[1]!) && /^(?:[\s:.)、]|$)/.test(plain.slice(at + found[0].length)))) return { group: 'station', keys: [found[1]!, ...(found[2] ? [found[2]] : [])].map((one) => `#${one}`), to: at + found[0].length, name: 'station' }
  const neck = run(neckLevel, plain, at) ?? run(neckNumeral, plain, at)
  if (!neck || (plain.startsWith('領域', at) && !/^領域\s?[iv\d]/.test(plain.slice(at)))) return null
  const numerals = neck[1]!.replaceAll('レベル', '').split(/\s?[・、,/と]\s?/)
  const keys = numerals.flatMap((one) => {
    const [a, b] = one.split(/\s?[~-]\s?/).map((name) => roman[name.replace(/[ab]$/, '')] ?? Number(name.replace(/[ab]$/, '')))
    return b && a && b > a ? Array.from({ length: b - a + 1 }, (_, i) => `level${a + i}`) : [`level${a}`]
  })
  return { group: 'station', keys, to: at + neck[0].length, name: 'level' }
}

function artery(plain: string, at: number): JapaneseLevel | null {
  const found = run(arteryAt, plain, at)
  return found ? { group: 'artery', keys: [`${found[1]}${found[2]}`], to: at + found[0].length, name: 'artery' } : null
}

function category(plain: string, at: number): JapaneseLevel | null {
  const found = run(categoryAt, plain, at)
  if (found) {
    const raw = found[1]!.replace('.', '')
    const name = breast.has(raw) ? 'category' : generic.has(raw) ? 'grade' : raw.replaceAll('-', '') === 'lr' ? 'lirads' : raw.replaceAll('-', '')
    const value = found[2]!
    const bare = value.replace(/[a-cf]$/, '')
    return { group: 'category', keys: [`${name} ${roman[value] ?? (roman[bare] ? roman[bare] + value.slice(bare.length) : value)}`], to: at + found[0].length, name }
  }
  const stage = run(stageAt, plain, at)
  if (stage) return { group: 'category', keys: [`stage ${stage[1]}`], to: at + stage[0].length, name: 'stage' }
  const tnm = run(tnmAt, plain, at)
  return tnm ? { group: 'category', keys: [`tnm ${tnm[0].replaceAll(' ', '')}`], to: at + tnm[0].length, name: 'tnm' } : null
}
