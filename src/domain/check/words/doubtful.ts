import type { Reading, Unit } from '../../text/read-sentence.ts'
import type { CheckContext } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { likeFinding } from '../compare/match.ts'
import { clauseAround, sharedWords } from './near-words.ts'

/** One contradiction with the sentences it stands between. */
type Case = { issue: CheckIssue; text: string; at: { start: number; end: number }; own: Reading; clause: string; told: Reading & { heading?: { start: number; end: number } | null; headingUnits?: readonly Unit[] }; findings: string; context: CheckContext }

const normalWords = /^(?:normal\w*|unremarkable|nl|fine|ok)$/i
const statedSign = /^[ -](?:signs?|features?|patterns?|criteria|appearances?)\b/i
const deniedSign = /\b(?:no|without|lacks?)\b[^.;,]*\b(?:features?|signs?|evidence|suggestion|indication|appearances?) (?:of|for|to suggest)\b[^.;,]*$/i
const formerDenial = /^[^.;,()]{0,20}\b(?:not|never|absent|unseen)\b[^.;,()]{0,20}\b(?:in (?:19|20)\d\d|previously|before|earlier|(?:in|on|at) (?:the )?(?:previous|prior|last|earlier|first))\b/i
/** Resolution of an apparatus, which is no course. */
const ofApparatus = /\b(?:below|beneath|under|beyond|limits? of|at)\b[^.;,]{0,24}\bresolution\b|\b(?:PET|CT|MRI|SPECT|spatial|image|scanner|camera|system)\b[ -]resolution/i
const slightly = /\b(?:marginally|minimally|slightly|barely|a little|a touch|fractionally)\s+$/i
const summing = /^(?:progress\w*|respon\w*|regress\w*|wors\w*|improv\w*|better|stable|mixed)$/i

/**
 * Is a contradiction one of reading only: a denial that ends before the word, of a part, a kind or a former time, a side that stands in another
 * clause, a normal state that both tell? Looked up in the two sentences' own words. English.
 */
export function isDoubtful(issue: CheckIssue, context: CheckContext): boolean {
  if (issue.severity !== 'error' || !issue.conclusion || issue.sentence === null) return false
  const own = context.conclusion[issue.sentence]
  const told = issue.findings && context.findings.sentences.find((one) => one.start <= issue.findings!.start && issue.findings!.start < one.end)
  if (!own || !told) return false
  const text = context.input.conclusion
  const one: Case = { issue, text, at: issue.conclusion, own, clause: clauseAround(text, issue.conclusion, own), told, findings: context.findings.text, context }
  if (issue.kind === 'negation') return technique.test(text.slice(one.at.start, one.at.end)) || otherSide(one) || falseDenial(one) || falseClaim(one) || falseState(one)
  if (issue.kind === 'number') return deniedKind(one)
  if (issue.kind === 'organ') return levelCarried(one)
  if (issue.kind === 'direction') return courseCarried(one)
  return issue.kind === 'side' && soundThere(one)
}

const inRange = (units: readonly Unit[], { start, end }: { start: number; end: number }) => units.filter((unit) => unit.start < end && unit.end > start)
const heading = ({ told, findings }: Case): string => (told.heading ? findings.slice(told.heading.start, told.heading.end) : '')
const toldText = (one: Case): string => `${heading(one)} ${one.findings.slice(one.told.start, one.told.end)}`

/** The side told last before the words, or right behind them, is not the sentence's against it. */
function otherSide({ issue, text, at, told }: Case): boolean {
  const sentence = text.slice(Math.max(0, at.start - 200), at.start).replace(/[^]*[.;\n]\s/, '')
  // What is denied behind a comma is denied of more than the side told before.
  const before = issue.message.startsWith('The conclusion denies') ? sentence.replace(/[^]*,/, '') : sentence
  const [own] = [...before.matchAll(/\b(left|right|bilateral\w*|both|l|r)\b/gi)].at(-1) ?? /\b(?:left|right|bilateral\w*|both)\b/i.exec(text.slice(at.start, at.end)) ?? []
  const side = own && (/^l/i.test(own) ? 'left' : /^r/i.test(own) ? 'right' : null)
  if (!side) return false
  const sides = [...(told.headingUnits ?? []), ...told.units].filter((unit) => unit.kind === 'side').map((unit) => unit.key)
  return sides.length > 0 && !sides.includes(side) && !sides.includes('bilateral')
}

