import type { TextRange } from '../../report/range.ts'
import { classifyFinding } from '../reading/abnormal.ts'
import { readFindings, type FindingSentence, type FindingsText } from '../reading/align.ts'
import { asWished } from '../wishes/as-wished.ts'
import type { DraftContent, DraftInput, PhraseStep, StruckSentence } from '../draft.ts'
import { extractiveDraft } from '../extractive.ts'
import { rulesOnly, type Telling } from '../telling.ts'
import { dropParts, dropWords } from '../wording/drop-parts.ts'
import { dropReadings } from '../wording/drop-readings.ts'
import { dropTails } from '../wording/drop-tails.ts'
import { finishDraft } from '../finish-draft.ts'
import { gatePhrase, type GatedPhrase } from '../gate/gate-phrase.ts'
import { weighFinding } from '../choosing/importance.ts'
import type { InferenceTable } from '../names/inference.ts'
import { namerOf } from '../names/sound-names.ts'
import { trim } from '../wording/trim.ts'
import { readPhraseAnswer } from './phrase-prompt.ts'
import { inReadingOrder } from '../choosing/reading-order.ts'
import { leavesOut, noWishes, unwanted, type DraftWishes } from '../wishes/wishes.ts'

/** What a model answered about one finding sentence. `shares`: of the weights 0 to 5 as the first token, sum 1. `complete`: not cut off. */
export type PhraseAnswer = { shares: readonly number[]; text: string; complete: boolean }

export type PhraseOptions = {
  wishes?: DraftWishes
  /** false: the model only weighs, and every sentence is shortened from the findings ("another draft", or a language it words badly). */
  words?: boolean
}

type Request = { input: DraftInput; answers: ReadonlyMap<number, PhraseAnswer>; table: InferenceTable; findings?: FindingsText } & PhraseOptions

/** How much of a sentence's weight is the rules' and how much the model's; measured on the hand-written development sets. */
const rulesPart = 0.4
/** From this weight of the rules on a model does not decide the order. */
const grave = 4.5
/** From this weight of the rules on a sentence is told (extractive.ts: from 2), however light the model finds it. */
const heavy = 3
const told = 2
/** A sentence that the rules do not take for a finding is told from this weight of the model's. */
const leastAlone = 2.2
/** Times a draft whose checks fail is made again without the phrase that failed. */
const mostRepairs = 6

/** Expected weight, 0 to 5, of a model's answer. */
export const expectedWeight = ({ shares }: PhraseAnswer): number => shares.reduce((sum, share, weight) => sum + share * weight, 0)

/**
 * Makes a draft of a model's answers about single finding sentences (by sentence index): its weight and the rules' are combined,
 * a phrase that the gate lets through tells the sentence, otherwise its own words do. A phrase that contradicts the findings as
 * a whole is taken back afterwards. Sentences without an answer are told by the rules. Never throws.
 */
export function composePhrases({ input, answers, table, findings = readFindings(input.findings), wishes = noWishes, words = true }: Request): DraftContent {
  const phrases = gatedPhrases(findings, answers, table)
  const withdrawn = new Map<number, string>()
  const unnamed = new Set<number>()
  const telling: Telling = {
    ...rulesOnly,
    weigh(sentence, rules) {
      const answer = answers.get(sentence.index)
      return answer ? combine(sentence, rules, expectedWeight(answer)) : rules
    },
    phrase(sentence, beside) {
      // A part of a sentence has no phrase: the model told the whole.
      const { start, end } = findings.sentences[sentence.index] ?? sentence
      if (!words || withdrawn.has(sentence.index) || start !== sentence.start || end !== sentence.end) return null
      const phrase = phrases.of(sentence, beside)
      return phrase?.gated.reason === null ? { text: phrase.text, evidence: phrase.gated.evidence } : null
    },
    name: namerOf(input, findings, table, unnamed),
    room: wishes.room,
    leavesOut: leavesOut(wishes, findings),
    unwanted: unwanted(wishes),
  }
  for (let repairs = 0; ; repairs++) {
    const offered = extractiveDraft(input, findings, telling)
    const wished = asWished(offered, input, findings, wishes)
    const content = finishDraft({ input, findings, offered: wishes.first === null ? inReadingOrder(wished) : wished, struck: [], form: wishes.form })
    // A name that the checks do not bear out is taken back before a phrase is.
    const overnamed = content.checks.filter(({ severity, sentence }) => severity === 'error' && sentence !== null).flatMap(({ sentence }) => findings.sentences.filter(({ index, start, end }) => !unnamed.has(index) && content.sentences[sentence!]!.evidence.some((range) => range.start < end && start < range.end) && telling.name(findings.sentences[index]!) !== null))
    if (overnamed.length && repairs < mostRepairs) {
      for (const { index } of overnamed) unnamed.add(index)
      continue
    }
    const failed = content.checks.find(({ severity, sentence }) => severity === 'error' && sentence !== null && content.sentences[sentence]?.source === 'model')
    const evidence = failed ? content.sentences[failed.sentence!]!.evidence : []
    const guilty = findings.sentences.filter(({ index, start, end }) => !withdrawn.has(index) && answers.has(index) && evidence.some((range) => range.start < end && start < range.end))
    if (!failed || !guilty.length || repairs >= mostRepairs) return { ...content, ...account(findings, content, answers, phrases, withdrawn, words) }
    for (const { index } of guilty) withdrawn.set(index, failed.message)
  }
}

