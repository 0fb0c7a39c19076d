/** Where the selection of a grid stands: the row's key, and the index at which it was last seen. */
export type GridSelection = { key: string; index: number }

/**
 * The row index a key press leads to, or null when the key means nothing to a grid.
 * `index` is null while nothing is selected; `page` is the number of rows that fit the window.
 */
export function gridTarget(key: string, { index, count, page }: { index: number | null; count: number; page: number }): number | null {
  if (count === 0) return null
  const last = count - 1
  const clamp = (next: number) => Math.min(last, Math.max(0, next))
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return index === null ? 0 : clamp(index + 1)
    case 'ArrowUp':
    case 'k':
      return index === null ? last : clamp(index - 1)
    case 'PageDown':
      return clamp((index ?? 0) + Math.max(1, page))
    case 'PageUp':
      return clamp((index ?? 0) - Math.max(1, page))
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}

/**
 * Finds the selected row again after the data changed: at its old index, else nearest to it, else nowhere (null).
 * A row that is gone is never replaced by its neighbour: Enter must not open another patient.
 */
export function findSelection(selection: GridSelection | null, count: number, keyAt: (index: number) => string | undefined): number | null {
  if (!selection || count === 0) return null
  const start = Math.min(selection.index, count - 1)
  for (let away = 0; away < count; away++) {
    const before = start - away
    const after = start + away
    if (before >= 0 && keyAt(before) === selection.key) return before
    if (after < count && keyAt(after) === selection.key) return after
  }
  return null
}
