import type { FindingSentence, FindingsText } from '../../draft/reading/align.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import { describes, isVague, likeFinding } from '../compare/match.ts'
import { leavesOut } from '../compare/normal-scope.ts'
import type { CheckIssue } from '../issue.ts'
import { ofFirstClaims } from './kept-sentence.ts'

const unsure = /\?|\b(?:possib\w*|probabl\w*|likely|suspect\w*|suspic\w*|question\w*|may|might|could|cannot|can ?not|exclude\w*|equivocal|risk|favou?r\w*|consistent|compatible|keeping|concern\w*|if|no longer|resolved|former\w*|previous\w*|prior|known|treated|history|after|following|post|status|recommend\w*|advis\w*|consider|biopsy|sampl\w*|differential|versus|vs|territor\w*)\b/i
/** Stands in the findings of a place that is well all the same. */
const harmless: ReadonlySet<string> = new Set(['postoperative', 'anomaly', 'scar', 'degenerative', 'atherosclerosis'])
const leading = /\b(?:in|of|at|from|into|within|to|around|along|near|involving|invading|infiltrating)\b/i
/** Goes on to another thing. */
const joining = /\b(?:and|with|plus|but)\b/i
/** Says of a place only that it is one. */
const generic = /^(?:zone|site|area|region|bed|level|part|aspect|portion)s?$/i
/** What shows that something lives or grows: its denial says that a place that is measured is well. */
const lively: ReadonlySet<string> = new Set(['uptake', 'enhancement', 'thickening', 'restricted-diffusion', 'recurrence', 'mass', 'nodule', 'lesion'])
const growing: ReadonlySet<string> = new Set(['recurrence', 'cancer', 'metastasis', 'uptake', 'enhancement'])
const mostSentences = 300
const mostClaims = 40

/** What is denied there is what should be. */
const lostFlow = /\b(?:no|not|absent|without|lost|reduced)\b[^.;,]{0,30}\b(?:flow|perfusion|perfused|opacif\w*|pulsation)\b/i
/** Something stands there after all. */
const exceptive = /\b(?:apart from|aside from|except|other than|otherwise|but)\b/i

type Place = { unit: Unit; word: string }
type Claim = { sentence: number; start: number; end: number; findings: Unit[]; places: Place[]; sides: ReadonlySet<string> }

/**
 * A finding told of a place of which the findings only say that all is well there ("recurrence at the anastomosis" over "anastomosis: no
 * thickening"), also of places that no list knows. As advice. English.
 */