/** The level told last before the words is none of the sentence against them. */
function otherLevel({ at, own, told }: Case): boolean {
  const level = own.units.findLast((unit) => unit.kind === 'level' && unit.start < at.start && unit.start >= at.start - 40)
  const others = told.units.filter((unit) => unit.kind === 'level' && unit.group === level?.group)
  return level !== undefined && others.length > 0 && others.every((unit) => unit.key !== level.key && !unit.key.split('/').includes(level.key) && !level.key.split('/').includes(unit.key))
}

/** The denial of this unit only reaches it over a comma: right behind the "no" ("threatened? no, margin 3 mm"), or behind the list's "or". */
function overreached(unit: Unit, units: readonly Unit[], text: string): boolean {
  const cue = units.findLast((one) => one.kind === 'before' && one.start < unit.start)
  if (unit.negated && cue !== undefined && endsBefore(cue, unit, text)) return true
  return unit.negated && cue !== undefined && /^\s*[,:?]|\b(?:or|nor)\b[^,;]*,(?!\s*(?:or|nor)\b)/i.test(text.slice(cue.end, Math.min(unit.start, cue.end + 300))) && !/^[^.;]{0,60}\b(?:or|nor)\b/i.test(text.slice(unit.end, unit.end + 80))
}

/**
 * "Calculus without obstruction, fundal leiomyoma": a "without" that tells more of one member of a list ends at its comma, unless an "or" goes on.
 * A dash with spaces ends any denial ("no mass - adhesive band").
 */
function endsBefore(cue: Unit, unit: Unit, text: string): boolean {
  const between = text.slice(cue.end, Math.min(unit.start, cue.end + 300))
  if (/\s[-–—]\s/.test(between)) return true
  const member = /[^,;.:\n]*$/.exec(text.slice(Math.max(0, cue.start - 120), cue.start))![0]
  return /^without$/i.test(text.slice(cue.start, cue.end)) && /[a-z]{4,}/i.test(member) && /,/.test(between) && !/\b(?:or|nor)\b/i.test(between) && !/^[^.;]{0,80}\b(?:or|nor)\b/i.test(text.slice(unit.end, unit.end + 80))
}

const kinds = /\b(?:type|grade|stage|zone|class|category)\s+((?:\d|[ivx]+|[a-d]\b)[a-c]?(?:\s*(?:,|\/|or|and|nor)\s*(?:\d|[ivx]+|[a-d]\b)[a-c]?)*)\b/gi
const roman: Readonly<Record<string, string>> = { i: '1', ii: '2', iii: '3', iv: '4', v: '5', vi: '6' }
const kindsIn = (text: string): string[] => [...text.matchAll(kinds)].flatMap(([, list]) => list!.toLowerCase().split(/\s*(?:,|\/|\bor\b|\band\b|\bnor\b)\s*/).map((kind) => roman[kind] ?? kind))

const lastWord = (text: string, unit: Unit): string => text.slice(unit.start, unit.end).toLowerCase().replace(/[^]*[\s-]/, '')

/** How something is imaged, and no finding. */
const technique = /^(?:FLAIR|DWI|ADC|SWI|STIR|TIRM|T[12]w?|MR[AIV]?|MRCP|CTA?|TOF|Doppler|duplex|contrast|sequences?|correlates?)$/i

/** "Denies X" where what is denied is a kind, a part or a former state of it, or not denied at all. */
function falseDenial(one: Case): boolean {
  const { issue, text, at, own, told, findings, clause, context } = one
  if (!issue.message.startsWith('The conclusion denies')) return false
  if (/\b(?:absent|none|nil|not (?:seen|present|identified))\W*$/i.test(findings.slice(told.start, told.end))) return true
  // "Without contrast blush" is no technique.
  if (/\b(?:no|without) (?:active |any )?contrast (?:blush|extravasation|leak\w*|pooling)\b/i.test(findings.slice(told.start, told.end))) return true
  if (formerDenial.test(text.slice(at.end, at.end + 70))) return true
  const mine = inRange(own.units, at)
  if (mine.some((unit) => unit.negated && overreached(unit, own.units, text))) return true
  const keys = new Set(mine.filter((unit) => unit.kind === 'finding').map((unit) => unit.key))
  const words = new Set(mine.filter((unit) => unit.kind === 'finding').map((unit) => lastWord(text, unit)))
  // The very word is denied beside what is told under another name ("phlegmon, no drainable abscess").
  if (told.units.some((unit) => unit.kind === 'finding' && unit.negated && words.has(lastWord(findings, unit)))) return true
  const denied = kindsIn(clause)
  const shown = kindsIn(findings.slice(told.start, told.end))
  if (denied.length && shown.length && shown.every((kind) => !denied.includes(kind))) return true
  // The conclusion itself tells what is said to be denied, in words at least as near.
  const like = (key: string) => [...keys].some((mine) => likeFinding(mine, key) >= 2.2)
  const clauses = told.units.filter((unit) => unit.kind === 'finding' && !unit.negated && like(unit.key)).map((unit) => `${heading(one)} ${clauseAround(findings, unit, told)}`)
  const tells = clauses.length ? clauses.join(' ') : toldText(one)
  const near = sharedWords(clause, tells)
  return context.conclusion.some((sentence) => sentence.units.some((unit) => {
    if (unit.kind !== 'finding' || unit.negated || !like(unit.key) || unit.start < sentence.start) return false
    const share = sharedWords(clauseAround(text, unit, sentence), tells)
    return share >= 0.6 && share > near
  }))
}

