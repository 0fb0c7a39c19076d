import type { Fact } from '../../fact/fact.ts'
import { isWide, relateSites } from '../../fact/site-tree.ts'
import type { CheckIssue } from '../issue.ts'
import { keptVerdict, type Candidate, type CompareContext } from './compare-context.ts'
import { findingFamilies, findingPlaces } from '../../text/lexicon/finding-families.ts'
import { allWider, equalSize, isVague, likeFinding, likeSites, looks, saidSites, scoreOf } from './match.ts'
import { looksLike, needsSign, showsSign } from './hallmarks.ts'
import { excludes } from './normal-scope.ts'
import { issueOf } from './places.ts'
import { sameWordTurned } from './same-word.ts'
import { carriedByWord } from './word-carried.ts'
import type { Unit } from '../../text/read-sentence.ts'

/** Denied although told, told although denied or called normal, or told by nothing. */
export function comparePresence(fact: Fact, context: CompareContext): CheckIssue | null {
  if (fact.advice) return null
  if (fact.negated && !fact.partial) {
    const sized = sizedDenial(fact, context)
    if (sized) return sized
  }
  if (fact.finding !== null && saidInJapanese(fact, fact.finding, context)) return null
  const turned = sameWordTurned(fact, context)
  if (turned) return turned
  const kept = (rule: string, judge: (fact: Fact, context: CompareContext) => CheckIssue | null): CheckIssue | null => keptVerdict(rule, fact, context, () => listed(judge(fact, context)))[0] ?? null
  if (fact.finding === null) return fact.normal ? kept('normal', normalAgainst) : fact.negated ? kept('not normal', notNormal) : null
  if (fact.certainty === 'unlikely' || fact.earlier) return null
  if (fact.change?.change === 'resolved' && !fact.negated) return context.candidates(fact).some((one) => one.match.site >= 0 && (one.fact.earlier || one.fact.normal || (gone(one.fact) && one.match.finding >= 0.8))) ? null : deniedAgainst(fact, context)
  return fact.negated ? deniedAgainst(fact, context) : kept('told', toldAgainst)
}

const listed = (issue: CheckIssue | null): readonly CheckIssue[] => (issue ? [issue] : [])

/** English facts do not read Japanese sentences; where one of them says the same of the finding, the findings carry it. */
function saidInJapanese({ negated }: Fact, finding: string, { findings }: CompareContext): boolean {
  const says = (unit: Unit) => unit.kind === 'finding' && unit.negated === negated && (unit.key === finding || allWider(unit.key).has(finding))
  return japaneseSentences(findings).some((index) => findings.units[index]?.some(says))
}

const keptJapanese = new WeakMap<CompareContext['findings'], readonly number[]>()

function japaneseSentences(findings: CompareContext['findings']): readonly number[] {
  const before = keptJapanese.get(findings)
  if (before) return before
  const found = findings.sentences.flatMap(({ start, end }, index) => (/[\u3040-\u9fff]/.test(findings.text.slice(start, end)) ? [index] : []))
  keptJapanese.set(findings, found)
  return found
}

const fits = ({ match }: Candidate): boolean => match.site >= 0 && match.level >= 0 && match.side >= 0
/** What may speak of today: a fact of an earlier examination does not. */
const today = (fact: Fact, context: CompareContext): readonly Candidate[] => context.candidates(fact).filter((one) => !one.fact.earlier)
/** Is the very finding, or a special case of it, told where the conclusion may mean it? Then nothing is contradicted. */
const told = (fact: Fact, list: readonly Candidate[]): boolean => list.some((one) => fits(one) && affirms(one.fact) && one.match.finding >= 2.2 && (one.match.site > 0.5 || (one.match.site === 0 && !ownPlace(fact).some((site) => site.from === 'text'))))
const word = (fact: Fact, context: CompareContext): string => context.input.conclusion.slice(fact.word.start, fact.word.end)

