import type { FindingSentence, FindingsText } from '../../draft/reading/align.ts'
import { likeFinding, allWider, describes, isVague } from '../compare/match.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import type { TextRange } from '../../report/range.ts'
import { relateSites } from '../../fact/site-tree.ts'
import { ofSentence } from './kept-sentence.ts'
import { nearestSentences } from './nearest-sentences.ts'

/** Said outright. Not what only is to be confirmed, nor what is denied. */
const sworn = /\b(?:definite|definitely|definitively|definitive|proven|proving|confirmed|certain|certainly|for certain|with certainty|unequivocal|unequivocally|established|undoubted|undoubtedly|unquestionabl[ey]|indisputabl[ey]|undeniabl[ey]|categorical|categorically|conclusive|conclusively|diagnostic (?:of|for)|pathognomonic|beyond (?:any |all |reasonable )?(?:doubt|question)|without (?:any )?(?:doubt|question)|no (?:doubt|question|alternative)|no other (?:diagnosis|explanation|cause)|unmistakabl[ey]|clear-cut|frank|no further work-?up)\b/gi
/** Weaker: they swear only where the findings hedge. */
const shown = /\b(?:clearly|obvious|obviously|evidently|demonstrated|plainly|must (?:be|represent|reflect)|can only (?:be|represent)|this is)\b/gi
/** Before a sworn word: it is denied, asked for, or waited for. */
const notSworn = /\b(?:no|not|without|until|unless|if|un|non|never|to be|be|biopsy|previously|known)[ -](?:\w+ )?$/i
const notSwornAfter = /^[- ](?:otherwise|by|on|at|with|margin|cut|of (?:the )?(?:right|left)|from|separate|plane)/i
/** Left open. */
const doubted = /(?:\?(?=\s?[a-z])|\b(?:possibl[ey]|possibility|questionabl[ey]|(?<!raises? the )question of|query|queried|equivocal|indeterminate|inconclusive|undetermined|doubtful|debatable|dubious|uncertain|unclear|unsure|perhaps|maybe|might|may (?:be|represent|reflect|indicate)|could|cannot (?:be )?(?:confirm\w*|exclude\w*|tell|say|ruled|distinguish\w*)|can ?not (?:be )?(?:confirm\w*|exclude\w*|tell|say|ruled|distinguish\w*)|not (?:established|proven|certain|confirmed|definite|excluded)|unproven|unconfirmed|in doubt))/gi
/** Any word by which the findings leave something open. */
const hedge = /\?|-(?:type|like)\b|\b(?:possib|perhaps|maybe|might|may (?!\d)|could|question|query|equivocal|indeterminate|undetermined|uncertain|unclear|exclude|ruled? out|(?:un|non-?)specific|too small|borderline|suspect|suspic|suggest|concern|worrisome|likely|probabl|prob\b|presum|favou?r|appears?|apparent|compatible|consistent|keeping|raise|versus|vs|differential|either|limited|poorly|not well|doubt|early|subtle|faint|unlikely|reflect|represent|c\/w|s\/o|r\/o|cannot|can ?not)/i
/** What leaves open what something is, more than naming it likely. */
const open = /\?|\b(?:possib|equivocal|indeterminate|undetermined|uncertain|unclear|too small|(?:un|non-?)specific|borderline|cannot|can ?not|not excluded|could|may (?:be|reflect|represent)|might|vs\b|versus|question|queried|query|differential)/i
const naming: ReadonlySet<Unit['kind']> = new Set(['finding', 'anatomy', 'part', 'level', 'word'])

