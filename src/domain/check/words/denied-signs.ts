import type { FindingSentence, FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { keptOf } from './kept-sentence.ts'
import { signTable, type Sign } from './signs.ts'

const denying = /\b(?:no|not|without|nor|neither|free of|free from|absent|negative for|none|nil|never|(?:loss|lack|absence|resolution|disappearance) of)\b|-free\b|\bnon-?\s?$|\b(?:un|non-?)dilated\b/i
const deniedAfter = /^(?![^.;]*\b(?:apart from|except|other than)\b)(?:[^,;:.()]{0,24}\b(?:not (?:seen|present|identified|demonstrated|shown|detected|evident)|absent|excluded|ruled out|none|nil|negative)|\s*: ?(?:none|no|nil|absent)\b)/i
/** Says something of a part, a kind or a course of it. */
const qualified = /\b(?:diffuse|generali[sz]ed|other|new|further|residual|significant|relevant|inferior|anterior|lateral|apical|septal|drainable|definite|high-grade|proximal|distal|contralateral|additional|second|convincing)\b/i
const past = /\b(?:previous\w*|prior|prev|resolved|former\w*|no longer|was|were|known|treated|history|gone|cleared|normalised|normalized)\b|\b(?:19|20)\d\d\b/i
const unsure = /\?|\b(?:possib\w*|probabl\w*|likely|suspect\w*|suspic\w*|question\w*|may|might|could|cannot|exclude\w*|equivocal|risk|threaten\w*|impending|early|favou?r\w*|consistent|compatible|keeping|if|for|versus|vs|or|unless|until|consider|recommend\w*|advis\w*)\b/i
const mostSentences = 300
const mostClaims = 40
const longest = 2000

type Told = { one: FindingSentence; told: string; sides: ReadonlySet<string> }
const kept = new WeakMap<FindingsText, readonly Told[]>()

/** The sentences of the findings, each with its heading; a point within a number is written ·, so that it ends no clause. */
function toldIn(findings: FindingsText): readonly Told[] {
  const before = kept.get(findings)
  if (before) return before
  const all = findings.sentences.slice(0, mostSentences).map((one): Told => {
    const told = `${one.heading && !picksFrom(one) ? `${findings.text.slice(one.heading.start, one.heading.end)}: ` : ''}${findings.text.slice(one.start, Math.min(one.end, one.start + 600))}`.replace(/(?<=\d)\.(?=\d)/g, '·')
    return { one, told, sides: sidesOf([...one.headingUnits, ...one.units]) }
  })
  kept.set(findings, all)
  return all
}

/** "SPLEEN/PANCREAS: Pancreas normal.": of the organs in its heading the sentence speaks of those it names. */
function picksFrom({ headingUnits, units }: FindingSentence): boolean {
  const organs = new Set(headingUnits.flatMap((unit) => (unit.kind === 'anatomy' ? unit.key : [])))
  return organs.size > 1 && units.some((unit) => unit.kind === 'anatomy' && organs.has(unit.key))
}

const sidesOf = (units: readonly Unit[]): ReadonlySet<string> => new Set(units.filter((unit) => unit.kind === 'side').map((unit) => unit.key))
const sidesFit = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => !a.size || !b.size || a.has('bilateral') || b.has('bilateral') || [...a].some((side) => b.has(side))

/** Letters that a word is looked for before and behind a name: no clause is longer. */
const reachOf = 200

/** What follows the last of these letters. */
function afterLast(text: string, letters: string): string {
  let at = text.length
  while (at > 0 && !letters.includes(text[at - 1]!)) at--
  return text.slice(at)
}

/** All matches: nearly always there are none, which the expression as it is tells without being made anew. */
const matchesOf = (what: RegExp, text: string): RegExpExecArray[] => (what.test(text) ? [...text.matchAll(new RegExp(what, `${what.flags}g`))] : [])

/** How `what` stands in this text: told, denied, both, or not at all. */
function standing(told: string, what: RegExp): { told: boolean; denied: boolean } {
  const result = { told: false, denied: false }
  for (const found of matchesOf(what, told)) {
    const clause = afterLast(told.slice(Math.max(0, found.index - reachOf), found.index), ';:(=')
    // A list carries its "no" over commas only by its last "or".
    const near = afterLast(clause, ',')
    const reach = denying.test(near) || (denying.test(clause) && /\b(?:or|nor)\b/i.test(told.slice(found.index - near.length, found.index + reachOf).split(/[;:.]/)[0]!))
    // A sign may hold a "no" of its own ("no flow", "not compressible"), which is no denial of it.
    const inside = /\b(?:no|none|without)\b(?! (?:fatty|flow|internal|intra|colou?r))/i.test(afterLast(found[0], ',:')) && /[,:]/.test(found[0])
    if (reach || inside || /\b(?:not|no longer) (?!compress)\w+$/i.test(found[0]) || deniedAfter.test(told.slice(found.index + found[0].length, found.index + found[0].length + reachOf))) result.denied = true
    // What was is not: a time word holds for its own clause.
    else if (!past.test(near + afterLast(found[0], ',') + told.slice(found.index, found.index + reachOf).split(/[,;(]/)[0]!)) result.told = true
  }
  return result
}

type Stand = ReturnType<typeof standing>
/** A sentence with how a name, its signs and their absence stand in it. */
type Read = Told & { name: Stand; signs: Stand; gone: boolean }
const keptRead = new WeakMap<FindingsText, Map<Sign, readonly Read[]>>()

/** Looked up once for each sign while the findings stay the same. */
function readFor(sign: Sign, findings: FindingsText): readonly Read[] {
  const bySign = keptRead.get(findings) ?? new Map<Sign, readonly Read[]>()
  keptRead.set(findings, bySign)
  const before = bySign.get(sign)
  if (before) return before
  const read = toldIn(findings).map((one): Read => ({ ...one, name: standing(one.told, sign.name), signs: standing(one.told, sign.signs), gone: sign.gone?.test(one.told) ?? false }))
  bySign.set(sign, read)
  return read
}

/** Offsets are those of its sentence. `against`: what the findings say against it, once that was asked. */
type Claim = TextRange & { sign: Sign; denied: boolean; against?: FindingSentence | null; sides: ReadonlySet<string>; words: string; /** What the clause names beside it. */ places: readonly Unit[] }

/** Where a sentence of the conclusion speaks of the name, said outright. */
function claimsOf(text: string, sentence: Reading, sign: Sign): Claim[] {
  const own = text.slice(sentence.start, Math.min(sentence.end, sentence.start + longest))
  return matchesOf(sign.name, own).flatMap((found): Claim[] => {
    const start = sentence.start + found.index
    const end = start + found[0].length
    const before = afterLast(own.slice(Math.max(0, found.index - reachOf), found.index), ',;:()')
    const clause = `${before}${found[0]}${/^[^,;:()]*/.exec(own.slice(found.index + found[0].length, found.index + found[0].length + reachOf).replace(/\.(?=\s|$)[^]*/, ''))![0]}`
    const from = start - before.length
    const around = sentence.units.filter((unit) => unit.start >= from && unit.start < from + clause.length)
    const units = around.filter((unit) => unit.start < end && unit.end > start && unit.kind === 'finding')
    if (units.some((unit) => unit.partial && !/\bactive\b/i.test(clause)) || qualified.test(clause)) return []
    const denied = units.some((unit) => unit.negated) || denying.test(before) || denying.test(found[0]) || deniedAfter.test(own.slice(found.index + found[0].length, found.index + found[0].length + reachOf))
    if (denied && /\bacute\b/i.test(clause)) return []
    const sides = sidesOf(around)
    const here = around.filter((unit) => naming.has(unit.kind) && (unit.end <= start || unit.start >= end))
    const places = here.length ? here : sentence.units.filter((unit) => naming.has(unit.kind) && unit.start < from)
    return [{ sign, start: (denied ? start - before.trimStart().length : start) - sentence.start, end: end - sentence.start, denied, sides: sides.size ? sides : sidesOf(sentence.units.filter((unit) => unit.start < start)), words: clause, places }]
  })
}

const naming: ReadonlySet<Unit['kind']> = new Set(['anatomy', 'part', 'level', 'word'])

/** Share of the places a claim names that a sentence of the findings names too. */
function placeShare({ places }: Claim, { one }: Told): number {
  const there = [...one.headingUnits, ...one.units]
  const named = (place: Unit) => there.some((unit) => unit.kind === place.kind && (place.kind === 'anatomy' ? samePlace(unit, place) : unit.key === place.key))
  return places.length ? places.filter(named).length / places.length : 0
}

function samePlace(a: Unit, b: Unit): boolean {
  const relation = relateSites(a.group || a.key, b.group || b.key)
  return relation === 'same' || (relation === 'inside' && !isWide(b.group || b.key)) || (relation === 'around' && !isWide(a.group || a.key))
}

/** Of a placed claim's places a sentence must name so many to speak of the same. */
const samePlaces = 0.5
/** … to speak against what is told there. */
const allPlaces = 0.75

/**
 * Findings that are denied although what shows them is told under another name, and denied nowhere ("no perforation" over extraluminal gas);
 * and findings that are told although only their signs' absence is ("cholecystitis" over a thin wall and a negative Murphy sign). As advice. English.
 */
export function deniedSigns(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  const claims = sentences.flatMap((sentence, index) => keptOf('signs', text, sentence, findings, () => signTable.flatMap((sign) => claimsOf(text, sentence, sign).slice(0, mostClaims))).map((claim) => ({ claim, index, start: sentence.start + claim.start, end: sentence.start + claim.end })))
  const bySign = Map.groupBy(claims, ({ claim }) => claim.sign)
  return signTable.flatMap((sign) => {
    const told = bySign.get(sign)
    if (!told || !sign.name.test(text)) return []
    return told.slice(0, mostClaims).flatMap(({ claim, index, start, end }) => {
      if (claim.against === undefined) claim.against = (claim.denied ? shownAgainst(claim, findings) : goneAgainst(claim, findings)) ?? null
      if (!claim.against || (claim.denied && toldElsewhere(sign, text, start, end))) return []
      const said = text.slice(start, end)
      const message = claim.denied ? `The conclusion denies “${said}”, the findings describe what shows it.` : `The conclusion states “${said}”, the findings deny what shows it.`
      return [{ kind: 'unsupported', severity: 'warning', sentence: index, message, conclusion: { start, end }, findings: { start: claim.against.start, end: claim.against.end } } satisfies CheckIssue]
    })
  })
}

/** Does the conclusion tell the finding, or its sign, beside this range? */
function toldElsewhere({ name, signs, placed }: Sign, text: string, start: number, end: number): boolean {
  if (placed) return false
  const outside = `${text.slice(Math.max(0, start - longest), start)} ${text.slice(end, end + longest)}`
  return standing(outside, signs).told || standing(outside, name).told
}

/** What shows the denied finding, where nothing as near denies it, under its name or by its signs. */
function shownAgainst(claim: Claim, findings: FindingsText): FindingSentence | undefined {
  const { sign } = claim
  const { placed } = sign
  const here = readFor(sign, findings).filter((one) => sidesFit(claim.sides, one.sides)).map((one) => ({ ...one, share: placeShare(claim, one) }))
  const shown = here.filter((one) => (!placed || one.share >= samePlaces) && one.signs.told).toSorted((a, b) => b.share - a.share)[0]
  // Denied by the findings too, if under a wider name: then what is told is judged already.
  // "No right hydronephrosis" denies none on the left.
  return shown && !here.some((one) => one.share >= shown.share && (one.name.denied || one.gone) && sidesFit(shown.sides, one.sides)) ? shown.one : undefined
}

/** What says that nothing shows the finding that is told, where nothing else carries it. */
function goneAgainst(claim: Claim, findings: FindingsText): FindingSentence | undefined {
  const { sign } = claim
  const { name, signs, placed } = sign
  if (unsure.test(claim.words.replace(name, ' ')) || past.test(claim.words) || (!placed && name.source === signs.source)) return undefined
  const all = readFor(sign, findings).map((one) => ({ ...one, share: placeShare(claim, one) }))
  const against = all.filter((one) => sidesFit(claim.sides, one.sides) && (!placed || one.share >= allPlaces) && (one.signs.denied || one.gone)).toSorted((a, b) => b.share - a.share)[0]
  const carried = against && all.some((one) => (!placed || one.share >= against.share) && (one.name.told || one.signs.told))
  return carried ? undefined : against?.one
}
