import { describing } from '../../fact/japanese/clause-words-japanese.ts'
import type { Change, JapaneseFact, JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { headingTokens, keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import { sitesRelated, widerSites } from '../../fact/japanese/sites-japanese.ts'
import { tokensJapanese, type Token } from '../../fact/japanese/tokens-japanese.ts'
import { japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import { changesOf } from './change-japanese.ts'
import type { CheckIssue } from '../issue.ts'

/** What became of something, by its words: of whatever it is told, known to the lists or not. */
type Course = TextRange & { sentence: number; changes: readonly Change[]; /** Words of its own stretch, and those of its heading and of the sentence before it. */ own: ReadonlySet<string>; around: ReadonlySet<string>; /** As `own`, word by word with its wider names; and what stands beside the stretch. */ units: readonly (readonly string[])[]; context: readonly (readonly string[])[]; sides: ReadonlySet<string>; /** Told with an earlier size; told as much, not only as a course. */ measured: boolean; strong: boolean }

/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120
/** Of the claim's words by weight, so much must stand with the course that speaks against it. */
const least = 0.4
/** … where the very thing stands with it. */
const leastOfThing = 0.2

const goesWith: Readonly<Record<Change, readonly Change[]>> = { larger: ['larger', 'new'], new: ['new', 'larger'], smaller: ['smaller', 'resolved'], resolved: ['resolved'], same: ['same'] }
const plainWords: Readonly<Record<Change, string>> = { larger: 'larger or worse', smaller: 'smaller or better', same: 'unchanged', new: 'new', resolved: 'gone' }

/**
 * Courses that the nearest sentences of the findings tell otherwise, nearness being words shared by weight (log of sentences over those
 * with the word). Advice only: words are no proof of the same thing.
 */
export function coursesByWords(conclusion: JapaneseText, findings: JapaneseText): CheckIssue[] {
  const { told, weight } = toldIn(findings)
  if (!told.length) return []
  return coursesOf(conclusion, false).flatMap((claim): CheckIssue[] => {
    const named = claim.units.filter((unit) => isName(unit[0]!))
    const total = claim.units.reduce((sum, unit) => sum + weight(unit[0]!), 0)
    if (!named.length || !total) return []
    const near = told.filter((one) => compatible(claim, one)).map((one) => {
      const shared = (unit: readonly string[], at: number) => (unit.some((word) => one.own.has(word)) ? 1 : unit.some((word) => one.around.has(word)) ? 0.6 : 0) * (unit.length && (one.own.has(unit[0]!) || one.around.has(unit[0]!)) ? 1 : 0.7) * weight(unit[0]!) * at
      const own = claim.units.reduce((sum, unit) => sum + shared(unit, 1), 0)
      return { one, share: own / total, near: own + claim.context.reduce((sum, unit) => sum + shared(unit, 0.5), 0) }
    }).toSorted((a, b) => b.near - a.near)
    const best = near[0]
    if (!best) return []
    // One general word ("病変は増大") may be any of those that are told of it.
    const loose = named.length < 2 && !claim.sides.size
    const like = near.filter((one) => one.near >= (loose ? 0.4 : 0.7) * best.near)
    // Where the very thing is told, what is told of another beside it says nothing.
    const thing = named.findLast((unit) => /^[fw]:/.test(unit[0]!)) ?? []
    const tellsThing = ({ one }: { one: Course }) => thing.some((word) => one.own.has(word))
    if (best.share < (tellsThing(best) ? leastOfThing : least)) return []
    const alike = tellsThing(best) ? like.filter(tellsThing) : like
    if (alike.some(({ one }) => agrees(claim, one))) return []
    const [said, found] = [claim.changes[0]!, best.one.changes[0]!]
    const place = findings.sentences[best.one.sentence]!
    return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion says ${plainWords[said]}, the findings say ${plainWords[found]}.`, conclusion: { start: claim.start, end: claim.end }, findings: { start: place.start, end: place.end } }]
  })
}

/** What had a size before is not new, and what changed by no more than measuring does is not much larger or smaller. */
function agrees(claim: Course, one: Course): boolean {
  const told = one.changes.filter((change) => !(claim.strong && one.measured && change !== 'same' && one.changes.includes('same')))
  // "残存" goes with what became smaller, not with what is gone.
  const left = claim.changes.includes('same') && !claim.changes.includes('resolved')
  return told.some((change) => !(left && change === 'resolved') && claim.changes.some((said) => (said === 'new' && one.measured ? change === 'new' : goesWith[said].includes(change))))
}

/** The courses of the findings and the weight of their words. */
const toldIn = keptForText((findings) => ({ told: coursesOf(findings, true), weight: weigher(findings) }))

function compatible(a: Course, b: Course): boolean {
  const of = (course: Course, kind: string) => [...course.own].filter((word) => word.startsWith(kind))
  const [levels, others] = [of(a, 'l:'), of(b, 'l:')]
  if (levels.length && others.length && !levels.some((level) => others.includes(level))) return false
  const placesIn = (units: Course['units']) => units.flatMap(([name]) => (name!.startsWith('p:') ? [name!.slice(2)] : []))
  const places = placesIn(a.units)
  const there = placesIn(b.units).length ? placesIn(b.units) : placesIn(b.context)
  if (places.length && there.length && !places.some((place) => there.some((other) => sitesRelated(place, other)))) return false
  return !a.sides.size || !b.sides.size || a.sides.has('bilateral') || b.sides.has('bilateral') || [...a.sides].some((side) => b.sides.has(side))
}

function weigher({ text, sentences }: JapaneseText): (word: string) => number {
  const standing = new Map<string, number>()
  const read = sentences.slice(0, mostSentences)
  for (const sentence of read) for (const word of new Set(tokensJapanese(text, sentence).tokens.flatMap(namesOf))) standing.set(word, (standing.get(word) ?? 0) + 1)
  return (word) => Math.log(1 + read.length / (standing.get(word) ?? 1))
}

/** Names of what a token speaks of: a finding and its wider names, a place and its wider places, else its pairs of kanji or the word. */
export function wordsOf(token: Token): string[] {
  if (token.kind === 'finding') return namesOfFinding(token.finding.name)
  if (token.kind === 'place') return [...widerSites(token.place)].slice(0, 3).map((place) => `p:${place}`)
  if (token.kind === 'level' && token.level.group !== 'category') return token.level.keys.map((key) => `l:${key}`)
  if (token.kind === 'number' && token.number.unit === 'mm') return [`n:${token.number.value}`]
  if (token.kind !== 'word' || describing.test(token.text) || /^(?:suv|fdg|adc|ct|mr|pet|hu$|ef$|lvef)/.test(token.text)) return []
  if (!/\p{Script=Han}/u.test(token.text)) return token.text.length > 1 ? [`w:${token.text}`] : []
  return Array.from({ length: token.text.length - 1 }, (_, i) => `w:${token.text.slice(i, i + 2)}`)
}

const namesByFinding = new Map<string, string[]>()
function namesOfFinding(finding: string): string[] {
  let names = namesByFinding.get(finding)
  if (!names) namesByFinding.set(finding, (names = [...japaneseVocabulary().widerFindings(finding)].filter((name) => name !== '病変' && name !== '異常').map((name) => `f:${name}`)))
  return names
}

/** A size is not what is spoken of. */
const isName = (word: string): boolean => !/^[nd]:/.test(word)
/** "下極", "前壁": where in its organ, besides the words. */
const namesOf = (token: Token): string[] => (token.kind === 'part' ? token.parts.map((part) => `d:${part.axis}${part.value}`) : wordsOf(token))

/** "集積低下", "椎体高50%減少": how it is, not what became of it, unless an earlier time is named. */
const isState = (tokens: readonly Token[], i: number): boolean => !standsAlone(tokens, i) && /^(?:低下|減少|減弱|短縮|収縮|上昇|延長|増加)/u.test(tokens[i]!.text) && !tokens.some((token) => token.kind === 'before' || (token.kind === 'number' && token.number.step >= 0))
/** "少量、減少。": what became of it. */
const standsAlone = (tokens: readonly Token[], i: number): boolean => tokens[i - 1]?.kind === 'comma' && ['comma', 'end', undefined].includes(tokens[i + 1]?.kind)
const isLeft = (token: Token): boolean => (token.kind === 'finding' && token.finding.name === '残存') || (token.kind === 'word' && token.text === '残')
/** "残存、減少傾向", "残存・増強": the course is told beside it. */
const goesOnToCourse = (tokens: readonly Token[], i: number): boolean => { const next = tokens.slice(i + 1).find((one) => one.kind !== 'context'); const behind = tokens[tokens.indexOf(next!) + 1]; return next?.kind === 'change' || (next?.kind === 'comma' && behind?.kind === 'change') }

/** "増大した結節", "増大の結節": said of what follows. */
const tellsOf = /^(?:した|する|している|しつつある|中の|傾向の|の)/u
/** "増大しているが再発なし": the denial is of something else. */
const goesOver = /^(?:して(?:いる|います|い)?|した|する|傾向(?:だ|である|にある|を示す)?|である|あり|ある)(?:ものの|が|けれど|も(?!の))/u
const much = /急速|急激|著明|著し|明らか|顕著|大幅|大きく|倍増/u

/** `told`: of findings, where a sentence goes on about the one before it. */
function coursesOf(read: JapaneseText, told: boolean): Course[] {
  const { text, sentences, facts } = read
  const courses: Course[] = []
  let before: ReadonlySet<string> = new Set()
  for (const [index, sentence] of sentences.slice(0, mostSentences).entries()) {
    const head = headingTokens(read, index)
    const { tokens, plain } = sentenceTokens(read, index)
    const here = new Set([...head, ...tokens].flatMap(namesOf))
    const goesOn = told && index > 0 && sentences[index - 1]!.heading?.start === sentence.heading?.start && !text.slice(sentences[index - 1]!.end, sentence.start).includes('\n')
    const around = goesOn ? new Set([...here, ...before]) : here
    before = here
    const sidesOf = (list: readonly Token[]) => new Set(list.flatMap((token) => (token.kind === 'side' ? [token.side] : [])))
    const measured = facts.some((fact) => fact.sentence === index && fact.sizes.some((size) => size.before && size.value > 0))
    const put = (stretch: readonly Token[], range: TextRange, changes: readonly Change[], sides: ReadonlySet<string>, strong = false) => {
      const units = stretch.map(namesOf).filter((unit) => unit.length > 0)
      const own = units.some((unit) => isName(unit[0]!)) || !told ? new Set(units.flat()) : around
      courses.push({ ...range, sentence: index, changes, own, around, units, context: [...head, ...tokens].filter((token) => !stretch.includes(token)).map(namesOf).filter((unit) => unit.length > 0), sides, measured, strong })
    }
    const at = tokens.flatMap((token, i) => ((token.kind === 'change' && !isState(tokens, i)) || (isLeft(token) && !goesOnToCourse(tokens, i)) ? [i] : []))
    let from = 0
    for (const i of at) {
      const token = tokens[i]!
      // "新たな病変なし": nothing is new.
      const ahead = tokens.slice(i + 1).find((one) => one.kind === 'deny' || one.kind === 'exist' || one.kind === 'end' || one.kind === 'change')
      if (token.kind === 'change' && token.change === 'new' && ahead?.kind === 'deny') continue
      const comma = tokens.findIndex((one, k) => k > i && (one.kind === 'comma' || one.kind === 'item' || one.kind === 'end' || one.kind === 'change'))
      // "新たな浸潤影", "増大した結節": what it is told of may stand behind it.
      const told = tokens[comma]?.kind === 'change' && !tellsOf.test(plain.slice(token.to)) && !token.text.endsWith('な')
      const state = tokens.findLastIndex((one, k) => k > from && k < i && one.kind === 'change' && tokens[k + 1]?.kind === 'comma')
      const mark = tokens.findLastIndex((one, k) => k >= from && k < i && one.kind === 'item')
      if (mark >= 0) from = mark + 1
      if (state >= from && tokens.slice(state, i).some((one) => wordsOf(one).some(isName))) from = state + 1
      const stretch = tokens.slice(from, comma < 0 ? tokens.length : told ? i : comma).filter((one) => one !== token)
      from = comma < 0 ? tokens.length : told ? i + 1 : comma
      const sides = sidesOf(stretch)
      const denied = ahead?.kind === 'deny' && !tokens.slice(i, tokens.indexOf(ahead)).some((one) => one.kind === 'comma') && !goesOver.test(plain.slice(token.to))
      if (token.kind !== 'change' && denied) continue
      const changes: readonly Change[] = token.kind !== 'change' ? ['same', 'smaller', 'larger', 'new'] : denied ? ['same', 'resolved', 'smaller'] : [token.change, ...(token.change === 'smaller' && tokens.some((one) => one.kind === 'normal') ? (['resolved'] as const) : [])]
      put(stretch, rangeOf(stretch, token), changes, sides.size ? sides : sidesOf([...head, ...tokens.slice(0, i)]), much.test(plain.slice(Math.max(0, token.from - 6), token.to)))
    }
    if (at.length) continue
    const changes = [...new Set(facts.filter((fact) => fact.sentence === index && fact.polarity === 'told' && !tokens.some((token) => token.kind === 'change' && token.start === fact.change?.range.start)).flatMap(writtenChanges))]
    if (changes.length) put(tokens, sentence, changes, sidesOf([...head, ...tokens]))
  }
  return courses
}

/** As the words say it: of what the heart pumps "larger" is read as worse. */
const writtenChanges = (fact: JapaneseFact): Change[] => changesOf(fact).map((change) => (fact.finding?.name === '心機能' ? (change === 'larger' ? 'smaller' : change === 'smaller' ? 'larger' : change) : change))

/** From the first word of the stretch to the course. */
function rangeOf(stretch: readonly Token[], course: Token): TextRange {
  const first = stretch.find((token) => wordsOf(token).length > 0 && token.start <= course.start) ?? course
  return { start: first.start, end: course.end }
}