/** "No 14 mm nodule": nobody denies a size. The findings that have it tell it. */
function sizedDenial(fact: Fact, context: CompareContext): CheckIssue | null {
  if (!fact.sizes.some((size) => size.unit === 'mm' || size.unit === 'ml')) return null
  const against = today(fact, context).find(({ match, fact: other }) => match.size >= 2.5 && !other.negated && match.site >= 0 && match.side >= 0 && match.level >= 0 && (match.finding >= 1.4 || match.site >= 1.4 || (fact.finding === null && match.level > 0)))
  return against ? issueOf('negation', 'error', fact, fact.word, `The conclusion denies “${word(fact, context)}”, the findings describe it.`, against.fact, context) : null
}

/** "No effusion" over a described effusion. */
function deniedAgainst(fact: Fact, context: CompareContext): CheckIssue | null {
  const [issue] = keptVerdict('denied', fact, context, () => {
    const against = describedAgainst(fact, context)
    return listed(against && issueOf('negation', 'error', fact, fact.word, `The conclusion denies “${word(fact, context)}”, the findings describe it.`, against.fact, context))
  })
  const against = issue && describedAgainst(fact, context)?.fact
  if (!against) return null
  // Told elsewhere in the conclusion itself: the denial is about the rest.
  return context.conclusion.facts.some((one) => affirms(one) && one.finding !== null && (likeFinding(one.finding, against.finding) >= 2.2 || one.sizes.some((size) => size.unit === 'mm' && against.sizes.some((other) => equalSize(size, other)))) && likeSites(saidSites(one.sites), saidSites(against.sites)) >= 0) ? null : issue
}

/** What the findings describe of a denied fact, and do not deny as well. */
function describedAgainst(fact: Fact, context: CompareContext): Candidate | null {
  if (fact.partial || isVague(fact.finding!)) return null
  const list = today(fact, context)
  // A look ("dilated", "enlarged") is denied of one place only.
  const look = looks.has(fact.finding!)
  const describing = list.filter((one) => (!look || (one.match.finding === 3 && one.match.site >= 1.4 && fact.sites.some((site) => site.from === 'text' && !isWide(site.site)))) && fits(one) && affirms(one.fact) && one.fact.time !== 'old' && meansToo(one.fact.finding!, fact.finding!) && (one.match.site > 0 || placeless(fact, one.fact)))
  const [against] = describing.toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))
  if (!against) return null
  if (fact.qualified && !against.match.size && against.fact.finding !== fact.finding) return null
  if (fact.qualified && against.fact.weight < 3) return null
  // The findings deny it too, for the place the conclusion speaks of and not only for a part of it.
  const agreeing = list.filter((one) => fits(one) && gone(one.fact) && likeFinding(fact.finding, one.fact.finding) >= 2.2 && !narrower(one.fact, fact))
  return agreeing.some((one) => scoreOf(one.match) >= scoreOf(against.match) - 0.6) ? null : against
}

/** Is the told finding the denied one, a special case of it, or another of the same narrow kind (two kinds of tear)? */
function meansToo(told: string, denied: string): boolean {
  if (allWider(told).has(denied)) return true
  if (denied === 'full-tear' || denied === 'partial-tear') return false
  return siblings.some((kind) => allWider(told).has(kind) && allWider(denied).has(kind))
}
const siblings: readonly string[] = ['tear', 'fracture', 'thrombosis']

/** Every place of the first lies inside those of the second. */
function narrower(a: Fact, b: Fact): boolean {
  const places = b.sites.filter((site) => site.from === 'text')
  return places.length > 0 && a.sites.length > 0 && places.every((place) => a.sites.every((site) => relateSites(site.site, place.site) === 'inside'))
}

const affirms = (fact: Fact): boolean => fact.finding !== null && !fact.negated && fact.certainty !== 'unlikely' && fact.change?.change !== 'resolved'
/** Denied, or no longer there. */
const gone = (fact: Fact): boolean => fact.finding !== null && (fact.negated || fact.change?.change === 'resolved')

/** Where the conclusion names no place, only a finding whose name says enough counts. */
const placeless = (fact: Fact, other: Fact): boolean => !fact.sites.some((site) => site.from === 'text') && fact.weight >= 3 && allWider(other.finding!).has(fact.finding!)