/** "States X" where both deny the same of it, where it is only a sign that is denied, or where the findings do not deny it. */
function falseClaim(one: Case): boolean {
  const { issue, text, at, own, told, findings, clause } = one
  if (!issue.message.startsWith('The conclusion states')) return false
  if (deniedSign.test(text.slice(Math.max(own.start, at.start - 160), at.start)) || otherLevel(one)) return true
  if (statedSign.test(text.slice(at.end, at.end + 14)) && /\b(?:no|without|absent|lacks?)\b/i.test(clause)) return true
  const verb = /^\s*(?:is |are |was )?not (\w{5})/i.exec(text.slice(at.end, at.end + 20))?.[1]
  if (verb && new RegExp(`\\b(?:not|no|without)\\b[^.;,]{0,20}\\b${verb}`, 'i').test(findings.slice(told.start, told.end))) return true
  const keys = new Set(inRange(own.units, at).filter((unit) => unit.kind === 'finding').map((unit) => unit.key))
  const there = told.units.filter((unit) => unit.kind === 'finding' && keys.has(unit.key))
  if (there.length && !there.some((unit) => unit.negated) && ofApparatus.test(findings.slice(told.start, told.end))) return true
  if (there.some((unit) => unit.negated) && there.every((unit) => !unit.negated || overreached(unit, told.units, findings))) return true
  // "Hip: ossific nuclei normal for age": a part without a place of its own, under a heading, is called normal, not the place.
  const normal = told.units.find((unit) => unit.kind === 'normal')
  return issue.message.includes('call the place normal') && normal !== undefined && /^[^.;]{0,12}\bfor (?:\w+ )?age\b/i.test(findings.slice(normal.end, normal.end + 30)) && !told.units.some((unit) => unit.kind === 'anatomy')
}

/** A state both tell, and "no compromise", which says that all is well. */
function falseState({ issue, text, at, own, told, findings, clause }: Case): boolean {
  if (issue.message.startsWith('The conclusion says this is not normal')) return !inRange(own.units, at).some((unit) => unit.kind === 'normal') && !/\b(?:not|no longer)\b/i.test(clause)
  if (!issue.message.startsWith('The conclusion calls this normal')) return false
  // "FLAIR still negative": a technique is negative, not the place before it.
  if (/\b(?:FLAIR|DWI|ADC|SWI|CT|MRI?|doppler|ultrasound|PET)\b[^,;.]{0,12}\bnegative\b/i.test(text.slice(at.start, at.end + 12))) return true
  const states = (units: readonly Unit[], from: string) => units.filter((unit) => unit.kind === 'normal' && !unit.negated).map((unit) => from.slice(unit.start, unit.end).toLowerCase())
  const shown = states(told.units, findings)
  const mine = inRange(own.units, at)
  if (states(mine, text).some((word) => !normalWords.test(word) && shown.includes(word))) return true
  const words = new Set(mine.filter((unit) => unit.kind === 'word').map((unit) => unit.key))
  return told.units.some((unit, k) => unit.kind === 'word' && words.has(unit.key) && (told.units[k + 1]?.kind === 'normal' || told.units[k + 1]?.kind === 'before'))
}

/** "No type I or III endoleak" over a type II: a kind that is denied is no wrong kind. */
function deniedKind({ text, at, told, findings, clause }: Case): boolean {
  const [mine, shown] = [kindsIn(text.slice(at.start, at.end)), kindsIn(findings.slice(told.start, told.end))]
  return mine.length > 0 && shown.length > 0 && /\b(?:no|without|not|neither)\b/i.test(clause.slice(0, Math.max(0, clause.toLowerCase().indexOf(text.slice(at.start, at.end).toLowerCase()))))
}

