import { classifyFinding } from './abnormal.ts'
import type { FindingSentence, FindingsText } from './align.ts'
import type { DraftSentence } from './draft.ts'

const overall = /^(?:there (?:is|are) )?no (?:evidence of )?(?:an? )?(?:acute|significant|active|suspicious) [^.]{0,40}(?:abnormalit|disease|process|finding|patholog)|^(?:normal|unremarkable|negative) (?:study|examination|chest|scan|ct|mri?|radiograph|appearances)|異常(?:所見)?(?:なし|を認め|は認め|は指摘|ありません)/i

/** "No bone abnormality" sums up nothing but the bones. */
const narrow = new Set(['bone', 'soft-tissue', 'spine', 'rib', 'muscle', 'joint', 'node', 'diaphragm', 'sinus', 'mastoid'])

/** Areas whose denials together say that nothing acute is there; the summary is only written when all of them are carried. */
const summaries: readonly { text: string; needs: readonly (readonly string[])[]; place: RegExp }[] = [
  { text: 'No acute cardiopulmonary abnormality.', needs: [['consolidation', 'pneumonia', 'opacity', 'lung:clear', 'infiltrate'], ['effusion'], ['pneumothorax']], place: /\b(?:lungs?|pulmonary|air ?space|pleural|cardiac|cardiomediastinal)\b/i },
  { text: 'No acute intracranial abnormality.', needs: [['hemorrhage', 'hematoma'], ['infarct', 'ischemia', 'white-matter'], ['mass', 'mass-effect', 'midline-shift', 'lesion']], place: /\b(?:intracranial|brain|ventric|cerebral|parenchyma)/i },
]

/**
 * The statement that sums up a normal study: a fixed summary where every part of it is denied or normal in the findings,
 * otherwise the findings' own overall statement, otherwise their most telling normal sentence. null when nothing normal is said.
 */
export function normalStatement(findings: FindingsText): DraftSentence | null {
  let best: { sentence: FindingSentence; score: number } | null = null
  for (const sentence of findings.sentences) {
    if (classifyFinding(sentence) !== 'normal') continue
    const text = findings.text.slice(sentence.start, Math.min(sentence.end, sentence.start + 200))
    const denied = sentence.units.filter((unit) => unit.kind === 'finding' && unit.negated).reduce((sum, unit) => sum + unit.weight, 0)
    const wide = !sentence.units.some((unit) => unit.kind === 'anatomy' && narrow.has(unit.key))
    const score = (wide && overall.test(text) ? 20 : 0) + Math.min(denied, 12) - (sentence.end - sentence.start) / 30
    if (!best || score > best.score) best = { sentence, score }
  }
  if (!best) return null
  const summed = best.score < 10 ? summary(findings) : null
  if (summed) return summed
  const { start, end, japanese } = best.sentence
  const text = findings.text.slice(start, end).replace(/\s+/g, ' ').trim()
  return { text: /[.!?。]$/.test(text) ? text : text + (japanese ? '。' : '.'), evidence: [{ start, end }], support: 1, source: 'extractive' }
}

function summary(findings: FindingsText): DraftSentence | null {
  for (const one of summaries) {
    if (!one.place.test(findings.text.slice(0, 4000))) continue
    const carrying = one.needs.map((keys) => findings.sentences.find((sentence) =>
      sentence.units.some((unit) => (unit.kind === 'finding' && unit.negated && !unit.partial && keys.includes(unit.key)) || (unit.kind === 'normal' && !unit.negated && keys.includes('lung:clear') && isAboutLung(sentence)))))
    if (carrying.some((sentence) => !sentence)) continue
    const sentences = [...new Set(carrying.map((sentence) => sentence!))].toSorted((a, b) => a.start - b.start)
    return { text: one.text, evidence: sentences.map(({ start, end }) => ({ start, end })), support: 1, source: 'extractive' }
  }
  return null
}

const isAboutLung = (sentence: FindingSentence): boolean => [...sentence.units, ...sentence.headingUnits].some((unit) => unit.kind === 'anatomy' && unit.key === 'lung')
