import type { Fact, FactLevel, FactSite } from '../../fact/fact.ts'
import type { CheckIssue } from '../issue.ts'
import type { Candidate, CompareContext } from './compare-context.ts'
import { isWide, placesAround, relateSites } from '../../fact/site-tree.ts'
import { affirmedThere, notAlone, sizedOther, soundThere } from './side-support.ts'
import { allWider, isCategory, isVague, likeSites, looks, saidSites, scoreOf } from './match.ts'

/** A rule speaks only when what it takes for the same thing shares this much (a finding of one family at the same place). */
const leastScore = 3
/** … and nothing that agrees comes this near; more is asked where the findings do tell something of the kind at that place. */
const leastLead = 1.2
const clearLead = 2

/** Facts that tell a thing: affirmed findings, and places that are measured or changed. */
const tells = (fact: Fact): boolean => (fact.finding !== null && !fact.negated) || (fact.finding === null && !fact.normal)

/** Side, level or organ told otherwise by the findings that speak of the same thing; null when they agree or leave it open. */
export function comparePlaces(fact: Fact, context: CompareContext): CheckIssue | null {
  if (fact.advice) return null
  const polar = polarOf(fact, context.candidates(fact))
  return side(fact, polar, context) ?? level(fact, polar, context) ?? (!fact.negated && !fact.normal && fact.certainty !== 'unlikely' ? organ(fact, polar, context) : null)
}

const keptPolar = new WeakMap<readonly Candidate[], readonly Candidate[]>()

/** Those that tell, deny or call normal as the fact does; the candidates of a fact stay the same while a conclusion is typed. */
function polarOf(fact: Fact, candidates: readonly Candidate[]): readonly Candidate[] {
  const before = keptPolar.get(candidates)
  if (before) return before
  const polar = candidates.filter(({ fact: other }) => fact.finding === null || fact.negated ? samePolarity(fact, other) : tells(other))
  keptPolar.set(candidates, polar)
  return polar
}

function samePolarity(a: Fact, b: Fact): boolean {
  if (a.finding === null) return a.normal ? b.normal || b.negated : tells(b)
  return a.negated === b.negated && b.finding !== null
}

function best(list: readonly Candidate[], without: 'side' | 'level' | 'site'): { candidate: Candidate; score: number } | null {
  let found: { candidate: Candidate; score: number } | null = null
  for (const candidate of list) {
    const score = scoreOf(candidate.match, without)
    if (!found || score > found.score) found = { candidate, score }
  }
  return found
}

const leadOver = ({ match }: Candidate): number => (match.site > 1 || match.finding >= 1.4 ? clearLead : leastLead)

/** Do the two speak of one thing at all? A shared place alone is not enough for two named findings. */
const alike = ({ match }: Candidate): boolean => match.finding > 0 && (match.finding >= 1.4 || match.site > 1 || match.size > 0 || match.words > 0)

/** Left in peace. */
const sparedAfter = /^[^,;.]{0,28}\b(?:spared|free(?! (?:fluid|air|gas|of))|uninvolved|unaffected|not (?:involved|affected|contacted|compressed))\b/i

function side(fact: Fact, list: readonly Candidate[], context: CompareContext): CheckIssue | null {
  const { side } = fact
  if (!side || side.from !== 'text' || side.side === 'bilateral') return bilateral(fact, list, context)
  if (fact.finding === null && sparedAfter.test(context.input.conclusion.slice(side.end, side.end + 40))) return null
  // A shift has a direction and no side; what is denied or called normal is wrong only where something is affirmed.
  if (fact.finding === 'midline-shift' || ((fact.negated || fact.normal) && !affirmedThere(fact, context))) return null
  const never = sideNowhere(fact, context)
  if (never) return never
  const more = notAlone(fact, context)
  if (more) return issueOf('side', 'error', fact, side, `The conclusion says only ${side.side}, the findings say ${more.side!.side === 'bilateral' ? 'both sides' : `${more.side!.side} too`}.`, more, context)
  const swapped = soundThere(fact, context) ?? sizedOther(fact, context)
  if (swapped) return issueOf('side', 'error', fact, side, `The conclusion says ${side.side}, the findings say ${swapped.side!.side}.`, swapped, context)
  // A size that the findings tell on this side says of what is spoken.
  if (fact.sizes.length && context.candidates(fact).some(({ match }) => match.size >= 2.5 && match.side > 0)) return null
  const usable = list.filter((one) => one.match.site >= 0 && one.match.level >= 0 && alike(one))
  // "Trapped" and "dilated", each of a word that only says abnormal: at one place on one side they are the same.
  if (fact.finding !== null && isVague(fact.finding) && list.some(({ match }) => match.side > 0 && match.site > 1 && match.level >= 0 && match.finding > 0)) return null
  const opposite = usable.filter((one) => one.match.side < 0)
  const against = best(fact.finding !== null && isVague(fact.finding) ? opposite.filter(({ match }) => match.site > 1 || match.size > 0) : opposite, 'side')
  if (!against || against.score < leastScore) return null
  const agreeing = best(usable.filter((one) => one.match.side > 0), 'side')
  const open = best(usable.filter((one) => one.match.side === 0), 'side')
  if (agreeing && agreeing.score > against.score - leadOver(agreeing.candidate)) return null
  if (open && open.score > against.score - 0.4) return null
  return issueOf('side', 'error', fact, side, `The conclusion says ${side.side}, the findings say ${against.candidate.fact.side!.side}.`, against.candidate.fact, context)
}

