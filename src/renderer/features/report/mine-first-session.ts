import type { StoreApi } from 'zustand/vanilla'
import type { WaiverReason } from '../../../domain/mine-first/seal.ts'
import type { ReportId } from '../../../domain/report/report.ts'
import type { ReportView } from '../../../domain/report/report-view.ts'
import type { client } from '../../lib/client.ts'
import type { ReportState } from './report-state.ts'

export type MineFirstSession = {
  /** Shows what differs between the conclusion as it stands and the sealed draft. Rejects with the AppError. */
  compare(): Promise<void>
  /** Opens the seal without a conclusion. Rejects with the AppError. */
  waive(reason: WaiverReason, note: string): Promise<void>
}

type Page = {
  reportId: ReportId
  main: Pick<typeof client, 'call'>
  store: StoreApi<ReportState>
  person(): string
  flush(): Promise<void>
  take(view: ReportView): void
}

/** The seal of an open report's draft. */
export function createMineFirstSession({ reportId, main, person, flush, take }: Page): MineFirstSession {
  return {
    async compare() {
      await flush()
      take(await main.call('mineFirst.compare', { reportId, author: person() }))
    },
    async waive(reason, note) {
      await flush()
      take(await main.call('mineFirst.waive', { reportId, reason, note, author: person() }))
    },
  }
}
