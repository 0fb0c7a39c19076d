import { checkConclusion } from '../check/check-conclusion.ts'
import { detectLanguage } from '../text/language.ts'
import type { Language } from '../report/report.ts'
import { readSentence, type Unit } from '../text/read-sentence.ts'
import { carries, importance, readConclusion, type FindingsText } from './reading/align.ts'
import type { DraftContent, DraftForm, DraftInput, PhraseStep, StruckSentence } from './draft.ts'
import type { WeighedSentence } from './telling.ts'
import { findingsNotice, nothingRead, refuseFindings } from './reading/findings-notice.ts'
import { everySentence, findUntold } from './choosing/left-out.ts'
import { otherLanguage } from '../text/other-language.ts'
import { withoutMarks } from './reading/report-text.ts'

type Unfinished = { input: DraftInput; findings: FindingsText; offered: readonly WeighedSentence[]; struck: StruckSentence[]; form?: DraftForm; steps?: PhraseStep[] }

/** The last steps of every draft: order by weight, doubles merged, what is left out, and the checks on the whole. */
export function finishDraft({ input, findings, offered, struck, form = 'lines', steps = [] }: Unfinished): DraftContent {
  // What the rules cannot read they cannot check: not even a model's sentence is offered.
  const unread = otherLanguage(input.findings) !== null || refuseFindings(input.findings) !== null
  const sentences = unread ? [] : mergeDoubles(offered.map(plain))
  const conclusion = joinSentences(sentences.map((sentence) => sentence.text))
  const length = sentences.reduce((sum, { text }) => sum + text.length, 0)
  const leftOut = unread ? everySentence(findings) : findUntold(findings, readConclusion(conclusion), sentences.flatMap(({ evidence }) => evidence))
  return {
    language: input.language ?? detectLanguage(input.findings), conclusion, form, steps,
    notice: findingsNotice(findings) ?? (sentences.length === 0 && leftOut.length === 0 ? nothingRead : null),
    modelShare: length === 0 ? 0 : Math.round((sentences.reduce((sum, { written }) => sum + written, 0) / length) * 1000) / 1000,
    sentences: sentences.map(({ text, evidence, support, source }) => ({ text, evidence, support, source })),
    struck,
    leftOut,
    checks: checkConclusion({ findings: input.findings, conclusion, ...(input.indication ? { indication: input.indication } : {}), ...(input.comparison ? { comparison: input.comparison } : {}), sex: input.sex ?? null, age: input.age ?? null, side: input.side ?? null }, findings),
  }
}

/** No mark of a template or of markup and no unseen character reaches a conclusion, whoever wrote it; blanks in their place are one. */
function plain(sentence: WeighedSentence): WeighedSentence {
  const text = withoutMarks(sentence.text).replace(/[ \t]{2,}/g, ' ').replace(/ (?=[.,;:](?:\s|$))/g, '').trim()
  return text === sentence.text ? sentence : { ...sentence, text, written: Math.min(sentence.written, text.length) }
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

/** Sentences that say the same, or of which one says all that the other does, become one that rests on the findings of both. */
function mergeDoubles(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  const kept: { sentence: WeighedSentence; units: Unit[] }[] = []
  for (const sentence of order(sentences)) {
    const units = readSentence(sentence.text, { start: 0, end: sentence.text.length }).units.filter((unit) => importance(unit) > 0 || unit.kind === 'certainty')
    if (units.length === 0 && !/\p{L}/u.test(sentence.text)) continue
    const same = kept.find((one) => one.sentence.text === sentence.text || (holds(one.sentence.text, sentence.text) && saysAll(one.units, units)) || (holds(sentence.text, one.sentence.text) && saysAll(units, one.units)))
    if (!same) kept.push({ sentence, units })
    else {
      const fuller = saysAll(same.units, units) ? same : { sentence, units }
      Object.assign(same, { sentence: { ...fuller.sentence, weight: same.sentence.weight, evidence: distinct([...same.sentence.evidence, ...sentence.evidence]) }, units: fuller.units })
    }
  }
  return kept.map(({ sentence }) => sentence)
}

/** Words of a shorter sentence that stand in a longer one, from which on they may say the same; the rules do not know every word of a place. */
const sharedWords = 0.75

function holds(longer: string, shorter: string): boolean {
  const words = (text: string) => text.toLowerCase().match(/[\p{Script=Latin}\d.]+|[^\P{L}\p{Script=Latin}]/gu)?.map((word) => word.replace(/\.+$/, '')) ?? []
  const [all, some] = [new Set(words(longer)), words(shorter)]
  return some.length > 0 && some.filter((word) => all.has(word)).length >= some.length * sharedWords
}

/** Does one sentence say every unit of another, which names a finding? */
function saysAll(more: readonly Unit[], less: readonly Unit[]): boolean {
  return less.some((unit) => unit.kind === 'finding') && less.every((unit) => more.some((one) => (unit.kind === 'certainty' ? one.kind === 'certainty' && one.key === unit.key : carries(one, unit))))
}

function distinct(ranges: WeighedSentence['evidence']): WeighedSentence['evidence'] {
  return ranges.filter((one, i) => ranges.findIndex((other) => other.start === one.start && other.end === one.end) === i).toSorted((a, b) => a.start - b.start)
}

function order(sentences: readonly WeighedSentence[]): WeighedSentence[] {
  return sentences.map((sentence, i) => ({ sentence, i })).toSorted((a, b) => b.sentence.weight - a.sentence.weight || a.i - b.i).map(({ sentence }) => sentence)
}
