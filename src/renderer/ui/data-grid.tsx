import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import { classes } from './classes.ts'
import { findSelection, gridTarget, type GridSelection } from './grid-keys.ts'
import { useRootFontSize } from './root-font-size.ts'

export type GridColumn<Row> = {
  id: string
  header: string
  /** A CSS grid track, for example `6rem` or `minmax(10rem, 2fr)`. */
  width: string
  align?: 'start' | 'end'
  cell: (row: Row) => ReactNode
}

type DataGridProps<Row> = {
  /** Accessible name. */
  label: string
  columns: readonly GridColumn<Row>[]
  /** Rows in all, loaded or not. */
  count: number
  /** The row at an index; undefined while it is on its way. */
  rowAt: (index: number) => Row | undefined
  rowKey: (row: Row) => string
  selection: GridSelection | null
  onSelect: (selection: GridSelection) => void
  /** Enter or double click. */
  onOpen: (row: Row) => void
  /** Told which indexes show, so that their rows can be fetched. */
  onVisible?: (first: number, last: number) => void
  /** Another value scrolls back to the first row, for example the filter. */
  topKey?: string
  /** Takes the element that has the focus, for `focus()` from a command. */
  gridRef?: RefObject<HTMLDivElement | null>
  /** Rows show what was asked for before; dimmed until the answer is here. */
  stale?: boolean
  className?: string
}

type RowActions<Row> = { select: (index: number) => void; open: (row: Row) => void }

const rowRem = 2
const headerRem = 1.75

/**
 * A table of any length; only the rows in sight are in the page. One tab stop: arrows or j and k, Page, Home and End move, Enter opens.
 * The selection is a key, so it stays on its row when the data is read again.
 */
