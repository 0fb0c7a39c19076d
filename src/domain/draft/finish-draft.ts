import { checkConclusion } from '../check/check-conclusion.ts'
import { detectLanguage } from '../text/language.ts'
import type { Language } from '../report/report.ts'
import { readConclusion, type FindingsText } from './align.ts'
import type { DraftContent, DraftForm, DraftInput, PhraseStep, StruckSentence } from './draft.ts'
import type { WeighedSentence } from './extractive.ts'
import { findingsNotice } from './findings-notice.ts'
import { findLeftOut } from './left-out.ts'

type Unfinished = { input: DraftInput; findings: FindingsText; offered: readonly WeighedSentence[]; struck: StruckSentence[]; form?: DraftForm; steps?: PhraseStep[] }

/** The last steps of every draft: order by weight, doubles merged, what is left out, and the checks on the whole. */
export function finishDraft({ input, findings, offered, struck, form = 'lines', steps = [] }: Unfinished): DraftContent {
  const sentences = order(mergeDoubles(offered))
  const conclusion = joinSentences(sentences.map((sentence) => sentence.text))
  const length = sentences.reduce((sum, { text }) => sum + text.length, 0)
  return {
    language: input.language ?? detectLanguage(input.findings), conclusion, form, steps, notice: findingsNotice(findings),
    modelShare: length === 0 ? 0 : Math.round((sentences.reduce((sum, { written }) => sum + written, 0) / length) * 1000) / 1000,
    sentences: sentences.map(({ text, evidence, support, source }) => ({ text, evidence, support, source })),
    struck,
    leftOut: findLeftOut(findings, readConclusion(conclusion)),
    checks: checkConclusion({ findings: input.findings, conclusion, ...(input.indication ? { indication: input.indication } : {}), ...(input.comparison ? { comparison: input.comparison } : {}), sex: input.sex ?? null, age: input.age ?? null, side: input.side ?? null }, findings),
  }
}

/** One sentence a line: how conclusions are read, and no sentence can run into the next. */
export function joinSentences(sentences: readonly string[]): string {
  return sentences.join('\n')
}

/** The sentences as a person asked for them: one a line, numbered from `first`, or one after another. */
export function joinAs(form: DraftForm, sentences: readonly string[], language: Language, first = 1): string {
  if (form === 'list') return joinSentences(sentences.map((text, i) => `${String(first + i)}. ${text}`))
  return form === 'prose' ? sentences.join(language === 'ja' ? '' : ' ') : joinSentences(sentences)
}

/** The same words twice become one sentence that rests on the findings of both. */
function mergeDoubles(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  const seen = new Map<string, WeighedSentence>()
  for (const sentence of sentences) {
    const key = sentence.text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    const before = seen.get(key)
    if (!key) continue
    if (!before) seen.set(key, sentence)
    else seen.set(key, { ...before, weight: Math.max(before.weight, sentence.weight), evidence: distinct([...before.evidence, ...sentence.evidence]) })
  }
  return [...seen.values()]
}

function distinct(ranges: WeighedSentence['evidence']): WeighedSentence['evidence'] {
  return ranges.filter((one, i) => ranges.findIndex((other) => other.start === one.start && other.end === one.end) === i).toSorted((a, b) => a.start - b.start)
}

function order(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  return sentences.map((sentence, i) => ({ sentence, i })).toSorted((a, b) => b.sentence.weight - a.sentence.weight || a.i - b.i).map(({ sentence }) => sentence)
}
