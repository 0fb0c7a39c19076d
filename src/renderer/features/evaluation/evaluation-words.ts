import type { EvaluationRun } from '../../../domain/evaluation/evaluation.ts'
import type { Interval } from '../../../domain/metric/interval.ts'
import { strings } from '../../lib/strings.ts'
import type { SignName } from '../../ui/signs.ts'
import type { Tone } from '../../ui/tone.ts'

const words = strings.evaluation

export const engineOf = ({ snapshot }: Pick<EvaluationRun, 'snapshot'>): string =>
  snapshot.engine.type === 'model' && snapshot.engine.way === 'report' ? words.engineWhole(snapshot.modelName ?? snapshot.engine.modelId) : (snapshot.modelName ?? words.engineRules)
export const nameOf = (run: EvaluationRun): string => run.name || words.unnamed(engineOf(run), run.source)

const looks: Record<EvaluationRun['state'], { tone: Tone; sign: SignName }> = {
  running: { tone: 'info', sign: 'hourglass' },
  paused: { tone: 'neutral', sign: 'clock' },
  stopped: { tone: 'caution', sign: 'warning' },
  done: { tone: 'good', sign: 'check' },
}
/** How the state of a run is shown everywhere. */
export const runLook = ({ state }: Pick<EvaluationRun, 'state'>) => ({ word: words.states[state], ...looks[state] })

export const shareDone = ({ done, failed, total }: EvaluationRun): number => (total === 0 ? 1 : (done + failed) / total)

/** `12 of 40 · 8.2 a minute · 1 failed`. */
export function progressWords(run: EvaluationRun): string {
  const parts = [words.doneOf(run.done + run.failed, run.total)]
  if (run.perSecond !== null) parts.push(words.perMinute(run.perSecond * 60))
  if (run.failed > 0) parts.push(words.failed(run.failed))
  return parts.join(' · ')
}
export const leftWords = ({ secondsLeft }: EvaluationRun): string | undefined => (secondsLeft === null ? undefined : strings.words.timeLeft(secondsLeft))

/** What can be done with a run as it stands. */
export const actionsOf = ({ state, failed }: EvaluationRun) => ({ pause: state === 'running', resume: state === 'paused' || state === 'stopped', retry: state === 'done' && failed > 0 })

/** How a figure is written: `0.531`, `53.1 %`, `1.2 s`. */
export type FigureKind = 'number' | 'percent' | 'milliseconds'
export function figure(value: number, kind: FigureKind): string {
  if (Number.isNaN(value)) return strings.words.unknown
  return kind === 'percent' ? `${(value * 100).toFixed(1)} %` : kind === 'milliseconds' ? words.seconds(value) : value.toFixed(3)
}
export const bounds = ({ low, high }: Interval, kind: FigureKind): string => (Number.isNaN(low) || Number.isNaN(high) ? '' : words.interval(figure(low, kind), figure(high, kind)))
/** With its sign: a difference. */
export const signed = (value: number, kind: FigureKind): string => (Number.isNaN(value) ? strings.words.unknown : `${value > 0 ? '+' : value < 0 ? '−' : ''}${figure(Math.abs(value), kind)}`)
