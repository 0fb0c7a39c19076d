import { abstainBelow, thresholdFor } from '../tiers/calibration.ts'
import { askLanguageModel, cascadeVersion, classifyReportSync, evidenceOfLater, isPassedOn } from '../tiers/cascade.ts'
import type { ReportOptions, StatusLanguageModel } from '../tiers/cascade.ts'
import { cacheKey } from '../tiers/cascade-cache.ts'
import { readStatus } from '../classify-status.ts'
import { classifyLearned } from '../learned/learned-status.ts'
import type { ReportDecision, StatusInput, StatusLabel, StatusStep } from '../status-tag.ts'
import type { EncoderOpinion, Joining } from './encoder-head.ts'

/** Second stage of the learned tier. `version` names weights and joining; a language without a joining is not asked. */
export type EncoderTier = {
  version: string
  languages: { en?: Joining | undefined; ja?: Joining | undefined }
}
export type StatusEncoder = EncoderTier & {
  /** What the encoder makes of a report; null: it is longer than the encoder reads. Rejects when there is no answer. */
  read: (input: StatusInput) => Promise<EncoderOpinion | null>
}

export type FullOptions<Encoder extends EncoderTier = StatusEncoder> = ReportOptions & { encoder?: Encoder | undefined }
type Odds = [none: number, progressive: number, stable: number]

const names = ['none', 'progressive', 'stable or decreased'] as const
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const likeliest = (odds: Odds): StatusLabel => (odds[0] >= odds[1] && odds[0] >= odds[2] ? 0 : odds[1] >= odds[2] ? 1 : 2)
const joiningOf = ({ languages }: EncoderTier, { language }: ReportDecision): Joining | undefined => (language === 'en' || language === 'ja' ? languages[language] : undefined)

/** Versions of all tiers that could take part, the encoder included. */
export function fullVersion(options: Pick<FullOptions<EncoderTier>, 'weights' | 'encoder'>, languageModel?: StatusLanguageModel): string {
  const before = cascadeVersion(options, languageModel)
  return options.encoder === undefined ? before : `${before} + ${options.encoder.version}`
}

/**
 * Bone metastasis status of one report by all tiers: cache, rules, linear classifier, then the sentence encoder and at last the language model, each where those before it are not sure.
 * Without an encoder, or when it gives no answer, the answer of the tiers before it stands, and `path` says so. Only a stopped request
 * (AbortError) is thrown on.
 */
export async function classifyReportFully(input: StatusInput, options: FullOptions & { languageModel?: StatusLanguageModel | undefined }): Promise<ReportDecision> {
  const { cache, languageModel, weights } = options
  const rulesAllowedFor = options.rulesAllowedFor ?? null
  // Kept under a name of its own: whoever cannot wait for the language model has the encoder's answer meanwhile.
  const before = await beforeLanguageModel(input, options)
  if (!languageModel || !isPassedOn(before.decision, weights)) return withFullBand(before.decision, options)
  const key = cache && cacheKey(input, fullVersion(options, languageModel), rulesAllowedFor, cache)
  const known = key === undefined ? undefined : cache?.get(key)
  if (known !== undefined) return withFullBand({ ...known, cached: true }, options)
  const answer = await askLanguageModel(input, before.decision, { weights, rulesAllowedFor }, languageModel)
  if (key !== undefined && before.settled && answer.settled) cache?.set(key, { ...answer.decision, cached: false })
  return withFullBand({ ...answer.decision, cached: false }, options)
}

async function beforeLanguageModel(input: StatusInput, options: FullOptions): Promise<{ decision: ReportDecision; settled: boolean }> {
  const { cache, encoder, weights } = options
  const rulesAllowedFor = options.rulesAllowedFor ?? null
  const key = cache && cacheKey(input, fullVersion(options), rulesAllowedFor, cache)
  const known = key === undefined ? undefined : cache?.get(key)
  if (known !== undefined) return { decision: { ...known, cached: true }, settled: true }
  const before = classifyReportSync(input, { weights, rulesAllowedFor })
  const answer = encoder ? await ask(input, before, options, encoder) : { decision: before, settled: true }
  if (key !== undefined && answer.settled) cache?.set(key, answer.decision)
  return answer
}

/**
 * The joined answer where it is known already, otherwise that of the tiers that answer at once. Never throws.
 * `languageModel` is only called where one would be asked: its known answer goes first.
 */
export function classifyReportKnown(input: StatusInput, options: FullOptions<EncoderTier> & { languageModel?: (() => StatusLanguageModel | null) | undefined }): ReportDecision {
  const { cache, encoder, languageModel, weights } = options
  const find = (version: string): ReportDecision | undefined => cache?.get(cacheKey(input, version, options.rulesAllowedFor ?? null, cache))
  const known = encoder && find(fullVersion(options))
  const quick = known === undefined ? classifyReportSync(input, { ...options, acceptedError: null }) : { ...known, cached: true }
  const later = cache && languageModel && isPassedOn(quick, weights) ? languageModel() : null
  const last = later ? find(fullVersion(options, later)) : undefined
  return withFullBand(last === undefined ? quick : { ...last, cached: true }, options)
}

/**
 * Odds of none that overrule a label 1 of the rules. Below it the rules stand: on the test sets that took progressive read as none from
 * 1 and 3 to 0 and 0, and cost at most one report of any set (models/training/status/README.md).
 */
const sureOfNone = 0.7

