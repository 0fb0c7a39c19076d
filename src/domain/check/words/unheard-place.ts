import type { FindingsText } from '../../draft/reading/align.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import { findingFamilies, findingPlaces } from '../../text/lexicon/finding-families.ts'
import { sameMeasure } from '../../text/measures.ts'
import type { Unit } from '../../text/read-sentence.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { isVague, likeFinding, likeSites } from '../compare/match.ts'
import { piecesOfFindings, type Piece } from '../compare/pieces.ts'
import { ofClaims } from './side-words.ts'

/** How near words of the findings come to a place: not at all, something around it, or itself and what lies in it. */
type Nearness = 0 | 1 | 2

/** Words of many places' names, by their first letters. */
const manyPlaces = /^(?:lobe|gland|arter|vein|venou|nerve|lower|upper|right|left|middl|tract|muscle|bone|space|joint|regio|lymph|wall|vessel|commo|inter|exter|main|large|small|bowel|super|infer|later|media|anter|poste|duct|tendo|ligam|stem|compo|repla|body|disc|fossa|roots?$|base|apex|valve|sinus)/
const stemsOf = (words: string): string[] => (words.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !manyPlaces.test(word)).map((word) => word.slice(0, 5))

const siteOf = (unit: Unit): string => unit.group || unit.key
const isNarrowSite = (unit: Unit): boolean => unit.kind === 'anatomy' && !isWide(siteOf(unit))
const isNarrow = (unit: Unit): boolean => isNarrowSite(unit) || ((unit.kind === 'level' || unit.kind === 'part') && told.has(unit.group))
/** Levels that are always told by their number or name; what lies above or before something is told in many ways. */
const told: ReadonlySet<string> = new Set(['spine', 'segment', 'colon-part', 'aorta-part'])

type Words = { unit: Unit; stems: readonly string[] }

function nearness(place: Words, { unit, stems }: Words): Nearness {
  if (place.unit.kind !== 'anatomy') return unit.kind === place.unit.kind && unit.group === place.unit.group && (unit.key === place.unit.key || unit.key.split('/').includes(place.unit.key) || place.unit.key.split('/').includes(unit.key)) ? 2 : 0
  const site = siteOf(place.unit)
  const sharesWord = place.stems.some((stem) => stems.includes(stem))
  if (sharesWord) return 2
  // "Lower lumbar": its vertebrae are told by their numbers.
  if (unit.kind === 'level' && unit.group === 'spine') return relateSites(site, 'spine') !== 'apart' ? 2 : 0
  const sites = unit.kind === 'finding' ? [...findingPlaces(unit.key)] : unit.kind === 'anatomy' ? [siteOf(unit)] : []
  let best: Nearness = 0
  for (const one of sites) {
    const relation = relateSites(one, site)
    if (relation === 'same' || relation === 'inside') return 2
    if (relation === 'around' && !isWide(one)) best = 1
  }
  return best
}

type ToldPiece = { piece: Piece; own: readonly Words[]; around: readonly Words[]; placed: boolean; sound: boolean }
const kept = new WeakMap<FindingsText, readonly ToldPiece[]>()

/** Words that call a place well and are no finding. */
const well = /\b(?:well[- ](?:fixed|seated)|viable|compressible|symmetric(?:al)?|spared|uninvolved|aerated)\b/i

function toldPieces(findings: FindingsText): readonly ToldPiece[] {
  const before = kept.get(findings)
  if (before) return before
  const write = (unit: Unit): Words => ({ unit, stems: stemsOf(findings.text.slice(unit.start, unit.end)) })
  const made = piecesOfFindings(findings).pieces.map((piece): ToldPiece => {
    const said = findings.text.slice(piece.units[0]?.start ?? 0, piece.units.at(-1)?.end ?? 0)
    return { piece, own: [...piece.units, ...piece.heading].map(write), around: piece.around.map(write), placed: [...piece.units, ...piece.heading].some(isNarrowSite), sound: piece.sound || (well.test(said) && !piece.units.some((unit) => unit.kind === 'finding' && !unit.negated)) }
  })
  kept.set(findings, made)
  return made
}