/** The findings know only the other side, and neither indication nor comparison knows this one. */
function sideNowhere(fact: Fact, context: CompareContext): CheckIssue | null {
  const { side } = fact.side!
  const knows = (one: Fact) => one.side !== null && (one.side.side === side || one.side.side === 'bilateral')
  if (context.findings.facts.some(knows) || context.beside.facts.some(knows) || context.input.side === side || new RegExp(`\\b${side}`, 'i').test(context.input.findings)) return null
  // The chambers of the heart have names that sound like sides.
  if (fact.sites.some(({ site }) => /ventricle|atrium|coronary|^lad$|^rca$/.test(site))) return null
  const other = nearestOf(fact, context, (one) => one.side !== null)
  return other ? issueOf('side', 'error', fact, fact.side!, `The conclusion says ${side}, the findings only ${other.side!.side}.`, other, context) : null
}

/** The fact of the findings that speaks most of the same thing, of those that `fits`. */
function nearestOf(fact: Fact, context: CompareContext, fits: (one: Fact) => boolean): Fact | null {
  let found: Candidate | null = null
  for (const one of context.candidates(fact)) if (fits(one.fact) && (!found || scoreOf(one.match, 'side') - Math.max(0, one.match.level) > scoreOf(found.match, 'side') - Math.max(0, found.match.level))) found = one
  return found?.fact ?? context.findings.facts.find(fits) ?? null
}

function bilateral(fact: Fact, list: readonly Candidate[], context: CompareContext): CheckIssue | null {
  const { side } = fact
  if (!side || side.from !== 'text') return null
  const same = list.filter((one) => one.match.site >= 0 && one.match.level >= 0 && one.match.finding >= 2.2)
  if (!same.length || same.some(({ fact: other }) => other.side === null || other.side.side === 'bilateral')) return null
  const sides = new Set(same.map(({ fact: other }) => other.side!.side))
  if (sides.size > 1) return null
  const [only] = [...sides]
  return issueOf('side', 'error', fact, side, `The conclusion says both sides, the findings only ${only}.`, same[0]!.fact, context)
}

function level(fact: Fact, list: readonly Candidate[], context: CompareContext): CheckIssue | null {
  if (fact.normal || fact.negated) return null
  for (const told of fact.levels) {
    if (told.from !== 'text' || isCategory(told.group)) continue
    const never = levelNowhere(fact, told, context)
    if (never) return never
    const one = { ...fact, levels: [told] }
    const usable = list.filter(({ match, fact: other }) => match.site >= 0 && match.side >= 0 && alike({ match, fact: other }))
    const relation = (other: Fact) => (other.levels.some((level) => level.group === told.group) ? (other.levels.some((level) => level.group === told.group && agrees(level.key, told.key)) ? 1 : -1) : 0)
    const against = best(usable.filter(({ fact: other }) => relation(other) < 0), 'level')
    if (!against || against.score < leastScore) continue
    const agreeing = best(usable.filter(({ fact: other }) => relation(other) > 0), 'level')
    const open = best(usable.filter(({ fact: other }) => relation(other) === 0), 'level')
    const other = against.candidate.fact.levels.find((level) => level.group === told.group)!
    if (slippedOn(told, against.candidate.fact, context)) continue
    const says = `The conclusion says “${context.input.conclusion.slice(told.start, told.end)}”, the findings say “${context.input.findings.slice(other.start, other.end)}”.`
    if (agreeing && onlyThere(fact, against.candidate, usable.filter(({ fact: one }) => relation(one) >= 0))) {
      const denied = context.candidates(fact).some(({ match, fact: one }) => match.finding === 3 && one.negated && !one.partial && relation(one) > 0 && match.site >= 0)
      return issueOf(denied ? 'organ' : 'unsupported', denied ? 'error' : 'warning', one, told, says, against.candidate.fact, context)
    }
    if (agreeing && agreeing.candidate.match.site >= 1.4 && !against.candidate.match.size) continue
    if (agreeing && agreeing.score > against.score - leadOver(agreeing.candidate)) continue
    if (open && open.score > against.score - 0.4) continue
    return issueOf('organ', 'error', one, told, says, against.candidate.fact, context)
  }
  return null
}

