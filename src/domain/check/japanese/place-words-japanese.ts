import { traitAxes, type JapaneseFact, type JapaneseText } from '../../fact/japanese/japanese-fact.ts'
import { keptForText, sentenceTokens } from '../../fact/japanese/kept-for-text-japanese.ts'
import { isKindOfTissue, widerSites } from '../../fact/japanese/sites-japanese.ts'
import type { Token } from '../../fact/japanese/tokens-japanese.ts'
import { foldKanji, japaneseVocabulary } from '../../fact/japanese/vocabulary-japanese.ts'
import type { TextRange } from '../../report/range.ts'
import type { CheckIssue } from '../issue.ts'
import { alike, factFit, placesOf, sameLevel } from './match-japanese.ts'
import { regions } from './nowhere-japanese.ts'

/** Sentences beyond this are not looked through: the time stays bounded. */
const mostSentences = 120
/** Facts and places of the findings beyond this are not compared. */
const mostFacts = 400

const isTold = (fact: JapaneseFact): boolean => fact.polarity === 'told' && !fact.normal && !fact.limited && !fact.advice
const isPrecise = (place: string): boolean => !regions.has(place) && !isKindOfTissue(place)

/**
 * Where the conclusion puts what it tells, by the places alone: a place that the findings never name, the other side of a place that
 * they know on one side only, and another side, level or part than that of everything of its kind. Advice only.
 */
export function placesByWords(conclusion: JapaneseText, findings: JapaneseText, beside: JapaneseText | null): CheckIssue[] {
  const known = knownOf(findings, beside)
  const told = conclusion.facts.filter(isTold).slice(0, mostFacts)
  return [...strangePlaces(conclusion, known), ...told.flatMap((claim) => [...otherSide(claim, conclusion, known), ...notBoth(claim, conclusion, known), ...notOne(claim, conclusion, known), ...apartFromItsKind(claim, conclusion, known)])]
}

const keptBeside = keptForText(() => ({ beside: null as JapaneseText | null, known: null as Known | null }))

/** While a conclusion is typed findings and order stay the same. */
function knownOf(findings: JapaneseText, beside: JapaneseText | null): Known {
  const kept = keptBeside(findings)
  if (!kept.known || kept.beside !== beside) Object.assign(kept, { beside, known: new Known(findings, beside) })
  return kept.known!
}

class Known {
  readonly text: string
  readonly places: string[]
  /** What the findings do not deny or call normal. */
  readonly seen: JapaneseFact[]
  readonly parts: ReadonlySet<string>
  readonly beside: readonly JapaneseFact[]
  readonly findings: JapaneseText

  constructor(findings: JapaneseText, beside: JapaneseText | null) {
    this.findings = findings
    this.beside = beside?.facts ?? []
    this.text = fold(`${findings.text}\n${beside?.text ?? ''}`)
    const facts = [...findings.facts, ...this.beside].slice(0, mostFacts)
    this.parts = new Set(findings.facts.flatMap((fact) => fact.site.parts.map((one) => one.axis + one.value)))
    const levels = [...findings.levels, ...(beside?.levels ?? [])].flatMap(({ group, key }) => (group === 'station' ? stations.flatMap(([pattern, place]) => (pattern.test(key) ? [place] : [])) : group === 'spine' && key.includes('s') ? ['仙骨'] : []))
    this.places = [...new Set([...findings.places, ...(beside?.places ?? []), ...levels, ...facts.flatMap((fact) => placesOf(fact.site))])].filter(isPrecise)
    this.seen = findings.facts.filter((fact) => fact.polarity !== 'denied' && !fact.normal && !fact.advice).slice(0, mostFacts)
  }
}

function issue(range: TextRange, sentence: number, message: string, fact: JapaneseFact | null, findings: JapaneseText): CheckIssue {
  const place = fact ? findings.sentences[fact.sentence]! : null
  return { kind: 'unsupported', severity: 'warning', sentence, message, conclusion: { start: range.start, end: range.end }, findings: place && { start: place.start, end: place.end } }
}