/** An answer with the abstain band that was measured for the tiers that made it. */
export function withFullBand(answer: ReportDecision, { acceptedError, weights, encoder }: FullOptions<EncoderTier>): ReportDecision {
  if (acceptedError === undefined || acceptedError === null) return answer
  const joining = encoder && answer.version.includes(encoder.version) ? joiningOf(encoder, answer) : undefined
  const band = joining?.band ?? (answer.language === 'en' || answer.language === 'ja' ? weights[answer.language]?.band : undefined)
  return band === undefined ? answer : abstainBelow(answer, thresholdFor(acceptedError, band), acceptedError)
}

/** Asks the encoder where it can help. `settled`: another time the answer would be the same. */
async function ask(input: StatusInput, before: ReportDecision, options: FullOptions, encoder: StatusEncoder): Promise<{ decision: ReportDecision; settled: boolean }> {
  const joining = joiningOf(encoder, before)
  if (before.label === null || joining === undefined) return { decision: before, settled: true }
  if (Math.max(...before.probabilities) >= joining.askBelow) return { decision: { ...before, version: `${before.version} + ${encoder.version}` }, settled: true }
  let opinion: EncoderOpinion | null
  try {
    opinion = await encoder.read(input)
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error
    return { decision: passedOver(before, 'The sentence encoder gave no answer.'), settled: false }
  }
  if (opinion === null) return { decision: passedOver(before, 'The report is longer than the sentence encoder reads.'), settled: true }
  return { decision: joined(input, before, opinion, joining, options, encoder.version), settled: true }
}

function passedOver(before: ReportDecision, said: string): ReportDecision {
  const step: StatusStep = { tier: 'learned', label: null, probability: 0, decided: false, said, why: 'The answer of the tier before it stands.' }
  return { ...before, path: [...before.path, step] }
}

/** Odds proportional to the product of both, each to its power. Neither of them can rule a label out. */
export function joinOdds(before: Odds, encoder: Odds, powers: Pick<Joining, 'before' | 'encoder'>): Odds {
  const logs = before.map((share, label) => powers.before * Math.log(Math.max(share, 1e-4)) + powers.encoder * Math.log(Math.max(encoder[label]!, 1e-4)))
  const largest = Math.max(...logs)
  const powersOf = logs.map((log) => Math.exp(log - largest))
  const sum = powersOf[0]! + powersOf[1]! + powersOf[2]!
  return [powersOf[0]! / sum, powersOf[1]! / sum, powersOf[2]! / sum]
}

const logOdds = (share: number): number => Math.log(Math.max(share, 1e-4) / Math.max(1 - share, 1e-4))

/** Share of answers like this one that were right: two readers that agree are worth more than one that is sure. */
export function trustIn(label: StatusLabel, before: Odds, encoder: Odds, rulesAgree: boolean, trust: NonNullable<Joining['trust']>): number {
  return 1 / (1 + Math.exp(-(trust.bias + trust.before * logOdds(before[label]) + trust.encoder * logOdds(encoder[label]) + (rulesAgree ? trust.rules : 0))))
}

function joined(input: StatusInput, before: ReportDecision, opinion: EncoderOpinion, joining: Joining, { weights, rulesAllowedFor }: FullOptions, version: string): ReportDecision {
  const reading = readStatus(input, before.language === 'other' && rulesAllowedFor ? { language: rulesAllowedFor } : {})
  const rules = reading.decision
  const odds = joinOdds(before.probabilities, opinion.probabilities, joining)
  // A progression that is read as none is the dangerous mistake: no odds turn one into none that the rules know by its words, and weak odds none at all.
  const held = rules.label === 1 && likeliest(odds) === 0 && (reading.ground === 'statedProgress' || odds[0] < sureOfNone)
  const probabilities: Odds = held ? [odds[1], odds[0], odds[2]] : odds
  const label = likeliest(probabilities)
  const same = label === before.label
  const own = likeliest(opinion.probabilities)
  const agrees = own === before.label
  const path: StatusStep[] = [
    ...before.path.map((step) => (step.decided ? { ...step, decided: false, why: `${step.why} Less sure than ${percent(joining.askBelow)}, so the sentence encoder was asked too.` } : step)),
    {
      tier: 'learned', label, probability: probabilities[label], decided: true,
      said: `The sentence encoder reads ${names[own]} with ${percent(opinion.probabilities[own])}.`,
      why: held ? 'The rules read new or larger bone disease and the odds of none are not high enough to overrule them.' : agrees ? 'It agrees with the tiers before it; the odds are joined.' : same ? 'The tiers before it outweigh it; the odds are joined.' : 'It outweighs the tiers before it; the odds are joined.',
    },
  ]
  return {
    ...before,
    label,
    probabilities,
    ...(joining.trust && { sure: trustIn(label, before.probabilities, opinion.probabilities, rules.label === label, joining.trust) }),
    uncertain: label === 0 && (same ? before.uncertain : opinion.open >= opinion.probabilities[0] / 2),
    evidence: evidenceFor(label),
    reason: same ? before.reason : `The sentence encoder reads ${names[label]} where the tiers before it read ${names[before.label!]} ("${before.reason}").`,
    tier: 'learned',
    version: `${before.version} + ${version}`,
    path,
  }

  /** From the tier whose label stands. */
  function evidenceFor(label: StatusLabel): ReportDecision['evidence'] {
    if (same) return before.evidence
    if (label === rules.label) return rules.evidence
    const language = before.language === 'en' || before.language === 'ja' ? weights[before.language] : undefined
    return language === undefined ? [] : evidenceOfLater(label, reading, classifyLearned(reading, language))
  }
}