/** "Listhesis L4 on L5" is of both. */
function slippedOn(told: FactLevel, { sentence }: Fact, { input, findings }: CompareContext): boolean {
  const word = input.conclusion.slice(told.start, told.end).replace(/[^\w]/g, '.')
  const { start, end } = findings.sentences[sentence]!
  return new RegExp(`\\b${word} (?:on|upon|over) [A-Z]|\\b(?:on|upon|over) ${word}\\b`, 'i').test(findings.text.slice(start, end))
}

/** The very finding, on the side told, only at another level; what stands at the told level, or leaves it open, is at most of its family. */
function onlyThere(fact: Fact, { match }: Candidate, others: readonly Candidate[]): boolean {
  if (fact.finding === null || isVague(fact.finding) || looks.has(fact.finding) || fact.weight < 2 || match.finding < 3 || match.site < 1.2 || (fact.side && match.side <= 0)) return false
  return others.every((one) => one.match.size === 0 && one.match.words === 0 && (one.match.finding < 2.2 || (one.match.finding < 3 && one.fact.finding !== null && allWider(fact.finding!).has(one.fact.finding))))
}

/** Groups whose members are counted: one that the findings never name is wrong where they name others. */
const counted: ReadonlySet<string> = new Set(['spine', 'segment', 'station', 'quadrant', 'lobe'])
/** Groups with other ways to say the same: one never named is only carried by nothing. */
const named: ReadonlySet<string> = new Set(['colon-part', 'pancreas-part', 'brain-lobe', 'horn', 'pole', 'third', 'gland-level', 'bone-part', 'aorta-part', 'vessel-segment', 'meniscus-part'])

function levelNowhere(fact: Fact, told: FactLevel, context: CompareContext): CheckIssue | null {
  if (!counted.has(told.group) && !named.has(told.group)) return null
  const known = [...context.findings.units, ...context.beside.units].flatMap((units) => units.filter((unit) => (unit.kind === 'level' || unit.kind === 'part') && unit.group === told.group))
  if (!known.length || known.some((unit) => agrees(unit.key, told.key) || told.key.split('/').every((key) => known.some((one) => agrees(one.key, key))))) return null
  // "(T3)" beside a tumour is its stage.
  if (/^t[1-4]$/.test(told.key) && !known.some((unit) => /^t\d/.test(unit.key))) return null
  // "T5 to T9" in the findings holds what lies between.
  const spans = told.group === 'spine' && /\b[CTL]\d{1,2}\s?(?:to|-|–|through)\s?[CTL]?\d/i.test(context.input.findings)
  const word = context.input.conclusion.slice(told.start, told.end)
  const other = nearestOf(fact, context, (one) => one.levels.some((level) => level.group === told.group))
  return spans ? null : issueOf(counted.has(told.group) ? 'organ' : 'unsupported', counted.has(told.group) ? 'error' : 'warning', fact, told, `“${word}” does not stand in the findings.`, other, context)
}

const agrees = (a: string, b: string): boolean => a === b || a.split('/').includes(b) || b.split('/').includes(a)

const besides = /\b(?:behind|near|next to|beside|close to|(?:adjacent|anterior|posterior|medial|lateral|superior|inferior|cranial|caudal|dorsal|ventral) to)\b[^,;.:()]*$/i

