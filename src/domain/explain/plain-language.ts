import { checkConclusion } from '../check/check-conclusion.ts'
import { readConclusion } from '../draft/reading/align.ts'
import type { Language } from '../report/report.ts'
import type { TextRange } from '../report/range.ts'
import { detectLanguage } from '../text/language.ts'
import { splitSentences } from '../text/sentences.ts'
import { glossaryOf, glossaryVersion } from './glossary.ts'
import { brokenGrammar, fitsInEnglish } from './plain-grammar.ts'
import { readingLevel, type ReadingLevel } from './reading-level.ts'

/** Characters of a conclusion that are proved while a person waits: about a third of a second. */
const longest = 10_000

/** A stretch of the plain text; `from` is what stood there in the conclusion where it was reworded. */
export type PlainPart = { text: string; from: string | null }

export type PlainLanguage = {
  language: Language
  version: string
  /** null: not offered, `reason` says why. */
  text: string | null
  reason: string | null
  parts: PlainPart[]
  /** Terms that the glossary lacks: they stand as they were. */
  lacking: string[]
  before: ReadingLevel
  after: ReadingLevel | null
}

/**
 * A conclusion in plain words, for patients. Only words of the glossary are exchanged; everything between stays, so numbers, sides and
 * denials stay. It is proved and not offered when the proof fails. Never throws.
 */
export function plainLanguage(conclusion: string): PlainLanguage {
  const language = detectLanguage(conclusion)
  if (conclusion.length > longest) {
    return { language, version: glossaryVersion, text: null, reason: `The conclusion is longer than ${String(longest)} characters: too long to be proved at once.`, parts: [], lacking: [], before: { measure: language === 'ja' ? 'kanji' : 'grade', value: 0 }, after: null }
  }
  const base = { language, version: glossaryVersion, before: readingLevel(conclusion, language) }
  const { parts, lacking } = language === 'ja' ? rewordJapanese(conclusion) : rewordEnglish(conclusion)
  const text = parts.map((part) => part.text).join('')
  const reason = conclusion.trim() === '' ? 'There is no conclusion yet.' : (leavesOut(conclusion, parts) ?? proofFails(conclusion, text))
  return { ...base, text: reason === null ? text : null, reason, parts: reason === null ? parts : [], lacking, after: reason === null ? readingLevel(text, language) : null }
}

/** Why `plain` may not be offered for `conclusion`: the first thing it says differently; null where nothing is. Both ways round. */
export function proofFails(conclusion: string, plain: string): string | null {
  const different = (name: string, of: (text: string) => string[]) => {
    const [before, after] = [of(conclusion), of(plain)]
    return before.join('|') === after.join('|') ? null : `The plain version does not keep the ${name} of the conclusion.`
  }
  const kept = different('numbers', (text) => [...text.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number)) ?? different('sides', sidesOf) ?? different('denials', denialsOf) ?? different('certainty', certaintyOf) ?? different('time', timeOf)
  if (kept !== null) return kept
  if (splitSentences(conclusion).length !== splitSentences(plain).length) return 'The plain version does not keep the sentences of the conclusion.'
  const broken = brokenGrammar(plain, detectLanguage(conclusion))
  if (broken !== null && brokenGrammar(conclusion, detectLanguage(conclusion)) === null) return `The plain version does not read well (“${broken}”).`
  for (const [findings, said] of [[conclusion, plain], [plain, conclusion]] as const) {
    const issue = checkConclusion({ findings, conclusion: said }).find(({ kind, severity }) => severity === 'error' && kind !== 'missing' && kind !== 'leftOut' && kind !== 'unsupported')
    if (issue) return `The plain version and the conclusion seem to contradict each other: ${issue.message}`
  }
  return null
}

/** Every stretch of the conclusion must be there, as it was or by its wording, and nothing beside it. */
function leavesOut(conclusion: string, parts: readonly PlainPart[]): string | null {
  const articles = (text: string) => text.replace(/\b(a)n?(?=\s)/gi, '$1')
  return articles(parts.map(({ text, from }) => from ?? text).join('')) === articles(conclusion) ? null : 'The plain version leaves something of the conclusion out, or adds to it.'
}

const sidesOf = (text: string): string[] => [...text.matchAll(/\b(?:left|right|bilateral(?:ly)?|both)\b|右|左|両側|両/giu)].map(([side]) => side.toLowerCase())
const denialsOf = (text: string): string[] => [...text.matchAll(/\b(?:no|not|without|never|neither|nor|none|cannot|absent|absence|excluded?|free of|non)\b|なし|無し|ない|無い|なく|認めず|ません|否定|消失|陰性/giu)].map(([word]) => word.toLowerCase())

