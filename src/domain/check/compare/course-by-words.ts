import type { FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { nearestSentences, themesOf, type NearSentence } from '../words/nearest-sentences.ts'
import { course } from './course-words.ts'
import { readCourses, type CourseTold } from './read-courses.ts'

const names: readonly (readonly [number, string])[] = [[course.new, 'new'], [course.larger, 'larger or worse'], [course.same, 'unchanged'], [course.smaller, 'smaller or better'], [course.resolved, 'resolved']]
const named = (mask: number): string => (mask === 14 ? 'still there' : mask === 30 ? 'not new' : mask === 28 ? 'not larger' : names.filter(([bit]) => mask & bit).map(([, name]) => name).join(' or '))

/** `common`: nothing but words that every finding may have ("lesion") is shared. */
type Near = { told: Known; rank: number; common: boolean }

/** Shares of the words of a claim: from here on a sentence speaks of it at all, and surely. */
/** What changes within one examination. */
const within = /\b(?:post-?stress|(?:on|at|during|after|with) (?:stress|exercise|inspiration|expiration|valsalva|micturition|voiding|flexion|extension|standing|contrast)|delayed|washout)\b/i
const least = { touched: 0.08, related: 0.2, sure: 0.55, spokenOf: 0.65 }

/** A course of the findings with the names of what it is told of, and of what its whole sentence speaks. */
type Known = CourseTold & { own: ReadonlySet<string>; all: ReadonlySet<string> }

/** Sentences and courses beyond these are not compared: no person tells as many, and the time must stay bounded. */
const most = { sentences: 400, claims: 60, conclusion: 100 }
const kept = new WeakMap<FindingsText, readonly Known[]>()

function findingsCourses(findings: FindingsText): readonly Known[] {
  const before = kept.get(findings)
  if (before) return before
  const told = readCourses(findings.text, findings.sentences.slice(0, most.sentences)).map((one): Known => {
    const own = new Set(themesOf([...one.subject, ...one.headings], findings.text))
    return { ...one, own, all: new Set([...own, ...themesOf(one.wide, findings.text)]) }
  })
  kept.set(findings, told)
  return told
}

/**
 * Courses that the conclusion tells and the findings tell otherwise, whatever the thing is called: the findings' sentences are found by the words
 * they share. An error where these surely speak of the same and all of them tell another course; a warning where only the nearest do. `carried`: the
 * words of courses that the nearest sentences tell as well. English.
 */
export function compareCourses(text: string, conclusion: readonly Reading[], findings: FindingsText): { issues: CheckIssue[]; carried: TextRange[] } {
  const known = findingsCourses(findings)
  const claims = readCourses(text, conclusion.slice(0, most.conclusion)).slice(0, most.claims)
  const carried: TextRange[] = []
  const issues = claims.flatMap((claim): CheckIssue[] => {
    if (within.test(text.slice(Math.max(0, claim.start - 24), claim.end + 24))) return []
    if (claim.denies) return denial(claim, text, known, findings)
    if (!claim.sure || /^no (?!longer)(?:\w+ ){0,4}(?:resid|any)/i.test(text.slice(claim.start, claim.end)) || claim.sized || !claim.mask || advised(claim, conclusion[claim.sentence]!, text)) return []
    const { verdict, against } = judge(claim, subjectOf(claim, conclusion), text, known, findings)
    const even = verdict === 'carried' || verdict === 'open' ? evenSizes(claim, subjectOf(claim, conclusion), text, known, findings) : null
    if (even) {
      const { start, end } = findings.sentences[even.sentence]!
      return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: `The conclusion says ${named(claim.mask)}, the sizes in the findings are nearly the same.`, conclusion: { start: claim.start, end: claim.end }, findings: { start, end } }]
    }
    if (verdict === 'carried') carried.push({ start: claim.start, end: claim.end })
    if (verdict === 'open' || verdict === 'carried') return []
    const range = { start: claim.start, end: claim.end }
    const at = against ? findings.sentences[against.sentence]! : null
    const message = against ? `The conclusion says ${named(claim.mask)}, the findings say ${named(against.mask)}.` : `The conclusion says ${named(claim.mask)}, no sentence of the findings tells that.`
    return [{ kind: verdict === 'error' ? 'direction' : 'unsupported', severity: verdict === 'error' ? 'error' : 'warning', sentence: claim.sentence, message, conclusion: range, findings: at && { start: at.start, end: at.end } }]
  })
  return { issues, carried }
}

/** Much more, or much less. */
const much = /\b(?:marked\w*|considerabl[ey]|substantial\w*|significant\w*|clear\w*|rapid\w*|striking\w*|notabl[ey]|strong\w*|far|much|doubl\w*|trebl\w*|tripl\w*|halv\w*)\b/i

