import { classifyFinding, isAffirmed } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import type { Item } from '../telling.ts'

/** "Comparison 2021: the mass is new.": how a finding told before has changed, when it can be but one. */
export function changeOfAnother(sentence: FindingSentence, items: readonly Item[], findings: FindingsText): Item | null {
  const noun = /^the (?:[a-z]+ )?([a-z]+) (?:is|are|has|have|was|were) (?:[a-z]+ ){0,2}[a-z]+\.?$/i.exec(findings.text.slice(sentence.start, sentence.end))
  if (!noun || !sentence.units.some((unit) => unit.kind === 'change' && !unit.negated) || sentence.units.some((unit) => ['anatomy', 'side', 'level', 'part', 'measure'].includes(unit.kind))) return null
  const keys = sentence.units.filter(isAffirmed).map((unit) => unit.key)
  const same = items.filter((item) => item.sentence.units.some((unit) => isAffirmed(unit) && keys.includes(unit.key)))
  return keys.length === 1 && same.length >= 1 && same.every((item) => item.sentence.start < sentence.start) && (same.length === 1 || sameThing(same)) ? same[0]! : null
}

/** "An irregular mass …", "US: hypoechoic mass …": one lesion on two methods, when neither says where else. */
const sameThing = ([first, ...others]: readonly Item[]): boolean => others.every(({ sentence }) => !sentence.units.some((unit) => ['anatomy', 'side', 'level', 'part', 'count'].includes(unit.kind)) && first !== undefined)

/** "右側頸部に9mmのリンパ節。門構造は消失し…": the sentence that names and measures what this one only describes. */
export function openingOf(sentence: FindingSentence, findings: FindingsText): FindingSentence | null {
  const before = findings.sentences[sentence.index - 1]
  if (!before || before.heading?.start !== sentence.heading?.start || classifyFinding(before) !== 'other') return null
  // "Soft tissue fills the antrum. It has eroded the scutum."
  if (!sentence.japanese) return /^(?:it|they) (?:has|have|is|are|extends?|abuts?|compress\w*|invades?|erodes?)\b/i.test(findings.text.slice(sentence.start, sentence.start + 30)) ? before : null
  if (sentence.units.some((unit) => unit.kind === 'side' || unit.kind === 'part' || unit.kind === 'level') || /^[^、。]{0,12}に/.test(findings.text.slice(sentence.start, sentence.start + 14))) return null
  return before.units.some((unit) => unit.kind === 'anatomy') && before.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm') && /^\s*$/.test(findings.text.slice(before.end, sentence.start)) ? before : null
}