/** "Effusion" although the findings deny it, call the place normal, or do not know it. */
function toldAgainst(fact: Fact, context: CompareContext): CheckIssue | null {
  if (/\b(?:former|previous|prior|earlier)\s+(?:[\w-]+\s){0,2}$/i.test(context.input.conclusion.slice(Math.max(0, fact.word.start - 40), fact.word.start))) return null
  const list = today(fact, context)
  const fitting = list.filter(fits)
  const carried = fitting.filter((one) => (affirms(one.fact) || openPlace(one.fact)) && carries(fact, one))
  const denied = fitting.filter((one) => gone(one.fact) && !one.fact.partial && (one.fact.finding === fact.finding || allWider(fact.finding!).has(one.fact.finding!)))
  // What has resolved speaks against what is told as there, not against what is told as better; a denial of one side not against the other.
  if (denied.length && toldSomewhere(fact, context)) return null
  const elsewhere = fitting.some((one) => one.match.finding >= 2.2 && affirms(one.fact))
  const [no] = denied.filter((one) => (one.fact.negated || fact.change?.change !== 'smaller') && !(elsewhere && one.fact.side !== null && fact.side === null)).toSorted((a, b) => scoreOf(b.match) - scoreOf(a.match))
  const best = Math.max(0, ...carried.map((one) => scoreOf(one.match)))
  const exactly = no && no.match.finding === 3 && !carried.some((one) => one.match.finding >= 2.2 || one.match.size > 0)
  if (no && !isVague(fact.finding!) && (!looks.has(fact.finding!) || no.match.site >= 1.4) && (no.match.site > 0 || (no.match.finding === 3 && !hasPlace(no.fact) && (no.match.words > 0 || !no.fact.words.length)) || (no.match.words > 0 && no.match.site === 0) || (exactly && !saidSites(fact.sites).some((site) => site.from === 'text'))) && fact.time !== 'old' && fact.certainty !== 'possible' && (exactly || scoreOf(no.match) >= best + 0.7)) {
    return issueOf('negation', 'error', fact, fact.word, `The conclusion states “${word(fact, context)}”, the findings deny it.`, no.fact, context)
  }
  const normal = told(fact, list) ? undefined : list.find((one) => one.fact.normal && !one.fact.partial && !/\botherwise\b/i.test(context.findings.text.slice(Math.max(0, one.fact.start - 2), one.fact.end + 1)) && excludes(one.fact, context.findings.text, fact.finding!) && one.match.site >= 2 && one.match.side >= 0 && (fact.side !== null || one.fact.side === null || one.fact.side.side === 'bilateral') && one.match.level >= 0 && ownPlace(fact).some((site) => !isWide(site.site)) && (ownPlace(fact).some((site) => site.from === 'text') || findingFamilies(fact.finding!).size > 0))
  const textual = ownPlace(fact).some((site) => site.from === 'text')
  const exact = normal !== undefined && normal.match.site >= 2
  const strong = fact.finding === 'portal-hypertension' || carried.some((one) => one.match.size > 0 || (!exact && one.match.site >= 1 && one.match.finding >= 2.2) || (!(exact && textual) && one.match.site === 0 && one.match.finding === 3) || (one.match.site >= (exact ? 2 : 1.4) && one.match.finding >= (one.match.site >= 2 ? 0.8 : 1.4)))
  if (normal && !strong && fact.weight >= 2 && (fact.certainty === 'certain' || (textual && fact.certainty === 'likely')) && !isVague(fact.finding!)) return issueOf('negation', 'error', fact, fact.word, `The conclusion states “${word(fact, context)}”, the findings call the place normal.`, normal.fact, context)
  if (carried.length || fact.weight < 1) return null
  if (isVague(fact.finding!) || fact.finding === 'postoperative' || !findingFamilies(fact.finding!).size) return null
  if (context.beside.facts.some((one) => one.finding !== null && likeFinding(one.finding, fact.finding) >= 2.2 && likeSites(saidSites(fact.sites), saidSites(one.sites)) >= 0)) return null
  // What is named as likely or possible claims nothing that was seen.
  if (fact.certainty !== 'certain' || interprets(fact, list) || hasOwnHome(fact, list) || carriedByWord(fact, context) || shownInWords(fact, list, context)) return null
  const range = { start: Math.min(fact.word.start, ...fact.sites.filter((site) => site.from === 'text').map((site) => site.start)), end: Math.max(fact.word.end, ...fact.sites.filter((site) => site.from === 'text').map((site) => site.end)) }
  return issueOf('unsupported', 'warning', fact, range, `Nothing in the findings carries “${word(fact, context)}”.`, null, context)
}