/** Organs whose size is told although they are well; of a node or a vessel's segment, a size tells of something that was seen. */
const measuredOrgans: ReadonlySet<string> = new Set(['spleen', 'kidney', 'liver', 'prostate', 'uterus', 'ovary', 'testis', 'thyroid', 'pancreas', 'gallbladder', 'bladder', 'aorta', 'bile-duct', 'portal-vein'])

/** What a size alone can say: that something is wide, thick, large or small. */
const bySize = (finding: string): boolean => isVague(finding) || [...findingFamilies(finding)].some((family) => 'emsao'.includes(family)) || /enlarg|dilat|thick|atroph|ectas|wid/.test(finding)
const sameSize = (a: readonly Unit[], b: readonly Unit[]): boolean => a.some((one) => b.some((other) => sameMeasure(one, other) || sameMeasure(other, one)))

/** What the findings tell of a place: something that the claim may mean, only that it is well, only that it is there, or nothing. */
type Heard = { heard: 'ill' | 'sound' | 'plain' | 'nothing'; at: Piece | null }

function hear(place: Words, claim: Piece, found: readonly Unit[], pieces: readonly ToldPiece[]): Heard {
  const near: { told: ToldPiece; own: boolean; how: Nearness }[] = []
  for (const one of pieces) {
    const most = (list: readonly Words[]): Nearness => list.reduce<Nearness>((best, words) => (best === 2 ? 2 : (Math.max(best, nearness(place, words)) as Nearness)), 0)
    const own = most(one.own)
    const around = own === 2 ? 0 : most(one.around)
    const how = Math.max(own, around) as Nearness
    // What has a narrow place of its own does not speak of the one that stands beside it in the sentence.
    if (how === 0 || (own < how && one.placed)) continue
    near.push({ told: one, own: own === how, how })
  }
  const itself = near.filter(({ how }) => how === 2)
  let state: Heard = { heard: 'nothing', at: null }
  for (const { told: one, own } of itself.length ? itself : near) {
    const { units, over } = one.piece
    if (one.sound) {
      if (state.heard !== 'sound') state = { heard: 'sound', at: one.piece }
      continue
    }
    const ill = units.filter((unit) => unit.kind === 'finding' && !unit.negated)
    const sizes = units.filter((unit) => unit.kind === 'measure')
    const words = units.filter((unit) => unit.kind === 'word' && !unit.negated)
    const measured = sameSize(sizes, claim.units.filter((unit) => unit.kind === 'measure'))
    const alike = over || measured || ill.some((unit) => found.some((other) => likeFinding(unit.key, other.key) >= 0.8)) || words.some((unit) => claim.units.some((other) => other.kind === 'word' && other.key === unit.key))
    // "In T9, in the rib and in the iliac wing": what is named in a row has the finding that the row began with.
    const inRow = !ill.length && one.piece.around.some((unit) => unit.kind === 'finding' && !unit.negated && unit.weight > 0 && found.some((other) => likeFinding(unit.key, other.key) >= 0.8))
    const measuredThing = sizes.length > 0 && (found.some((unit) => bySize(unit.key)) || !units.some((unit) => unit.kind === 'anatomy' && measuredOrgans.has(unit.key)))
    if (alike || inRow || (own && !ill.length && (words.length > 0 || measuredThing))) return { heard: 'ill', at: one.piece }
    if (state.heard === 'nothing') state = { heard: 'plain', at: one.piece }
  }
  return state
}

/** The place only says where something else lies, or is asked about. */
const beside = /\b(?:above|below|beneath|under|behind|near|next to|beside|close to|over|convex|(?:adjacent|anterior|posterior|medial|lateral|superior|inferior|proximal|distal) to)(?: the)?(?: (?:left|right))? ?$/i
/** A region named after an organ or vessel that lies in it, and places with names in other words. */
const region = /^ (?:territor|fossa|chain|flaccida|region|bed|bifurcation)/i
const otherwise = /^(?:thumb|airways?|bibas|ductal)/i
const named = /\b(?:suspicious (?:for|of)|suspicion of|consistent with|compatible with|in keeping with|suggest(?:s|ive of|ing)|c\/w)\b[^,;.()]*$/i
const open = /\?|\b(?:possib|question|query|may (?!\d)|might|could|cannot|not excluded|exclude|suspect|raises?)/i