/** The rules know what is dangerous, the model what people tell: what the rules call needed stays, whatever the model says. */
function combine(sentence: FindingSentence, rules: number, expected: number): number {
  if (rules === 0) {
    const says = sentence.units.some((unit) => (unit.kind === 'finding' && !unit.negated) || (unit.kind === 'measure' && unit.unit === 'mm') || unit.kind === 'change' || unit.kind === 'anatomy')
    // "Further evaluation with MRI is recommended." is no finding, however telling.
    const advises = sentence.units.some((unit) => unit.kind === 'recommend')
    return says && !advises && expected >= leastAlone && classifyFinding(sentence, sentence.headingUnits) === 'other' ? expected : 0
  }
  // A result, a course or a place that the rules read in the sentence is told whatever a model makes of it.
  const least = rules >= told && rules > weighFinding(sentence) ? told : 0
  const mixed = Math.max(least, rulesPart * rules + (1 - rulesPart) * expected)
  // An emergency never stands behind what a model finds more telling.
  return rules >= grave ? Math.max(mixed, rules - 0.5) : rules >= heavy ? Math.max(mixed, told) : mixed
}

type Phrases = { of(sentence: FindingSentence, beside: TextRange | null): { text: string; gated: GatedPhrase } | null; tried(index: number): { text: string; gated: GatedPhrase } | null }

/** The phrases with the gate's verdict, each worked out once. */
function gatedPhrases(findings: FindingsText, answers: Request['answers'], table: InferenceTable): Phrases {
  const known = new Map<string, { text: string; gated: GatedPhrase } | null>()
  const last = new Map<number, { text: string; gated: GatedPhrase }>()
  return {
    of(sentence, beside) {
      const answer = answers.get(sentence.index)
      const text = answer?.complete ? readPhraseAnswer(answer.text)?.phrase ?? null : null
      if (!text) return null
      const key = `${sentence.index} ${beside?.start ?? ''}`
      const before = known.get(key)
      if (before !== undefined) return before
      const short = sentence.japanese ? text : trim(text, [dropReadings, dropTails, dropWords, dropParts])
      const phrase = { text: finished(short.toWellFormed(), sentence.japanese), gated: gatePhrase(short, sentence, findings, table, beside) }
      known.set(key, phrase)
      last.set(sentence.index, phrase)
      return phrase
    },
    tried: (index) => last.get(index) ?? null,
  }
}

/** What became of every sentence that was asked, and what was struck. */
function account(findings: FindingsText, content: DraftContent, answers: Request['answers'], phrases: Phrases, withdrawn: ReadonlyMap<number, string>, words: boolean): { steps: PhraseStep[]; struck: StruckSentence[] } {
  const struck: StruckSentence[] = []
  const steps = [...answers].toSorted(([a], [b]) => a - b).flatMap(([index, answer]): PhraseStep[] => {
    const sentence = findings.sentences[index]
    if (!sentence) return []
    const { start, end } = sentence
    const tried = phrases.tried(index)
    const reason = !words ? null : withdrawn.get(index) ?? tried?.gated.reason ?? null
    const told = content.sentences.some(({ evidence }) => evidence.some((range) => range.start < end && start < range.end))
    const offered = told && words && tried?.gated.reason === null && !withdrawn.has(index)
    if (reason && tried) struck.push({ text: tried.text, reason, support: 0 })
    return [{
      start, end, rules: rounded(weighFinding(sentence)), weight: rounded(expectedWeight(answer)), phrase: readPhraseAnswer(answer.text)?.phrase?.toWellFormed() ?? null,
      outcome: offered ? 'written' : told ? 'shortened' : 'passed-over', reason, inferred: offered && tried.gated.reason === null ? tried.gated.inferred : [],
    }]
  })
  return { steps, struck }
}

const rounded = (value: number) => Math.round(value * 100) / 100

/** One line that begins with a capital and ends in a full stop. */
function finished(phrase: string, japanese: boolean): string {
  const text = phrase.replace(/\s+/g, ' ').replace(/[.。;,、\s]+$/u, '').trim()
  return japanese ? `${text}。` : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
