import type { FindingsText } from '../../draft/reading/align.ts'
import type { Reading } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { ofFirstClaims } from './kept-sentence.ts'
import { sharedWords } from './near-words.ts'

/** Two ways a thing can be, under all the names that say so; a denial of one is the other. */
const families: readonly (readonly [sound: RegExp, broken: RegExp])[] = [
  [/\b(?:patent|open|recanali[sz]ed|antegrade)\b/i, /\b(?:occlu(?:ded|sion)|thrombosed|thrombus|thrombosis|blocked|clotted)\b/i],
  [/\b(?:slender|undilated|non-dilated|(?:normal|of normal) calib(?:re|er))\b/i, /\b(?:dilated|dilatation|dilation|widened|distended|ectatic|hydronephrosis|hydroureter|ventriculomegaly)\b/i],
  [/\b(?:aligned|undisplaced|central|congruent|in place)\b/i, /\b(?:displaced|displacement|shift(?:ed)?|dislocated|dislocation|subluxed|subluxation|misaligned)\b/i],
  [/\b(?:intact|in continuity|unbroken)\b/i, /\b(?:fractured?|torn|tear|ruptured?|broken|disrupted|avulsed)\b/i],
]
const denial = /\b(?:no|not|without|never|nor|free of|absent)\b|\bnon-/i
const unsure = /\?|\b(?:possib\w*|probabl\w*|likely|suspect\w*|suspic\w*|question\w*|may|might|could|cannot|partial\w*|previous\w*|former\w*|was|were|resol\w*|other|remain\w*|new|further|risk|if|old)\b|\b(?:19|20)\d\d\b/i
const sides = /\b(left|right|bilateral|both|upper|lower|proximal|distal|medial|lateral|anterior|posterior|[CTLS]\d{1,2})\b/gi
/** Clauses that are looked at, of either text: no person writes more, and the time must stay bounded. */
const mostClauses = 300
const mostClaims = 40

type Clause = { start: number; end: number; subject: string; states: ReadonlyMap<number, 1 | -1>; where: ReadonlySet<string> }

/** States of one place that are the other way round in the only findings clauses that speak of it and its state ("graft patent" over "graft occluded"). As advice. English. */
export function oppositeStates(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  const told = toldClauses(findings)
  if (!told.length) return []
  return ofFirstClaims('states', text, sentences, findings, mostClaims, (sentence, index) => clausesOf(text, sentence, '').map((claim): CheckIssue | null => {
    for (const [family, pole] of claim.states) {
      const near = told.filter((one) => one.states.has(family) && sameWhere(claim.where, one.where) && sharedWords(claim.subject, one.subject) === 1)
      if (!near.length || near.some((one) => one.states.get(family) === pole) || !near.some((one) => [...claim.where].every((word) => one.where.has(word)))) continue
      return { kind: 'unsupported', severity: 'warning', sentence: index, message: 'The findings tell the opposite of this place.', conclusion: { start: claim.start, end: claim.end }, findings: { start: near[0]!.start, end: near[0]!.end } }
    }
    return null
  }))
}

const kept = new WeakMap<FindingsText, readonly Clause[]>()

/** Read once for each findings text. */
function toldClauses(findings: FindingsText): readonly Clause[] {
  const before = kept.get(findings)
  if (before) return before
  const told = findings.sentences.slice(0, mostClauses).flatMap((one) => clausesOf(findings.text, one, one.heading ? findings.text.slice(one.heading.start, one.heading.end) : '')).slice(0, mostClauses)
  kept.set(findings, told)
  return told
}

const sameWhere = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => [...a].every((word) => b.has(word)) || b.size === 0

/** Clauses that say a state of something, from one comma to the next; each with its heading's words. */
function clausesOf(text: string, { start, end }: { start: number; end: number }, heading: string): Clause[] {
  const found: Clause[] = []
  for (const match of text.slice(start, Math.min(end, start + 2000)).matchAll(/(?:[^,;:().\n]|\.(?=\d)){3,}/g)) {
    const said = match[0]
    if (unsure.test(said)) continue
    const denied = denial.test(said)
    const states = new Map<number, 1 | -1>()
    let subject = said
    for (const [family, [sound, broken]] of families.entries()) {
      const [good, bad] = [sound.test(said), broken.test(said)]
      if (good === bad) continue
      states.set(family, (good !== denied) ? 1 : -1)
      subject = subject.replace(sound, ' ').replace(broken, ' ')
    }
    if (!states.size) continue
    const whole = `${heading} ${subject}`
    const named = subject.replace(/\b(?:no|not|without|never|free|absent|seen|noted|present|is|are|has|have|fully|completely|all|a|an|any|evidence|mild|severe|moderate|acute|normal)\b/gi, ' ').trim()
    if (!/[a-z]{3,}/i.test(named.replace(sides, ' '))) continue
    found.push({ start: start + match.index, end: start + match.index + said.length, subject: heading ? whole : named, states, where: new Set([...whole.matchAll(sides)].map(([word]) => word.toLowerCase())) })
  }
  return found
}
