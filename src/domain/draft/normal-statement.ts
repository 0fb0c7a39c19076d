import { classifyFinding } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import type { WeighedSentence } from './extractive.ts'

/**
 * The statement that sums up a normal study, quoted from the findings: an overall one ("No acute …", "異常なし") where they
 * have it, otherwise their most telling normal sentence. null when nothing normal is said.
 */
export function normalStatement(findings: FindingsText, _besideOthers: boolean): WeighedSentence | null {
  let best: { sentence: FindingSentence; score: number } | null = null
  for (const sentence of findings.sentences) {
    if (classifyFinding(sentence) !== 'normal') continue
    const length = sentence.end - sentence.start
    const text = findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 200))
    const overall = /^no (?:evidence of )?(?:acute|significant|focal|active|suspicious)\b|^(?:normal|unremarkable|negative) (?:study|examination|chest|scan|ct|mri|radiograph)|no (?:acute )?abnormalit(?:y|ies)|異常(?:所見)?(?:なし|を認め|は認め|は指摘|ありません)/i.test(text)
    const findingsDenied = sentence.units.filter((unit) => unit.kind === 'finding' && unit.negated).reduce((sum, unit) => sum + unit.weight, 0)
    const score = (overall ? 20 : 0) + Math.min(findingsDenied, 12) - length / 30
    if (!best || score > best.score) best = { sentence, score }
  }
  if (!best) return null
  const { start, end, japanese } = best.sentence
  const text = findings.text.slice(start, end).replace(/\s+/g, ' ').trim()
  return { text: /[.!?。]$/.test(text) ? text : text + (japanese ? '。' : '.'), evidence: [{ start, end }], support: 1, source: 'extractive', weight: 1 }
}
