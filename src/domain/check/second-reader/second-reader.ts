import { alignSentence, readFindings, type FindingSentence, type FindingsText } from '../../draft/reading/align.ts'
import type { PromptFamily } from '../../model/catalog.ts'
import type { PromptPart } from '../../model/language-model.ts'
import type { TextRange } from '../../report/range.ts'
import { askTemplates } from '../../status/tiers/label-prompt.ts'
import type { Reading } from '../../text/read-sentence.ts'
import { checkContext, type CheckInput } from '../context.ts'
import type { CheckIssue } from '../issue.ts'
import { nearestSentences } from '../words/nearest-sentences.ts'

/** Raised when any word of the prompt or the choice of sentences changes: a measurement holds for one version. */
export const secondReaderVersion = 'second-reader-2'

/** One token each: the findings say the same, or something else. */
export const secondReaderAnswers = ['0', '1'] as const
/** The share of the second answer from which a sentence is named. Fixed before anything was measured. */
export const sureShare = 0.9
/** Findings sentences of a question, if what carries the sentence are not more; the least share of its words that another one has in common. */
const mostNear = 3
const leastNear = 0.15
/** Characters of evidence and sentence in a question; see `room` in label-prompt.ts. */
const room = { latin: 700, wide: 100 } as const

/** A conclusion sentence on which the rules are silent, and the findings that carry it. */
export type OpenQuestion = { sentence: number; conclusion: TextRange; findings: TextRange; evidence: string; told: string }

/**
 * What a sentence is compared with, in the order of the text: what carries it, and up to `most` sentences the nearest by shared rare words, since
 * what is wrong in a sentence is carried by nothing.
 */
export function readerEvidence(reading: Reading, conclusion: string, findings: FindingsText, most = mostNear): FindingSentence[] {
  const chosen = new Set(alignSentence(reading, findings).sentences)
  for (const { sentence } of nearestSentences(reading.units, conclusion, findings, leastNear)) {
    if (chosen.size >= most) break
    chosen.add(findings.sentences[sentence]!)
  }
  return [...chosen].toSorted((a, b) => a.start - b.start)
}

/** The evidence as it is asked: each sentence behind its heading. */
export const evidenceText = (sentences: readonly FindingSentence[], findings: string): string =>
  sentences.map(({ heading, start, end }) => `${heading ? `${findings.slice(heading.start, heading.end)}: ` : ''}${findings.slice(start, end)}`).join(' ')

/**
 * The sentences that rules leave open: those that tell something of a finding or place, on which no issue lies, that rest on some findings
 * and do not stand there word for word. Advice is not asked.
 */
export function openQuestions(input: CheckInput, issues: readonly CheckIssue[]): OpenQuestion[] {
  const findings = readFindings(input.findings)
  const { conclusion } = checkContext(input, findings)
  return conclusion.flatMap((reading, sentence): OpenQuestion[] => {
    const own = { start: reading.start, end: reading.end }
    if (issues.some((issue) => issue.conclusion && issue.conclusion.start < own.end && own.start < issue.conclusion.end)) return []
    if (reading.units.some((unit) => unit.kind === 'recommend') || !reading.units.some((unit) => unit.kind === 'finding' || unit.kind === 'normal')) return []
    const told = input.conclusion.slice(own.start, own.end)
    const sentences = readerEvidence(reading, input.conclusion, findings)
    const [first] = sentences
    const evidence = evidenceText(sentences, findings.text)
    if (!first || evidence.includes(told.replace(/[.。]$/, ''))) return []
    if (evidence.length + told.length > (/[\u3040-\u9fff]/.test(evidence) ? room.wide : room.latin)) return []
    return [{ sentence, conclusion: own, findings: { start: first.start, end: sentences.at(-1)!.end }, evidence, told }]
  })
}

const plain = (text: string): PromptPart => ({ text, special: false })

/** What every question begins with: read once and kept. */
export function secondReaderPrefix(family: PromptFamily): PromptPart[] {
  const { open } = askTemplates[family]
  return [...open.slice(0, -1), plain(`${open.at(-1)!.text}Do the findings of a radiology report contradict the conclusion? 0 no, 1 yes.\n`)]
}

/** The rest of the prompt for one sentence, up to the answer; report text is plain text, template marks in it are words like any other. */
export function secondReaderText({ evidence, told }: OpenQuestion, family: PromptFamily): PromptPart[] {
  const tidy = (text: string) => text.toWellFormed().replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim()
  return [plain(`Findings: ${tidy(evidence)}\nConclusion: ${tidy(told)}`), ...askTemplates[family].close]
}

/** Advice for a sentence of which the model is sure; it never stops signing. Null otherwise. */
export function secondReaderIssue({ sentence, conclusion, findings }: OpenQuestion, share: number): CheckIssue | null {
  if (share < sureShare) return null
  return { kind: 'unsupported', severity: 'warning', sentence, message: 'The model reads this otherwise in the findings. Compare the two.', conclusion, findings }
}

export { judgeSecondReader, mostFalseAlarms, type SecondReaderFigures } from './judge-second-reader.ts'