function organ(fact: Fact, list: readonly Candidate[], context: CompareContext): CheckIssue | null {
  const told = saidSites(fact.sites).find((site) => site.from === 'text')
  if (!told || fact.finding === 'postoperative' || fact.finding === 'portal-hypertension' || (fact.finding !== null && looks.has(fact.finding))) return null
  // "Behind the thyroid lobe" is no place in it.
  if (besides.test(context.input.conclusion.slice(Math.max(0, told.start - 48), told.start))) return null
  const unnamed = isUnnamed(fact, context)
  const sound = soundPlace(fact, told, list, context)
  if (sound) return sound
  if (!unnamed && apartInText(fact, told, context)) return null
  const range = { start: Math.min(told.start, fact.word.start), end: Math.max(told.end, fact.word.end) }
  const word = context.input.conclusion.slice(told.start, told.end)
  const usable = list.filter(({ match }) => match.level >= 0 && match.side >= 0)
  const against = fact.finding !== null && isVague(fact.finding) ? null : best(usable.filter(({ match }) => match.site !== 0 && match.site < 0.5 && (match.finding >= 2.2 || (match.finding >= 0.5 && match.size >= 2.5 && match.side >= 0))), 'site')
  const here = list.filter(({ match, fact: other }) => !other.normal && ((match.site > 0.5 && match.finding >= 0.8) || (match.site >= 0 && match.finding >= 2.2)))
  if (against && against.score >= leastScore) {
    // Told of another organ with this very size, and here with none: the place was exchanged.
    const sized = against.candidate.match.size >= 2.5 && fact.sizes.some((size) => !/[,;][^,;]*[a-z]{5,}[^,;]*[a-z]{5,}/i.test(context.input.conclusion.slice(Math.min(fact.word.end, size.end), Math.max(fact.word.start, size.start)))) && !list.some(({ match }) => match.size >= 2 && match.site >= 0.5)
    const local = !sized && (here.some(({ match }) => match.site > 0.5) || list.some(({ match, fact: other }) => match.site >= 1.4 && other.finding === null && !other.normal && !other.negated) || here.some(({ match }) => match.site === 0 && match.finding >= 2.2))
    if (local || knownBeside(fact, context) || standsIn(told, against.candidate.fact, context)) return null
    const called = fact.finding !== null && context.candidates(fact).some(({ match, fact: other }) => match.site > 1 && (other.normal || (other.negated && !other.partial && match.finding >= 1.4)))
    // A place that the findings nowhere name may be another name of the one they do.
    const sure = called || (sized && !unnamed)
    if ((fact.finding === null && !sized) || (!sure && unnamed && namedByLetters(told, fact, context))) return null
    return issueOf(sure ? 'organ' : 'unsupported', sure ? 'error' : 'warning', fact, range, `The conclusion says “${word}”, the findings put this elsewhere.`, against.candidate.fact, context)
  }
  // A place without anything told of it ("femoral access", "renal function") claims nothing.
  if (!unnamed || knownBeside(fact, context) || (fact.weight >= 4 && here.length > 0) || (fact.finding === null && !fact.change && !fact.words.length && !fact.sizes.some((size) => size.role === 'now' && size.unit !== '')) || namedByLetters(told, fact, context)) return null
  return issueOf('unsupported', 'warning', fact, told, `The findings do not speak of “${word}”.`, null, context)
}

/** Veins that run into another one; each may be open while the other is not. */
const tributaries: ReadonlySet<string> = new Set(['splenic-vein', 'smv'])

/**
 * "Thrombosis of the portal vein" where the portal vein is called patent and the splenic one is thrombosed: the place is called sound, nothing is
 * told there, and the very finding, or its size, stands at another place.
 */
function soundPlace(fact: Fact, told: FactSite, list: readonly Candidate[], context: CompareContext): CheckIssue | null {
  if (fact.finding === null || isVague(fact.finding) || fact.certainty !== 'certain' || isWide(told.site) || apartInText(fact, told, context)) return null
  const stands = (other: Fact, relations: readonly string[]) => saidSites(other.sites).some((site) => !tributaries.has(site.site) && relations.includes(relateSites(site.site, told.site)))
  const there = context.candidates(fact).filter(({ match }) => match.side >= 0 && match.level >= 0)
  const sound = there.find(({ fact: other }) => other.normal && !other.partial && stands(other, ['same']))
  if (!sound || there.some(({ fact: other }) => !other.normal && !other.negated && stands(other, ['same', 'inside']))) return null
  const elsewhere = list.find(({ match, fact: other }) => other.finding !== null && other.sites.length > 0 && !stands(other, ['same', 'inside', 'around']) && (match.finding >= 2.2 || (match.finding > 0 && match.size >= 2.5)))
  // "Symmetrical uptake in the shoulders and knees – degenerative": what is told elsewhere is told in the same breath.
  const together = elsewhere && (context.findings.units[elsewhere.fact.sentence] ?? []).some((unit) => unit.kind === 'anatomy' && (unit.group || unit.key) === told.site)
  return elsewhere && !together ? issueOf('organ', 'error', fact, { start: Math.min(told.start, fact.word.start), end: Math.max(told.end, fact.word.end) }, `The findings call “${context.input.conclusion.slice(told.start, told.end)}” sound and put this elsewhere.`, elsewhere.fact, context) : null
}

