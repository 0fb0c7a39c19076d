import type { FindingsText } from '../../draft/reading/align.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { TextRange } from '../../report/range.ts'
import { keepResults } from '../../text/kept.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { axes, type Axis } from './axis-table.ts'
import { likeFinding, likeSites } from '../compare/match.ts'
import { ofFirstClaims } from './kept-sentence.ts'

/** Axes that are told by the same words, which are looked for once. */
const axesByWords = [...Map.groupBy(axes, ({ yes, no }) => `${yes.source}|${no.source}`)].map(([words, same]) => ({ any: new RegExp(words, 'i'), same }))
const axesIn = (piece: string): readonly Axis[] => axesByWords.flatMap(({ any, same }) => (any.test(piece) ? same : []))
const anyWord = new RegExp(axes.flatMap(({ yes, no }) => [yes.source, no.source]).join('|'), 'i')
const cue = /\b(?:no|not|without|nor|neither|never|free of|absence of|lack of|none|nil|poor|poorly|reduced|absent|decreased|lost|fails? to|failed to|cannot|can ?not)\b(?! (?:only|longer))/i
const cueAfter = /^[^,;:.()]{0,24}\b(?:not (?:seen|present|identified|demonstrated|shown|detected|evident)|absent|excluded|none|nil|no longer|resolved)\b/i
/** What leaves open, is planned or is told of another time or of the rest. */
const unsure = /\?|\b(?:possib\w*|probabl\w*|likely|suspect\w*|suspic\w*|question\w*|may|might|could|cannot|can ?not|would|exclude\w*|equivocal|risk|threaten\w*|favou?r\w*|if|versus|vs|or|unless|until|consider|recommend\w*|advis\w*|suggest\w*|raises?|concern\w*)\b/i
const aside = /\b(?:previous\w*|prior|former\w*|before|baseline|known|history|status|no longer|resolved|other|others|remaining|remainder|elsewhere|otherwise|further|rest|residual|significant\w*|definite|convincing|new|further|contralateral|less|more|partly)\b|^\s*(?:was|were|prev)\b|\b(?:19|20)\d\d\b/i
const pieceEnd = /[,;:()]|\.(?=\s|$)|\s[-–—]\s|\b(?:but|although|though|while|whereas|and|with|which|that)\b|(?=\bwithout\b)/gi
const mostSentences = 300
const mostPieces = 600
const mostClaims = 60
const longest = 2000

/** What a piece names. `stems`: its words as they stand; `specific`: says which thing it is, not only what kind. */
type Anchor = { key: string; /** Which of several ("lateral" of menisci). */ which: readonly string[]; vessel: boolean; stems: readonly string[]; site: string | null; /** Told by a finding's name. */ implied: boolean; specific: boolean; /** A part, level or word beside the thing. */ detail: boolean; /** One of several under one key. */ part: boolean; at: TextRange; headed: boolean }
/** One state of one thing. `own`: named in the piece itself; `around`: before it in its sentence, and in its heading. */
type State = TextRange & { axis: Axis; pole: 1 | -1; word: string; denied: boolean; own: readonly Anchor[]; around: readonly Anchor[]; sides: ReadonlySet<string>; levels: readonly Unit[]; findings: readonly string[]; sizes: readonly Unit[] }

/** What a conclusion tells in words that exclude those of the findings, of the same thing ("displaced" over "undisplaced"). As advice. English. */
export function oppositesTold(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  return ofFirstClaims('opposites', text, sentences, findings, mostClaims, (sentence, index) => {
    if (!anyWord.test(text.slice(sentence.start, Math.min(sentence.end, sentence.start + longest)))) return []
    return statesOf(text, sentence, [], null, true).map((claim): CheckIssue | null => {
      const against = opposite(claim, toldStates(findings))
      return against && { kind: 'unsupported', severity: 'warning', sentence: index, message: `The findings tell the opposite of “${text.slice(claim.start, claim.end)}”.`, conclusion: { start: claim.start, end: claim.end }, findings: { start: against.start, end: against.end } }
    })
  })
}

