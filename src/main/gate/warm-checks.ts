import { setTimeout as sleep } from 'node:timers/promises'
import type { GateReport } from '../../domain/gate/gate-report.ts'
import type { GateChecker } from './gate-checker.ts'

/** So many reports of each language are checked, each again after a key: by then the thread has compiled what runs most. */
const each = 20
/** Between two of them, in milliseconds: whoever asks meanwhile comes next. */
const pauseMs = 5

/**
 * Lets the thread of the checks read shipped reports, so that the first text of a person does not pay for code that has never run. One question at a
 * time: a person's text waits for one of them at most. Never rejects.
 */
export async function warmChecks(checker: Pick<GateChecker, 'ask'>, reports: readonly GateReport[]): Promise<void> {
  const some = (['en', 'ja'] as const).flatMap((language) => reports.filter((report) => report.language === language).slice(0, each))
  try {
    for (const { findings, conclusion, indication } of some) {
      for (const text of [conclusion, `${conclusion} `]) {
        await checker.ask({ type: 'text', text: { what: 'conclusion', input: { findings, conclusion: text, indication }, draft: null } })
        await sleep(pauseMs, undefined, { ref: false })
      }
    }
  } catch {
    // Nothing waits for it: a thread that died is begun anew by whoever asks next.
  }
}
