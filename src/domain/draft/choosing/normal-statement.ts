import { classifyFinding } from '../reading/abnormal.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import type { DraftSentence } from '../draft.ts'
import { headingContext } from '../reading/heading-context.ts'

const overall = /^(?:there (?:is|are) )?no (?:evidence of )?(?:an? )?(?:acute|significant|active|suspicious) [^.]{0,40}(?:abnormalit|disease|process|finding|patholog)|^(?:normal|unremarkable|negative) (?:study|examination|chest|scan|ct|mri?|radiograph|appearances)|異常(?:所見)?(?:なし|を認め|は認め|は指摘|ありません)/i

/** "No bone abnormality" sums up nothing but the bones. */
const narrow = new Set(['bone', 'soft-tissue', 'spine', 'rib', 'muscle', 'joint', 'node', 'diaphragm', 'sinus', 'mastoid'])

/** Denied, these say more than a denied effusion. */
const sums = new Set(['lesion', 'mass', 'cancer', 'metastasis'])

/** What a summary needs: every group must be denied or normal in the findings; one of the ways is enough. */
type Summary = { text: string; ways: readonly (readonly (readonly string[])[])[]; place: RegExp }

const airspace = ['consolidation', 'pneumonia', 'opacity', 'infiltrate'] as const

/** Summaries that are only written when what they sum up is carried. "normal:lung" asks for "the lungs are clear". */
const summaries: readonly Summary[] = [
  {
    text: 'No acute cardiopulmonary abnormality.', place: /\b(?:lungs?|pulmonary|air ?space|pleural|cardiac|cardiomediastinal)\b/i,
    ways: [[[...airspace, 'normal:lung'], ['effusion'], ['pneumothorax']], [['normal:lung'], ['normal:heart', 'cardiomegaly', 'effusion', 'pneumothorax']], [[...airspace], ['normal:heart'], ['effusion', 'pneumothorax']]],
  },
  {
    text: 'No acute intracranial abnormality.', place: /\b(?:intracranial|brain|ventric|cerebral|parenchyma)/i,
    ways: [[['hemorrhage', 'hematoma'], ['infarct', 'ischemia', 'white-matter', 'restricted-diffusion'], ['mass', 'mass-effect', 'midline-shift', 'lesion']]],
  },
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
    const score = (wide && overall.test(text) ? 20 : 0) + Math.min(denied, 12) + (sentence.units.some((unit) => unit.negated && sums.has(unit.key)) ? 2 : 0) - (sentence.end - sentence.start) / 30
    if (!best || score > best.score) best = { sentence, score }
  }
  if (!best) return null
  const summed = best.score < 10 ? summary(findings) : null
  if (summed) return summed
  const { start, end, japanese } = best.sentence
  const context = headingContext(best.sentence, findings)
  const own = bareDenial(findings.text.slice(start, end).replace(/\s+/g, ' ').trim())
  const text = context ? `${context}${japanese ? '：' : ': '}${japanese ? own : own.charAt(0).toLowerCase() + own.slice(1)}` : own
  return { text: /[.!?。]$/.test(text) ? text : text + (japanese ? '。' : '.'), evidence: [{ start, end }], support: 1, source: 'extractive' }
}

/**
 * A model's own summary of a normal study ("No acute cardiopulmonary process.") with the sentences that carry all it sums up;
 * null when it is none, or the findings do not carry every part.
 */
export function carriedSummary(text: string, findings: FindingsText): DraftSentence | null {
  const subject = /^no (?:evidence of )?(?:an? )?acute (cardiopulmonary|cardiac or pulmonary|intracranial) (?:abnormalit(?:y|ies)|process|disease|findings?|patholog(?:y|ies))\.?$/i.exec(text.trim())?.[1]
  if (!subject) return null
  const found = summary(findings, (one) => one.text.includes(/intracranial/i.test(subject) ? 'intracranial' : 'cardiopulmonary'))
  return found && { ...found, text }
}

/** "The nerves are seen clearly, with no mass in the canals": the denial without what leads to it. */
export const bareDenial = (text: string): string => /^(?=[^.;]{60})(?!no\b)[^.;,]{20,90}?,? with (no (?:[a-z]+[ -]){0,3}(?:mass|lesion|nodule|consolidation|fracture|haemorrhage|hemorrhage|collection|effusion|stenosis|thromb\w+|metasta\w+)\b[^.;,]*)[.]?$/i.exec(text)?.[1]?.replace(/^n/, 'N') ?? text

/** A fixed summary of which every part is denied or normal in the findings; null where one is not. */
export const fixedSummary = (findings: FindingsText): DraftSentence | null => summary(findings)

function summary(findings: FindingsText, wanted: (one: Summary) => boolean = () => true): DraftSentence | null {
  for (const one of summaries) {
    if (!wanted(one) || !one.place.test(findings.text.slice(0, 4000))) continue
    for (const way of one.ways) {
      const carrying = way.map((keys) => findings.sentences.find((sentence) => keys.some((key) => carries(sentence, key))))
      if (carrying.some((sentence) => !sentence)) continue
      const sentences = [...new Set(carrying.map((sentence) => sentence!))].toSorted((a, b) => a.start - b.start)
      return { text: one.text, evidence: sentences.map(({ start, end }) => ({ start, end })), support: 1, source: 'extractive' }
    }
  }
  return null
}

/** Does the sentence deny the finding without a "no other", or, for "normal:lung", call the place normal? */
function carries(sentence: FindingSentence, key: string): boolean {
  if (!key.startsWith('normal:')) return sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && !unit.partial && unit.key === key)
  const place = key.slice('normal:'.length)
  return sentence.units.some((unit) => unit.kind === 'normal' && !unit.negated) && [...sentence.units, ...sentence.headingUnits].some((unit) => unit.kind === 'anatomy' && unit.key === place)
}
