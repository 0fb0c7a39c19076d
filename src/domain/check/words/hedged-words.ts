import type { FindingsText } from '../../draft/reading/align.ts'
import type { TextRange } from '../../report/range.ts'
import type { Reading, Unit } from '../../text/read-sentence.ts'
import type { CheckIssue } from '../issue.ts'
import { ofFirstClaims } from './kept-sentence.ts'

/** Leaves open whether it is so. */
const open = /\?|\b(?:possib\w*|suspected|question\w*|query|queried|equivocal|may be|might|could be|would be|perhaps|(?:not|cannot be|can ?not be|not (?:entirely|completely)) (?:excluded|ruled out)|cannot exclude|raises?|uncertain|indeterminate)\b/i
/** Any word by which a conclusion leaves it open, asks for it or waits for it. */
const hedge = /\?|-(?:type|like)\b|\bv\b|\b(?:possib|perhaps|maybe|might|may (?!\d)|could|would|question|query|queried|equivocal|indeterminate|uncertain|unclear|exclu|ruled|suspect|suspic|suggest|concern|likely|probabl|presum|favou?r|appear|apparent|compatible|consistent|keeping|raise|versus|vs\b|or\b|differential|recommend|advis|assess|evaluat|if\b|risk|early|subtle|faint|doubt|cannot|can ?not|not\b|no\b|without|reflect|represent|impending|borderline|potential|threaten|typical|pattern|clinical|correlat|refer|review|check|need)/i
const stemOf = (word: string): string => word.toLowerCase().slice(0, 6)
/** Said of many things, or only how sure it is. */
const common = /^(?:possib|suspec|questi|equivo|perhap|exclud|raises|uncert|indete|cannot|because|change|chang[ei]|apprea|appear|small|large|right|left|upper|lower|signal|lesion|nodule|mass|focal|focus|should|about|there|where|which|acute|chroni|mild|modera|severe|early|likely|probab|segmen|poster|anteri|latera|medial|superi|inferi|proxim|distal|minor|subtle|benign|reacti|degene|margin|within|would|could|might|involv|diseas|finding|findin|compon|partia|extens|region|tissue|artefa|artifa|motion|limite|techni|repres|versus|other|under|normal|series|images|contra|single|further|furthe|clinic|correl|relate|second|thicke|enlarg|size|level)$/
const mostSentences = 300
const mostClaims = 40
const longest = 1500

type Hedged = ReadonlyMap<string, readonly TextRange[]>
const kept = new WeakMap<FindingsText, Hedged>()

const clausesOf = (text: string, { start, end }: TextRange): { said: string; start: number }[] =>
  [...text.slice(start, Math.min(end + 1, start + longest)).matchAll(/(?:[^,;:().\n]|\.(?=\d)){3,}[?]?/g)].map((found) => ({ said: found[0], start: start + found.index }))
const wordsIn = (said: string): string[] => (said.match(/[a-z]{6,}/gi) ?? []).map(stemOf).filter((stem) => !common.test(stem))

/** Words that the findings have in clauses that leave something open, and in no other. */
function hedgedOnly(findings: FindingsText): Hedged {
  const before = kept.get(findings)
  if (before) return before
  const stems = new Map<string, TextRange[]>()
  const sure = new Set<string>()
  for (const sentence of findings.sentences.slice(0, mostSentences)) {
    if (sentence.heading) for (const stem of wordsIn(findings.text.slice(sentence.heading.start, sentence.heading.end))) sure.add(stem)
    for (const { said } of clausesOf(findings.text, sentence)) {
      const opened = open.test(said)
      for (const stem of wordsIn(said)) {
        if (!opened) sure.add(stem)
        else stems.set(stem, [...(stems.get(stem) ?? []), { start: sentence.start, end: sentence.end }])
      }
    }
  }
  for (const stem of sure) stems.delete(stem)
  kept.set(findings, stems)
  return stems
}

const sidesOf = (units: readonly Unit[]): string[] => units.filter((unit) => unit.kind === 'side').map((unit) => unit.key)

/** What the findings only ever leave open, told plainly in the same words ("with entrapment" over "entrapment possible"). As advice. English. */
export function plainOfOpen(text: string, sentences: readonly Reading[], findings: FindingsText): CheckIssue[] {
  const stems = hedgedOnly(findings)
  if (!stems.size) return []
  return ofFirstClaims('open words', text, sentences, findings, mostClaims, (sentence, index) => {
    const whole = text.slice(sentence.start, Math.min(sentence.end + 1, sentence.start + longest))
    if (sentence.units.some((unit) => unit.kind === 'recommend')) return []
    return clausesOf(text, sentence).flatMap(({ said, start }): CheckIssue[] => {
      if (hedge.test(said) || open.test(whole)) return []
      for (const found of said.matchAll(/[a-z]{6,}/gi)) {
        const told = stems.get(stemOf(found[0]))
        if (!told || common.test(stemOf(found[0]))) continue
        const at = start + found.index
        const unit = sentence.units.find((one) => one.start <= at && at < one.end)
        // A place alone is no claim.
        if (unit?.negated || unit?.kind === 'anatomy' || unit?.kind === 'part' || unit?.kind === 'degree' || unit?.kind === 'time' || unit?.kind === 'change') continue
        const mine = sidesOf(sentence.units)
        const against = told.find((one) => {
          const theirs = sidesOf(findings.sentences.find((other) => other.start === one.start)!.units)
          return !mine.length || !theirs.length || mine.some((side) => theirs.includes(side))
        })
        if (!against) continue
        return [{ kind: 'unsupported', severity: 'warning', sentence: index, message: `The findings are less sure of “${found[0]}”.`, conclusion: { start: at, end: at + found[0].length }, findings: against }]
      }
      return []
    })
  })
}