export function soundPlaces(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  return ofFirstClaims('sound', text, sentences, findings, mostClaims, (sentence, index) => claimsOf(text, sentence, index).map((claim): CheckIssue | null => {
    const told = findings.sentences.slice(0, mostSentences).filter((one) => claim.places.every((place) => names(one, place, findings.text)))
    const here = told.filter((one) => sidesFit(claim.sides, sidesOf([...one.headingUnits, ...one.units])))
    if (!here.length || !here.every((one) => isSound(one, claim, findings.text))) return null
    const against = here.find((one) => speaksAgainst(one, claim, findings.text))
    // Told somewhere without a place of its own: it may be this place's.
    if (!against || findings.sentences.some((one) => affirmed(one).some((unit) => claim.findings.some((mine) => likeFinding(mine.key, unit.key) >= 2.2 && !describes.has(unit.key)) && (!placesOf(one).length || !told.includes(one) && related(one, claim))))) return null
    const { start, end } = claim
    return { kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The findings say of this place that all is well: “${text.slice(start, end)}”.`, conclusion: { start, end }, findings: { start: against.start, end: against.end } }
  }))
}

const sidesOf = (units: readonly Unit[]): ReadonlySet<string> => new Set(units.filter((unit) => unit.kind === 'side').map((unit) => unit.key))
const sidesFit = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => !a.size || !b.size || b.has('bilateral') || [...a].some((side) => b.has(side))
const placesOf = (one: FindingSentence): Unit[] => [...one.headingUnits, ...one.units].filter((unit) => unit.kind === 'anatomy' && !isWide(unit.group || unit.key))
const affirmed = (one: FindingSentence): Unit[] => one.units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.weight > 0 && !harmless.has(unit.key) && !isVague(unit.key))
const related = (one: FindingSentence, claim: Claim): boolean => claim.places.some(({ unit }) => unit.kind === 'anatomy' && placesOf(one).some((other) => relateSites(other.group || other.key, unit.group || unit.key) !== 'apart'))

/** Findings said outright in a clause, with the places that follow them. */
function claimsOf(text: string, sentence: Reading, index: number): Claim[] {
  const claims: Claim[] = []
  let clause: Unit[] = []
  const close = (end: number) => {
    const units = clause
    clause = []
    if (!units.length) return
    const start = Math.max(sentence.start, units[0]!.start)
    const said = text.slice(start, Math.max(start, end))
    if (unsure.test(said) || units.some((unit) => unit.kind === 'recommend' || unit.kind === 'certainty' || unit.kind === 'normal' || unit.kind === 'before' || unit.kind === 'after')) return
    const findings = units.map((unit) => asRecurrence(unit, text)).filter((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 3 && !isVague(unit.key) && !harmless.has(unit.key))
    if (!findings.length) return
    const last = findings.at(-1)!
    const at = leading.exec(text.slice(last.end, Math.max(last.end, end)))
    const behind = at ? units.filter((unit) => unit.start >= last.end + at.index) : units
    const all = behind.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level' || unit.kind === 'word' || (unit.kind === 'finding' && unit.key === 'postoperative')).map((unit) => ({ unit, word: text.slice(unit.start, unit.end).toLowerCase() }))
    const named = all.filter(({ word }) => !generic.test(word))
    const places = named.length ? named : all
    if (!places.some(({ unit }) => (unit.kind === 'anatomy' ? !isWide(unit.group || unit.key) : unit.kind === 'word' || unit.kind === 'finding'))) return
    claims.push({ sentence: index, start: Math.max(sentence.start, findings[0]!.start), end: Math.max(last.end, places.at(-1)!.unit.end), findings, places, sides: sidesOf(units) })
  }
  for (const unit of sentence.units) {
    if (unit.kind === 'comma' || unit.kind === 'break' || unit.kind === 'boundary') close(unit.start)
    else {
      const before = clause.at(-1)
      if (before && joining.test(text.slice(before.end, unit.start))) close(before.end)
      clause.push(unit)
    }
  }
  close(sentence.end)
  return claims
}

/** "Recurrence" alone is read as a course; at a place it is a finding. */
const asRecurrence = (unit: Unit, text: string): Unit => ((unit.kind === 'change' || unit.kind === 'word') && /^(?:recurrence|relapse|regrowth)$/i.test(text.slice(unit.start, unit.end)) ? { ...unit, kind: 'finding', key: 'recurrence', weight: 5 } : unit)

/** Does the sentence, or its heading, name the place? Words by their key or as they stand. */
function names(one: FindingSentence, { unit, word }: Place, text: string): boolean {
  const headed = one.heading !== null && !one.units.some((other) => other.kind === 'anatomy') && !text.slice(one.heading.end, one.start).includes('\n')
  const there = headed ? [...one.headingUnits, ...one.units] : one.units
  if (unit.kind === 'anatomy' && there.some((other) => other.kind === 'anatomy' && ['same', 'inside'].includes(relateSites(other.group || other.key, unit.group || unit.key)))) return true
  if (there.some((other) => other.kind === unit.kind && other.key === unit.key && other.group === unit.group)) return true
  if (word.length < 3) return false
  const said = `${headed ? text.slice(one.heading!.start, one.heading!.end) : ''} ${text.slice(one.start, Math.min(one.end, one.start + 600))}`.toLowerCase()
  return said.includes(word.slice(0, Math.max(4, word.length - 3)))
}

/** Nothing abnormal is told, and nothing measured or changed that could be called so. */
function isSound(one: FindingSentence, claim: Claim, text: string): boolean {
  if (exceptive.test(text.slice(one.start, Math.min(one.end, one.start + 600)))) return false
  const quiet = claim.findings.every((unit) => growing.has(unit.key)) && one.units.some((unit) => unit.kind === 'finding' && unit.negated && !unit.partial && lively.has(unit.key))
  if (affirmed(one).length || (!quiet && one.units.some((unit) => unit.kind === 'measure'))) return false
  return !one.units.some((unit) => unit.kind === 'change' && unit.key !== 'same' && !unit.negated) && one.units.some((unit) => unit.kind === 'normal' || (unit.kind === 'finding' && unit.negated)) && !lostFlow.test(text.slice(one.start, Math.min(one.end, one.start + 600)))
}

/** Does it deny what is told, or call the place whole in a way that leaves it out? */
function speaksAgainst(one: FindingSentence, claim: Claim, text: string): boolean {
  if (one.units.some((unit) => unit.kind === 'normal' && !unit.negated)) return claim.findings.some((unit) => leavesOut(text.slice(one.start, one.end), unit.key) ?? true)
  return one.units.some((unit) => unit.kind === 'finding' && unit.negated && !unit.partial && claim.findings.some((mine) => likeFinding(mine.key, unit.key) >= 1.4 || isVague(unit.key)))
}
