import type { StatusLabel } from '../status/status-tag.ts'
import { calibrationError, type CalibrationBin } from './calibration.ts'
import { evidenceOverlaps, type EvidenceQuote } from './evidence-overlap.ts'
import { wilson, type Interval } from './interval.ts'

/** A share with its 95 % Wilson interval and the two counts it comes from. NaN when `of` is 0. */
export type Share = Interval & { count: number; of: number }

/**
 * One report: what a person says it is, and what the classifier answered. `answer` is undefined when there is no answer at
 * all (row missing or failed) and its `label` null when the classifier abstained.
 */
export type TagCase = {
  id: string | number
  label: StatusLabel
  evidence?: readonly EvidenceQuote[] | undefined
  /** The texts the evidence quotes from, by field name. */
  fields?: Readonly<Record<string, string | undefined>> | undefined
  answer?: TagAnswer | undefined
}

export type TagAnswer = {
  label: StatusLabel | null
  probabilities?: readonly [number, number, number] | undefined
  uncertain?: boolean | undefined
  evidence?: readonly EvidenceQuote[] | undefined
}

export type TagAgreement = {
  n: number
  /** Right answers of all reports: an abstention and a missing answer count as wrong. */
  accuracy: Share
  /** Right answers of those with a label. */
  accuracyDecided: Share
  abstained: Share
  /** Reports without any answer. */
  unanswered: Share
  /** Rows: reference 0, 1, 2. Columns: answered 0, 1, 2, abstained. Unanswered reports are in no column. */
  confusion: [none: number[], progressive: number[], stable: number[]]
  /** Per label: share of its reports that were answered so (abstained and unanswered count as wrong), and share of such answers that are right. */
  classes: Record<'none' | 'progressive' | 'stable', { label: StatusLabel; n: number; sensitivity: Share; predictiveValue: Share }>
  /** The dangerous mistake: share of progressive reports answered none. */
  progressiveAsNone: Share
  /** Answers flagged uncertain, of all answers that say so or not; null when none says. */
  uncertain: Share | null
  /** Of the most likely class, abstained reports included; null without probabilities. */
  calibration: { value: number; n: number; bins: CalibrationBin[] } | null
  /** Of annotated reports labelled 1 or 2: share whose given evidence overlaps the annotated one; null when a side has none. */
  evidenceOverlap: Share | null
  mistakes: { id: string | number; label: StatusLabel; answer: StatusLabel }[]
}

const share = (count: number, of: number): Share => ({ ...wilson(count, of), count, of })

/** How well tags agree with a reference (docs/architecture.md, status tag). Every share has a 95 % Wilson interval. */
export function tagAgreement(cases: readonly TagCase[]): TagAgreement {
  const confusion: TagAgreement['confusion'] = [[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
  const mistakes: TagAgreement['mistakes'] = []
  const counts = [0, 0, 0]
  for (const { id, label, answer } of cases) {
    counts[label]!++
    if (!answer) continue
    confusion[label][answer.label ?? 3]!++
    if (answer.label !== null && answer.label !== label) mistakes.push({ id, label, answer: answer.label })
  }
  const answered = (label: number) => confusion[0][label]! + confusion[1][label]! + confusion[2][label]!
  const right = confusion[0][0]! + confusion[1][1]! + confusion[2][2]!
  const decided = answered(0) + answered(1) + answered(2)
  const classOf = (label: StatusLabel) => ({
    label,
    n: counts[label]!,
    sensitivity: share(confusion[label][label]!, counts[label]!),
    predictiveValue: share(confusion[label][label]!, answered(label)),
  })
  return {
    n: cases.length,
    accuracy: share(right, cases.length),
    accuracyDecided: share(right, decided),
    abstained: share(answered(3), cases.length),
    unanswered: share(cases.length - decided - answered(3), cases.length),
    confusion,
    classes: { none: classOf(0), progressive: classOf(1), stable: classOf(2) },
    progressiveAsNone: share(confusion[1][0]!, counts[1]!),
    uncertain: uncertainShare(cases),
    calibration: calibrationOf(cases),
    evidenceOverlap: overlapShare(cases),
    mistakes,
  }
}

function uncertainShare(cases: readonly TagCase[]): Share | null {
  const said = cases.flatMap(({ answer }) => answer?.uncertain ?? [])
  return said.length > 0 ? share(said.filter(Boolean).length, said.length) : null
}

function calibrationOf(cases: readonly TagCase[]): TagAgreement['calibration'] {
  const answers = cases.flatMap(({ label, answer }) => {
    if (!answer?.probabilities) return []
    const probability = Math.max(...answer.probabilities)
    // Between equal probabilities the given label decides, so that a tie is not read as the first class.
    const top = answer.label !== null && answer.probabilities[answer.label] === probability ? answer.label : answer.probabilities.indexOf(probability)
    return [{ probability, right: top === label }]
  })
  return answers.length > 0 ? calibrationError(answers) : null
}

function overlapShare(cases: readonly TagCase[]): Share | null {
  const annotated = cases.filter(({ label, evidence }) => label !== 0 && evidence && evidence.length > 0)
  if (annotated.length === 0 || cases.every(({ answer }) => !answer?.evidence)) return null
  return share(annotated.filter(({ evidence, fields, answer }) => evidenceOverlaps(evidence ?? [], answer?.evidence ?? [], fields)).length, annotated.length)
}
