import type { RefObject } from 'react'
import type { WorklistRow } from '../../../domain/worklist/worklist.ts'
import { useCommands } from '../../lib/commands.ts'
import { useNavigation } from '../../lib/navigation.ts'
import { strings } from '../../lib/strings.ts'
import { DataGrid } from '../../ui/data-grid.tsx'
import { findSelection, type GridSelection } from '../../ui/grid-keys.ts'
import { worklistColumns } from './worklist-columns.tsx'
import { useWorklist } from './worklist-filter.ts'
import type { LoadedRows } from './worklist-pages.ts'

type WorklistGridProps = {
  rows: LoadedRows | null
  stale: boolean
  topKey: string
  gridRef: RefObject<HTMLDivElement | null>
  onVisible: (first: number, last: number) => void
}

const keyOf = (row: WorklistRow) => row.reportId
const select = (selection: GridSelection) => useWorklist.setState({ selection })

/** The table of the worklist. It alone is drawn again when the selection moves. */
export function WorklistGrid({ rows, stale, topKey, gridRef, onVisible }: WorklistGridProps) {
  const selection = useWorklist((state) => state.selection)
  const openReport = useNavigation((state) => state.openReport)
  const count = rows?.total ?? 0
  const rowAt = (index: number) => rows?.rowAt(index)
  const open = (row: WorklistRow) => void openReport(row.reportId)
  const selectedRow = () => {
    const index = findSelection(selection, count, (at) => rowAt(at)?.reportId)
    return index === null ? undefined : rowAt(index)
  }
  useCommands([
    {
      id: 'worklist.open',
      title: strings.worklist.open,
      group: strings.worklist.group,
      hint: 'Enter',
      when: () => selectedRow() !== undefined,
      run: () => {
        const row = selectedRow()
        if (row) open(row)
      },
    },
  ])
  return (
    <DataGrid
      label={strings.worklist.title}
      columns={worklistColumns}
      count={count}
      rowAt={rowAt}
      rowKey={keyOf}
      selection={selection}
      onSelect={select}
      onOpen={open}
      onVisible={onVisible}
      topKey={topKey}
      gridRef={gridRef}
      stale={stale}
    />
  )
}