/**
 * Something told of a place of which the findings tell nothing abnormal: they call it well, or only measure or name it, or do not know it.
 * Advice on the place's words. English.
 */
export function checkUnheardPlaces(context: CheckContext): CheckIssue[] {
  const { input, findings } = context
  const pieces = toldPieces(findings)
  if (!pieces.length) return []
  const text = input.conclusion
  const write = (unit: Unit): Words => ({ unit, stems: stemsOf(text.slice(unit.start, unit.end)) })
  const order = [input.indication, input.comparison].filter(Boolean).join('\n')
  const asked = context.beside.map((unit): Words => ({ unit, stems: stemsOf(order) }))
  return ofClaims(`unheard places ${order}`, context, (claim): CheckIssue[] => {
    if (claim.sound || claim.over || isAdvice(claim, context)) return []
    const found = claim.units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.weight > 0)
    if (!found.length) return []
    for (const unit of claim.units) {
      // "Suspicious for ductal carcinoma": what something may be says nothing of where it was seen.
      if (!isNarrow(unit) || unit.negated || named.test(text.slice(Math.max(0, unit.start - 40), unit.start)) || region.test(text.slice(unit.end, unit.end + 14)) || otherwise.test(text.slice(unit.start, unit.end)) || beside.test(text.slice(Math.max(0, unit.start - 32), unit.start))) continue
      const place = write(unit)
      if (asked.some((one) => nearness(place, one) > 0)) continue
      const { heard, at } = hear(place, claim, found, pieces)
      if (heard === 'ill' || (heard === 'plain' && unit.kind !== 'anatomy') || (heard === 'nothing' && !isUnknown(place, claim, pieces, findings, text))) continue
      const told = at && findings.sentences[at.sentence]!
      const word = text.slice(unit.start, unit.end)
      return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: heard === 'nothing' ? `The findings do not speak of “${word}”.` : `The findings tell nothing abnormal of “${word}”.`, conclusion: { start: unit.start, end: unit.end }, findings: told && { start: told.start, end: told.end } }]
    }
    return []
  })
}

/** Nothing in the findings is written like the place, lies against it or in the same organ. */
function isUnknown(place: Words, claim: Piece, pieces: readonly ToldPiece[], findings: FindingsText, text: string): boolean {
  if (place.unit.kind !== 'anatomy' || !place.stems.length || place.stems.some((stem) => findings.text.toLowerCase().includes(stem)) || shortened(text.slice(place.unit.start, place.unit.end), findings.text)) return false
  const start = claim.units[0]!.start
  if (open.test(text.slice(Math.max(0, start - 24), claim.units.at(-1)!.end + 2))) return false
  const site = { site: siteOf(place.unit), start: 0, end: 0, from: 'text' as const }
  return !pieces.some(({ own }) => own.some(({ unit }) => unit.kind === 'anatomy' && !isWide(siteOf(unit)) && likeSites([site], [{ ...site, site: siteOf(unit) }]) > 0.4))
}

/** "Main pulmonary artery" of which the findings write "PA". */
function shortened(place: string, findings: string): boolean {
  const letters = (place.match(/[a-z]+/gi) ?? []).map((word) => word[0]!.toUpperCase())
  return letters.some((_, at) => letters.length - at >= 2 && new RegExp(`\\b${letters.slice(at).join('')}s?\\b`).test(findings))
}

/** Something is recommended in the same part of the sentence. */
const isAdvice = (claim: Piece, { conclusion }: CheckContext): boolean => {
  const from = claim.units[0]?.start ?? 0
  // "Uptake in the stomach needs gastroscopy" tells of the stomach; "biopsy of the stomach advised" does not.
  const to = claim.units.find((unit) => unit.kind === 'finding')?.start ?? claim.units.at(-1)?.end ?? 0
  return conclusion[claim.sentence]!.units.some((unit) => unit.kind === 'recommend' && unit.start >= from - 40 && unit.start <= to)
}
