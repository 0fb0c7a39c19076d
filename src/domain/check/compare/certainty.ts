import type { Fact } from '../../fact/fact.ts'
import { relateSites } from '../../fact/site-tree.ts'
import type { CheckIssue } from '../issue.ts'
import type { Candidate, CompareContext } from './compare-context.ts'
import { findingPlaces } from '../../text/lexicon/finding-families.ts'
import { allWider, describes, isVague, likeSites, saidSites } from './match.ts'
import { issueOf } from './places.ts'

/** Said outright: what the words before a finding, or after it, swear to. */
const swornBefore = /(?<!\b(?:not|no|without|until|never) )\b(?:definite|definitely|definitively|proven|confirmed|certain|certainly|unequivocal|unequivocally|established|undoubted|undoubtedly|clearly|frank|unmistakable|indisputable|conclusive(?:ly)?|diagnostic (?:of|for)|pathognomonic (?:of|for)|no doubt(?: of| about)?)\b[^,;:.()]{0,30}$/i
const swornAfter = /^[^,;:.()]{0,40}?(?:, ?|\b(?:is|are|has been) |\(| )(?:now |thus |(?:the )?(?:diagnosis|finding) (?:is )?)?(?<!\b(?:not|until|unless|be|if|once|when|never|as|un) )(?:definite|definitely|definitive|definitively|proven|confirmed|certain|certainly|unequivocal|established|beyond doubt|without doubt|no doubt|no further work-?up)\b/i
/** Words of proof: nothing seen on an image is proven by it unless the findings say so. */
const proof = /\b(?:proven|confirmed|established|unequivocal|unequivocally|certain|certainly)\b/i
/** Left open, before and after what it is said of. */
const doubtBefore = /(?:(?:\?|\b(?:possibl[ey]|questionabl[ey]|question of|query|equivocal(?: for)?|perhaps|maybe|might|may|could|cannot exclude|can ?not rule out|can't exclude|unable to exclude|difficult to exclude|doubtful|raises? the possibility of|possibility of)\b)[^,;:.()]{0,32})$/i
const doubtAfter = /^[^,;:.()]{0,28}(?:\b(?:possible|questionable|equivocal|uncertain|not excluded|cannot be (?:excluded|ruled out|certain|sure)|not (?:established|proven|certain|confirmed)|in doubt|doubtful|debatable|unclear|queried)\b|, ?(?:cannot be sure|uncertain|not certain|not established|not proven))/i
/** Weaker than plain, in whatever way. */
const hedge = /\?(?! ?$)|-(?:type|like)\b|\b(?:possib|perhaps|maybe|might|may (?!\d)|could|question|query|equivocal|indeterminate|undetermined|uncertain|unclear|exclude|ruled? out|(?:un|non-?)specific|too small|borderline|suspect|suspic|suggest|concern|worrisome|likely|probabl|presum|favou?r|appears?|apparent|compatible|consistent|keeping|raise|versus|vs|differential|either|limited|poorly|not well|doubt|early|subtle|faint|unlikely|reflect|represent|c\/w|s\/o|r\/o)/i
/** The findings leave open what something is. */
const open = /\?(?! ?$)|\b(?:possib|equivocal|indeterminate|undetermined|uncertain|unclear|too small to|(?:un|non-?)specific|borderline|cannot be|not excluded|could (?:be|reflect|represent)|may (?:be|reflect|represent)|might|vs\b|versus|question|queried|differential)/i
const clauseEnd = /[,;:()]|\.(?=\s|$)|\b(?:but|although|though|however|while|whereas|with|and)\b/gi

/**
 * Certainty raised or lowered between findings and conclusion, as advice: a possibility told as proven or as a plain heavy diagnosis,
 * and what the findings state plainly told as doubt. English.
 */
export function compareCertainty(fact: Fact, context: CompareContext): CheckIssue | null {
  if (fact.finding === null || fact.negated || fact.advice || fact.weight < 1) return null
  const { before, after } = around(fact, context)
  const sworn = swornBefore.exec(before) ?? swornAfter.exec(after)
  if (sworn) return swornAgainst(fact, before, after, context)
  // A doubted verb ("possibly contacting") is looked at by itself.
  const doubted = (doubtBefore.test(before) && !doubtedReach.test(before + context.input.conclusion.slice(fact.word.start, fact.word.end))) || doubtAfter.test(after)
  if (doubted) return doubtAgainst(fact, before, after, context)
  // "Neuritis?", "diverticular v tumour"
  if (/^\s?\?/.test(after) || /\bv\.? $/.test(before)) return null
  return fact.weight < 2 || hedge.test(before) || hedge.test(after.slice(0, 40).replace(/[,;.](?=\s|$).*$/s, '')) || fact.certainty !== 'certain' ? null : plainAgainst(fact, context)
}

/** The clause before the finding's words, and what follows them as far as the next clause but one. */
function around(fact: Fact, { conclusion }: CompareContext): { before: string; after: string } {
  const { start, end } = conclusion.sentences[fact.sentence]!
  const left = conclusion.text.slice(start, fact.word.start)
  const cut = [...left.matchAll(clauseEnd)].at(-1)
  return { before: cut ? left.slice(cut.index + cut[0].length) : left, after: conclusion.text.slice(fact.word.end, end).slice(0, 90) }
}

const fits = ({ match }: Candidate): boolean => match.site >= 0 && match.side >= 0 && match.level >= 0
const affirmed = (fact: Fact): boolean => !fact.negated && !fact.normal
const sentenceOf = (fact: Fact, { findings }: CompareContext): string => findings.text.slice(findings.sentences[fact.sentence]!.start, findings.sentences[fact.sentence]!.end)

/** "Minor aspiration changes?": the sentence ends with a question. */
const asked = (fact: Fact, { findings }: CompareContext): boolean => /^[^.\n]{0,2}\?/.test(findings.text.slice(findings.sentences[fact.sentence]!.end - 1, findings.sentences[fact.sentence]!.end + 2))

/** Is the finding named by this fact, or by a special case of it? A "hip fracture" is also named by a fracture of the hip. */
const names = (fact: Fact, other: Fact): boolean =>
  other.finding !== null && (allWider(other.finding).has(fact.finding!) || (findingPlaces(fact.finding!).size > 0 && allWider(fact.finding!).has(other.finding) && !describes.has(other.finding) && likeSites(fact.sites, other.sites) >= 1.4))

/** The words from the cue to the finding, or from the finding to the cue. */
function rangeOf(fact: Fact, before: string, after: string, left: RegExp, right: RegExp): { start: number; end: number } {
  const first = left.exec(before)
  if (first) return { start: fact.word.start - (before.length - first.index), end: fact.word.end }
  return { start: fact.word.start, end: fact.word.end + (right.exec(after)?.[0].length ?? 0) }
}

function swornAgainst(fact: Fact, before: string, after: string, context: CompareContext): CheckIssue | null {
  const list = context.candidates(fact).filter((one) => fits(one) && affirmed(one.fact))
  const named = list.filter((one) => names(fact, one.fact) && (one.match.site > 0.5 || one.match.site === 0))
  if (named.some((one) => !hedge.test(sentenceOf(one.fact, context)))) return null
  const place = list.filter((one) => one.match.size >= 2.5 || (one.match.site >= 1.4 && (one.match.finding >= 0.5)))
  const [against] = [...named, ...place.filter((one) => hedge.test(sentenceOf(one.fact, context)))]
  const shown = before + after.slice(0, 40)
  if (!against && !(fact.weight >= 4 && proof.test(shown) && place.length && !describes.has(fact.finding!))) return null
  const told = against ?? place[0]!
  return issueOf('unsupported', 'warning', fact, rangeOf(fact, before, after, swornBefore, swornAfter), `The findings are less sure of “${context.input.conclusion.slice(fact.word.start, fact.word.end)}”.`, told.fact, context)
}

function doubtAgainst(fact: Fact, before: string, after: string, context: CompareContext): CheckIssue | null {
  if (isVague(fact.finding!) || describes.has(fact.finding!) || fact.weight < 2) return null
  const list = context.candidates(fact).filter((one) => fits(one) && affirmed(one.fact) && (one.match.site >= 1.4 || (one.match.site > 0.5 && one.match.level > 0) || one.match.size >= 2.5 || (one.match.site === 0 && !fact.sites.some((site) => site.from === 'text'))))
  const named = list.filter((one) => names(fact, one.fact))
  if (!named.length || list.some((one) => one.match.finding >= 0.5 && (hedge.test(sentenceOf(one.fact, context)) || asked(one.fact, context)))) return null
  return issueOf('unsupported', 'warning', fact, rangeOf(fact, before, after, doubtBefore, doubtAfter), `The findings are more sure of “${context.input.conclusion.slice(fact.word.start, fact.word.end)}”.`, named[0]!.fact, context)
}

/** A heavy diagnosis told plainly of what the findings leave open. */
function plainAgainst(fact: Fact, context: CompareContext): CheckIssue | null {
  if (describes.has(fact.finding!) || isVague(fact.finding!)) return null
  const list = context.candidates(fact).filter((one) => fits(one) && affirmed(one.fact))
  const isOpen = (one: Candidate) => one.fact.certainty === 'possible' || open.test(sentenceOf(one.fact, context))
  const named = list.filter((one) => one.match.finding >= 2.2 && !describes.has(one.fact.finding!) && (one.match.site > 0.5 || one.match.site === 0))
  // Open for a part of the place only ("5th metatarsal: reactive versus infection" under "forefoot infection") says nothing of the whole.
  if (named.length && named.every((one) => isNarrower(one.fact, fact))) return null
  const pinned = list.filter((one) => one.match.size >= 2.5 || (one.match.site >= 1.4 && (one.match.level > 0 || one.match.side > 0)))
  const about = named.length ? named : fact.weight >= 4 ? pinned.filter((one) => one.fact.finding === null || describes.has(one.fact.finding)) : []
  if (!about.length || !about.every(isOpen) || (!named.length && pinned.some((one) => !isOpen(one)))) return null
  // "Fracture … cannot be excluded": open in its own clause, not only somewhere in the sentence.
  if (named.length && !named.every((one) => one.fact.certainty === 'possible' || openOf(one.fact, context))) return null
  return issueOf('unsupported', 'warning', fact, fact.word, `The findings are less sure of “${context.input.conclusion.slice(fact.word.start, fact.word.end)}”.`, about[0]!.fact, context)
}

const isNarrower = (a: Fact, b: Fact): boolean => saidSites(a.sites).some((one) => saidSites(b.sites).some((other) => relateSites(one.site, other.site) === 'inside'))

function openOf(fact: Fact, context: CompareContext): boolean {
  const { start, end } = context.findings.sentences[fact.sentence]!
  const { text } = context.findings
  return open.test(text.slice(Math.max(start, fact.word.start - 40), Math.min(end, fact.word.end + 40)))
}

const reaching = '(?:contact|abut|touch|compress|imping|invad|displac|encas|involv|reach|infiltrat|indent|obstruct|occlud|narrow|perforat|ruptur)\\w*'
const doubtedReach = new RegExp(`\\b(?:possibly|perhaps|might|may|could|questionably|equivocally)\\s+(?:be\\s+|just\\s+)?${reaching}`, 'i')
const plainReach = new RegExp(`\\b${reaching}`, 'i')

/** "Possibly contacting the S1 root" where the findings say that it is compressed. */
export function compareDoubtedReach(context: CompareContext): CheckIssue[] {
  const { conclusion, findings } = context
  return [...conclusion.text.matchAll(new RegExp(doubtedReach.source, 'gi'))].flatMap((match): CheckIssue[] => {
    const sentence = conclusion.sentences.findIndex(({ start, end }) => start <= match.index && match.index < end)
    const object = conclusion.units[sentence]?.find((unit) => unit.kind === 'anatomy' && unit.start >= match.index + match[0].length - 1 && unit.start - match.index < 80)
    if (!object) return []
    const site = object.group || object.key
    const told = findings.sentences.findIndex(({ start, end }, index) => {
      const text = findings.text.slice(start, end)
      return plainReach.test(text) && !hedge.test(text) && !/\b(?:no|not|without|nor)\b/i.test(text) && findings.units[index]!.some((unit) => unit.kind === 'anatomy' && ['same', 'inside'].includes(relateSites(unit.group || unit.key, site)))
    })
    if (told < 0) return []
    // Left open anywhere else of the same place: then nothing is sure.
    if (findings.facts.some((fact) => hedge.test(sentenceOf(fact, context)) && saidSites(fact.sites).some((one) => relateSites(one.site, site) === 'same'))) return []
    const { start, end } = findings.sentences[told]!
    return [{ kind: 'unsupported', severity: 'warning', sentence, message: `The findings are more sure of “${conclusion.text.slice(object.start, object.end)}”.`, conclusion: { start: match.index, end: match.index + match[0].length }, findings: { start, end } }]
  })
}