/** Certainty raised or lowered against the findings sentences that share a clause's words, as advice on those words. English. */
export function certaintyByWords(text: string, conclusion: readonly Reading[], findings: FindingsText): CheckIssue[] {
  return conclusion.flatMap((sentence, index) => ofSentence('certainty', text, sentence, index, findings, () => {
    const clauses = clausesOf(sentence)
    const unshown = unshownWords(sentence, text, findings)
    return [...(unshown ? [{ ...unshown, sentence: index }] : []), ...clauses.flatMap((clause, at): CheckIssue[] => {
      const said = text.slice(clause.start, clause.end)
      const subject = clause.units.some((unit) => unit.kind === 'finding' || unit.kind === 'anatomy') ? clause.units : [...(clauses[at - 1]?.units ?? []), ...clause.units]
      const advised = clause.units.find((unit) => unit.kind === 'recommend')
      const issue = swornWords(said, clause, subject, text, findings) ?? (advised ? null : natureWords(said, clause, sentence, subject, text, findings) ?? doubtedWords(said, clause, subject, text, findings) ?? plainWords(said, clause, sentence, text, findings))
      return issue ? [{ ...issue, sentence: index }] : []
    })]
  }))
}

type Clause = TextRange & { units: Unit[] }
type Found = Omit<CheckIssue, 'sentence'>

function clausesOf(sentence: Reading): Clause[] {
  const clauses: Clause[] = []
  let open: Unit[] = []
  let start = sentence.start
  const close = (end: number, next: number) => {
    if (open.length || end - start > 3) clauses.push({ start, end, units: open })
    open = []
    start = next
  }
  for (const unit of sentence.units) {
    if (unit.start < sentence.start) open.push(unit)
    else if (unit.kind === 'comma' || unit.kind === 'break') close(unit.start, unit.end)
    else open.push(unit)
  }
  close(sentence.end, sentence.end)
  return clauses
}

const warning = (message: string, conclusion: TextRange, findings: TextRange | null): Found => ({ kind: 'unsupported', severity: 'warning', message, conclusion: { start: conclusion.start, end: conclusion.end }, findings: findings && { start: findings.start, end: findings.end } })
const near = (units: readonly Unit[], text: string, findings: FindingsText, part: number) => {
  const all = nearestSentences(units.filter((unit) => naming.has(unit.kind)), text, findings, 0.2)
  const here = all.filter((one) => sidesFit(units, [...findings.sentences[one.sentence]!.headingUnits, ...findings.sentences[one.sentence]!.units]) && levelsFit(units, findings.sentences[one.sentence]!.units))
  const list = here.length ? here : all
  return list.filter((one) => one.share >= part * list[0]!.share).map((one) => ({ ...one, ...findings.sentences[one.sentence]!, said: findings.text.slice(findings.sentences[one.sentence]!.start, findings.sentences[one.sentence]!.end) }))
}
type Affirmed = { unit: Unit; sentence: FindingSentence; said: string }
const keptAffirmed = new WeakMap<FindingsText, readonly Affirmed[]>()

/** The findings that are told as there, of those that `keep` takes. */
function affirmedIn(findings: FindingsText, keep: (unit: Unit) => boolean): readonly Affirmed[] {
  let all = keptAffirmed.get(findings)
  if (!all) {
    all = findings.sentences.flatMap((sentence) => sentence.units.filter((unit) => unit.kind === 'finding' && !unit.negated).map((unit) => ({ unit, sentence, said: findings.text.slice(sentence.start, sentence.end) })))
    keptAffirmed.set(findings, all)
  }
  return all.filter(({ unit }) => keep(unit))
}

const notSeen = /\b(?:not (?:(?:well|clearly|fully|adequately) (?:characteri[sz]ed|seen|shown|demonstrated)|(?:well |clearly |fully |adequately )?(?:visuali[sz]ed|assess\w*|evaluated|included|covered|imaged))|obscured|unknown|incompletely characteri[sz]ed|limited|cannot|can ?not)\b/i