/** Of the states on the same axis those that share most with the claim: all the other way, or nothing is said. */
function opposite(claim: State, all: ReadonlyMap<Axis, readonly State[]>): State | null {
  const told = (all.get(claim.axis) ?? []).filter((one) => fits(claim, one))
  if (!told.length) return null
  const scored = told.map((one) => ({ one, score: shared(claim, one) }))
  const best = Math.max(...scored.map(({ score }) => score))
  const near = scored.filter(({ score }) => score >= 0.7 * best).map(({ one }) => one)
  if (near.some((one) => one.pole === claim.pole)) return null
  return near.find((one) => sameThing(claim, one) && (one.denied === claim.denied || !claim.axis.exact || one.word === claim.word)) ?? null
}

/** What one of the two names, the other names too, itself or before; the other may go into more detail. */
function sameThing(claim: State, told: State): boolean {
  if (claim.levels.some((one) => one.kind === 'level' && told.levels.some((other) => other.group === one.group && other.key === one.key))) return true
  const namesIn = (a: State, b: State, detail: boolean) => {
    const wanted = (list: readonly Anchor[]) => list.filter((one) => one.specific && !one.headed && (detail || !one.detail))
    const own = wanted(a.own)
    const named = !own.length ? wanted(a.around) : detail ? own : [own.reduce((near, one) => (gap(one, a) < gap(near, a) ? one : near))]
    const there = [...b.own, ...b.around]
    return !named.length || !there.some(({ specific }) => specific) || named.some((one) => there.some((other) => (detail ? alike(one, other) : alike(other, one))))
  }
  return namesIn(claim, told, true) && namesIn(told, claim, false)
}

const gap = ({ at }: Anchor, said: TextRange): number => Math.max(at.start - said.end, said.start - at.end)

/** The same word, level or finding; or the place around that of the claim under any name. */
function alike(a: Anchor, b: Anchor): boolean {
  if (sameWords(a, b)) return true
  if (a.site === null || b.site === null) return a.key === b.key && a.site === b.site && !a.stems.length
  if (a.headed || b.headed) return likeSites([{ site: a.site, from: 'text', start: 0, end: 0 }], [{ site: b.site, from: 'text', start: 0, end: 0 }]) > 0
  const relation = relateSites(a.site, b.site)
  if (isWide(a.site) || isWide(b.site)) return false
  if (relation === 'inside') return !a.vessel || !b.vessel
  return relation === 'same' && (a.implied || b.implied || (a.key === b.key && !a.part) || initials(a) === b.stems[0] || initials(b) === a.stems[0] || !a.stems.length || !b.stems.length)
}

const sameWords = (a: Anchor, b: Anchor): boolean => a.stems.some((stem) => b.stems.includes(stem)) && (!a.which.length || !b.which.length || a.which.some((one) => b.which.includes(one)))

/** "pv" for "portal vein". */
const initials = ({ stems }: Anchor): string => stems.map((stem) => stem[0]).join('')

/** How much of what the claim names the other names too; the same words count more than the same region. */
function shared(claim: State, told: State): number {
  const there = [...told.own, ...told.around]
  const worth = (anchor: Anchor): number => (there.some((one) => sameWords(anchor, one)) ? 1 : there.some((one) => alike(anchor, one)) ? 0.5 : 0)
  const sum = (list: readonly Anchor[], part: number) => list.reduce((total, anchor) => total + worth(anchor) * part * (anchor.specific ? 1 : 0.5), 0)
  return sum(claim.own, 1) + sum(claim.around, 0.5)
}

/** No other side, level, place or size. */
function fits(a: State, b: State): boolean {
  if (a.sides.size && b.sides.size && !a.sides.has('bilateral') && !b.sides.has('bilateral') && ![...a.sides].some((side) => b.sides.has(side))) return false
  for (const level of a.levels) {
    const others = b.levels.filter((one) => one.group === level.group)
    if (others.length && !others.some((one) => one.key === level.key || one.key.split('/').includes(level.key) || level.key.split('/').includes(one.key))) return false
  }
  if (a.axis.like && !a.findings.some((one) => b.findings.some((other) => likeFinding(one, other) >= 1.4))) return false
  if (a.sizes.length && b.sizes.length && !a.sizes.some((one) => b.sizes.some((other) => sameMeasure(one, other) || sameMeasure(other, one)))) return false
  const places = (one: State) => {
    const narrow = (list: readonly Anchor[]) => list.filter(({ site }) => site !== null && !isWide(site))
    return narrow(one.own).length ? narrow(one.own) : narrow(one.around)
  }
  const [mine, theirs] = [places(a), places(b)]
  return !mine.length || !theirs.length || mine.some((one) => theirs.some((other) => relateSites(one.site!, other.site!) !== 'apart' || one.stems.some((stem) => other.stems.includes(stem))))
}

