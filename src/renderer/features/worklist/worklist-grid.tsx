import { FileText, ListPlus, UserRound } from 'lucide-react'
import { useMemo, type RefObject } from 'react'
import type { WorklistPage, WorklistRow } from '../../../domain/worklist/worklist.ts'
import { useCommands } from '../../lib/commands.ts'
import { toggleMark, useMarked } from '../../lib/marked-reports.ts'
import { useNavigation } from '../../lib/navigation.ts'
import type { LoadedRows } from '../../lib/row-pages.ts'
import { strings } from '../../lib/strings.ts'
import { ContextMenu } from '../../ui/context-menu.tsx'
import { DataGrid } from '../../ui/data-grid.tsx'
import { findSelection, type GridSelection } from '../../ui/grid-keys.ts'
import { markColumn, worklistColumns } from './worklist-columns.tsx'
import { useWorklist } from './worklist-filter.ts'

type WorklistGridProps = {
  rows: LoadedRows<WorklistPage> | null
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
  const openPatient = useNavigation((state) => state.openPatient)
  const marked = useMarked((state) => state.marked)
  // Without a mark there is no column for marks: the table stays as wide as its words.
  const columns = useMemo(() => (marked.size > 0 ? [markColumn(marked), ...worklistColumns] : worklistColumns), [marked])
  const count = rows?.total ?? 0
  const rowAt = (index: number) => rows?.rowAt(index)
  const open = (row: WorklistRow) => void openReport(row.reportId)
  const selectedRow = () => {
    const index = findSelection(selection, count, (at) => rowAt(at)?.reportId)
    return index === null ? undefined : rowAt(index)
  }
  const withSelected = (act: (row: WorklistRow) => void) => {
    const row = selectedRow()
    if (row) act(row)
  }
  const patient = () => withSelected((row) => void openPatient(row.reportId))
  const mark = () => withSelected((row) => toggleMark(row.reportId))
  const group = strings.worklist.group
  const hasSelected = () => selectedRow() !== undefined
  useCommands([
    { id: 'worklist.patient', title: strings.worklist.openPatient, group, keys: 'P', when: hasSelected, run: patient },
    { id: 'worklist.mark', title: strings.worklist.mark, group, keys: 'M', when: hasSelected, run: mark },
    {
      id: 'worklist.open',
      title: strings.worklist.open,
      group,
      hint: 'Enter',
      when: hasSelected,
      run: () => withSelected(open),
    },
  ])
  return (
    <ContextMenu
      items={[
        { label: strings.worklist.openShort, icon: FileText, keys: 'Enter', onSelect: () => withSelected(open) },
        { label: strings.worklist.openPatient, icon: UserRound, keys: 'P', onSelect: patient },
        { label: strings.worklist.mark, icon: ListPlus, keys: 'M', onSelect: mark },
      ]}
    >
      <div className="flex min-h-0 flex-1 flex-col">
        <DataGrid
          label={strings.worklist.title}
          columns={columns}
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
      </div>
    </ContextMenu>
  )
}