/** How sure it is said, in order: ways to say the same are one. */
const shades: [string, RegExp][] = [
  ['excluded', /^(?:exclude[ds]?|ruled? out|否定)$/i], ['unlikely', /^(?:unlikely|可能性は低|可能性が低)$/i],
  ['possible', /^(?:possibl[ey]|may|might|could|cannot|questionable|可能性|かもしれ)$/i], ['unclear', /^(?:indeterminate|unclear|uncertain|不明)$/i],
  ['probable', /^(?:probabl[ey]|likely|presumed|suspected|suspicious|worrying|suggest\w*|疑\S?|示唆|考え)$/i], ['fits', /^(?:consistent|matching|compatible|keeping|矛盾しない)$/i],
]
const certaintyOf = (text: string): string[] =>
  [...text.matchAll(/\b(?:excluded?s?|ruled? out|unlikely|possibl[ey]|may|might|could|cannot|questionable|indeterminate|unclear|uncertain|probabl[ey]|likely|presumed|suspected|suspicious|worrying|suggest\w*|consistent|matching|compatible|keeping)\b|可能性[はが]低|可能性|かもしれ|不明|疑|示唆|考え|矛盾しない|否定/giu)].map(([word]) => shades.find(([, words]) => words.test(word))?.[0] ?? word)

/** New and urgent, or long there: "recent" for "acute" would change how soon somebody must act. */
const timeOf = (text: string): string[] =>
  [...text.matchAll(/\b(?:sub-?acute|acute|sudden|chronic|long-standing|recent|new|old)\b|亜急性|急性|急な|始まってすぐ|慢性|長く続く|陳旧|新規|新しい|古い/giu)].map(([word]) => (/^(?:acute|sudden|急性|急な|始まってすぐ)$/i.test(word) ? 'acute' : /^(?:chronic|long-standing|慢性|長く続く)$/i.test(word) ? 'chronic' : /^(?:新規|新しい|new)$/i.test(word) ? 'new' : /^(?:陳旧|古い|old)$/i.test(word) ? 'old' : word.toLowerCase()))

/** Words of reports that patients know; the rest that the vocabulary knows as a finding or place is listed when the glossary lacks it. */
const everyday = new Set('cancer patient body back chest head neck arm leg hand foot skin blood water air bone fluid pain change changes size small large tiny big new old known left right both upper lower middle inner outer front top bottom side sides normal scan image images examination study clinical follow-up followup recommended recommend suggested correlation comparison compared previous prior evidence likely possible probable possibly probably suspected seen present remaining other further within month months year years week weeks day days treatment therapy surgery history findings finding otherwise overall slightly marked significant definite interval near measuring measures largest smallest multiple several single solid part area areas level doctor review urgent advised consider high low risk society guideline class plain open same harmless ct mri pet ultrasound x-ray'.split(' '))

type Reworded = { parts: PlainPart[]; lacking: string[] }