const kept = new WeakMap<FindingsText, ReadonlyMap<Axis, readonly State[]>>()

function toldStates(findings: FindingsText): ReadonlyMap<Axis, readonly State[]> {
  const before = kept.get(findings)
  if (before) return before
  const states = findings.sentences.slice(0, mostSentences).flatMap((one) => statesOf(findings.text, one, one.headingUnits, one.heading, false)).slice(0, mostPieces)
  const told = Map.groupBy(states, ({ axis }) => axis)
  kept.set(findings, told)
  return told
}

/** Kept or lost: the thing itself must stand in the piece. */
const nouns = new Set(axes.filter(({ yes }) => yes.source.includes('unimpaired')))
const noun = (one: Axis): boolean => nouns.has(one)

const naming: ReadonlySet<Unit['kind']> = new Set(['finding', 'anatomy', 'part', 'level', 'word'])

const several = /\b(?:lateral|medial|anterior|posterior|superior|inferior|upper|lower|common|external|internal|deep|superficial|proximal|distal)\b/g
/** Words of many names. */
const common = /^(?:left|right|vein|veins|venou|arter|liga|ligam|tendo|nerve|lobe|upper|lower|large|small|media|later|anter|poste|super|infer|proxi|dista|commo|main|joint|bone|muscl|gland|lesio|nodul|mass|masse|focus|foci|tear|fract|acute|chron|sever|moder|mild|about|with|chang|disea|struc|segme|level|aspec|regio|area|margi|borde|edge|edges|appea|conto|size|stres|dynam|test|posit|outli|shape|signa|compo)$/

function anchorsOf(units: readonly Unit[], text: string, headed = false): Anchor[] {
  const placed = units.some((unit) => unit.kind === 'anatomy' || (unit.kind === 'finding' && withoutStates(text.slice(unit.start, unit.end)).trim().length > 2))
  return units.flatMap((unit): Anchor[] => {
    if (!naming.has(unit.kind)) return []
    const said = withoutStates(text.slice(unit.start, unit.end))
    if (!/[a-z\d]{2}/i.test(said) || (unit.kind === 'word' && /ly$/i.test(said))) return []
    const places = unit.kind === 'finding' ? [...findingPlaces(unit.key)] : []
    const site = unit.kind === 'anatomy' ? unit.group || unit.key : places.length === 1 ? places[0]! : null
    const all = unit.kind === 'level' ? [`${unit.group}:${unit.key}`] : (said.toLowerCase().match(/[a-z]{3,}|\b[a-z]\d\b/g) ?? []).map((word) => word.slice(0, 5))
    const stems = telling(all, unit)
    return [{ key: `${unit.kind}:${unit.group}:${unit.key}`, which: said.toLowerCase().match(several) ?? [], vessel: /\b(?:veins?|arter\w+|v|[SI]M[AV]|PV)\b/i.test(said), stems, site, implied: unit.kind === 'finding' && said.length === unit.end - unit.start, specific: stems.length > 0 && (unit.kind !== 'finding' || said.length < unit.end - unit.start), detail: unit.kind === 'level' || unit.kind === 'part' || (unit.kind === 'word' && placed), part: unit.group !== '' && unit.group !== unit.key, at: unit, headed }]
  })
}
/** Segments of vessels, by their letters. */
const segmentsOf = (piece: string, start: number): Anchor[] => [...piece.matchAll(/\b[MAPV][1-4]\b/g)].map((found) => ({ key: found[0], which: [], vessel: true, stems: [found[0].toLowerCase()], site: null, implied: false, specific: true, detail: false, part: true, at: { start: start + found.index, end: start + found.index + 2 }, headed: false }))

/** Without words of many names, unless an anatomical name has no other. */
function telling(stems: readonly string[], unit: Unit): readonly string[] {
  const rare = stems.filter((stem) => !common.test(stem))
  return rare.length || unit.kind !== 'anatomy' ? rare : stems
}

/** Words that only tell a state. */
const anyState = new RegExp(`\\b(?:${axes.flatMap(({ yes, no }) => [yes.source, no.source]).join('|')})\\b`, 'gi')
/** By the name itself: reports use the same few hundred again and again. */
const keptNames = keepResults<string>(3000)
const withoutStates = (name: string): string => keptNames(name, () => name.replace(anyState, ' '))

