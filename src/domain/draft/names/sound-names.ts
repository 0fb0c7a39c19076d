import { checkConclusion } from '../../check/check-conclusion.ts'
import type { FindingSentence, FindingsText } from '../reading/align.ts'
import type { DraftInput } from '../draft.ts'
import type { WeighedSentence } from '../telling.ts'
import type { InferenceTable } from './inference.ts'
import { nameFinding, type FindingName } from './name-finding.ts'

type Namer = (sentence: FindingSentence) => FindingName | null

/** The names of a table in these findings, each sentence searched once. `unnamed`: sentences whose name was taken back. */
export function namerOf(input: DraftInput, findings: FindingsText, table: InferenceTable, unnamed: ReadonlySet<number>): Namer {
  const known = new Map<number, FindingName | null>()
  return (sentence) => {
    if (unnamed.has(sentence.index)) return null
    const before = known.get(sentence.index)
    if (before !== undefined) return before
    const name = nameFinding(sentence, findings, table.rows, input.indication)
    known.set(sentence.index, name)
    return name
  }
}

/** Times a draft is made again without the names of a sentence that failed. */
const mostRepairs = 6

/** A draft told with the names of the table, without those that the checks do not bear out. */
export function soundNames(input: DraftInput, findings: FindingsText, table: InferenceTable, draft: (name: Namer) => WeighedSentence[]): WeighedSentence[] {
  const unnamed = new Set<number>()
  for (let repairs = 0; ; repairs++) {
    const name = namerOf(input, findings, table, unnamed)
    const sentences = draft(name)
    const named = sentences.flatMap((sentence) => {
      const at = findings.sentences.filter((one) => sentence.evidence.some((range) => range.start < one.end && one.start < range.end) && name(one) !== null)
      return at.length ? [{ text: sentence.text, at }] : []
    })
    const failed = named.filter(({ text }) => checkConclusion({ findings: input.findings, conclusion: text }, findings).some(({ severity }) => severity === 'error'))
    if (!failed.length || repairs === mostRepairs) return sentences
    for (const { index } of failed.flatMap(({ at }) => at)) unnamed.add(index)
  }
}