/** Something abnormal is told of the very place, on the same side or level or in a word that both have: the name is what the writer makes of it. */
const interprets = (fact: Fact, list: readonly Candidate[]): boolean => list.some(({ match, fact: other }) => match.site >= 1.4 && match.level >= 0 && match.side >= 0 && affirms(other) && other.weight > 0 && showsSign(fact.finding!, other) && (match.level > 0 || fact.sites.some((site) => site.from === 'text' && !isWide(site.site))) && (match.side > 0 || match.level > 0 || match.words > 0))

/** A name that says its own place is carried by that name, whatever place was read beside it. */
const hasOwnHome = (fact: Fact, list: readonly Candidate[]): boolean => findingPlaces(fact.finding!).size > 0 && list.some(({ match, fact: other }) => match.finding === 3 && match.side >= 0 && affirms(other))

/** Told by what it looks like ("discontinuous", "wall defect") at its place, or where it names none anywhere. */
function shownInWords(fact: Fact, list: readonly Candidate[], { findings }: CompareContext): boolean {
  const look = looksLike(fact.finding!)
  const placed = fact.sites.some((site) => site.from === 'text')
  return look !== null && list.some(({ match, fact: other }) => !other.negated && !other.normal && match.side >= 0 && match.level >= 0 && (placed ? match.site >= 1 : match.site >= 0) && look.test(findings.text.slice(findings.sentences[other.sentence]!.start, findings.sentences[other.sentence]!.end)))
}

const ownPlace = (fact: Fact) => saidSites(fact.sites).filter((site) => site.from !== 'heading')
const hasPlace = (fact: Fact): boolean => fact.sites.length > 0

/** A place that is measured or changed may be what a conclusion gives a name. */
const openPlace = (fact: Fact): boolean => fact.finding === null && !fact.normal && (fact.sizes.length > 0 || fact.change !== null || fact.words.length > 0 || fact.negated)

/** May the candidate be what the fact names? The same finding anywhere it may be; a relative only at the same place. */
function carries(fact: Fact, { fact: other, match }: Candidate): boolean {
  if (other.finding === null) return match.size > 0 || (fact.finding === 'uptake' && (match.site > 0 || saidSites(fact.sites).every(({ site }) => isWide(site))) && other.sizes.some((size) => size.unit === 'suv' && size.role === 'now')) || (match.site > 1 && nameable(fact, other) && (!needsSign(fact.finding!) || match.words > 0 || other.change !== null))
  if (other.finding === 'degenerative' && fact.finding !== 'degenerative' && match.finding < 3 && fact.weight >= 3) return false
  if (match.finding >= 2.2) return match.site === 0 || match.site > 0.5 || (match.site > 0 && match.finding === 3)
  if (match.size > 0) return true
  if (!showsSign(fact.finding!, other)) return false
  if (match.finding >= 1.4) return match.site >= 1 || !fact.sites.some((site) => site.from === 'text')
  return match.finding > 0 && match.site >= 1
}

/** Kinds that are told by a size alone. */
const sized: readonly string[] = ['e', 'o', 'm', 's', 'f']
/** Where a size alone settles it: the largest that is still normal, mm or ml (usual limits of adults). */
const limits: Record<string, readonly [unit: string, value: number]> = { splenomegaly: ['mm', 120], hepatomegaly: ['mm', 155], prostatomegaly: ['ml', 30] }

/** May a place that is only measured, changed or described in other words be given this name? */
function nameable(fact: Fact, other: Fact): boolean {
  const limit = limits[fact.finding!]
  if (limit && other.sizes.some((size) => size.unit === limit[0])) return other.sizes.some((size) => size.unit === limit[0] && size.value > limit[1])
  return other.change !== null || other.words.length > 0 || other.negated || [...findingFamilies(fact.finding!)].some((family) => sized.includes(family))
}

