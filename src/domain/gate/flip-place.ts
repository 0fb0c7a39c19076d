import { sameCase } from './flip-side.ts'
import { withArticle } from './flip-direction.ts'
import type { Edit } from './gate-report.ts'
import type { Statement } from './own-words.ts'
import { told, type ReportWords } from './report-words.ts'

/** Another vertebra, liver segment, lobe, part or organ. Offered only where the findings say the right one, and the wrong one of nothing alike. */
export function flipPlace(words: ReportWords, random: () => number): Edit[] {
  return words.plain.flatMap((statement) => [...vertebrae(words, statement, random), ...segments(words, statement), ...parts(words, statement), ...organs(words, statement, random)])
}

const lowest = { C: 7, T: 12, L: 5 } as const
const level = /(?<![A-Za-z0-9])([CTL])(\d{1,2})(?:([-/])([CTLS])?(\d{1,2}))?(?![A-Za-z0-9])/g
const japaneseLevel = /第(\d{1,2})(頸椎|胸椎|腰椎)/g
const latin = { 頸椎: 'C', 胸椎: 'T', 腰椎: 'L' } as const

/** Every vertebra a text names, as C1, T12, L5: also inside T8-T10 and T8, 9 and 10. */
function levelsIn(text: string): Set<string> {
  const named = new Set<string>()
  for (const [, region, first, , second] of text.matchAll(/([CTL]|Th)\s?(\d{1,2})(\s?(?:[-–/~〜～、,]|and|to)\s?(?:[CTLS]|Th)?\s?(\d{1,2}))?/g)) {
    for (let n = Number(first); n <= Math.max(Number(first), Math.min(12, Number(second ?? 0))); n++) named.add(`${region!.charAt(0)}${n}`)
  }
  for (const [, number, region] of text.matchAll(japaneseLevel)) named.add(`${latin[region as keyof typeof latin]}${number}`)
  return named
}

function vertebrae({ known, report }: ReportWords, { text, start }: Statement, random: () => number): Edit[] {
  const right = levelsIn(known)
  const named = levelsIn(`${known}\n${report.conclusion}`)
  const shift = (region: 'C' | 'T' | 'L', n: number, pair: boolean) => {
    const steps = (random() < 0.5 ? [1, -1, 2, -2] : [-1, 1, -2, 2]).filter((step) => n + step >= 1 && n + step + (pair ? 1 : 0) <= lowest[region])
    return steps.map((step) => n + step).find((to) => !named.has(`${region}${to}`) && (!pair || !named.has(`${region}${to + 1}`)))
  }
  const edits: Edit[] = []
  for (const found of text.matchAll(level)) {
    const [all, region, number, mark, second, next] = found as unknown as [string, 'C' | 'T' | 'L', string, string | undefined, string | undefined, string | undefined]
    const pair = next !== undefined
    if (pair && (Number(next) !== Number(number) + 1 || (second && second !== region))) continue
    const to = right.has(`${region}${number}`) ? shift(region, Number(number), pair) : undefined
    if (to !== undefined) edits.push({ start: start + found.index, end: start + found.index + all.length, text: `${region}${to}${pair ? `${mark}${second ?? ''}${to + 1}` : ''}` })
  }
  for (const found of text.matchAll(japaneseLevel)) {
    const [all, number, name] = found as unknown as [string, string, keyof typeof latin]
    const to = right.has(`${latin[name]}${number}`) ? shift(latin[name], Number(number), false) : undefined
    if (to !== undefined) edits.push({ start: start + found.index, end: start + found.index + all.length, text: `第${to}${name}` })
  }
  return edits
}