/** Two sizes that hardly differ carry "larger", but not "considerably larger" or "doubled"; two equal ones carry no growth at all. */
function evenSizes(claim: CourseTold, subject: CourseTold['subject'], text: string, known: readonly Known[], findings: FindingsText): CourseTold | null {
  if (claim.mask !== course.larger && claim.mask !== course.smaller) return null
  const near = nearTold(claim, nearestSentences(subject, text, findings, least.touched).filter(({ share }) => share >= least.related), known.filter((told) => told.sure && !told.denies))
  const best = Math.max(0, ...near.map(({ rank }) => rank))
  const nearest = near.filter(({ rank }) => rank >= 0.75 * best).map(({ told }) => told)
  const isEven = (told: CourseTold) => told.sized && (told.mask & course.same) > 0
  const equal = (told: CourseTold) => told.sizes.some((size, at) => told.sizes.some((other, k) => k > at && other.unit === size.unit && other.value === size.value))
  const [first] = nearest
  if (!first || !nearest.every(isEven)) return null
  // Of several sizes in a row another pair may have grown.
  return (much.test(text.slice(Math.max(0, claim.start - 16), claim.end)) && nearest.every(({ sizes }) => sizes.length <= 3)) || nearest.every(equal) ? first : null
}

/** "No new lesion" beside a new one of all the words it has. */
function denial(claim: CourseTold, text: string, known: readonly Known[], findings: FindingsText): CheckIssue[] {
  const asked = claim.subject.flatMap((unit) => themesOf([unit], text).slice(0, 1))
  if (!asked.length || claim.rest) return []
  const found = known.find((told) => told.sure && told.mask === course.new && !told.rest && !excludes(claim.sides, told.sides) && !elsewhere(claim.places, told.places) && asked.every((theme) => told.all.has(theme)))
  if (!found) return []
  const { start, end } = findings.sentences[found.sentence]!
  return [{ kind: 'unsupported', severity: 'warning', sentence: claim.sentence, message: 'The conclusion says that there is nothing new of the kind, the findings tell something new.', conclusion: { start: claim.start, end: claim.end }, findings: { start, end } }]
}