function swornWords(said: string, clause: Clause, subject: readonly Unit[], text: string, findings: FindingsText): Found | null {
  for (const [words, weak] of [[sworn, false], [shown, true]] as const) {
    for (const match of said.matchAll(words)) {
      const at = clause.start + match.index
      if (notSworn.test(said.slice(0, match.index)) || notSwornAfter.test(said.slice(match.index + match[0].length))) continue
      if (clause.units.some((unit) => (unit.kind === 'before' || unit.kind === 'recommend') && unit.start < at)) continue
      const list = near(subject, text, findings, 0.6)
      if (list.some((one) => [...one.said.matchAll(sworn)].length > 0)) continue
      const [first] = list
      const range = { start: at, end: at + match[0].length }
      if (first && (hedge.test(first.said) || notSeen.test(first.said))) return warning(`The findings are less sure than “${match[0]}”.`, range, first)
      // What is sworn to under a name that the findings have nowhere is the writer's own.
      const next = clause.units.find((unit) => unit.start >= range.end && (unit.kind === 'word' || unit.kind === 'finding'))
      const graded = (LR5.test(findings.text) || LR5.test(said)) && !list.some((one) => otherLR.test(one.said))
      // A definite pattern is a grade, an established change a stage.
      const pattern = /^[^,;.]{0,40}\b(?:pattern|criteria)\b/i.test(text.slice(range.end, range.end + 60))
      const grade = pattern || /^established$/i.test(match[0])
      if (!graded && !grade && next?.kind === 'word' && next.start - range.end < 4 && !findings.sentences.some((one) => one.units.some((unit) => unit.key === next.key)) && !(weak ? /(?:ed|er|ly|ing)$/ : /(?:er|ly|ing)$|^\w{1,7}ed$/).test(text.slice(next.start, next.end))) return warning(`The findings are less sure than “${match[0]}”.`, range, first ?? null)
      if (weak || graded || pattern) continue
      const named = subject.filter((unit) => unit.kind === 'finding' && !unit.negated && !describes.has(unit.key))
      const target = named.toSorted((a, b) => distance(a, at) - distance(b, at))[0]
      if (target && list.some((one) => !hedge.test(one.said) && one.units.some((unit) => unit.kind === 'finding' && !unit.negated && allWider(unit.key).has(target.key)))) continue
      return warning(`The findings are less sure than “${match[0]}”.`, range, first ?? null)
    }
  }
  return null
}

const LR5 = /\bLR-?\s?5\b|\bLI-?RADS (?:category )?5\b/i
/** Less than definite. */
const otherLR = /\b(?:LR|LI-?RADS(?: category)?)-?\s?[234M]\b/i
const distance = (unit: Unit, at: number) => (unit.start >= at ? unit.start - at : at - unit.end + 6)

/** Doubt of whether something is there, not of what it is. */
const strongDoubt = /\b(?:questionabl[ey]|doubtful|dubious|debatable|equivocal|inconclusive|query|queried|cannot (?:be )?(?:confirmed|confirm|tell|say)|not (?:established|proven|certain|confirmed)|unconfirmed|in doubt|(?<!raises? the )question of)\b|\?/i

