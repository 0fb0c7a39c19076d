import type { Language } from '../../report/report.ts'
import type { PromptPart } from './prompt.ts'

/** Raised when any word or mark of the phrase prompt changes: adapters are trained on exactly this text. */
export const phrasePromptVersion = 'phrase-prompt-1'

/** The answer begins with one of these single digits; the app reads how heavy a sentence is from their logits. */
export const weightLabels = ['0', '1', '2', '3', '4', '5'] as const

/** What the model needs to know of one finding sentence. All texts are report text and only ever stand in plain parts. */
export type PhraseInput = {
  language: Language
  modality?: string
  region?: string
  indication?: string
  /** The heading the sentence stands under. */
  heading?: string
  previous?: string
  sentence: string
  next?: string
}

export type PhrasePrompt = { parts: PromptPart[]; text: string; stop: string[]; version: string; maxTokens: number }

/** Characters kept of each piece; what is nearest to the sentence stays. Japanese says more in a character. */
const room = { en: { indication: 160, heading: 40, neighbour: 140, sentence: 700 }, ja: { indication: 70, heading: 20, neighbour: 60, sentence: 300 } } as const

/** Tokens of an answer; kanji are two or three each where the vocabulary splits them into bytes. */
const longest = { en: 80, ja: 170 } as const

/**
 * The prompt that asks for the weight (0 to 5) of one sentence and, after a space, its conclusion phrase ("-" for weight 0), in
 * ChatML as SmolLM2 was trained on. What sentences of one report share stands first, so that its prefill is shared too.
 */
export function buildPhrasePrompt(input: PhraseInput): PhrasePrompt {
  const most = room[input.language]
  const study = [input.modality, input.region].filter(Boolean).join(' ')
  const indication = lead(clean(input.indication), most.indication)
  const head = [clean(study), indication].filter(Boolean).join(': ')
  const heading = lead(clean(input.heading), most.heading)
  const line = [heading && `${heading}:`, tail(clean(input.previous), most.neighbour), '>>>', lead(clean(input.sentence), most.sentence), '<<<', lead(clean(input.next), most.neighbour)].filter(Boolean).join(' ')
  const parts: PromptPart[] = [
    { text: '<|im_start|>', special: true }, { text: `user\n${head ? `${head}\n` : ''}${line}`, special: false }, { text: '<|im_end|>', special: true }, { text: '\n', special: false },
    { text: '<|im_start|>', special: true }, { text: 'assistant\n', special: false },
  ]
  return { parts, text: parts.map((part) => part.text).join(''), stop: ['<|im_end|>', '<|im_start|>', '<|endoftext|>'], version: phrasePromptVersion, maxTokens: longest[input.language] }
}

/** The answer as trained on, without the end mark. A sentence that is not told has weight 0 and no phrase. */
export const phraseAnswer = (weight: number, phrase: string | null): string => (weight > 0 && phrase ? `${weight} ${phrase}` : '0 -')

/** Reads an answer; null when it does not begin with a weight. A phrase of weight 0, an empty one or "-" is null. */
export function readPhraseAnswer(answer: string): { weight: number; phrase: string | null } | null {
  const found = /^\s*([0-5])(?:\s+([^\n]*))?/.exec(answer)
  if (!found) return null
  const weight = Number(found[1])
  // A small model copies the marks that show it the sentence; inside a phrase the gate refuses them.
  const phrase = (found[2] ?? '').replace(/^(?:\s|>{2,}|<{2,})+|(?:[\s.]*(?:>{2,}|<{2,}))+[\s.]*$/g, '').trim()
  return { weight, phrase: weight === 0 || /^[-–—.]?$/.test(phrase) ? null : phrase }
}

/** One line, no control characters or lone surrogates, and none of the marks that show which sentence is meant. */
function clean(text: string | undefined): string {
  return (text ?? '').replace(/\p{Cc}/gu, ' ').toWellFormed().replace(/>{2,}/g, '>').replace(/<{2,}/g, '<').replace(/\s+/g, ' ').trim()
}

function lead(text: string, most: number): string {
  return text.length <= most ? text : `${whole(text.slice(0, most), /\s\S*$/)}…`
}
function tail(text: string, most: number): string {
  return text.length <= most ? text : `…${whole(text.slice(-most), /^\S*\s/)}`
}
/** Cut at a space where there is one near, never inside a surrogate pair. */
function whole(text: string, edge: RegExp): string {
  const cut = text.replace(edge, '')
  return (cut.length > text.length * 0.7 ? cut : text).toWellFormed().replaceAll('\ufffd', '')
}
