import { readConclusion, readFindings } from '../../domain/draft/reading/align.ts'
import { extractiveDraft } from '../../domain/draft/extractive.ts'
import { weighFinding } from '../../domain/draft/choosing/importance.ts'
import { findLeftOut } from '../../domain/draft/choosing/left-out.ts'
import { estimateTokens } from '../../domain/draft/model/prompt.ts'
import { sentenceKey } from '../../domain/draft/wishes/wishes.ts'
import { lengthRatio, median } from '../../domain/metric/facts-kept.ts'
import { similarityQuery } from '../db/segment.ts'
import type { Stores } from '../db/stores.ts'
import type { SignedExample } from '../db/style-store.ts'
import { tolerate } from './context.ts'

/** How this person writes about findings like these. */
type DraftStyle = {
  /** Their own signed reports, the most similar last: nearest to the question in a prompt. */
  examples: SignedExample[]
  /** Length of their conclusions against the usual one; 1 where too few are known. */
  room: number
  /** Reports that `room` comes from. */
  measured: string[]
  /** Light findings left out of a report with nearly the same findings, and that report. */
  usuallyLeftOut: ReadonlySet<string>
  neighbour: string | null
}

export const noStyle: DraftStyle = { examples: [], room: 1, measured: [], usuallyLeftOut: new Set(), neighbour: null }

/** Words asked for; the heaviest findings first. More of them find no better report and take longer. */
const mostWords = 8
const looked = 12
const mostExamples = 3
/** Fewer conclusions than this are no habit. */
const leastMeasured = 4
/** What one example may be; a findings text of several pages crowds the others out. */
const longestExample = 4000
/** Shared finding sentences among all of both reports, from which on two findings are nearly the same. */
const nearlySame = 0.8
/** Told whatever a neighbour did. */
const needed = 2

/**
 * What the signer's own signed reports say about writing this one: examples within `tokens`, usual length, and what is left out
 * where the findings are nearly the same. About 8 ms for each 1,000 reports that share a word with these findings.
 */
export function draftStyle(stores: Stores, { reportId, findings, modality, signer }: { reportId: string; findings: string; modality: string; signer: string }, tokens: number): DraftStyle {
  const query = similarityQuery(tellingWords(findings))
  if (query === null) return noStyle
  if (!stores.readOnly) tolerate(() => stores.worklist.refresh())
  const similar = stores.styles.similar({ query, signer, modality, reportId, limit: looked }).filter((one) => one.findings.length <= longestExample)
  const neighbour = similar.find((one) => likeness(findings, one.findings) >= nearlySame) ?? null
  return { ...lengthHabit(similar), examples: fitting(similar, tokens), usuallyLeftOut: neighbour ? leftOutOf(neighbour) : new Set(), neighbour: neighbour?.id ?? null }
}

/** Names of what is abnormal and where, heaviest sentences first; of normal findings their places. */
function tellingWords(findings: string): string[] {
  const read = readFindings(findings.slice(0, 20_000))
  const ranked = read.sentences.map((sentence) => ({ sentence, weight: weighFinding(sentence) })).toSorted((a, b) => b.weight - a.weight)
  const words = ranked.flatMap(({ sentence, weight }) => sentence.units.filter(({ kind, negated }) => (kind === 'finding' && (weight === 0 || !negated)) || kind === 'anatomy').map(({ start, end }) => read.text.slice(start, end).toLowerCase()))
  return [...new Set(words)].slice(0, mostWords)
}

/** As many as fit, the most similar kept longest and standing last. */
function fitting(similar: readonly SignedExample[], tokens: number): SignedExample[] {
  let left = tokens
  const chosen: SignedExample[] = []
  for (const one of similar) {
    const cost = estimateTokens(one.findings) + estimateTokens(one.conclusion) + 20
    if (chosen.length >= mostExamples || cost > left) continue
    left -= cost
    chosen.unshift(one)
  }
  return chosen
}

/** How long their conclusions are against ours of the same findings. */
function lengthHabit(similar: readonly SignedExample[]): Pick<DraftStyle, 'room' | 'measured'> {
  const ratios = similar.slice(0, 8).flatMap(({ id, findings, conclusion }) => {
    const ours = extractiveDraft({ findings }).map(({ text }) => text).join('\n')
    const ratio = lengthRatio(conclusion, ours)
    return ratio > 0 ? [{ id, ratio }] : []
  })
  if (ratios.length < leastMeasured) return { room: 1, measured: [] }
  return { room: Math.round(Math.min(1.6, Math.max(0.6, median(ratios.map(({ ratio }) => ratio)))) * 100) / 100, measured: ratios.map(({ id }) => id) }
}

const keysOf = (findings: string): Set<string> => new Set(readFindings(findings).sentences.map(({ start, end }) => sentenceKey(findings.slice(start, end))).filter(Boolean))

/** Share of the finding sentences of two reports that both have (Jaccard). */
function likeness(a: string, b: string): number {
  const [one, other] = [keysOf(a), keysOf(b)]
  const shared = [...one].filter((key) => other.has(key)).length
  return one.size + other.size === 0 ? 0 : shared / (one.size + other.size - shared)
}

/** The light findings that the conclusion of a signed report does not tell. */
function leftOutOf({ findings, conclusion }: SignedExample): Set<string> {
  const read = readFindings(findings)
  const heavy = new Set(read.sentences.filter((sentence) => weighFinding(sentence) >= needed).map(({ start }) => start))
  return new Set(findLeftOut(read, readConclusion(conclusion), 0.5).filter(({ start }) => !heavy.has(start)).map(({ text }) => sentenceKey(text)))
}
