import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { PhrasePrompt } from '../../../src/domain/draft/model/phrase-prompt.ts'
import type { PromptPart } from '../../../src/domain/draft/model/prompt.ts'
import { PromptFamily } from '../../../src/domain/model/catalog.ts'
import { askTemplates } from '../../../src/domain/status/tiers/label-prompt.ts'

/** Writes training rows of phrases from composed sentence rows (conclusion/compose), in the turns of any model family. */

/** What a phrase prompt asks, between ChatML's turns; the greedy middle keeps a mark that a report quotes. */
const turns = /^<\|im_start\|>user\n([\s\S]*)<\|im_end\|>\n<\|im_start\|>assistant\n$/

/** A phrase prompt, which the application writes in ChatML, in the turns of `family`. Throws RangeError for any other text. */
export function phraseParts(text: string, family: PromptFamily): PromptPart[] {
  const asked = turns.exec(text)?.[1]
  if (asked === undefined) throw new RangeError('not a phrase prompt')
  const { open, close } = askTemplates[family]
  return [...open.slice(0, -1), { text: `${open.at(-1)!.text}${asked}`, special: false }, ...close]
}

/** The same prompt for a model of `family`, with what ends its answer. */
export function phrasePromptFor(prompt: PhrasePrompt, family: PromptFamily): PhrasePrompt {
  const parts = phraseParts(prompt.text, family)
  const marks = parts.filter(({ special }) => special).map(({ text }) => text)
  return family === 'chatml' ? prompt : { ...prompt, parts, text: parts.map(({ text }) => text).join(''), stop: [...new Set(marks)] }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { out: { type: 'string' }, family: { type: 'string', default: 'chatml' } } })
  const family = PromptFamily.safeParse(values.family)
  if (values.out === undefined || positionals.length === 0 || !family.success) {
    process.stderr.write('usage: phrase-rows.ts COMPOSED.jsonl [MORE.jsonl …] --out ROWS.jsonl [--family chatml|llama3|gemma]\n')
    process.exit(2)
  }
  const rows = positionals.flatMap((file) => readFileSync(file, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line) as { id: string; prompt: string; answer: string }))
  writeFileSync(values.out, rows.map(({ id, prompt, answer }) => `${JSON.stringify({ id, prompt: phraseParts(prompt, family.data), answer })}\n`).join(''))
}
