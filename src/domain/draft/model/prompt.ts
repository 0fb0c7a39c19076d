import type { PromptFamily } from '../../model/catalog.ts'
import { detectLanguage } from '../../text/language.ts'
import type { DraftInput } from '../draft.ts'
import { lengthBudget } from '../choosing/length-budget.ts'
import { condense } from '../wording/condense.ts'

/** Raised when any word of a prompt changes: a stored draft names the version it was made with. */
export const promptVersion = 'draft-prompt-2'

/** A stretch of the prompt. `special`: template tokens, read as such; otherwise plain text, whatever it looks like. */
export type PromptPart = { text: string; special: boolean }

export type Prompt = {
  parts: PromptPart[]
  /** The parts in a row, for showing and for storing. */
  text: string
  stop: string[]
  version: string
  maxTokens: number
  /** Headings (or sentence counts) of the findings that were condensed to fit; empty when all of it is in the prompt. */
  condensed: string[]
}

/** `availableTokens`: about how many tokens the prompt and answer may take together. */
export type PromptOptions = {
  availableTokens?: number
  /** Reports that the signer wrote; the most similar last, nearest to the question. */
  examples?: readonly { findings: string; conclusion: string }[]
  /** What the person asked for this once, in their own words. */
  instruction?: string
  /** Length of the answer against the usual one. */
  room?: number
  /** An answer that was not carried by the findings, and its sentences that were not: it is to be written again. */
  retry?: { answer: string; struck: readonly string[] }
}

/** Characters of an instruction, standing rules included, that a prompt holds. */
export const longestInstruction = 600

/** Tokens of context assumed when the caller names none: the drafting context of the engine. */
const defaultTokens = 1536

const instructions = {
  en: 'You write the conclusion of a radiology report. Use only what the findings say. Start with the answer to the indication, then the most important findings. Keep every size, side, level and change exactly. Leave out what is normal. Write short sentences, no headings, no advice that the findings do not support.',
  ja: 'あなたは画像診断報告書の結論を書きます。所見に書かれたことだけを使ってください。まず検査目的に答え、重要な所見から順に書きます。大きさ、左右、高位、変化は正確に写します。正常所見は省きます。見出しを付けず、短く書いてください。',
} as const

const labels = {
  en: { modality: 'Examination', indication: 'Indication', comparison: 'Comparison', findings: 'Findings', ask: 'Conclusion', instruction: 'Instruction', again: 'The findings do not carry this; write the conclusion again without it' },
  ja: { modality: '検査', indication: '検査目的', comparison: '比較', findings: '所見', ask: '結論', instruction: '指示', again: '次の文は所見に書かれていません。これを除いて結論を書き直してください' },
} as const

const templates = {
  // SmolLM2 was trained on ChatML with a line feed after each role and each end mark.
  chatml: { open: (role: string): PromptPart[] => [special('<|im_start|>'), plain(`${role}\n`)], close: [special('<|im_end|>'), plain('\n')], begin: [] as PromptPart[], stop: ['<|im_end|>', '<|im_start|>', '<|endoftext|>'] },
  llama3: {
    open: (role: string): PromptPart[] => [special('<|start_header_id|>'), plain(role), special('<|end_header_id|>'), plain('\n\n')], close: [special('<|eot_id|>')],
    begin: [special('<|begin_of_text|>')], stop: ['<|eot_id|>', '<|end_of_text|>', '<|start_header_id|>'],
  },
  // Gemma knows two roles only; instructions stand in the user's turn, and the model answers as "model".
  gemma: {
    open: (role: string): PromptPart[] => [special('<start_of_turn>'), plain(`${role === 'assistant' ? 'model' : 'user'}\n`)], close: [special('<end_of_turn>'), plain('\n')],
    begin: [special('<bos>')], stop: ['<end_of_turn>', '<start_of_turn>'],
  },
}

function special(text: string): PromptPart {
  return { text, special: true }
}
function plain(text: string): PromptPart {
  return { text, special: false }
}

/**
 * The prompt for drafting a conclusion, in the model family's own template. Report text is only ever in plain parts, so that
 * "<|im_end|>" typed into a report stays text. Findings that do not fit are condensed, and `condensed` says where.
 */
export function buildPrompt(input: DraftInput, family: PromptFamily, options: PromptOptions = {}): Prompt {
  const language = input.language ?? detectLanguage(input.findings)
  const template = templates[family]
  const label = labels[language]
  const maxTokens = Math.round(lengthBudget(input.findings, language).tokens * Math.min(2, Math.max(0.6, options.room ?? 1)))
  const examples = (options.examples ?? []).slice(0, 4)
  const head = [
    [label.modality, [input.modality, input.region].filter(Boolean).join(' ')], [label.indication, input.indication], [label.comparison, input.comparison],
  ].flatMap(([name, value]) => (value?.trim() ? [`${name}: ${clean(value, 1500)}`] : []))
  const instruction = clean(options.instruction ?? '', longestInstruction)
  const again = options.retry ? options.retry.answer + options.retry.struck.join('\n') : ''
  const spent = estimateTokens(instructions[language] + instruction + again + head.join('\n') + examples.map((one) => one.findings + one.conclusion).join('\n')) + 60 + maxTokens
  const { text, condensed } = condense(clean(input.findings, Number.POSITIVE_INFINITY), Math.max(64, (options.availableTokens ?? defaultTokens) - spent), estimateTokens)
  const turns: (readonly [role: string, text: string])[] = [
    ['system', instructions[language]],
    ...examples.flatMap((one): (readonly [string, string])[] => [['user', `${label.findings}: ${clean(one.findings, 4000)}\n${label.ask}:`], ['assistant', clean(one.conclusion, 2000)]]),
    ['user', [...head, `${label.findings}: ${text}`, ...(instruction ? [`${label.instruction}: ${instruction}`] : []), `${label.ask}:`].join('\n')],
    ...(options.retry ? [['assistant', clean(options.retry.answer, 4000)], ['user', `${label.again}:\n${options.retry.struck.map((one) => clean(one, 400)).join('\n')}\n${label.ask}:`]] as const : []),
  ]
  const parts = [...template.begin, ...turns.flatMap(([role, content]) => [...template.open(role), plain(content), ...template.close]), ...template.open('assistant')]
  const joined = join(parts)
  return { parts: joined, text: joined.map((part) => part.text).join(''), stop: [...template.stop], version: promptVersion, maxTokens, condensed }
}

/** Neighbouring plain parts become one, so that the tokenizer sees whole words. */
function join(parts: readonly PromptPart[]): PromptPart[] {
  const joined: PromptPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && !last.special && !part.special) joined[joined.length - 1] = plain(last.text + part.text)
    else joined.push(part)
  }
  return joined
}

/** Control characters and lone surrogates cannot be tokenized; line breaks are kept. */
function clean(text: string, most: number): string {
  const short = text.length > most ? `${text.slice(0, most)}…` : text
  return short.replace(/(?![\n\t])\p{Cc}/gu, ' ').toWellFormed().trim()
}

/** Tokens a text takes, on the safe side: 3.3 Latin characters or a third of a Japanese one each (byte-split kanji are three). */
export function estimateTokens(text: string): number {
  let wide = 0
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x2e7f) wide++
  return Math.ceil((text.length - wide) / 3.3 + wide * 2.6)
}
