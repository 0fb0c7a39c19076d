import { classifyFinding } from '../../domain/draft/reading/abnormal.ts'
import { buildPrompt, promptVersion } from '../../domain/draft/model/prompt.ts'
import type { PromptFamily } from '../../domain/model/catalog.ts'
import { labelAnswers, labelPrefix, labelPromptVersion, labelText } from '../../domain/status/tiers/label-prompt.ts'
import type { StatusLabel } from '../../domain/status/status-tag.ts'
import { detectLanguage } from '../../domain/text/language.ts'
import { readSentence } from '../../domain/text/read-sentence.ts'
import { splitSentences } from '../../domain/text/sentences.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { draftContext } from '../models/fit.ts'
import { createVocabulary, deidentify, noRemovals, removalKinds, unknownNames, type KnownValues, type RemovalKind, type Removals } from './deidentify.ts'
import { isReportWord } from './report-words.ts'
import { splitReports } from './split-reports.ts'

/** A signed report on its way into training rows. */
export type TrainingReport = {
  /** The same for all reports of a patient; never written anywhere. */
  patient: string
  /** Of the study, YYYY-MM-DD. */
  date: string
  indication: string
  comparison: string
  findings: string
  conclusion: string
  modality: string
  /** What the study is called; becomes the region of the prompt. */
  description: string
  /** Bone metastasis status that a person set or confirmed; null without one. */
  label: StatusLabel | null
  known: KnownValues
}

type TrainingOptions = {
  family: PromptFamily
  /** Share of validation reports, 0 < share < 1. */
  validationShare: number
  /** Classes that are much more frequent than others are thinned out, in the training rows only. */
  balanced: boolean
  /** Reports read so far. */
  onProgress?: (done: number) => void
}

export type TrainingRow = { id: string; prompt: unknown; answer: string; choices?: readonly string[] }
/** Why a report is in no row. */
type LeftOut = 'no findings or conclusion' | 'an identifier in the conclusion' | 'a suspicious rest' | 'a possible name' | 'an earlier report of a validation patient' | 'the same pair again' | 'a validation report that repeats training findings' | 'thinned out for balance'

export type TrainingSet = {
  conclusion: { training: TrainingRow[]; validation: TrainingRow[] }
  status: { training: TrainingRow[]; validation: TrainingRow[] }
  card: DataCard
}

/** No row was left: the same sentence in the window and on the command line. */
export const nothingLeft = () => new AppError('not-found', 'No report is left for training: none was signed in this time, or all look as if they still hold personal data.')

/** What the rows are made of, for people and for the model card. Holds no report text and no date finer than a month. */
export type DataCard = {
  what: string
  family: PromptFamily
  prompts: { conclusion: string; status: string }
  /** First and last month of the reports, and the first of the validation reports; YYYY-MM. */
  from: string | null
  to: string | null
  validationFrom: string | null
  reports: number
  patients: number
  rows: Record<'conclusion' | 'status', { training: number; validation: number }>
  leftOut: Partial<Record<LeftOut, number>>
  /** What was taken out of the texts of the rows, by kind. */
  removed: Removals
  /** What made reports suspicious, by kind. */
  rests: Record<string, number>
  modalities: Record<string, number>
  languages: Record<string, number>
  labels: Record<string, number>
  balanced: boolean
  limits: string
}

type Clean = Pick<TrainingReport, 'patient' | 'date' | 'modality' | 'label'> & { indication: string; comparison: string; findings: string; conclusion: string; region: string; language: 'en' | 'ja' }

const limits = 'Rules took names, numbers, dates and addresses out; no rule is complete. Read a sample before the files leave the department, and treat them as patient data until somebody has.'

/**
 * Signed reports as rows for the training recipe, without what tells who they are about. Reports that still look suspicious
 * are left out and counted. The same reports give the same rows.
 */