export function DataGrid<Row>({ label, columns, count, rowAt, rowKey, selection, onSelect, onOpen, onVisible, topKey, gridRef, stale = false, className }: DataGridProps<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const rem = useRootFontSize()
  const rowHeight = Math.round(rowRem * rem)
  const headerHeight = Math.round(headerRem * rem)
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoized by a compiler
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    paddingStart: headerHeight,
    scrollPaddingStart: headerHeight,
  })
  useEffect(() => virtual.measure(), [virtual, rowHeight])

  const shownFor = useRef(topKey)
  useEffect(() => {
    if (shownFor.current !== topKey) scroller.current?.scrollTo({ top: 0 })
    shownFor.current = topKey
  }, [topKey])

  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => onVisible?.(first, last), [onVisible, first, last])

  const keyAt = (index: number) => {
    const row = rowAt(index)
    return row === undefined ? undefined : rowKey(row)
  }
  const selected = findSelection(selection, count, keyAt)

  // Coming back to a list: the row that was selected is in sight again.
  const found = useRef(false)
  useEffect(() => {
    if (found.current || selected === null) return
    found.current = true
    virtual.scrollToIndex(selected, { align: 'auto' })
  })

  // The selection was moved from elsewhere, for example by a command: its row comes into sight, loaded or not.
  const wantedRow = selected ?? (selection && count > 0 ? Math.min(selection.index, count - 1) : null)
  const shownKey = useRef(selection?.key)
  useEffect(() => {
    if (shownKey.current === selection?.key) return
    shownKey.current = selection?.key
    if (wantedRow !== null) virtual.scrollToIndex(wantedRow, { align: 'auto' })
  })

  // A key that leads to a row which is still on its way selects it when it comes.
  const [wanted, setWanted] = useState<number | null>(null)
  const wantedKey = wanted === null ? undefined : keyAt(wanted)
  useEffect(() => {
    if (wanted === null || wantedKey === undefined) return
    setWanted(null)
    onSelect({ key: wantedKey, index: wanted })
  }, [wanted, wantedKey, onSelect])

  const select = (index: number) => {
    const key = keyAt(index)
    virtual.scrollToIndex(index, { align: 'auto' })
    setWanted(key === undefined ? index : null)
    if (key !== undefined) onSelect({ key, index })
  }
  // The rows are given one object for good, so that they need not be drawn again for a new function.
  const actions = useRef<RowActions<Row>>({ select, open: onOpen })
  useEffect(() => {
    actions.current = { select, open: onOpen }
  })

  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    if (event.key === 'Enter') {
      const row = selected === null || wanted !== null ? undefined : rowAt(selected)
      if (row !== undefined) onOpen(row)
      return
    }
    const page = Math.floor(((scroller.current?.clientHeight ?? 0) - headerHeight) / rowHeight) - 1
    const target = gridTarget(event.key, { index: wanted ?? selected ?? (selection ? Math.min(selection.index, count - 1) : null), count, page })
    if (target === null) return
    event.preventDefault()
    select(target)
  }

  const template = columns.map((column) => column.width).join(' ')
  const shown = selected !== null && selected >= first && selected <= last
  return (
    <div
      ref={(element) => {
        scroller.current = element
        if (gridRef) gridRef.current = element
      }}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-busy={stale || undefined}
      aria-activedescendant={shown ? `${id}-${String(selected)}` : undefined}
      tabIndex={0}
      onKeyDown={press}
      className={classes('group min-h-0 flex-1 overflow-x-auto overflow-y-scroll outline-none', className)}
    >
      {/* As wide as the narrowest columns allow: below that the table scrolls sideways instead of losing columns. */}
      <div role="presentation" className="relative w-full min-w-min">
        <div role="rowgroup" className="sticky top-0 z-10">
          <div
            role="row"
            aria-rowindex={1}
            className="grid items-center border-b border-line bg-canvas px-1.5"
            style={{ gridTemplateColumns: template, height: headerHeight }}
          >
            {columns.map((column) => (
              <span key={column.id} role="columnheader" className={classes('truncate px-1.5 text-xs font-medium text-ink-faint', column.align === 'end' && 'text-right')}>
                {column.header}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={classes('transition-opacity duration-150', stale && 'opacity-60')} style={{ height: virtual.getTotalSize() - headerHeight }}>
          {items.map(({ index, start }) => {
            const row = rowAt(index)
            return (
              <GridRow
                key={row === undefined ? `waiting ${String(index)}` : rowKey(row)}
                id={`${id}-${String(index)}`}
                index={index}
                row={row}
                columns={columns}
                selected={index === selected}
                actions={actions}
                template={template}
                height={rowHeight}
                top={start}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}

type GridRowProps<Row> = {
  id: string
  index: number
  row: Row | undefined
  columns: readonly GridColumn<Row>[]
  selected: boolean
  actions: RefObject<RowActions<Row>>
  template: string
  /** Pixels, as is `top`. */
  height: number
  top: number
}

/** Drawn again only when its own row, place or selection changes: a key press touches two rows, not forty. */
const GridRow = memo(function GridRow<Row>({ id, index, row, columns, selected, actions, template, height, top }: GridRowProps<Row>) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      onPointerDown={(event) => (event.button === 0 || event.button === 2) && actions.current.select(index)}
      onDoubleClick={() => row !== undefined && actions.current.open(row)}
      className={classes(
        'absolute inset-x-0 top-0 grid cursor-default items-center border-b border-line px-1.5 select-none',
        selected
          ? 'bg-selected before:absolute before:inset-y-0 before:left-0 before:w-0.5 before:bg-accent group-focus-visible:outline-1 group-focus-visible:-outline-offset-1 group-focus-visible:outline-focus'
          : 'hover:bg-hover',
      )}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${String(top)}px)` }}
    >
      {columns.map((column, at) => (
        <div key={column.id} role="gridcell" aria-colindex={at + 1} className={classes('flex min-w-0 items-center px-1.5', column.align === 'end' && 'justify-end')}>
          {row === undefined ? <span className="block h-2 w-2/3 max-w-28 rounded-full bg-line" /> : column.cell(row)}
        </div>
      ))}
    </div>
  )
}) as <Row>(props: GridRowProps<Row>) => ReactNode
