import type { CheckIssue } from '../check/issue.ts'
import type { TextRange } from '../report/range.ts'
import type { Language } from '../report/report.ts'

/** What a conclusion is drafted from. */
export type DraftInput = {
  findings: string
  indication?: string
  comparison?: string
  modality?: string
  region?: string
  language?: Language
  /** Of the order, for the checks. */
  sex?: 'F' | 'M' | 'O' | null
  age?: number | null
  side?: 'left' | 'right' | 'bilateral' | null
}

/** One sentence that is offered to the reader. */
export type DraftSentence = {
  text: string
  /** Ranges of the findings that carry the sentence, in the order of the text. */
  evidence: TextRange[]
  /** Share of the sentence's meaning-bearing words, numbers and sides that the evidence carries, 0 to 1. */
  support: number
  /** `model`: written by the language model. `extractive`: chosen and shortened from the findings. */
  source: 'model' | 'extractive'
}

/** A sentence the model wrote that the findings do not carry. Shown struck out, never part of the conclusion. */
export type StruckSentence = { text: string; reason: string; support: number }

/** An abnormal finding that no sentence of the conclusion covers. */
export type LeftOut = { start: number; end: number; text: string }

/** How the offered sentences stand in the conclusion: one a line, numbered, or one after another. */
export type DraftForm = 'lines' | 'list' | 'prose'

/** What became of one finding sentence where a model drafts by phrases; offsets into the findings. */
export type PhraseStep = {
  start: number
  end: number
  /** The rules' weight, 0 to 6, and the model's, 0 to 5; null where it was not asked or did not answer. */
  rules: number
  weight: number | null
  /** What the model wrote, word for word; null where it wrote none. */
  phrase: string | null
  /** `written`: its phrase is offered. `shortened`: the findings' own words are. `passed-over`: nothing is told of it. */
  outcome: 'written' | 'shortened' | 'passed-over'
  /** Why the phrase was struck; null when it was not. */
  reason: string | null
  /** Terms of the vetted table that the phrase uses. */
  inferred: string[]
}

/** A finished draft, before it is stored. `conclusion` is the text of the offered sentences only. */
export type DraftContent = {
  language: Language
  conclusion: string
  form: DraftForm
  /** Share of the offered text that a model wrote and the gate passed, 0 to 1. */
  modelShare: number
  /** What a reader must know of the findings themselves: another language, sentences that contradict each other. */
  notice: string | null
  /** Empty where no model drafted by phrases. */
  steps: PhraseStep[]
  sentences: DraftSentence[]
  struck: StruckSentence[]
  leftOut: LeftOut[]
  checks: CheckIssue[]
}
