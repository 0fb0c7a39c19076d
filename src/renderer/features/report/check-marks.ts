import type { LiveChecks } from '../../../domain/answer/live-checks.ts'
import type { TextRange } from '../../../domain/report/range.ts'
import { writtenSentence, type MarkKind } from './editor/text-marks.ts'

type Mark = TextRange & { kind: MarkKind; sentence: number | null }

/** What the checks found as marks in the texts: in the findings what carries each written sentence and what is left out, in what is written its sentences and the words that stand out. */
export function checkMarks({ issues, leftOut, sentences }: LiveChecks): { findings: Mark[]; written: Mark[] } {
  return {
    findings: [
      ...sentences.flatMap(({ evidence }, index) => evidence.map((range): Mark => ({ ...range, kind: 'own', sentence: writtenSentence(index) }))),
      ...leftOut.map(({ start, end, heavy }, index): Mark => ({ start, end, kind: heavy ? 'leftOut' : 'light', sentence: index })),
    ],
    written: [
      ...sentences.map(({ start, end }, index): Mark => ({ start, end, kind: 'sentence', sentence: writtenSentence(index) })),
      ...issues.flatMap(({ conclusion, kind, severity, answer }): Mark[] => {
        const look = severity === 'error' && answer === null ? 'contradiction' : kind === 'unsupported' ? 'uncarried' : null
        return conclusion && look ? [{ ...conclusion, kind: look, sentence: null }] : []
      }),
    ],
  }
}