/** The findings tell most of the level's own clause at that level, if only under a heading. */
function levelCarried({ at, own, text, clause, findings, context }: Case): boolean {
  const levels = inRange(own.units, at).filter((unit) => unit.kind === 'level')
  const rest = clause.replace(text.slice(at.start, at.end), ' ')
  return levels.length > 0 && levels.every((level) => context.findings.sentences.some((sentence) => sentence.units.some((unit) => unit.kind === 'level' && unit.key === level.key) && sharedWords(rest, `${sentence.heading ? findings.slice(sentence.heading.start, sentence.heading.end) : ''} ${findings.slice(sentence.start, sentence.end)}`) >= 0.6))
}

/** A course that the findings tell as a denial, a sum of several courses, or next to none. */
function courseCarried({ issue, at, own, text, clause, findings, told, context }: Case): boolean {
  if (ofApparatus.test(findings.slice(told.start, told.end))) return true
  if (slightly.test(text.slice(Math.max(0, at.start - 16), at.start)) && issue.message.includes('says unchanged, the findings say larger')) return true
  const around = inRange(own.units, { start: Math.max(own.start, at.start - 60), end: at.end })
  if (issue.message.includes('says resolved')) {
    const keys = new Set(around.filter((unit) => unit.kind === 'finding').map((unit) => unit.key))
    return context.findings.sentences.some((sentence) => sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && keys.has(unit.key)) && sharedWords(clause.replace(/\b(?:no longer|seen|visible|present|identified|demonstrated|shown)\b/gi, ' '), findings.slice(sentence.start, sentence.end)) >= 0.9)
  }
  if (oneOfTwoCourses({ at, own, text, context })) return true
  if (!summing.test(text.slice(at.start, at.end)) || !/(?:^|[.;:\n]\s*)(?:[\w-]+ ){0,2}$/.test(text.slice(Math.max(own.start, at.start - 80), at.start))) return false
  // "Progression suspected:", "Mixed picture: … stable": a sum that one of the findings bears out.
  const bare = clause.replace(/\b(?:suspected|likely|probable|possible|overall|mixed|picture|course|response|disease|suspicious|for|partial|progress\w*|respon\w*)\b/gi, ' ')
  const turned = issue.message.includes('says larger') ? /larger|new/ : issue.message.includes('says smaller') ? /smaller|resolved/ : null
  return turned !== null && !/[a-z]{3,}/i.test(bare.replace(text.slice(at.start, at.end), ' ')) && (context.findings.sentences.some((sentence) => sentence.units.some((unit) => unit.kind === 'change' && turned.test(unit.key))) || (turned.test('larger') && /\b(?:was|previously|prev\.?|from)\s+\d/i.test(findings)))
}

/** "New and larger liver metastases": of two courses in a row each belongs to a part of what is named, if the findings tell the one in doubt of something there. */
function oneOfTwoCourses({ at, own, text, context }: Pick<Case, 'at' | 'own' | 'text' | 'context'>): boolean {
  const courses = own.units.filter((unit) => unit.kind === 'change' && !unit.negated)
  const said = courses.find((unit) => unit.start < at.end && unit.end > at.start)
  const joined = said && courses.some((other) => other.key !== said.key && /^\s*(?:,|and|or|&|\/|as well as)\s*$/.test(text.slice(Math.min(other.end, said.end), Math.max(other.start, said.start))))
  if (!joined) return false
  const named = new Set(own.units.filter((unit) => unit.kind === 'anatomy').map((unit) => unit.group || unit.key))
  const findings = own.units.filter((unit) => unit.kind === 'finding')
  return context.findings.sentences.some(({ units, headingUnits }) => units.some((unit) => unit.kind === 'change' && unit.key === said.key && !unit.negated)
    && [...headingUnits, ...units].some((unit) => named.size > 0 ? unit.kind === 'anatomy' && named.has(unit.group || unit.key) : unit.kind === 'finding' && findings.some((one) => likeFinding(one.key, unit.key) >= 2.2)))
}

/** "Right kidney drains normally" where the findings call the same side normal too. */
function soundThere({ at, own, text, clause, context }: Case): boolean {
  const side = inRange(own.units, at).find((unit) => unit.kind === 'side')?.key
  if (!side || side === 'bilateral' || !/\b(?:normal(?:ly)?|unremarkable|prompt(?:ly)?|freely)\b/i.test(`${clause} ${text.slice(at.start, at.end)}`)) return false
  return context.findings.sentences.some(({ units, headingUnits }) => [...headingUnits, ...units].some((unit) => unit.kind === 'side' && unit.key === side) && units.some((unit) => unit.kind === 'normal' && !unit.negated))
}
