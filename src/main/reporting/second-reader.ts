import { setTimeout as sleep } from 'node:timers/promises'
import { locateIssues } from '../../domain/answer/issue-answer.ts'
import type { ReaderIssue, SecondReading, SignedAdvice } from '../../domain/answer/second-reading.ts'
import type { CheckInput } from '../../domain/check/check-conclusion.ts'
import { secondReaderIssue, type OpenQuestion } from '../../domain/check/second-reader/second-reader.ts'
import { readOneOffs } from '../../domain/draft/wishes/one-off.ts'
import type { StoredDraft } from '../../domain/draft/stored-draft.ts'
import { readerModelOf } from '../../domain/gate/reader-measurement.ts'
import type { ModelIdentity } from '../../domain/model/language-model.ts'
import type { Report, ReportId } from '../../domain/report/report.ts'
import { detectLanguage } from '../../domain/text/language.ts'
import { AppError } from '../../shared/ipc/errors.ts'
import { sha256Of } from '../db/sha256.ts'
import type { Stores } from '../db/stores.ts'
import { findReport, type Context } from './context.ts'
import type { ReaderModels } from './second-reader-models.ts'
import { createSecondReaderSetting, type SecondReaderSettingOptions } from './second-reader-setting.ts'
import { textToCheck } from './text-to-check.ts'

export type SecondReaderOptions = Omit<SecondReaderSettingOptions, 'policy'> & {
  models: Pick<ReaderModels, 'ask'>
  /** What the rules leave open in a text, from the thread of the checks. */
  questions: (input: CheckInput) => Promise<OpenQuestion[]>
  /** How long a text must rest before it is read, in milliseconds. */
  restMs?: number
}

/** A sentence half typed is not read. */
const defaultRestMs = 1000
/** Answers that are kept, by question and model, and readings of reports that are about to be signed. */
const mostAnswers = 2000
const mostReadings = 20

/** What stood beside a text: its advice belongs to exactly these words. */
type Reading = { key: string; advice: SignedAdvice[] }

/** A model as second reader of what the rules leave open: behind all other work, only advice, and nothing at all while it is off. */
export function createSecondReader(context: Context, draftOf: (stores: Stores, reportId: ReportId) => StoredDraft | null, policy: boolean | undefined, options: SecondReaderOptions | undefined) {
  const { models, questions = async () => [], restMs = defaultRestMs } = options ?? {}
  const setting = createSecondReaderSetting(context, { identity: () => null, records: () => [], rulesVersion: '', ...options, policy })
  const answers = new Map<string, number | null>()
  const readings = new Map<ReportId, Reading>()

  const keyOf = ({ sha256, adapterSha256, version }: ReturnType<typeof readerModelOf>, { evidence, told }: OpenQuestion): string => sha256Of(JSON.stringify([sha256, adapterSha256, version, evidence, told]))

  /** The shares of all questions; those that were answered before are not asked again. */
  async function sharesOf(identity: ModelIdentity, asked: readonly OpenQuestion[], signal: AbortSignal): Promise<(number | null)[]> {
    const by = readerModelOf(identity)
    const open = asked.filter((question, at) => !answers.has(keyOf(by, question)) && asked.findIndex((one) => keyOf(by, one) === keyOf(by, question)) === at)
    if (open.length > 0) for await (const { question, share } of models!.ask(identity, open, signal)) keep(answers, keyOf(by, open[question]!), share, mostAnswers)
    return asked.map((question) => answers.get(keyOf(by, question)) ?? null)
  }

  /** The advice on a text, at its sentences: whole ones, in which no words stand out. */
  const adviceOn = (input: CheckInput, asked: readonly OpenQuestion[], shares: readonly (number | null)[], identity: ModelIdentity): ReaderIssue[] =>
    locateIssues(asked.flatMap((question, at) => secondReaderIssue(question, shares[at] ?? 0) ?? []), input, sha256Of).map((issue) => ({
      ...issue, said: issue.said && { ...issue.said, marks: [] }, beside: issue.beside && { ...issue.beside, marks: [] }, by: readerModelOf(identity),
    }))

  async function read(reportId: ReportId, signal: AbortSignal): Promise<SecondReading> {
    const view = setting.view()
    const identity = view.on ? options!.identity(view.modelId) : null
    if (!identity) return { state: 'off' }
    await sleep(restMs, undefined, { signal })
    const stores = context.stores()
    const report = findReport(stores, reportId)
    const text = textToCheck(stores, report)
    if (text.what !== 'conclusion' || !view.languages.includes(detectLanguage(`${text.input.findings}\n${text.input.conclusion}`))) return { state: 'off' }
    const draft = stores.mineFirst.isSealed(reportId) ? null : draftToRead(draftOf(stores, reportId), report, text.input)
    const own = await questions(text.input)
    const drafted = draft ? (await questions(draft.input)).filter(({ told }) => draft.pending.some((sentence) => sentence.includes(told))) : []
    if (signal.aborted) throw new AppError('cancelled', 'The text has changed since.')
    const shares = await sharesOf(identity, [...own, ...drafted], signal)
    const issues = adviceOn(text.input, own, shares, identity)
    const at = context.now().toISOString()
    keep(readings, reportId, { key: readingKey(text.input), advice: issues.map(({ message, said, beside, by }) => ({ message, conclusion: said?.text ?? '', findings: beside?.text ?? '', reader: by, at })) }, mostReadings)
    return { state: 'read', issues, draft: draft && { draftId: draft.draftId, issues: adviceOn(draft.input, drafted, shares.slice(own.length), identity) } }
  }

  return {
    readSecondReader: setting.view,
    writeSecondReader: setting.write,

    /** One reading of the text as it is stored once it has rested; ends without one when `signal` says that the text is another. */
    async *readAgain({ reportId }: { reportId: ReportId }, signal: AbortSignal): AsyncGenerator<SecondReading> {
      try {
        yield await read(reportId, signal)
      } catch (error) {
        if (signal.aborted) return
        const { code, message } = AppError.from(error)
        yield { state: 'failed', sentence: code === 'internal' ? 'Something in RadDraft failed.' : message }
      }
    },

    /** The advice that stands beside the text of a report that is being signed; none where this very text was not read. */
    adviceFor(stores: Stores, report: Report): SignedAdvice[] {
      try {
        const reading = readings.get(report.id)
        const text = reading && textToCheck(stores, report)
        return reading && text?.what === 'conclusion' && readingKey(text.input) === reading.key && setting.view().on ? reading.advice : []
      } catch {
        // A fault of the reader must never keep a report from being signed.
        return []
      }
    },

    /** The advice beside which a version was signed. */
    signedAdvice: ({ versionId }: { versionId: string }): SignedAdvice[] => context.stores().readerAdvice.ofVersion(versionId),
  }
}

const readingKey = ({ findings, conclusion, indication, comparison }: CheckInput): string => sha256Of(JSON.stringify([findings, conclusion, indication, comparison]))

/** A draft whose sentences wait for a decision, held against the findings that it was written from. */
function draftToRead(draft: StoredDraft | null, { sections }: Report, input: CheckInput): { draftId: string; input: CheckInput; pending: string[] } | null {
  if (!draft?.content || draft.state === 'running' || draft.stale) return null
  const pending = draft.content.sentences.flatMap(({ text }, at) => ((draft.decisions[at] ?? 'pending') === 'pending' ? text : []))
  return pending.length > 0 ? { draftId: draft.id, input: { ...input, findings: readOneOffs(sections.findings).findings, conclusion: draft.content.conclusion }, pending } : null
}

/** Keeps the newest entries. */
function keep<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}