/** Is the course only to be looked for ("repeat film to ensure clearing")? */
const advised = (claim: CourseTold, { units }: Reading, text: string): boolean => units.some((unit) => unit.kind === 'recommend' && (unit.start < claim.start ? !/[;.]/.test(text.slice(unit.end, claim.start)) : !/[,;.(]/.test(text.slice(claim.end, unit.start))))

/** "Both were already present": what has no thing of its own speaks of the sentence before. */
function subjectOf(claim: CourseTold, conclusion: readonly Reading[]): CourseTold['subject'] {
  if (claim.subject.length) return claim.subject
  for (let k = claim.sentence - 1; k >= Math.max(0, claim.sentence - 2); k--) {
    const units = conclusion[k]!.units.filter((unit) => unit.kind === 'finding' || unit.kind === 'anatomy' || unit.kind === 'part' || unit.kind === 'level' || unit.kind === 'word')
    if (units.length) return units
  }
  return []
}

type Verdict = { verdict: 'open' | 'carried' | 'error' | 'warning'; against: CourseTold | null }

/** Words of a whole, of which every part may tell its own. */
const whole = /\b(?:disease|burden|load|sites?|overall|otherwise|appearances?|picture|findings?|course|response|status)\b/i
/** An unchanged position or line may rest on nothing but that it is as it should be; one with a date may not. */
const placed = /^(?:position\w*|placement|alignment|tips?|lines?|tubes?|catheters?|drains?|devices?|leads?|grafts?|stents?|clips?|hardware|implants?)$/i
const timed = /\b(?:since|from|than|before|previous|prior|last|earlier|ago|over|compared|(?:19|20)\d\d)\b/i
const vague = /^(?:abnormality|metastasis|tumor|lesion|spread|bone|active|progress)$/
const bits = (mask: number): number => [1, 2, 4, 8, 16].filter((bit) => mask & bit).length

function judge(claim: CourseTold, subject: CourseTold['subject'], text: string, known: readonly Known[], findings: FindingsText): Verdict {
  const open: Verdict = { verdict: 'open', against: null }
  const all = known.filter((told) => !told.denies)
  const sentences = nearestSentences(subject, text, findings, least.touched)
  const near = nearTold(claim, sentences.filter(({ share }) => share >= least.related), all)
  const agrees = (told: CourseTold) => agree(claim, told)
  const ofAll = claim.mask !== course.same && subject.some(({ start, end }) => whole.test(text.slice(start, end)))
  if ((subject.every(({ key }) => vague.test(key)) || ofAll) && all.some(agrees)) return open
  const best = Math.max(0, ...near.filter(({ told }) => told.sure).map(({ rank }) => rank))
  const nearest = near.filter(({ told, rank }) => told.sure && rank === best).map(({ told }) => told.sentence)
  if (near.some(({ told, rank }) => agrees(told) && (rank >= 0.75 * best || (!told.sure && nearest.includes(told.sentence))))) {
    return { verdict: best >= least.sure && near.every(({ told, rank }) => !told.sure || rank < 0.8 * best || agrees(told)) ? 'carried' : 'open', against: null }
  }
  // "Newly formed abscess" is no other course of the consolidation that the sentence shares with it.
  const head = claim.head === null ? [] : themesOf([claim.head], text)
  const against = near.filter(({ told, rank, common }) => !(common && claim.mask === course.resolved) && (told.sure || bits(told.mask) > 2) && !agrees(told) && (!(claim.mask & told.mask) || told.good) && rank >= 0.8 * best && (!head.length || head.some((theme) => told.all.has(theme))))
  // "No residual disease", "no longer seen": a plain denial of the findings carries it.
  if (against.length && !(claim.mask === course.resolved && !against[0]!.told.sized && deniedToday(sentences, findings))) return { verdict: best >= least.sure ? 'error' : 'warning', against: against[0]!.told }
  // Where the findings speak of the thing at all, only what is told of it carries the claim.
  const told = (sentences[0]?.share ?? 0) >= least.spokenOf ? nearTold(claim, sentences, all).map((one) => one.told) : all.filter(({ mask, good }) => bits(mask) < 3 && good === claim.good)
  const carried = told.some(agrees)
  const sentence = text.slice(Math.max(0, claim.start - 80), claim.end + 80)
  if (/longer$/i.test(text.slice(claim.start, claim.end)) || (claim.mask === course.same && !timed.test(sentence) && subject.some(({ start, end }) => placed.test(text.slice(start, end))))) return open
  return carried || bits(claim.mask) > 2 || (claim.mask & course.resolved && deniedToday(sentences, findings)) ? open : { verdict: 'warning', against: null }
}

/** Do the findings deny the thing, or call its place normal? Then it may well have gone. */
function deniedToday(sentences: readonly NearSentence[], findings: FindingsText): boolean {
  return sentences.some(({ sentence, share }) => share >= least.related && findings.sentences[sentence]!.units.some((unit) => unit.kind === 'normal' || ((unit.kind === 'finding' || unit.kind === 'word') && unit.negated)))
}

/** The findings' courses in sentences that share words with the claim, at no other place, with how much they share. */
function nearTold(claim: CourseTold, sentences: readonly NearSentence[], known: readonly Known[]): Near[] {
  const bySentence = new Map(sentences.map((one) => [one.sentence, one]))
  return known.flatMap((told): Near[] => {
    // Today's size says better than words what is meant.
    const sized = claim.sizes.some((size) => told.sizes.some((one) => one.unit === size.unit && Math.abs(one.value - size.value) < 0.06 * size.value)) ? 0.4 : 0
    const near = bySentence.get(told.sentence) ?? { share: 0, shared: [] }
    if ((near.share === 0 && !sized) || excludes(claim.sides, told.sides) || elsewhere(claim.places, told.places)) return []
    const part = near.shared.filter((theme) => told.own.has(theme)).length / Math.max(1, near.shared.length)
    const common = near.shared.length > 0 && near.shared.every((theme) => vague.test(theme.replace('~', '')))
    return [{ told, rank: near.share * (0.5 + 0.5 * part) * (common || told.rest !== claim.rest ? 0.6 : 1) + sized, common: common && sized === 0 }]
  })
}

const excludes = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.size > 0 && b.size > 0 && !a.has('bilateral') && !b.has('bilateral') && ![...a].some((side) => b.has(side))

/** Other levels, lobes or segments of the same kind. */
function elsewhere(a: CourseTold['places'], b: CourseTold['places']): boolean {
  return a.some((unit) => {
    const here = a.filter((one) => one.kind === unit.kind && one.group === unit.group)
    const there = b.filter((one) => one.kind === unit.kind && one.group === unit.group)
    return unit.group !== '' && there.length > 0 && !here.some((one) => there.some((other) => other.key === one.key || other.key.split('/').includes(one.key) || one.key.split('/').includes(other.key)))
  })
}

/** Could both be true of one thing? Worse is less where there should be more of it. */
function agree(claim: CourseTold, told: CourseTold): boolean {
  // What is only called old may have become anything: that carries no growth.
  if (bits(told.mask) > 3 && bits(claim.mask) < 3 && !(claim.mask & (course.same | course.resolved))) return false
  if (claim.valued !== told.valued && told.good) return together(claim.mask, turned(told.mask), told.sized)
  return together(claim.mask, told.mask, told.sized) || (claim.valued !== told.valued && claim.good && (told.mask & course.new) === 0 && (claim.mask & course.new) === 0 && together(claim.mask, turned(told.mask), told.sized))
}

function together(claim: number, told: number, sized: boolean): boolean {
  if (claim & told) return true
  if (sized) return false
  // What is new has become more, what went has become less.
  return (claim === course.larger && told === course.new) || (claim === course.new && told === course.larger) || ((claim & course.smaller) > 0 && !(claim & course.larger) && told === course.resolved) || (claim === course.resolved && told === course.smaller)
}

const turned = (mask: number): number => (mask & ~(course.larger | course.smaller)) | (mask & course.larger ? course.smaller : 0) | (mask & course.smaller ? course.larger : 0)
