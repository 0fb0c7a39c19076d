import { checkConclusion } from '../check/check-conclusion.ts'
import { detectLanguage } from '../text/language.ts'
import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence } from '../text/read-sentence.ts'
import { isAffirmed } from './abnormal.ts'
import { alignSentence, readConclusion, readFindings } from './align.ts'
import type { DraftContent, DraftInput, StruckSentence } from './draft.ts'
import { extractiveDraft, type WeighedSentence } from './extractive.ts'
import { gateSentence } from './gate.ts'
import { weighFinding } from './importance.ts'
import { findLeftOut } from './left-out.ts'
import { carriedSummary } from './normal-statement.ts'
import { readAnswer } from './read-answer.ts'

/** An extractive sentence at least this heavy is added when no model sentence tells its finding. */
const addedWeight = 2.4
/** More sentences than this are never offered. */
const mostSentences = 12

/**
 * Turns a model's answer into a draft: reads it, aligns each sentence with the findings, strikes what they do not carry or
 * what contradicts them, fills the gaps with extractive sentences, orders by weight, removes doubles, lists what is left out
 * and checks the result. `answer: null` drafts without a model. Never throws.
 */
export function assembleDraft({ input, answer, complete = true }: { input: DraftInput; answer: string | null; complete?: boolean }): DraftContent {
  const findings = readFindings(input.findings)
  const language = input.language ?? detectLanguage(input.findings)
  const struck: StruckSentence[] = []
  const heaviest = Math.max(0, ...(answer === null ? [] : findings.sentences.slice(0, 2000).map(weighFinding)))
  const offered: WeighedSentence[] = []
  for (const text of answer === null ? [] : readAnswer(answer, complete)) {
    const reading = readSentence(text, { start: 0, end: text.length })
    const normal = heaviest < 3 ? carriedSummary(text, findings) : null
    if (normal) {
      offered.push({ ...normal, source: 'model', weight: 1 })
      continue
    }
    const aligned = alignSentence(reading, findings)
    const reason = gateSentence(text, reading, aligned, input, findings)
    if (reason) struck.push({ text, reason, support: aligned.support })
    else offered.push({ text, evidence: aligned.evidence, support: aligned.support, source: 'model', weight: Math.max(0.5, ...aligned.sentences.map(weighFinding)) })
  }
  const extractive = extractiveDraft(input, findings)
  const hadModel = offered.length > 0
  for (const sentence of extractive) {
    if (offered.length >= mostSentences) break
    if (hadModel && sentence.weight < addedWeight && !struck.length) continue
    if (!tells(offered, sentence)) offered.push(sentence)
  }
  const sentences = order(withoutDoubles(offered))
  const conclusion = joinSentences(sentences.map((sentence) => sentence.text))
  return {
    language, conclusion,
    sentences: sentences.map(({ text, evidence, support, source }) => ({ text, evidence, support, source })),
    struck,
    leftOut: findLeftOut(findings, readConclusion(conclusion)),
    checks: checkConclusion({ findings: input.findings, conclusion, ...(input.indication ? { indication: input.indication } : {}), ...(input.comparison ? { comparison: input.comparison } : {}), sex: input.sex ?? null, age: input.age ?? null, side: input.side ?? null }, findings),
  }
}

/** One sentence a line: how conclusions are read, and no sentence can run into the next. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.join('\n')
}

/** Is the finding of the sentence already told by one that rests on the same evidence or names the same thing there? */
function tells(offered: readonly WeighedSentence[], sentence: WeighedSentence): boolean {
  return offered.some((one) => one.evidence.some((a) => sentence.evidence.some((b) => a.start < b.end && b.start < a.end)) && sharesFinding(one.text, sentence.text))
}

function sharesFinding(a: string, b: string): boolean {
  const told = readSentence(a, { start: 0, end: a.length }).units.filter(isAffirmed)
  const wanted = readSentence(b, { start: 0, end: b.length }).units.filter(isAffirmed)
  if (!wanted.length || !told.length) return true
  return wanted.some((unit) => told.some((one) => relatedFindings(one.key, unit.key)))
}

function withoutDoubles(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  const seen = new Set<string>()
  return sentences.filter((sentence) => {
    const key = sentence.text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    if (!key || seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function order(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  return sentences.map((sentence, i) => ({ sentence, i })).toSorted((a, b) => b.sentence.weight - a.sentence.weight || a.i - b.i).map(({ sentence }) => sentence)
}
