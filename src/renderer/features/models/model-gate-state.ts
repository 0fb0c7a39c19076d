import { useEffect } from 'react'
import { create } from 'zustand'
import type { Interval } from '../../../domain/metric/interval.ts'
import type { Judged } from '../../../domain/gate/gate-figures.ts'
import { isErrorKind } from '../../../domain/gate/gate-limits.ts'
import type { GateOverview, GateStanding } from '../../../domain/gate/gate-overview.ts'
import type { GateRecord, GateSet } from '../../../domain/gate/gate-record.ts'
import type { GateRun } from '../../../domain/gate/gate-run.ts'
import { client } from '../../lib/client.ts'
import { messageOf } from '../../lib/errors.ts'
import { callKey, queryClient } from '../../lib/query.ts'
import { strings } from '../../lib/strings.ts'
import type { GridSelection } from '../../ui/grid-keys.ts'
import type { SignName } from '../../ui/signs.ts'
import { showToast } from '../../ui/toast.tsx'
import type { Tone } from '../../ui/tone.ts'

const { gate: text } = strings

/** What main says of the checks, what is chosen for the next run, and which record is looked at. Outlives the screen. */
export const useGate = create<{ overview: GateOverview | null; failure: string | null; selection: GridSelection | null; modelId: string | null | undefined; set: GateSet; /** The second reader is measured too. */ measureReader: boolean }>(() => ({ overview: null, failure: null, selection: null, modelId: undefined, set: 'samples', measureReader: false }))

const readerKey = ({ records, active }: GateOverview): string => JSON.stringify([records[0]?.id, active.engine])

/** Follows the checks while something shows them. */
export function useGateFeed(): void {
  useEffect(() => {
    const stop = new AbortController()
    const follow = async () => {
      try {
        for await (const overview of client.streamUntil(stop.signal, 'gate.watch')) {
          const { overview: before } = useGate.getState()
          useGate.setState({ overview, failure: null })
          // A measurement more, or another model: the second reader stands otherwise.
          if (before === null || readerKey(before) !== readerKey(overview)) void queryClient.invalidateQueries({ queryKey: callKey('secondReader.read') })
        }
      } catch (error) {
        if (!stop.signal.aborted) useGate.setState({ failure: messageOf(error) })
      }
    }
    void follow()
    return () => stop.abort()
  }, [])
}

/** The run at work, or else the newest that was stopped and is newer than every record. */
export function openRun({ runs, records }: Pick<GateOverview, 'runs' | 'records'>): GateRun | null {
  const [newest] = runs
  const ended = records[0]?.startedAt ?? ''
  return runs.find(({ state }) => state === 'running') ?? (newest?.state === 'stopped' && newest.createdAt > ended ? newest : null)
}

/** Starts a run; tells what went wrong. `modelId` null: the rules alone. `readerId`: who is measured as second reader too. */
export async function startGate(modelId: string | null, set: GateSet, readerId: string | null): Promise<void> {
  await attempt(() => client.call('gate.start', { modelId, set, readerId }), text.startFailed)
}

export const stopGate = ({ id }: GateRun): Promise<void> => attempt(() => client.call('gate.stop', { runId: id }), text.stopFailed)
export const resumeGate = ({ id }: GateRun): Promise<void> => attempt(() => client.call('gate.resume', { runId: id }), text.startFailed)

export async function printGate({ id }: GateRecord): Promise<void> {
  await attempt(async () => {
    const written = await client.call('gate.print', { recordId: id })
    if (written) showToast({ tone: 'good', title: text.printed, description: written.path })
  }, text.printFailed)
}

async function attempt(work: () => Promise<unknown>, failed: string): Promise<void> {
  try {
    await work()
  } catch (error) {
    showToast({ tone: 'danger', title: failed, description: messageOf(error) })
  }
}

export function standingLook(state: GateStanding['state']): { word: string; tone: Tone; sign: SignName } {
  switch (state) {
    case 'passed':
      return { word: text.standing.passed, tone: 'good', sign: 'shield-check' }
    case 'under':
      return { word: text.standing.under, tone: 'danger', sign: 'shield-alert' }
    case 'none':
      return { word: text.standing.none, tone: 'caution', sign: 'question' }
    default:
      return state satisfies never
  }
}

export const engineName = ({ engine }: Pick<GateRecord, 'engine'>): string => engine.model?.name ?? text.rules

const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 1 ? 1 : 0)} %`
export const sharePercent = (share: number | null): string => (share === null ? text.none : percent(share))

/** `40 / 41`, `97.6 %` and its interval; without cases a dash. */
export function countWords({ hits, of }: { hits: number; of: number }, interval: Interval | null): { count: string; share: string; interval: string } {
  if (of === 0) return { count: text.none, share: text.none, interval: text.none }
  return { count: text.ofCount(hits, of), share: percent(hits / of), interval: interval ? `${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)}` : text.none }
}

const isMost = (name: Judged['name']): boolean => !isErrorKind(name)

/** The share itself is on the wrong side of the limit, whatever its interval says. */
export const isBeyondLimit = ({ name, limit, count: { hits, of } }: Judged): boolean => of > 0 && (isMost(name) ? hits / of > limit : hits / of < limit)

export const limitWords = ({ name, limit }: Pick<Judged, 'name' | 'limit'>): string => (isMost(name) ? text.atMost(percent(limit)) : text.atLeast(percent(limit)))