const segment = /(?<=\b(?:liver )?segments? )([2-8]|I{2,3}|IV|V|VI{1,3})\b|(?<=肝\s?S)([2-8])(?!\d)/g
const roman = ['', '', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII']

function segments({ known, report }: ReportWords, { text, start }: Statement): Edit[] {
  const near = `${known}\n${report.conclusion}`
  const names = (n: number) => new RegExp(`\\b(?:segments?|S)[^.。]{0,12}?(?<![A-Z0-9])(?:${n}|${roman[n]})(?![0-9A-Z])|S${n}(?!\\d)`, 'i')
  return [...text.matchAll(segment)].flatMap((found) => {
    const from = found[1] ?? found[2]!
    const number = /\d/.test(from) ? Number(from) : roman.indexOf(from)
    if (!names(number).test(known)) return []
    const to = [2, 3, 4, 5, 6, 7, 8].toSorted((a, b) => Math.abs(b - number) - Math.abs(a - number)).find((n) => !names(n).test(near))
    return to === undefined ? [] : [{ start: start + found.index, end: start + found.index + from.length, text: /\d/.test(from) ? String(to) : roman[to]! }]
  })
}

/** Neighbouring parts: the words, and what else the findings may call each. */
const neighbours: readonly [a: string, b: string, aToo: RegExp, bToo: RegExp][] = [
  ['upper lobe', 'lower lobe', /\bupper\b|\b[RL]UL\b|apical|apex|lingula/i, /\blower\b|\b[RL]LL\b|basal|base/i],
  ['upper zone', 'lower zone', /\bupper\b|apical|apex/i, /\blower\b|basal|base/i],
  ['upper pole', 'lower pole', /\bupper\b/i, /\blower\b/i],
  ['frontal', 'occipital', /frontal/i, /occipital/i],
  ['temporal', 'parietal', /tempor/i, /pariet/i],
  ['medial', 'lateral', /medial|inner/i, /lateral|outer/i],
  ['ascending', 'descending', /ascending/i, /descending/i],
  ['sigmoid colon', 'transverse colon', /sigmoid/i, /transverse/i],
  ['pancreatic head', 'pancreatic tail', /\bhead\b/i, /\btail\b/i],
  ['proximal', 'distal', /proximal/i, /distal/i],
  ['上葉', '下葉', /上葉|上肺|肺尖|舌区/, /下葉|下肺|肺底/], ['上肺野', '下肺野', /上肺|上葉|肺尖/, /下肺|下葉|肺底/], ['前頭葉', '後頭葉', /前頭/, /後頭/], ['側頭葉', '頭頂葉', /側頭/, /頭頂/],
  ['内側', '外側', /内側/, /外側/], ['膵頭部', '膵尾部', /頭部/, /尾部/], ['上行', '下行', /上行/, /下行/], ['近位', '遠位', /近位/, /遠位/],
]

function parts(words: ReportWords, statement: Statement): Edit[] {
  const { text, start } = statement
  return neighbours.flatMap(([a, b, aToo, bToo]) => [[a, b, aToo, bToo], [b, a, bToo, aToo]] as const).flatMap(([from, to, right, wrong]) => {
    if (!told(words, statement, right) || told(words, statement, wrong) || wrong.test(text)) return []
    return [...text.matchAll(new RegExp(/[a-z]/.test(from) ? `\\b${from}\\b` : from, 'gi'))].map((found) => withArticle(text, start, { start: found.index, end: found.index + found[0].length, text: sameCase(found[0], to) }))
  })
}

type Organ = { words: readonly string[]; said: RegExp }
const liver: Organ = { words: ['liver', 'hepatic', '肝'], said: /liver|hepat|肝/i }
const spleen: Organ = { words: ['spleen', 'splenic', '脾'], said: /spleen|splen|脾/i }
const pancreas: Organ = { words: ['pancreas', 'pancreatic', '膵'], said: /pancrea|膵/i }
const kidney: Organ = { words: ['kidney', 'renal', '腎'], said: /kidney|renal|腎/i }
const lung: Organ = { words: ['lung', 'pulmonary', '肺'], said: /lung|pulmon|lobe|lobar|肺|葉|lingula/i }
const single = [liver, spleen, pancreas]
const paired = [kidney, lung]
/** A single kanji names an organ only before what is found in it. */
const inOrgan = '(?=嚢胞|のう胞|転移|腫瘤|結節|腫瘍|梗塞|損傷|血管腫|膿瘍|内|実質)'

function organs(words: ReportWords, statement: Statement, random: () => number): Edit[] {
  const { text, start } = statement
  return [single, paired].flatMap((group) => group.flatMap((organ) => {
    if (!told(words, statement, organ.said)) return []
    const others = group.filter((one) => one !== organ && !told(words, statement, one.said) && !one.said.test(text))
    const to = others[Math.floor(random() * others.length)]
    if (!to) return []
    return organ.words.flatMap((word, form) => {
      const pattern = new RegExp(/[a-z]/.test(word) ? `\\b${word}\\b(?! (?:arter|vein|vessel|failure|dominance|cell|embol|trunk|duct|flexure|head|neck|body|tail|uncinate|pelvis|colic|hil|transplant))` : `(?<![[\u4e00-\u9fff]--[左右両側]])${word}${inOrgan}`, /[a-z]/.test(word) ? 'gi' : 'gv')
      return [...text.matchAll(pattern)].map((found) => withArticle(text, start, { start: found.index, end: found.index + found[0].length, text: sameCase(found[0], to.words[form === 0 && /^ (?:metasta|lesion|cyst|mass|nodule|lacerat|tumou?r|abscess|injur)/i.test(text.slice(found.index + found[0].length)) ? 1 : form]!) }))
    })
  }))
}