function doubtedWords(said: string, clause: Clause, subject: readonly Unit[], text: string, findings: FindingsText): Found | null {
  const [match] = [...said.matchAll(doubted)]
  if (!match) return null
  const list = near(subject, text, findings, 0.75)
  if (!list.length || list.some((one) => hedge.test(one.said) || findings.text[one.end] === '?')) return null
  // An uptake or shadow is doubtful in what it is, which the clause goes on to say.
  if (/\b(?:favou?r|benign|(?:un|non-?)specific|likely|probabl)/i.test(text.slice(clause.start, clause.end + 40))) return null
  // Left open there in the same words, if beside another place.
  const words = clause.units.filter((unit) => unit.kind === 'word').map((unit) => unit.key)
  if (words.length && findings.sentences.some((one) => one.units.some((unit) => unit.kind === 'word' && words.includes(unit.key)) && hedge.test(findings.text.slice(one.start, one.end)))) return null
  const named = subject.filter((unit) => unit.kind === 'finding')
  const relevant = affirmedIn(findings, (one) => named.some((unit) => likeFinding(one.key, unit.key) >= 2.2))
  if (relevant.some((one) => hedge.test(one.said) && !strongDoubt.test(match[0]))) return null
  const range = { start: clause.start + match.index, end: clause.start + match.index + match[0].length }
  const sure = (unit: Unit) => !describes.has(unit.key) && !isVague(unit.key) && unit.weight >= 2
  const strong = strongDoubt.test(match[0])
  // "PML is a possibility" where the findings deny it. What cannot be excluded may well be denied as seen.
  const denied = /exclu|ruled|\?/i.test(match[0]) ? undefined : named.find((unit) => sure(unit) && unit.weight >= 4 && only(findings, unit.key))
  if (denied) return warning(`The findings deny what “${match[0]}” leaves open.`, range, only(findings, denied.key))
  const places = subject.filter((unit) => unit.kind === 'anatomy')
  // "Distal duct stone cannot be excluded" over a stone of another place.
  if (/exclu|ruled/i.test(match[0]) && !list.some((one) => places.length > 0 && places.every((place) => placeShared([...one.headingUnits, ...one.units], [place])) && named.some((unit) => one.units.some((other) => other.kind === 'finding' && !other.negated && other.key === unit.key)))) return null
  const plain = named.find((unit) => (sure(unit) || strong) && list.some((one) => (!places.length || placeShared([...one.headingUnits, ...one.units], places)) && one.units.some((other) => other.kind === 'finding' && !other.negated && (other.key === unit.key || (sure(unit) && allWider(other.key).has(unit.key)) || (strong && sure(unit) && (likeFinding(other.key, unit.key) >= 2.2 || (allWider(other.key).has('tear') && allWider(unit.key).has('tear'))))))))
  if (plain) return warning(`The findings are more sure than “${match[0]}”.`, range, list[0]!)
  const vague = named.every((unit) => isVague(unit.key) || describes.has(unit.key))
  if (vague && list[0]!.share >= 0.4 && list[0]!.units.some((other) => other.kind === 'finding' && !other.negated && other.weight >= 4 && sure(other))) return warning(`The findings are more sure than “${match[0]}”.`, range, list[0]!)
  return null
}

/** Says that nobody knows what a thing is, or that it is harmless. */
const unclearNature = /\b(?:indeterminate|undetermined|(?:nature|origin|significance|aetiology|etiology) (?:is |remains )?(?:\w+ )?(?:uncertain|unclear|unknown)|(?:uncertain|unclear|unknown) (?:nature|origin|significance|aetiology|etiology)|equivocal|not characteri[sz]ed)\b/i
const benignNature = /\b(?:most |very )?(?:probably|likely|presumably|could well be|may well be|clearly|certainly)(?: just| only)? (?:benign|degenerative|reactive|physiological|inflammatory|harmless|accidental)\b/i
/** The findings name what it is, if only as likely, or give it a definite class. */
const namedNature = /\b(?:likely|probabl[ey]|typical(?: of| for)?|characteristic of|consistent with|in keeping with|compatible with|favou?r(?:s|ed|ing)?|diagnostic of|LR-?\s?[15]|LI-?RADS (?:category )?[15]|BI-?RADS (?:category )?[1256]|[MU][125]|TR1|O-RADS [125])\b/i
const illNature = /\b(?:spiculat\w*|malignan\w*|metasta\w*|suspicious|pleomorphic|branching|destructive|destruction|invad\w*|infiltrat\w*|[MU]5|LR-?\s?5|BI-?RADS (?:category )?[56]|carcinoma|cancer|aggressive)\b/i
const harmlessNature = /\b(?:benign|degenerative|reactive|physiologic\w*|inflammatory|simple|cyst|haemangioma|hemangioma|lipoma|stable|unchanged|artefact|artifact|granuloma\w*|post-?\w*)\b/i

