import { abstainBelow, thresholdFor } from './calibration.ts'
import { cacheKey } from './cascade-cache.ts'
import type { StatusCache } from './cascade-cache.ts'
import { readStatus, statusRulesVersion } from '../classify-status.ts'
import type { StatusReading } from '../classify-status.ts'
import { evidenceFor } from '../evidence.ts'
import { speaksOfDisease } from '../learned/features.ts'
import { namesBone } from '../names-bone.ts'
import { classifyLearned } from '../learned/learned-status.ts'
import type { LearnedAnswer } from '../learned/learned-status.ts'
import type { StatusWeights } from '../learned/weights.ts'
import type { ReportDecision, StatusEvidence, StatusInput, StatusLabel, StatusStep } from '../status-tag.ts'

/** Trained weights by language; a language without weights is read by rules alone. */
export type StatusModels = { en?: StatusWeights; ja?: StatusWeights }

/** The last tier. `probabilities` are those of the three label tokens; `version` names model and prompt. */
export type StatusLanguageModel = {
  version: string
  ask: (report: { input: StatusInput; language: 'en' | 'ja' }) => Promise<{ probabilities: [none: number, progressive: number, stable: number] }>
}

export type ReportOptions = {
  weights: StatusModels
  /** Share of wrong labels that is accepted, 0 to 1; less sure answers are withheld. null or absent: every report gets a label. */
  acceptedError?: number | null
  /** Rules to use for a text in a language that has none; absent or null: such a text gets no label. */
  rulesAllowedFor?: 'en' | 'ja' | null
  cache?: StatusCache
}

type Odds = [none: number, progressive: number, stable: number]

/** Versions of all tiers that could take part: what a stored answer depends on. */
export function cascadeVersion({ weights }: Pick<ReportOptions, 'weights'>, languageModel?: StatusLanguageModel): string {
  return [statusRulesVersion, weights.en?.version, weights.ja?.version, languageModel?.version].filter((one) => one !== undefined).join(' + ')
}

/** Bone metastasis status of one report by rules and learned classifier; no language model, so it can run anywhere at once. Never throws. */
export function classifyReportSync(input: StatusInput, options: ReportOptions): ReportDecision {
  const key = options.cache === undefined ? null : cacheKey(input, cascadeVersion(options), options.rulesAllowedFor ?? null, options.cache)
  const known = key === null ? undefined : options.cache?.get(key)
  const answer = known === undefined ? firstTiers(input, options) : { ...known, cached: true }
  if (key !== null && known === undefined) options.cache?.set(key, answer)
  return withBand(answer, options)
}

/** Whether the language model is asked about an answer: only where the learned tier decided and is not sure. */
export function isPassedOn({ language, tier, probabilities }: ReportDecision, weights: StatusModels): boolean {
  const passOnBelow = language === 'en' || language === 'ja' ? weights[language]?.passOnBelow : undefined
  return passOnBelow !== undefined && tier === 'learned' && Math.max(...probabilities) < passOnBelow
}

/**
 * Asks the language model where the learned tier is not sure. `settled`: another time the answer would be the same.
 * A stopped request (AbortError) is thrown on.
 */
export async function askLanguageModel(input: StatusInput, before: ReportDecision, { weights, rulesAllowedFor }: Pick<ReportOptions, 'weights' | 'rulesAllowedFor'>, languageModel: StatusLanguageModel): Promise<{ decision: ReportDecision; settled: boolean }> {
  const { language } = before
  if ((language !== 'en' && language !== 'ja') || !isPassedOn(before, weights)) return { decision: before, settled: true }
  try {
    const { probabilities } = await languageModel.ask({ input, language })
    return { decision: withLanguageModel(before, readAs(input, rulesAllowedFor), probabilities, languageModel.version), settled: true }
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw error
    return { decision: withoutLanguageModel(before, 'The language model gave no answer.', 'The answer of the tier before it stands.'), settled: false }
  }
}

