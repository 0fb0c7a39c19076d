import type { CohortRun } from '../../../domain/cohort/cohort.ts'
import { strings } from '../../lib/strings.ts'
import type { SignName } from '../../ui/signs.ts'
import type { Tone } from '../../ui/tone.ts'

const words = strings.cohort

export const nameOf = ({ name }: Pick<CohortRun, 'name'>): string => name || words.unnamed

const looks: Record<CohortRun['state'], { tone: Tone; sign: SignName }> = {
  reading: { tone: 'info', sign: 'hourglass' },
  running: { tone: 'info', sign: 'hourglass' },
  paused: { tone: 'neutral', sign: 'clock' },
  stopped: { tone: 'caution', sign: 'warning' },
  done: { tone: 'good', sign: 'check' },
}

/** How the state of a run is shown everywhere. */
export const runLook = ({ state }: Pick<CohortRun, 'state'>) => ({ word: words.states[state], ...looks[state] })

/** How much is answered, 0 to 1; null while the source is still being read. Failed reports are answered too: their reason is the answer. */
export const shareDone = ({ state, done, failed, total }: CohortRun): number | null => (state === 'reading' ? null : total === 0 ? 1 : Math.min(1, (done + failed) / total))

/** `1,204 of 5,000 · 62 reports/s`. */
export function progressWords(run: CohortRun): string {
  if (run.state === 'reading') return words.found(run.total)
  const parts = [words.doneOf(run.done + run.failed, run.total)]
  if (run.state === 'running' && run.perSecond !== null) parts.push(words.perSecond(run.perSecond))
  if (run.failed > 0) parts.push(words.failed(run.failed))
  return parts.join(' · ')
}

export const leftWords = ({ state, secondsLeft }: CohortRun): string | undefined => (state === 'running' && secondsLeft !== null ? strings.words.timeLeft(secondsLeft) : undefined)

/** The abstain setting in words. */
export const acceptedErrorWords = (acceptedError: number | null): string => (acceptedError === null ? words.neverAbstains : words.upTo(strings.words.percent(acceptedError)))