function rewordEnglish(text: string): Reworded {
  const { terms, longest } = glossaryOf('en')
  const words = [...text.matchAll(/[A-Za-z]+(?:[-'’][A-Za-z]+)*/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length, key: word.toLowerCase() }))
  const hits: (TextRange & { plain: string })[] = []
  for (let at = 0; at < words.length; ) {
    let taken = 0
    for (let count = Math.min(longest, words.length - at); count > 0 && !taken; count--) {
      const some = words.slice(at, at + count)
      if (some.some((word, index) => index > 0 && !/^\s+$/.test(text.slice(some[index - 1]!.end, word.start)))) continue
      const plain = terms.get(some.map(({ key }) => key).join(' '))
      if (plain === undefined) continue
      const [start, stop] = [some[0]!.start, some.at(-1)!.end]
      const last = hits.at(-1)
      // A term whose wording would not read here stays as it is, and is listed.
      if (fitsInEnglish(plain, text.slice(0, start), text.slice(stop), last !== undefined && /^\s+$/.test(text.slice(last.end, start)))) hits.push({ start, end: stop, plain })
      taken = count
    }
    at += taken || 1
  }
  const parts: PlainPart[] = []
  let end = 0
  for (const hit of hits) {
    const from = text.slice(hit.start, hit.end)
    const plain = from.toLowerCase() === hit.plain ? from : /^[A-Z]/.test(from) && !/^[A-Z]{2,}$/.test(from.slice(0, 2)) || startsSentence(text, hit.start) ? hit.plain.charAt(0).toUpperCase() + hit.plain.slice(1) : hit.plain
    parts.push({ text: withArticle(text.slice(end, hit.start), plain), from: null }, { text: plain, from: plain === from ? null : from })
    end = hit.end
  }
  parts.push({ text: text.slice(end), from: null })
  return { parts: parts.filter((part) => part.text !== ''), lacking: lackingIn(text, hits) }
}

const startsSentence = (text: string, at: number): boolean => /(?:^|[.!?]\s|\n)\s*(?:[-•*]|\d+[.)])?\s*$/.test(text.slice(Math.max(0, at - 12), at))

/** "an effusion" becomes "a build-up of fluid". */
const withArticle = (before: string, plain: string): string =>
  before.replace(/\b(an?)(\s+)$/i, (_whole, article: string, space: string) => `${article.charAt(0)}${/^[aeiou]/i.test(plain) ? 'n' : ''}${space}`)

/** What the vocabulary of reports knows as a finding or place, or what it does not know at all, and the glossary does not cover. */
function lackingIn(text: string, covered: readonly TextRange[]): string[] {
  const lacking = new Set<string>()
  for (const reading of readConclusion(text)) {
    for (const unit of reading.units) {
      if (unit.kind !== 'finding' && unit.kind !== 'anatomy' && unit.kind !== 'part' && unit.kind !== 'word') continue
      if (covered.some(({ start, end }) => start < unit.end && unit.start < end)) continue
      const term = text.slice(unit.start, unit.end).trim().toLowerCase()
      if (term.length < 3 || /\d/.test(term) || term.split(/[\s-]+/).every((word) => everyday.has(word) || everyday.has(word.replace(/s$/, '')))) continue
      lacking.add(term)
    }
  }
  return [...lacking]
}

/** Signs that may stand between two terms of one compound without changing either. */
const between = /^(?:右|左|両側?|各|同|上|中|下|前|後|内|外|部|葉|側|周囲|軽度|中等度|高度|少量|多量|大量|新規|既知|疑い?|超|像|等|性|径|大|最大|長|短|約|個|か所|月|年|日|不変|著変|明|経過観察|推奨|検査|精査|考慮|可能|所見|有意|今回|前回|比較|縮小|消失|残存|出現|認|他|治療|効果|確認|以前|同様|状態|程度|増|減|指摘|考|見|示|伴|対|目立|及|呈|存在|方|近傍|区域|領域|無|否定|必要|臨床|情報|以外|以上|以下|未満|散見|一部|全体|各種|撮像|範囲|評価|困難|可能性|高|低|悪|良|主|体|複数|数|単発|新|旧|結果)+$/u

function rewordJapanese(text: string): Reworded {
  const { terms, longest } = glossaryOf('ja')
  const parts: PlainPart[] = []
  const lacking = new Set<string>()
  let end = 0
  // A run of kanji and katakana is one compound: it is reworded only where the glossary tiles all of it.
  for (const { index, 0: run } of text.matchAll(/[\p{Script=Han}\p{Script=Katakana}ー々]+(?:すり(?=ガラス))?|がん|すりガラス[\p{Script=Han}]*/gu)) {
    // "14 mmの丸いもの": a size before a reworded noun takes "の".
    const tiles = tile(run, terms, longest, /\d\s*(?:mm|cm|㎜|㎝)\s*$/i.test(text.slice(0, index)))
    if (!tiles) {
      lacking.add(run)
      continue
    }
    parts.push({ text: text.slice(end, index), from: null }, ...tiles)
    end = index + run.length
  }
  parts.push({ text: text.slice(end), from: null })
  return { parts: parts.filter((part) => part.text !== ''), lacking: [...lacking] }
}

/** Cuts a compound into glossary terms and small words, the longest first; null where a rest is left. */
function tile(run: string, terms: ReadonlyMap<string, string>, longest: number, afterSize: boolean): PlainPart[] | null {
  const parts: PlainPart[] = []
  let loose = ''
  const flush = (): boolean => {
    const fits = loose === '' || between.test(loose)
    if (loose !== '') parts.push({ text: loose, from: null })
    loose = ''
    return fits
  }
  for (let at = 0; at < run.length; ) {
    let taken = 0
    for (let count = Math.min(longest, run.length - at); count > 0 && !taken; count--) {
      const term = run.slice(at, at + count)
      const plain = terms.get(term)
      if (plain === undefined) continue
      if (!flush()) return null
      // Two reworded nouns in a row belong together with "の".
      const last = parts.at(-1)
      if ((last ? last.from !== null && !/[なのたいるくう]$/u.test(last.text) : afterSize) && !plain.startsWith('の')) parts.push({ text: 'の', from: '' })
      parts.push({ text: plain, from: plain === term ? null : term })
      taken = count
    }
    if (!taken) loose += run.charAt(at)
    at += taken || 1
  }
  return flush() ? parts : null
}