/** The answer before the language model, and in its path why that has no say in it. */
export function withoutLanguageModel(before: ReportDecision, said: string, why: string): ReportDecision {
  return { ...before, path: [...before.path, { tier: 'language-model', label: null, probability: 0, decided: false, said, why }] }
}

/** What the rules read; with the rules an admin allowed for a language that has none. */
function readAs(input: StatusInput, rulesAllowedFor: ReportOptions['rulesAllowedFor']): StatusReading {
  const reading = readStatus(input)
  return reading.language === 'other' && rulesAllowedFor != null ? readStatus(input, { language: rulesAllowedFor }) : reading
}

const names = ['none', 'progressive', 'stable or decreased'] as const
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`
const likeliest = (odds: Odds): StatusLabel => (odds[0] >= odds[1] && odds[0] >= odds[2] ? 0 : odds[1] >= odds[2] ? 1 : 2)

function withBand(answer: ReportDecision, { acceptedError, weights }: ReportOptions): ReportDecision {
  if (acceptedError === undefined || acceptedError === null) return answer
  const known = answer.language === 'en' || answer.language === 'ja' ? weights[answer.language] : undefined
  return known === undefined ? answer : abstainBelow(answer, thresholdFor(acceptedError, known.band), acceptedError)
}

/** Rules, then the learned classifier where the rules' ground is not one that holds by itself. */
function firstTiers(input: StatusInput, options: ReportOptions): ReportDecision {
  const reading = readAs(input, options.rulesAllowedFor)
  const { decision } = reading
  const language = languageOfSentences(reading)
  const alone = (why: string, probabilities = decision.probabilities, version = decision.version): ReportDecision => {
    const step: StatusStep = { tier: 'rules', label: decision.label, probability: Math.max(...probabilities), decided: decision.label !== null, said: decision.reason, why }
    return { ...decision, probabilities, version, language, path: [step], cached: false }
  }
  if (decision.label === null) return alone('No other tier can read it either.')
  const weights = language === 'en' || language === 'ja' ? options.weights[language] : undefined
  if (weights === undefined) return alone(language === 'other' ? 'Only the rules were allowed for this language.' : 'No learned classifier is installed for this language.')
  const version = `${decision.version} + ${weights.version}`
  // Of 171 reports of our own sets in which nothing names a bone, none had another label; classifiers that weigh words see metastases there.
  if (reading.ground === 'notMentioned' && !namesBone(reading)) return alone('Nothing that is judged names a bone, so there is nothing to weigh.', decision.probabilities, version)
  if (reading.sentences.every(({ role }) => role === 'indication')) return alone('There is an order and no report, so there is nothing to weigh.', decision.probabilities, version)
  const key = weights.trusted.length === 0 ? null : trustKey(reading)
  const trusted = weights.trusted.find((one) => one.ground === key && one.label === decision.label)
  if (trusted !== undefined) return alone(`Answers of the rules on this ground were right ${trusted.right} of ${trusted.of} times when they were measured.`, [...trusted.probabilities], version)
  const learned = classifyLearned(reading, weights)
  return withLearned(reading, learned, weights, version)
}

/** Language of the sentences that bear on the answer: a line in another language beside them must not change the weights. */
function languageOfSentences({ language, sentences }: StatusReading): StatusReading['language'] {
  if (language !== 'en' && language !== 'ja') return language
  let english = 0
  let japanese = 0
  for (const sentence of sentences) {
    if (sentence.reading < 0) continue
    if (sentence.language === 'ja') japanese += sentence.to - sentence.from
    else english += sentence.to - sentence.from
  }
  return english === japanese ? language : english > japanese ? 'en' : 'ja'
}

/** Name under which the reliability of a rules answer is counted: its ground, and apart from it reports that name no bone, lesion or metastasis at all. */
export function trustKey(reading: StatusReading): string {
  return reading.ground === 'notMentioned' && !speaksOfDisease(reading) ? 'nothingNamed' : (reading.ground ?? 'none')
}

/** The rules call a new or larger bone metastasis by its words: no odds may turn that into none. */
function statesProgress({ decision, ground }: StatusReading): boolean {
  return decision.label === 1 && ground === 'statedProgress'
}

/** Odds in which none is no longer the likeliest: its share above the progressive one goes to the progressive label. */
function guarded(odds: Odds): Odds {
  const [none, progressive, stable] = odds
  return none <= progressive ? odds : [progressive, none, stable]
}

function withLearned(reading: StatusReading, learned: LearnedAnswer, weights: StatusWeights, version: string): ReportDecision {
  const rules = reading.decision
  const held = statesProgress(reading) && likeliest(learned.probabilities) === 0
  const odds = held ? guarded(learned.probabilities) : learned.probabilities
  const label = likeliest(odds)
  const probability = odds[label]
  const agree = label === rules.label
  const said = `The learned classifier reads ${names[likeliest(learned.probabilities)]} with ${percent(Math.max(...learned.probabilities))}.`
  const path: StatusStep[] = [
    { tier: 'rules', label: rules.label, probability: Math.max(...rules.probabilities), decided: false, said: rules.reason, why: 'This ground is not reliable enough alone, so the learned classifier was asked.' },
    { tier: 'learned', label, probability, decided: true, said, why: held ? 'New or larger bone disease is stated in words, so none is not accepted.' : agree ? 'It agrees with the rules.' : 'It outweighs the rules, whose reading is part of what it judges.' },
  ]
  return {
    label,
    probabilities: odds,
    uncertain: label === 0 && (agree && rules.uncertain ? true : learned.open >= odds[0] / 2),
    evidence: agree ? rules.evidence : evidenceOfLater(label, reading, learned),
    reason: agree ? rules.reason : `The learned classifier reads ${names[label]} where the rules read ${names[rules.label!]} ("${rules.reason}").`,
    tier: 'learned',
    version,
    language: weights.language,
    path,
    cached: false,
  }
}

/** Evidence for a label that is not the one of the rules: from their reading where that has something to say for it, otherwise from the words the weights lean on. */
export function evidenceOfLater(label: StatusLabel, reading: StatusReading, learned: LearnedAnswer): StatusEvidence[] {
  if (label === 0) return []
  const read = evidenceFor(label, reading)
  return read.length > 0 ? read : learned.evidenceFor(label)
}

/** Joins two opinions that are not independent: the geometric mean of their odds. */
function pooled(a: Odds, b: Odds): Odds {
  const product = a.map((one, i) => Math.sqrt(Math.max(one, 1e-6) * Math.max(b[i]!, 1e-6)))
  const sum = product.reduce((total, one) => total + one, 0)
  return [product[0]! / sum, product[1]! / sum, product[2]! / sum]
}

function withLanguageModel(before: ReportDecision, reading: StatusReading, odds: Odds, version: string): ReportDecision {
  const joined = pooled(before.probabilities, odds)
  const held = statesProgress(reading) && likeliest(joined) === 0
  const probabilities = held ? guarded(joined) : joined
  const label = likeliest(probabilities)
  const same = label === before.label
  const path: StatusStep[] = [
    ...before.path.map((step) => (step.decided ? { ...step, decided: false, why: `${step.why} It was not sure enough, so the language model was asked.` } : step)),
    {
      tier: 'language-model', label, probability: probabilities[label], decided: true,
      said: `The language model reads ${names[likeliest(odds)]} with ${percent(Math.max(...odds))}.`,
      why: held ? 'New or larger bone disease is stated in words, so none is not accepted.' : 'It is the last tier; its odds are joined with those before it.',
    },
  ]
  return {
    ...before,
    label,
    probabilities,
    sure: undefined,
    uncertain: label === 0 && before.uncertain,
    evidence: same ? before.evidence : label === reading.decision.label ? reading.decision.evidence : evidenceFor(label, reading),
    reason: same ? before.reason : `The language model reads ${names[label]} where the tiers before it read ${before.label === null ? 'nothing' : names[before.label]}.`,
    tier: 'language-model',
    version: `${before.version} + ${version}`,
    path,
  }
}