export function buildTrainingSet(reports: readonly TrainingReport[], { family, validationShare, balanced, onProgress = () => {} }: TrainingOptions): TrainingSet {
  const leftOut: Partial<Record<LeftOut, number>> = {}
  const drop = (why: LeftOut, count = 1) => (leftOut[why] = (leftOut[why] ?? 0) + count)
  const removed = noRemovals()
  const rests: Record<string, number> = {}

  const vocabulary = createVocabulary(isReportWord)
  for (const report of reports) for (const text of [report.indication, report.findings, report.conclusion]) vocabulary.add(text, report.patient)

  const clean: Clean[] = []
  for (const [done, report] of reports.entries()) {
    onProgress(done)
    if (report.findings.trim() === '' || report.conclusion.trim() === '') {
      drop('no findings or conclusion')
      continue
    }
    const take = (text: string) => deidentify(text, report.known, vocabulary.isKnown)
    const parts = { indication: take(report.indication), comparison: take(report.comparison), findings: take(report.findings), conclusion: take(report.conclusion) }
    const all = Object.values(parts)
    const found = new Set(all.flatMap((part) => part.rests))
    for (const one of found) rests[one] = (rests[one] ?? 0) + 1
    // A sentence with a hole in it is no example of a good conclusion.
    const hurt = removalKinds.some((kind: RemovalKind) => kind !== 'date' && kind !== 'time' && kind !== 'age' && parts.conclusion.removed[kind] > 0)
    if (found.size > 0) drop('a suspicious rest')
    else if (hurt) drop('an identifier in the conclusion')
    else if (parts.conclusion.text.trim() === '' || parts.findings.text.trim() === '') drop('no findings or conclusion')
    else if (all.some((part) => unknownNames(part.text, vocabulary).length > 0)) drop('a possible name')
    else {
      for (const kind of removalKinds) for (const part of all) removed[kind] += part.removed[kind]
      const { patient, date, modality, label } = report
      clean.push({ patient, date, modality, label, indication: parts.indication.text, comparison: parts.comparison.text, findings: parts.findings.text, conclusion: parts.conclusion.text, region: regionOf(report, vocabulary), language: detectLanguage(parts.findings.text) })
    }
  }

  const split = splitReports(clean, validationShare)
  if (split.between > 0) drop('an earlier report of a validation patient', split.between)
  const once = unique(split.training)
  if (once.length < split.training.length) drop('the same pair again', split.training.length - once.length)
  const unseen = withoutRepeats(unique(split.validation), once)
  if (unseen.length < split.validation.length) drop('a validation report that repeats training findings', split.validation.length - unseen.length)
  const training = balanced ? thin(once, (report) => `${report.modality} ${isAbnormal(report) ? 'abnormal' : 'normal'}`, twiceTheMiddle) : once
  if (training.length < once.length) drop('thinned out for balance', once.length - training.length)
  const tagged = (rows: readonly Clean[]) => rows.filter((report) => report.label !== null)
  const statusTraining = balanced ? thin(tagged(once), (report) => String(report.label), asTheRarest) : tagged(once)

  const conclusion = { training: training.map((report, i) => conclusionRow(report, `t${i + 1}`, family)), validation: unseen.map((report, i) => conclusionRow(report, `v${i + 1}`, family)) }
  const prefix = labelPrefix(family)
  const statusRow = (report: Clean, id: string): TrainingRow => ({ id, prompt: [...prefix, ...labelText({ indication: report.indication, conclusion: report.conclusion }, family)], answer: labelAnswers[report.label!], choices: labelAnswers })
  const status = { training: statusTraining.map((report, i) => statusRow(report, `t${i + 1}`)), validation: tagged(unseen).map((report, i) => statusRow(report, `v${i + 1}`)) }
  const used = [...training, ...unseen]
  const months = used.map(({ date }) => date.slice(0, 7)).toSorted()
  return {
    conclusion,
    status,
    card: {
      what: 'Signed reports of this department, de-identified by rules, as training rows of RadDraft.',
      family,
      prompts: { conclusion: promptVersion, status: labelPromptVersion },
      from: months[0] ?? null,
      to: months.at(-1) ?? null,
      validationFrom: split.cut?.slice(0, 7) ?? null,
      reports: reports.length,
      patients: new Set(used.map(({ patient }) => patient)).size,
      rows: { conclusion: { training: conclusion.training.length, validation: conclusion.validation.length }, status: { training: status.training.length, validation: status.validation.length } },
      leftOut,
      removed,
      rests,
      modalities: count(used, ({ modality }) => modality || 'unknown'),
      languages: count(used, ({ language }) => language),
      labels: count([...statusTraining, ...tagged(unseen)], ({ label }) => String(label)),
      balanced,
      limits,
    },
  }
}