/** "Indeterminate" over a thing that the findings name, and "probably benign" over one that looks malignant there. */
function natureWords(said: string, clause: Clause, sentence: Reading, own: readonly Unit[], text: string, findings: FindingsText): Found | null {
  const [unclear, benign] = [unclearNature.exec(said), benignNature.exec(said)]
  const found = unclear ?? benign
  if (!found) return null
  const placed = (units: readonly Unit[]) => units.some((unit) => unit.kind === 'anatomy' || unit.kind === 'level')
  const subject = placed(own) ? own : sentence.units.filter((unit) => unit.start < clause.end)
  if (!placed(subject)) return null
  const list = near(subject, text, findings, 0.75)
  if (!list.length || list[0]!.share < 0.3) return null
  const against = unclear ? list.every((one) => namedNature.test(one.said) && !open.test(one.said.replace(/\bcannot\b|\bnon-?specific\b/gi, ' '))) : list.every((one) => illNature.test(one.said.replace(/\b(?:no|not|non|without)[ -](?:\w+ )?\w+/gi, ' ')) && !harmlessNature.test(one.said) && !open.test(one.said))
  if (!against) return null
  const start = clause.start + found.index
  return warning(unclear ? `The findings are more sure than “${found[0]}”.` : `The findings do not speak for “${found[0]}”.`, { start, end: start + found[0].length }, list[0]!)
}

/** Doubt whether a thing was shown at all, whatever it is called. */
const notShown = /\b(?:not (?:reliably|convincingly|definitely|clearly|firmly|conclusively|securely) (?:shown|demonstrated|seen|proven|established|confirmed|identified)|cannot be (?:confirmed|certain|sure|proven|established)|hard to (?:be sure|say|confirm)|neither (?:proven|confirmed|established) nor (?:excluded|refuted)|(?:perforation|rupture|fracture|tear|diagnosis|thrombosis|invasion|involvement) not (?:established|proven|confirmed)|(?:is|are|remains?) (?:doubtful|conceivable|indeterminate|in doubt|debatable|questionable|unproven)|(?:only )?one of (?:the|several) possibilities|not (?:established|proven) (?:on|by|from) this|cannot (?:be )?(?:confirmed|certain|sure|tell|say)|hard to (?:tell|be certain)|neither (?:proven|confirmed|established) nor|(?<!raises? the )question of)\b|\b(?:questionabl[ey]|dubious|doubtful)\b|^\s*\?\s?[a-z]/i

/** "Tear not convincingly shown" where the findings tell what they see of it and leave nothing open. */
function unshownWords(sentence: Reading, text: string, findings: FindingsText): Found | null {
  const said = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 2000))
  const match = notShown.exec(said)
  if (!match || sentence.units.some((unit) => unit.kind === 'recommend' && unit.start < sentence.start + match.index)) return null
  const from = Math.max(said.lastIndexOf(';', match.index), said.lastIndexOf('. ', match.index)) + 1
  const list = near(sentence.units.filter((unit) => unit.start >= sentence.start + from), text, findings, 0.5)
  if (list.some((one) => hedge.test(one.said) || notSeen.test(one.said) || findings.text[one.end] === '?')) return null
  // Under another name than the findings' own it is in doubt only where they leave anything open.
  if ((!list.length || list[0]!.share < 0.3 || !list[0]!.units.some((unit) => unit.kind === 'finding' && !unit.negated)) && leavesOpen(findings)) return null
  const start = sentence.start + match.index
  return warning(`The findings are more sure than “${match[0]}”.`, { start, end: start + match[0].length }, list[0] ?? null)
}

const keptOpen = new WeakMap<FindingsText, boolean>()

/** Do the findings leave anything open, or say that something was not seen? */
function leavesOpen(findings: FindingsText): boolean {
  const before = keptOpen.get(findings)
  if (before !== undefined) return before
  const leaves = findings.sentences.some((one) => [hedge, notSeen].some((words) => words.test(findings.text.slice(one.start, Math.min(one.end + 1, one.start + 2000)))))
  keptOpen.set(findings, leaves)
  return leaves
}

/** The sentence that denies the finding, where no sentence tells it or one like it. */
function only(findings: FindingsText, key: string): TextRange | null {
  if (affirmedIn(findings, (one) => likeFinding(one.key, key) >= 1.4).length) return null
  return findings.sentences.find(({ units }) => units.some((unit) => unit.kind === 'finding' && unit.key === key && unit.negated && !unit.qualified)) ?? null
}