/** A name told of no place but its own is affirmed by any sentence that has it, on its side, whatever its language and however it was read. */
function toldSomewhere(fact: Fact, context: CompareContext): boolean {
  const own = findingPlaces(fact.finding!)
  if (fact.levels.length || fact.sites.some((site) => site.from === 'text' && !own.has(site.site))) return false
  return context.findings.units.some((units) => units.some((unit) => unit.kind === 'finding' && unit.key === fact.finding && !unit.negated) && !units.some((unit) => fact.side !== null && unit.kind === 'side' && unit.key !== fact.side.side && unit.key !== 'bilateral') && !units.some((unit) => unit.kind === 'change' && unit.key === 'resolved'))
}

/** What is said of the others says nothing of this one. */
const rest = /\b(?:contralateral|other|opposite|remaining|remainder|rest of|elsewhere|otherwise)\b/i

const excepting = /\b(?:apart|except|other than|but|aside|save|although|though)\b/i

/** "Kidneys normal" over a heavy finding there. */
function normalAgainst(fact: Fact, context: CompareContext): CheckIssue | null {
  const places = fact.sites.filter((site) => site.from !== 'name')
  if (!places.length || fact.partial) return null
  // "Liver cyst, otherwise normal": the sentence itself says what is there.
  if (context.conclusion.facts.some((one) => one.sentence === fact.sentence && affirms(one) && (one.word.start < fact.start || excepting.test(context.input.conclusion.slice(fact.start, one.word.start))) && likeSites(saidSites(one.sites), places) > 1)) return null
  if (rest.test(context.input.conclusion.slice(Math.max(0, fact.start - 24), fact.end))) return null
  // "Cleared" tells a course: what is left there is the look at courses' to say.
  if (/\bclear(?:ed|ing|ance)\b/i.test(context.input.conclusion.slice(fact.start, fact.end + 12))) return null
  const list = today(fact, context)
  const [against] = list.filter((one) => affirms(one.fact) && one.fact.weight >= 3 && one.fact.certainty === 'certain' && sameSide(fact, one) && one.match.level >= 0 && excludes(fact, context.input.conclusion, one.fact.finding!) && places.some((place) => !isWide(place.site) && liesIn(one.fact, place.site)))
  if (!against) return null
  if (list.some((one) => supportsNormal(fact, one, against.fact))) return null
  return issueOf('negation', 'error', fact, { start: fact.start, end: fact.end }, 'The conclusion calls this normal, the findings describe something there.', against.fact, context)
}

/** Told of this side, or of none where only this one is examined or spoken of. */
const sameSide = (fact: Fact, { match, fact: other }: Candidate): boolean => (fact.side && fact.side.from === 'text' ? match.side > 0 : match.side >= 0 || (fact.side !== null && other.side === null))

/** Is the finding in this place by its own words, by its name, or by a heading where it says no place itself? */
function liesIn(fact: Fact, place: string): boolean {
  const said = saidSites(fact.sites)
  const own = said.filter((site) => site.from !== 'heading')
  return (own.length ? own : said).some((site) => relateSites(site.site, place) === 'same' || relateSites(site.site, place) === 'inside')
}

/** The findings call it normal too, or deny something there, and not only a part of it or one of its sides. */
function supportsNormal(fact: Fact, { match, fact: other }: Candidate, against: Fact): boolean {
  if (match.site <= 1 || match.side < 0 || match.level < 0 || narrower(other, fact)) return false
  if (other.side !== null && fact.side === null && other.side.side !== 'bilateral' && other.side.from === 'text') return false
  // A larger place called normal ("portal vein patent") does not outweigh what is told of this one.
  const here = saidSites(other.sites).some(({ site }) => fact.sites.some((place) => relateSites(place.site, site) === 'same' || relateSites(site, place.site) === 'inside'))
  return here && (other.normal || (other.negated && other.finding !== null && !other.partial && likeFinding(other.finding, against.finding) >= 1.4))
}

/** "Not intact" against "intact". */
function notNormal(fact: Fact, context: CompareContext): CheckIssue | null {
  const against = today(fact, context).find((one) => one.fact.normal && one.match.site > 1 && one.match.side >= 0 && one.match.level >= 0)
  if (!against || today(fact, context).some((one) => one.match.site > 1 && one.match.side >= 0 && affirms(one.fact) && likeSites(fact.sites, one.fact.sites) > 1)) return null
  return issueOf('negation', 'error', fact, { start: fact.start, end: fact.end }, 'The conclusion says this is not normal, the findings call it normal.', against.fact, context)
}
