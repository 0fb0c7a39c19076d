import type { PromptFamily } from '../../model/catalog.ts'
import type { PromptPart } from '../../model/language-model.ts'
import { condensed } from './condense.ts'
import { normaliseText } from '../normalise.ts'
import { judgedParts, judgedSection } from '../sections.ts'
import type { StatusInput } from '../status-tag.ts'

/** Raised when any word of the prompt or the choice of sentences changes: trained adapters and stored tags name the version. */
export const labelPromptVersion = 'status-label-prompt-2'

/** The three answers, in the order of the labels 0, 1, 2. One token each in the vocabularies of SmolLM2, Llama 3 and Gemma. */
export const labelAnswers = ['0', '1', '2'] as const

/**
 * Characters of report text in a prompt. 256 cells hold it with the template: English reports take 0.26 tokens a character,
 * Japanese ones 2 a character (measured on the hand-written reports with SmolLM2's tokenizer).
 */
const room = { latin: 800, wide: 110 } as const
/** The indication gets at most this share of the room. */
const indicationShare = 0.25

const instruction = 'Bone metastases: 0 none, 1 progressive, 2 stable or smaller.'

const special = (text: string): PromptPart => ({ text, special: true })
const plain = (text: string): PromptPart => ({ text, special: false })

/** What stands before and after what a model is asked, by family; the answer follows. */
export const askTemplates: Record<PromptFamily, { open: PromptPart[]; close: PromptPart[] }> = {
  chatml: { open: [special('<|im_start|>'), plain('user\n')], close: [special('<|im_end|>'), plain('\n'), special('<|im_start|>'), plain('assistant\n')] },
  llama3: {
    open: [special('<|begin_of_text|>'), special('<|start_header_id|>'), plain('user'), special('<|end_header_id|>'), plain('\n\n')],
    close: [special('<|eot_id|>'), special('<|start_header_id|>'), plain('assistant'), special('<|end_header_id|>'), plain('\n\n')],
  },
  gemma: { open: [special('<bos>'), special('<start_of_turn>'), plain('user\n')], close: [special('<end_of_turn>'), plain('\n'), special('<start_of_turn>'), plain('model\n')] },
}

/** What every label prompt begins with: evaluated once and kept. */
export function labelPrefix(family: PromptFamily): PromptPart[] {
  const { open } = askTemplates[family]
  return [...open.slice(0, -1), plain(`${open.at(-1)!.text}${instruction}\n`)]
}

/**
 * The rest of the prompt for one report, up to the label. Only indication and conclusion are in it (findings where there is
 * no conclusion; long ones condensed, as the sentence encoder reads them), always as plain text: template marks and instructions in a report are words like any other. A report
 * longer than the room keeps the sentences that speak of bone or metastasis, the last ones first.
 */
export function labelText(input: StatusInput, family: PromptFamily): PromptPart[] {
  const { asked, judged } = 'text' in input ? partsOf(input.text) : { asked: input.indication ?? '', judged: input[judgedSection(input)] ?? '' }
  const size = /[\u3040-\u9fff]/.test(judged + asked) ? room.wide : room.latin
  const question = shorten(tidy(asked), size * indicationShare)
  const text = shorten(tidy(condensed(judged)), size - question.length)
  return [plain(`${question === '' ? '' : `${question}\n`}= ${text}`), ...askTemplates[family].close]
}

/** Indication and judged text of a report given in one piece, in its own spelling. */
function partsOf(text: string): { asked: string; judged: string } {
  const normal = normaliseText(text)
  const parts = judgedParts(normal.text).map((part) => ({ role: part.role, text: text.slice(normal.toOriginalStart(part.start), normal.toOriginalEnd(part.end)) }))
  const join = (isAsked: boolean) => parts.filter((part) => (part.role === 'indication') === isAsked && part.role !== 'past').map((part) => part.text).join('\n')
  return { asked: join(true), judged: join(false) }
}

/** One line per line of the report; control characters and lone surrogates cannot be tokenized. */
function tidy(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Cf}]+/gu, (found) => (/[\n\r]/.test(found) ? '\n' : ' ')).replace(/[^\S\n]+/g, ' ').replace(/ ?\n[ \n]*/g, '\n').trim()
}

const ofBone = /bon[ey]|osse|osteo|skelet|metasta|\bmets?\b|deposit|lytic|sclero|blastic|marrow|verteb|spin[ea]|\brib|pelvi|sacr|ilia|femor|humer|scapul|stern|skull|\b[CTLS]\d{1,2}\b|lesion|disease|骨|転移|椎|肋|仙|脊|髄|硬化|融解|病変/i

/** The text when it fits, else its sentences about bone while they fit, in their order; the later ones go in first. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text
  const sentences = text.split(/(?<=[.;。])\s+|(?<=。)|\n/).map((sentence) => sentence.trim()).filter(Boolean)
  const kept = new Set<number>()
  let left = most
  for (const wanted of [true, false]) {
    for (let index = sentences.length - 1; index >= 0; index--) {
      const cost = sentences[index]!.length + 1
      if (kept.has(index) || cost > left || ofBone.test(sentences[index]!) !== wanted) continue
      kept.add(index)
      left -= cost
    }
  }
  return kept.size === 0 ? text.slice(0, most).toWellFormed() : sentences.filter((_, index) => kept.has(index)).join(' ')
}