function plainWords(said: string, clause: Clause, sentence: Reading, text: string, findings: FindingsText): Found | null {
  if (hedge.test(said) || /\bunknown\b/i.test(said) || clause.units.some((unit) => unit.kind === 'certainty' || unit.kind === 'before' || unit.kind === 'after') || open.test(text.slice(sentence.start, sentence.end)) || /likely|probabl|suspic|suspect|favou?r|keeping|consistent|compatible|presum|concern|assum/i.test(text.slice(sentence.start, sentence.end))) return null
  const places = clause.units.filter((unit) => unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level' || unit.kind === 'word')
  const heavy = clause.units.filter((unit) => unit.kind === 'finding' && !unit.negated && unit.weight >= 3 && !describes.has(unit.key) && !isVague(unit.key) && !/(?:lesion|nodule|mass)$/i.test(text.slice(unit.start, unit.end)))
  if (!places.length || !heavy.length) return null
  const list = near(places, text, findings, 0.75).filter((one) => sidesFit(clause.units, one.units))
  const [first] = list
  if (!first || first.share < 0.4) return null
  if (!list.every((one) => open.test(one.said) || notSeen.test(one.said))) return null
  for (const unit of heavy) {
    if (affirmedIn(findings, (one) => likeFinding(one.key, unit.key) >= 1.4).some((one) => list.every((other) => other.sentence !== one.sentence.index) && !open.test(one.said) && ((placeShared([...one.sentence.headingUnits, ...one.sentence.units], places) && (!describes.has(one.unit.key) || likeFinding(one.unit.key, unit.key) >= 2.2)) || (!describes.has(one.unit.key) && likeFinding(one.unit.key, unit.key) >= 2.2 && !placedApart([...one.sentence.headingUnits, ...one.sentence.units], places))))) continue
    if (first.units.some((one) => one.kind === 'finding' && !one.negated && likeFinding(one.key, unit.key) >= 1.4 && !open.test(around(findings.text, one)) && !notSeen.test(around(findings.text, one)))) continue
      return warning(`The findings are less sure of “${text.slice(unit.start, unit.end)}”.`, unit, first)
  }
  return null
}

/** All its places are others than those of the clause. */
function placedApart(units: readonly Unit[], places: readonly Unit[]): boolean {
  const [own, other] = [places, units].map((list) => list.flatMap((unit) => (unit.kind === 'anatomy' ? [unit.group || unit.key] : [])))
  return own!.length > 0 && other!.length > 0 && own!.every((one) => other!.every((there) => relateSites(one, there) === 'apart'))
}

const around = (text: string, unit: Unit): string => /^[^.;\n]*/.exec(text.slice(Math.max(0, unit.start - 50), unit.start).replace(/[^]*[.;\n]/, '') + text.slice(unit.start, unit.end + 90))![0]
function sidesFit(a: readonly Unit[], b: readonly Unit[]): boolean {
  const sides = (units: readonly Unit[]) => units.filter((unit) => unit.kind === 'side').map((unit) => unit.key)
  const [own, other] = [sides(a), sides(b)]
  return !own.length || !other.length || other.includes('bilateral') || own.some((side) => other.includes(side))
}
/** None of the levels that are told is another than the clause's. */
const levelsFit = (a: readonly Unit[], b: readonly Unit[]): boolean => a.every((unit) => unit.kind !== 'level' || !b.some((one) => one.kind === 'level' && one.group === unit.group) || b.some((one) => one.kind === 'level' && one.group === unit.group && (one.key === unit.key || one.key.split('/').includes(unit.key) || unit.key.split('/').includes(one.key))))
const placeShared = (units: readonly Unit[], places: readonly Unit[]): boolean => places.some((place) => units.some((one) => one.kind === place.kind && one.key === place.key && one.group === place.group))