function conclusionRow(report: Clean, id: string, family: PromptFamily): TrainingRow {
  const { indication, comparison, findings, conclusion, modality, region, language } = report
  return { id, prompt: buildPrompt({ findings, indication, comparison, modality, region, language }, family, { availableTokens: draftContext }).parts, answer: conclusion }
}

/** The name of the study where nothing in it had to be taken out. */
function regionOf(report: TrainingReport, vocabulary: { isKnown(word: string): boolean }): string {
  const { removed, rests, text } = deidentify(report.description, report.known, vocabulary.isKnown)
  return rests.length === 0 && removalKinds.every((kind) => removed[kind] === 0) && unknownWords(text, vocabulary) === 0 ? text : ''
}

/** In the name of a study every word may be written large: all of them must be known. */
function unknownWords(text: string, vocabulary: { isKnown(word: string): boolean }): number {
  return (text.match(/(?<![\p{L}\p{N}])\p{L}{4,}(?![\p{L}\p{N}])/gu) ?? []).filter((word) => /^[A-Za-z]+$/.test(word) && !vocabulary.isKnown(word.toLowerCase()) && !vocabulary.isKnown(word.toLowerCase().replace(/s$/, ''))).length
}

const words = (text: string) => text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+/gu) ?? []

function unique(reports: readonly Clean[]): Clean[] {
  const seen = new Set<string>()
  return reports.filter(({ findings, conclusion }) => {
    const key = `${words(findings).join(' ')}\n${words(conclusion).join(' ')}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Words of a row in a row that may stand on both sides before it counts as seen, as the recipe's own check has it. */
const span = 12

/** Validation reports whose findings do not stand, for more than half, in the training reports: those measure memory. */
function withoutRepeats(validation: readonly Clean[], training: readonly Clean[]): Clean[] {
  const pieces = ({ findings }: Clean) => {
    const all = words(findings)
    return new Set(Array.from({ length: Math.max(1, all.length - span + 1) }, (_, i) => all.slice(i, i + span).join(' ')))
  }
  const known = new Set<string>()
  for (const report of training) for (const piece of pieces(report)) known.add(piece)
  return validation.filter((report) => {
    const own = pieces(report)
    return [...own].filter((piece) => known.has(piece)).length * 2 <= own.size
  })
}

function isAbnormal({ findings }: Clean): boolean {
  return splitSentences(findings).some((sentence) => classifyFinding(readSentence(findings, sentence)) === 'abnormal')
}

const asTheRarest = (sizes: number[]) => Math.min(...sizes)
/** Kinds of study differ too much in number to have as few of each as of the rarest. */
const twiceTheMiddle = (sizes: number[]) => 2 * sizes.toSorted((a, b) => a - b)[Math.floor((sizes.length - 1) / 2)]!

/** At most so many of each class as `mostOf` makes of their sizes, evenly over time. */
function thin(reports: readonly Clean[], classOf: (report: Clean) => string, mostOf: (sizes: number[]) => number): Clean[] {
  if (reports.length === 0) return []
  const classes = new Map<string, number>()
  const classOfEach = reports.map(classOf)
  for (const one of classOfEach) classes.set(one, (classes.get(one) ?? 0) + 1)
  const most = mostOf([...classes.values()])
  const seen = new Map<string, number>()
  return reports.filter((_, i) => {
    const one = classOfEach[i]!
    const index = seen.get(one) ?? 0
    seen.set(one, index + 1)
    const size = classes.get(one)!
    return size <= most || Math.floor(((index + 1) * most) / size) > Math.floor((index * most) / size)
  })
}

function count<T>(rows: readonly T[], of: (row: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of rows) counts[of(row)] = (counts[of(row)] ?? 0) + 1
  return counts
}