/** The states that a sentence tells, piece by piece; in a conclusion only what is said outright. */
function statesOf(text: string, sentence: Reading, headingUnits: readonly Unit[], heading: TextRange | null, outright: boolean): State[] {
  const end = Math.min(sentence.end, sentence.start + longest)
  const whole = text.slice(sentence.start, end)
  if (!anyWord.test(whole)) return []
  const states: State[] = []
  const head = heading ? text.slice(heading.start, heading.end) : ''
  const headed = anchorsOf(headingUnits, text, true)
  const cuts = [...whole.matchAll(pieceEnd)]
  let from = 0
  for (let at = 0; at <= cuts.length; at++) {
    const to = cuts[at]?.index ?? whole.length
    const piece = whole.slice(from, to)
    const start = sentence.start + from
    from = to + (cuts[at]?.[0].length ?? 0)
    if (piece.trim().length < 3 || !anyWord.test(piece)) continue
    const clause = clauseOf(whole, start - sentence.start, start - sentence.start + piece.length)
    if (unsure.test(piece) || (outright && unsure.test(clause))) continue
    const units = sentence.units.filter((unit) => unit.start >= start && unit.start < start + piece.length)
    const before = sentence.units.filter((unit) => unit.start >= sentence.start && unit.start < start)
    let named: Pick<State, 'own' | 'around'> | null = null
    for (const axis of axesIn(piece)) {
      const no = axis.no.exec(piece)
      // "Non-union" holds the word for its opposite.
      const yes = axis.yes.exec(no ? `${piece.slice(0, no.index)}${' '.repeat(no[0].length)}${piece.slice(no.index + no[0].length)}` : piece)
      if ((yes === null) === (no === null)) continue
      if (axis.about && !axis.about.test(piece) && !(axis.about.test(`${head} ${whole.slice(0, start - sentence.start)}`) && !noun(axis))) continue
      const found = (yes ?? no)!
      if (aside.test(`${piece.slice(0, found.index)}${piece.slice(found.index + found[0].length)}`) || (!axis.like && aside.test(found[0]))) continue
      const at0 = start + found.index
      const said = { start: at0, end: at0 + found[0].length }
      const inUnits = units.filter((unit) => unit.start < said.end && unit.end > said.start)
      const carried = /^(?:un|non|in|mis|mal)/i.test(found[0]) ? false : inUnits.some((unit) => unit.negated) && !cue.test(piece) && cue.test(whole.slice(0, start - sentence.start))
      const denied = cue.test(piece.slice(0, found.index)) || /\bnon-?\s?$/i.test(piece.slice(0, found.index)) || carried || (!axis.like && cueAfter.test(piece.slice(found.index + found[0].length)))
      if (denied && axis.oneWay) continue
      named ??= { own: [...anchorsOf(units, text), ...segmentsOf(piece, start)], around: [...anchorsOf(before, text), ...headed] }
      const sides = sidesOf(units)
      const sided = sides.size ? sides : sidesOf(before).size ? sidesOf(before) : sidesOf(headingUnits)
      const levels = (list: readonly Unit[]) => list.filter((unit) => unit.kind === 'level' || unit.kind === 'part')
      const placed = levels(units).length ? levels(units) : levels(before).length ? levels(before) : levels(headingUnits)
      states.push({ ...said, axis, findings: units.filter((unit) => unit.kind === 'finding' && !inUnits.includes(unit)).map((unit) => unit.key), word: stemOf(found[0]), denied, sizes: sentence.units.filter((unit) => unit.kind === 'measure' && unit.unit === 'mm'), pole: (yes !== null) !== denied ? 1 : -1, ...named, sides: sided, levels: placed })
    }
  }
  return states
}

const stemOf = (word: string): string => word.toLowerCase().slice(0, 5)
const sidesOf = (units: readonly Unit[]): ReadonlySet<string> => new Set(units.filter((unit) => unit.kind === 'side').map((unit) => unit.key))

/** From one comma or stop to the next. */
function clauseOf(whole: string, from: number, to: number): string {
  const start = Math.max(...[',', ';', ':', '. '].map((stop) => whole.lastIndexOf(stop, from - 1))) + 1
  const rest = whole.slice(to).search(/[,;:]|\.\s/)
  return whole.slice(Math.max(0, start), rest < 0 ? undefined : to + rest)
}