/** None of the places that the fact names, nor one around or inside them, stands in the findings. */
function isUnnamed(fact: Fact, context: CompareContext): boolean {
  const known = keptUnnamed.get(context.findings.places) ?? new Map<string, boolean>()
  keptUnnamed.set(context.findings.places, known)
  return saidSites(fact.sites).every((site) => {
    const before = known.get(site.site)
    if (before !== undefined) return before
    const value = !isWide(site.site) && [...context.findings.places].every((place) => likeSites([site], [{ ...site, site: place }]) < 0.4 || (isWide(place) && place !== site.site && relateSites(site.site, place) === 'inside'))
    known.set(site.site, value)
    return value
  })
}

/** Is the place only a part of the finding's name ("pericardial effusion")? */
const inName = (place: FactSite, fact: Fact): boolean => fact.finding !== null && place.start >= fact.word.start && place.end <= fact.word.end
const placeWords = /^(?:lobe|gland|artery|arteries|vein|veins|nerve|lower|upper|right|middle|tract|muscle|bone|space|joint|region|lymph|wall|venous|arterial|vessel)/
const nodeRegions: readonly string[] = ['neck', 'axilla', 'chest', 'mediastinum', 'hilum', 'mesentery', 'retroperitoneum', 'pelvis', 'groin']

/** The findings or the order have the place's word in another form ("frontal" of a "frontal contusion"), or speak of nodes in its region. */
function namedByLetters(place: FactSite, fact: Fact, { input, findings }: CompareContext): boolean {
  const around = placesAround(place.site)
  const own = !inName(place, fact)
  if (own && around.has('node') && nodeRegions.some((region) => around.has(region) && findings.places.has(region)) && [...findings.places].some((one) => placesAround(one).has('node'))) return true
  const words = (input.conclusion.slice(place.start, place.end).toLowerCase().match(/[a-z]{5,}/g) ?? []).map((word) => word.replace(/^bi(?=bas|fron|tempo|pariet)/, '')).filter((word) => !placeWords.test(word))
  const known = `${own ? findings.text : ''} ${input.indication ?? ''}`.toLowerCase()
  return words.some((word) => known.includes(word.slice(0, Math.max(5, word.length - 3))))
}

const keptUnnamed = new WeakMap<ReadonlySet<string>, Map<string, boolean>>()

/** "Tumour 4 cm (was 6), left gastric node smaller": a comma or bracket stands between the finding and the place, so they may be two things. */
const apartInText = (fact: Fact, place: FactSite, { input: { conclusion } }: CompareContext): boolean =>
  place.start >= fact.word.end ? /[,;:()]|\band\b/.test(conclusion.slice(fact.word.end, place.start)) : /[,;:()]/.test(conclusion.slice(place.end, fact.word.start))

/** The sentence of the findings, or its heading, names the place too: the finding may well be told there. */
function standsIn(place: FactSite, other: Fact, { findings }: CompareContext): boolean {
  return (findings.units[other.sentence] ?? []).some((unit) => unit.kind === 'anatomy' && likeSites([place], [{ ...place, site: unit.group || unit.key }]) >= 0.5)
}

const knownBeside = (fact: Fact, context: CompareContext): boolean => context.beside.facts.some((one) => one.sites.some((known) => saidSites(fact.sites).some((site) => ['same', 'around'].includes(relateSites(site.site, known.site)))))

/** An issue on a range of the conclusion, with the sentence of the findings that speaks against it. */
export function issueOf(kind: CheckIssue['kind'], severity: CheckIssue['severity'], fact: Fact, range: { start: number; end: number }, message: string, against: Fact | null, context: CompareContext): CheckIssue {
  const sentence = against && context.findings.sentences[against.sentence]
  return { kind, severity, sentence: fact.sentence, message, conclusion: { start: range.start, end: range.end }, findings: sentence ? { start: sentence.start, end: sentence.end } : null }
}
