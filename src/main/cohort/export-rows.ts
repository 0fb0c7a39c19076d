import { setImmediate } from 'node:timers/promises'
import type { CohortFilter } from '../../domain/cohort/cohort.ts'
import type { StatusInput } from '../../domain/status/status-tag.ts'
import type { StoredRun } from '../db/cohort-run-store.ts'
import type { ReadRow } from '../db/cohort-page-store.ts'
import type { Stores } from '../db/stores.ts'
import { csvLine } from '../runs/csv-cell.ts'
import { fileName, writeWhole, type PickTarget } from '../runs/write-whole.ts'

type Options = { stores: Stores; run: StoredRun; filter: CohortFilter; format: 'csv' | 'jsonl'; withText: boolean; pickTarget: PickTarget }

/** Rows that are read at a time. */
const rowsAtATime = 50

const columns = ['number', 'id', 'date', 'state', 'label', 'p0', 'p1', 'p2', 'uncertain', 'tier', 'evidence', 'reason', 'error', 'adjudicated', 'adjudicated_by', 'adjudicated_at', 'model']
const textColumns = ['indication', 'findings', 'conclusion', 'text']

/**
 * Writes the rows of a filter to the file that is picked, first under `.part`, so that no half file carries the name. CSV is safe to open in
 * a spreadsheet and begins with a byte order mark. Rejects with AppError `disk-full` or `read-only` where the file cannot be written.
 */
export async function exportRows({ stores, run, filter, format, withText, pickTarget }: Options): Promise<{ path: string; rows: number } | null> {
  const path = await pickTarget(`${fileName(run.name, 'cohort')}.${format}`, format)
  if (path === null) return null
  let rows = 0
  await writeWhole(path, async (put) => {
    if (format === 'csv') await put(`\uFEFF${csvLine([...columns, ...(withText ? textColumns : [])])}`)
    for (let after = 0; ; ) {
      const some = stores.cohortPages.after(run, filter, after, rowsAtATime)
      for (const row of some) {
        const input = withText ? stores.cohortPages.input(run, row.row.number) : null
        await put(format === 'csv' ? csvLine(cellsOf(row, run, withText, input)) : `${JSON.stringify(objectOf(row, run, input))}\n`)
      }
      rows += some.length
      const last = some.at(-1)
      if (!last) break
      after = last.row.number
      await setImmediate()
    }
  })
  return { path, rows }
}

const idOf = ({ row }: ReadRow) => row.reportId ?? row.title

function cellsOf(read: ReadRow, run: StoredRun, withText: boolean, input: StatusInput | null): string[] {
  const { row, decision } = read
  const cells = [
    String(row.number), idOf(read), row.date, row.state, row.label === null ? '' : String(row.label), ...[0, 1, 2].map((label) => String(row.probabilities?.[label] ?? '')),
    decision ? String(row.uncertain) : '', row.tier, row.evidence.map(({ text }) => text).join(' … '), decision?.reason ?? '', row.state === 'failed' ? row.excerpt : '',
    row.adjudicated === null ? '' : String(row.adjudicated.label), row.adjudicated?.author ?? '', row.adjudicated?.at ?? '', decision?.version ?? run.snapshot.version,
  ]
  if (!withText) return cells
  return [...cells, ...(input === null ? ['', '', '', ''] : 'text' in input ? ['', '', '', input.text] : [input.indication ?? '', input.findings ?? '', input.conclusion ?? '', ''])]
}

/** As a row of `raddraft classify`, so that the file can be evaluated with `raddraft evaluate tags`. */
function objectOf(read: ReadRow, run: StoredRun, input: StatusInput | null): object {
  const { row, decision } = read
  const answer = decision
    ? { label: row.label, probabilities: row.probabilities, uncertain: row.uncertain, evidence: row.evidence, reason: decision.reason, tier: row.tier, model: decision.version }
    : row.state === 'failed' ? { error: { code: 'invalid-input', message: row.excerpt } } : { error: { code: 'cancelled', message: 'Not judged yet.' } }
  return { id: idOf(read), number: row.number, title: row.title, date: row.date, ...answer, adjudicated: row.adjudicated, run: run.id, ...input }
}
