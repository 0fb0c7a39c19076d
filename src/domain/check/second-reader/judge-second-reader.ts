import { wilson } from '../../metric/interval.ts'

/** Most reports with any contradiction on correct texts, rules and reader together (figures of issue 6). */
export const mostFalseAlarms = 0.05
/** Fewer sentences of either kind measure nothing. */
const fewest = 30

/** What a run over reports with known errors found. `wrong`, `right`: sentences left open by the rules that hold an error, or none, and how many the reader names. */
export type SecondReaderFigures = {
  wrong: { hits: number; of: number }
  right: { hits: number; of: number }
  /** Correct reports with any contradiction of the rules or any sentence that the reader names. */
  reports: { hits: number; of: number }
}

/** `enough`: whether as much was measured as a judgement needs. */
export type SecondReaderJudgement = { mayBeOn: boolean; enough: boolean; sentence: string }

/**
 * Whether a reader may be turned on, and one sentence why. It has to name wrong sentences more often than right ones by more than chance (95 %
 * Wilson intervals apart), and leave the share of correct reports with an alarm at the limit.
 */
export function judgeSecondReader({ wrong, right, reports }: SecondReaderFigures): SecondReaderJudgement {
  if (wrong.of < fewest || right.of < fewest || reports.of === 0) return { mayBeOn: false, enough: false, sentence: `Too little was measured: ${wrong.of} wrong and ${right.of} right sentences, at least ${fewest} of each are needed.` }
  const found = `It names ${wrong.hits} of ${wrong.of} wrong sentences that the rules leave open, and ${right.hits} of ${right.of} right ones`
  if (wilson(wrong.hits, wrong.of).low <= wilson(right.hits, right.of).high) return { mayBeOn: false, enough: true, sentence: `${found}: no more than by chance.` }
  const share = reports.hits / reports.of
  if (share > mostFalseAlarms) return { mayBeOn: false, enough: true, sentence: `${found}, but ${reports.hits} of ${reports.of} correct reports get an alarm; the limit is ${mostFalseAlarms * 100} %.` }
  return { mayBeOn: true, enough: true, sentence: `${found}; ${reports.hits} of ${reports.of} correct reports get an alarm.` }
}