/** Endings by which one place is told as vessel, node or bone of its region. */
const kindOfPlace = /(?:動脈|静脈|リンパ節|ln|領域|近位|遠位|[区枝部内v骨椎])$/u
/** Words that say where from another place, and short names of more than one place. */
const relative = /^(?:尾側|頭側|口側|肛門側|末梢|中枢|上流|下流|傍)|[内外]癌?$|^(?:cpa|移行帯|tz)$/u
/** Fingers and toes are told by number as well. */
const digits: Readonly<Record<string, string>> = { 母指: '第1', 示指: '第2', 中指: '第3', 環指: '第4', 小指: '第5', 母趾: '第1' }
/** Names of node stations that are told by number as well. */
const stations: readonly (readonly [RegExp, string])[] = [[/^#1[0-4]/, '肺門'], [/^#[2-4]/, '気管傍'], [/^#7/, '気管分岐部'], [/^#[1-9]/, '縦隔']]

/** A place that stands nowhere in the findings, under no name, wider or narrower one; or only a neighbour of it does ("空腸" over "回腸"). */
function strangePlaces(conclusion: JapaneseText, known: Known): CheckIssue[] {
  const { text, facts, sentences } = conclusion
  if (!known.places.length) return []
  return sentences.slice(0, mostSentences).flatMap((_, index): CheckIssue[] => {
    const { tokens, plain } = sentenceTokens(conclusion, index)
    return tokens.flatMap((token): CheckIssue[] => {
      if (token.kind === 'part') {
        // "底部", "前壁": parts that nobody calls by a number or letter.
        const part = token.parts.find((one) => one.axis === 'g' || one.axis === 'w')
        const strange = part && !known.parts.has(part.axis + part.value) && !known.text.includes(token.text) && !tokens.some((one) => one.kind === 'place' && one.from < token.to && token.from < one.to) && facts.some((fact) => isTold(fact) && fact.site.parts.some((one) => one.range.start === token.start))
        return strange ? [issue(token, index, `“${text.slice(token.start, token.end)}” does not stand in the findings.`, null, known.findings)] : []
      }
      if (token.kind !== 'place' || !isPrecise(token.place) || japaneseVocabulary().widerPlaces(token.place).size < 2 || relative.test(token.text) || isAdvised(tokens, plain, token)) return []
      const having = facts.filter((fact) => fact.sentence === index && fact.site.places.some((one) => one.range.start === token.start))
      if (having.length ? !having.some(isTold) : tokens.some((one) => one.kind === 'deny' && one.from >= token.to)) return []
      const related = known.places.filter((place) => alike(place, token.place))
      const neighbour = related.length > 0 && !related.some((place) => place === token.place || !widerSites(token.place).has(place)) && known.seen.some((fact) => fact.finding && placesOf(fact.site).some((place) => areNeighbours(place, token.place)))
      if (related.length && !neighbour) return []
      if ([token.text, token.text.replace(kindOfPlace, ''), token.place.replace(kindOfPlace, ''), digits[token.place] ?? ''].some((name) => name.length > 1 && known.text.includes(name))) return []
      return [issue(token, index, `“${text.slice(token.start, token.end)}” does not stand in the findings.`, null, known.findings)]
    })
  })
}

/** "脳外科", "婦人科": a place in the name of who is asked, or of an examination. */
const isAdvised = (tokens: readonly Token[], plain: string, token: Token): boolean => tokens.some((one) => one.kind === 'advice') || /^(?:の通る|の走|外科|内科|科|病棟|癌検診|エコー|us|mri?|ct)/u.test(plain.slice(token.to, token.to + 4)) || /(?:mibg|脳血流)$/u.test(plain.slice(Math.max(0, token.from - 5), token.from))

/** Two parts of one organ. */
function areNeighbours(a: string, b: string): boolean {
  if (alike(a, b)) return false
  const [[, outer], [, other]] = [[...widerSites(a)], [...widerSites(b)]]
  return outer !== undefined && outer === other && isPrecise(outer) && !outer.endsWith('骨')
}

/** The claim's side of its place, where everything that the findings tell there is on the other side. */
function otherSide(claim: JapaneseFact, { text }: JapaneseText, known: Known): CheckIssue[] {
  const { side, sideRange, sideBorrowed, borrowed } = claim.site
  const places = placesOf(claim.site).filter(isPrecise)
  if (!sideRange || sideBorrowed || borrowed === 2 || side === 'bilateral' || !places.length || known.beside.some((fact) => fact.site.side === side)) return []
  const there = known.seen.filter((fact) => placesOf(fact.site).some((place) => places.some((one) => alike(one, place))))
  if (there.some((fact) => fact.site.side === 'bilateral' || fact.site.side === side)) return []
  const sided = there.filter((fact) => fact.site.side !== null && fact.site.borrowed < 2)
  if (!sided.length) return []
  const refused = known.findings.facts.some((fact) => (fact.polarity === 'denied' || fact.normal) && fact.site.side === side && placesOf(fact.site).some((place) => places.includes(place)))
  // Told without a side, or of that side without a place: it may be what is meant.
  if (known.seen.some((fact) => factFit(claim, fact) >= 1 && (fact.site.side === null ? there.includes(fact) || (!placesOf(fact.site).length && factFit(claim, fact) >= 2.5) : !refused && fact.site.side === side && !placesOf(fact.site).some(isPrecise)))) return []
  const written = (place: string) => [side === 'left' ? '左' : '右', '対側', '対側の', '健側', '健側の'].some((word) => known.text.includes(fold(word + place)))
  if (!refused && claim.site.places.some(({ range }) => range.start >= 0 && written(text.slice(range.start, range.end)))) return []
  return [issue(sideRange, claim.sentence, `The conclusion says ${side}, the findings say ${sided[0]!.site.side}: “${text.slice(claim.word.start, claim.word.end)}”.`, sided[0]!, known.findings)]
}

/** "両側": everything of its kind that tells a side tells one and the same. */
function notBoth(claim: JapaneseFact, { sentences }: JapaneseText, known: Known): CheckIssue[] {
  const { side, sideRange, sideBorrowed } = claim.site
  if (side !== 'bilateral' || !claim.finding || !sideRange || sideBorrowed || sideRange.start < sentences[claim.sentence]!.start - 1) return []
  const own = claim.site.borrowed === 2 ? [] : placesOf(claim.site).filter(isPrecise)
  const near = (fact: JapaneseFact) => { const theirs = placesOf(fact.site).filter(isPrecise); return !own.length || !theirs.length || own.some((one) => theirs.some((place) => alike(one, place))) }
  const kin = known.seen.filter((fact) => factFit(claim, fact) >= 2.5 && near(fact))
  const [first] = kin
  if (!first || kin.some((fact) => !fact.site.side || fact.site.side === 'bilateral' || fact.site.side !== first.site.side) || known.beside.some((fact) => fact.site.side)) return []
  const other = (fact: JapaneseFact) => fact.site.side !== null && fact.site.side !== first.site.side && near(fact)
  // By its very name, or the other side is denied; and nothing there might be it.
  if (known.seen.some((fact) => other(fact) && factFit(claim, fact) >= (claim.finding!.kind === 'plain' ? 2.5 : 1)) || !(kin.some((fact) => fact.finding?.name === claim.finding!.name) || known.findings.facts.some((fact) => fact.polarity === 'denied' && other(fact) && factFit(claim, fact) >= 2.5))) return []
  return [issue({ start: sideRange.start, end: claim.word.end }, claim.sentence, `The conclusion says both sides, the findings say ${first.site.side}.`, first, known.findings)]
}

/** One side of what the findings tell of both, without a word of that side, while the conclusion leaves the other out. */
function notOne(claim: JapaneseFact, { text, facts }: JapaneseText, known: Known): CheckIssue[] {
  const { side, sideRange, sideBorrowed } = claim.site
  if (!claim.finding || !sideRange || sideBorrowed || side === null || side === 'bilateral' || claim.site.borrowed === 2 || claim.sizes.length || claim.site.levels.length || known.beside.some((fact) => fact.site.side)) return []
  const own = placesOf(claim.site).filter(isPrecise)
  const near = (fact: JapaneseFact) => { const theirs = placesOf(fact.site).filter(isPrecise); return !own.length || !theirs.length || own.some((one) => theirs.some((place) => alike(one, place))) }
  const kin = known.seen.filter((fact) => factFit(claim, fact) >= 1 && near(fact))
  const [first] = kin
  if (!first || kin.some((fact) => fact.site.side !== 'bilateral') || !kin.some((fact) => fact.finding?.name === claim.finding!.name)) return []
  const word = side === 'left' ? '左' : '右'
  if (kin.some((fact) => { const { start, end } = known.findings.sentences[fact.sentence]!; return known.findings.text.slice(start, end).includes(word) })) return []
  if (facts.some((one) => one !== claim && one.finding && factFit(one, claim) >= 2.5 && one.site.side !== side && one.site.side !== null)) return []
  return [issue({ start: sideRange.start, end: claim.word.end }, claim.sentence, `The conclusion says ${side}, the findings say both sides: “${text.slice(claim.word.start, claim.word.end)}”.`, first, known.findings)]
}

/** The level or part of the claim, where everything of its kind that tells one tells another. */
function apartFromItsKind(claim: JapaneseFact, conclusion: JapaneseText, known: Known): CheckIssue[] {
  if (!claim.finding || claim.finding.name === '異常' || claim.finding.name === '病変' || claim.cause) return []
  const { start } = conclusion.sentences[claim.sentence]!
  const own = claim.site.borrowed === 2 ? [] : placesOf(claim.site).filter(isPrecise)
  const sides = (fact: JapaneseFact) => !claim.site.side || !fact.site.side || claim.site.side === fact.site.side || claim.site.side === 'bilateral' || fact.site.side === 'bilateral'
  const near = (fact: JapaneseFact) => { const theirs = placesOf(fact.site).filter(isPrecise); return !own.length || !theirs.length || own.some((one) => theirs.some((place) => alike(one, place))) }
  const { text } = conclusion
  const alikes = known.seen.filter((fact) => fact.finding && !fact.limited && sides(fact) && factFit(claim, fact) >= 2.5)
  const kin = alikes.filter(near)
  const carried = (agrees: (fact: JapaneseFact) => boolean) => [...known.seen, ...known.beside].some((fact) => agrees(fact) && (!fact.finding || (factFit(claim, fact) >= 1 && near(fact) && sides(fact)) || alikes.some((one) => one.sentence === fact.sentence && (near(one) || fact.site.levels.length > 0))))
  const elsewhere = (range: TextRange, fact: JapaneseFact) => [issue(range, claim.sentence, `The conclusion says “${text.slice(range.start, range.end)}”, the findings put this elsewhere.`, fact, known.findings)]
  // Its own level, or the one its sentence names for something else.
  const levelsOf = (fact: JapaneseFact, group: string) => { const levels = fact.site.levels.filter((one) => one.group === group); return levels.length ? levels : known.seen.filter((one) => one.sentence === fact.sentence).flatMap((one) => one.site.levels.filter((level) => level.group === group)) }
  for (const level of claim.site.levels.filter((one) => one.range.start >= start - 1)) {
    // Named where nothing was read: it may be told there.
    if (known.findings.levels.some((one) => one.group === level.group && sameLevel(one.key, level.key)) && !known.findings.facts.some((fact) => fact.site.levels.some((one) => one.group === level.group && sameLevel(one.key, level.key)))) continue
    // A vertebra is place enough.
    const differs = (level.group === 'spine' ? alikes : kin).find((fact) => levelsOf(fact, level.group).length > 0)
    if (differs && !carried((fact) => levelsOf(fact, level.group).some((one) => sameLevel(one.key, level.key)))) return elsewhere(level.range, differs)
  }
  for (const part of claim.site.parts.filter((one) => !traitAxes.has(one.axis) && one.range.start >= start - 1)) {
    const differs = kin.find((fact) => fact.site.parts.some((one) => one.axis === part.axis))
    if (differs && !known.text.includes(fold(text.slice(part.range.start, part.range.end))) && !carried((fact) => fact.site.parts.some((one) => one.axis === part.axis && one.value === part.value))) return elsewhere(part.range, differs)
  }
  return []
}

const fold = (text: string): string => foldKanji(text.normalize('NFKC').toLowerCase())
