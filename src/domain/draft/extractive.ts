import type { DraftInput, DraftSentence } from './draft.ts'
import { classifyFinding, isAffirmed } from './abnormal.ts'
import { readFindings, type FindingSentence, type FindingsText } from './align.ts'
import { compressEnglish } from './compress-english.ts'
import { compressJapanese } from './compress-japanese.ts'
import { weighFinding } from './importance.ts'
import { isDetail } from './left-out.ts'
import { normalStatement } from './normal-statement.ts'
import { relatedFindings } from '../text/lexicon/lexicon.ts'
import { readSentence, type Unit } from '../text/read-sentence.ts'
import type { TextRange } from '../report/range.ts'

/** A draft sentence and how heavy it is, for ordering among others. */
export type WeighedSentence = DraftSentence & { weight: number }

/** Lines of an extractive conclusion; human conclusions in our development set have 1 to 5. */
const mostLines = 5

type Item = { sentence: FindingSentence; details: FindingSentence[]; weight: number; asked: boolean }

/**
 * A conclusion made of finding sentences, chosen by weight, shortened by deletion, in order of importance: works without a
 * model and for any language. A normal study gets the shortest statement that its findings carry. Empty findings give nothing.
 */
export function extractiveDraft(input: DraftInput, findings: FindingsText = readFindings(input.findings)): WeighedSentence[] {
  const question = readSentence(input.indication ?? '', { start: 0, end: (input.indication ?? '').length }).units.filter((unit) => unit.kind === 'finding')
  const items = collect(findings, question)
  const answer = denial(findings, question, items)
  const chosen = choose(items)
  const sentences = chosen.map((item) => draftItem(item, findings))
  if (answer) sentences.unshift(answer)
  if (!chosen.some((item) => item.weight >= 1) && !answer) {
    const normal = normalStatement(findings, chosen.length > 0)
    if (normal) sentences.unshift(normal)
  }
  return sentences
}

/** Abnormal sentences with the details that belong to them, heaviest first; the asked-for ones lead their equals. */
function collect(findings: FindingsText, question: readonly Unit[]): Item[] {
  const items: Item[] = []
  for (const sentence of findings.sentences) {
    const weight = weighFinding(sentence)
    const last = items.at(-1)
    const follows = last && (last.details.at(-1) ?? last.sentence).index === sentence.index - 1
    if (follows && last && isDetail(sentence, findings) && classifyFinding(sentence) !== 'normal') {
      last.details.push(sentence)
      last.weight = Math.max(last.weight, weight)
      continue
    }
    if (!weight) continue
    const asked = sentence.units.some((unit) => isAffirmed(unit) && question.some((one) => relatedFindings(one.key, unit.key)))
    items.push({ sentence, details: [], weight: asked ? weight + 1 : weight, asked })
  }
  return items.sort((a, b) => b.weight - a.weight || a.sentence.start - b.sentence.start)
}

function choose(items: readonly Item[]): Item[] {
  const heavy = items.filter((item) => item.weight >= 2)
  if (heavy.length >= 1) return heavy.slice(0, mostLines)
  return items.slice(0, 3)
}

/** The clinical question answered with "no", when the findings deny what was asked for. */
function denial(findings: FindingsText, question: readonly Unit[], items: readonly Item[]): WeighedSentence | null {
  for (const asked of question) {
    if (items.some((item) => item.sentence.units.some((unit) => isAffirmed(unit) && relatedFindings(unit.key, asked.key)))) continue
    const denied = findings.sentences.find((sentence) => classifyFinding(sentence) === 'normal' && sentence.end - sentence.start < 160 && sentence.units.some((unit) => unit.kind === 'finding' && unit.negated && !unit.qualified && unit.key === asked.key))
    if (denied) return { ...plain(findings, denied), weight: 4 }
  }
  return null
}

function plain(findings: FindingsText, sentence: FindingSentence): Omit<WeighedSentence, 'weight'> {
  const text = findings.text.slice(sentence.start, sentence.end)
  return { text: finish(shorten(text, sentence.japanese), sentence.japanese), evidence: [{ start: sentence.start, end: sentence.end }], support: 1, source: 'extractive' }
}

function draftItem(item: Item, findings: FindingsText): WeighedSentence {
  const { sentence } = item
  const evidence: TextRange[] = [sentence, ...item.details].map(({ start, end }) => ({ start, end }))
  let text = shorten(findings.text.slice(sentence.start, sentence.end), sentence.japanese)
  const measured = sentence.units.some((unit) => unit.kind === 'measure' && unit.unit === 'mm')
  for (const detail of item.details) {
    const useful = detail.units.some((unit) => (unit.kind === 'measure' && unit.unit === 'mm' && !measured) || (isAffirmed(unit) && unit.weight >= 3) || (unit.kind === 'change' && unit.key !== 'same') || (unit.kind === 'certainty'))
    if (useful) text += `${sentence.japanese ? '、' : '; '}${lowerFirst(shorten(findings.text.slice(detail.start, detail.end), sentence.japanese))}`
  }
  const placed = sentence.units.some((unit) => unit.kind === 'anatomy' || unit.kind === 'level')
  if (!placed && sentence.heading && sentence.headingUnits.length) text = `${findings.text.slice(sentence.heading.start, sentence.heading.end).trim()}${sentence.japanese ? '：' : ': '}${text}`
  return { text: finish(text, sentence.japanese), evidence, support: 1, source: 'extractive', weight: item.weight }
}

const shorten = (text: string, japanese: boolean): string => (japanese ? compressJapanese(text) : compressEnglish(text))
const lowerFirst = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)

function finish(text: string, japanese: boolean): string {
  const bare = text.trim()
  return /[.!?。！？]$/.test(bare) ? bare : bare + (japanese ? '。' : '.')
}
