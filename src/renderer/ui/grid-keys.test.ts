import { describe, expect, it } from 'vitest'
import { findSelection, gridTarget } from './grid-keys.ts'

const at = (index: number | null) => ({ index, count: 100, page: 20 })

describe('gridTarget', () => {
  it('starts at the end the key points away from, not one row past it', () => {
    expect(gridTarget('ArrowDown', at(null))).toBe(0)
    expect(gridTarget('ArrowUp', at(null))).toBe(99)
  })

  it('stops at both ends instead of wrapping: holding a key must not jump from the last patient to the first', () => {
    expect(gridTarget('ArrowDown', at(99))).toBe(99)
    expect(gridTarget('ArrowUp', at(0))).toBe(0)
    expect(gridTarget('PageDown', at(95))).toBe(99)
    expect(gridTarget('PageUp', at(3))).toBe(0)
  })

  it('moves a page, to the first and to the last row', () => {
    expect(gridTarget('PageDown', at(10))).toBe(30)
    expect(gridTarget('PageUp', at(50))).toBe(30)
    expect(gridTarget('Home', at(50))).toBe(0)
    expect(gridTarget('End', at(50))).toBe(99)
    expect(gridTarget('j', at(4))).toBe(5)
    expect(gridTarget('k', at(4))).toBe(3)
  })

  it('leaves other keys and empty grids alone', () => {
    expect(gridTarget('Tab', at(4))).toBeNull()
    expect(gridTarget('ArrowDown', { index: null, count: 0, page: 20 })).toBeNull()
  })
})

describe('findSelection', () => {
  const keys = ['a', 'b', 'c', 'd']
  const keyAt = (index: number) => keys[index]

  it('follows a row that moved when the list was read again', () => {
    expect(findSelection({ key: 'd', index: 0 }, 4, keyAt)).toBe(3)
    expect(findSelection({ key: 'a', index: 3 }, 4, keyAt)).toBe(0)
    expect(findSelection({ key: 'b', index: 40 }, 4, keyAt)).toBe(1)
  })

  it('selects nothing when the row is gone, instead of the neighbour that took its place', () => {
    expect(findSelection({ key: 'x', index: 1 }, 4, keyAt)).toBeNull()
  })

  it('finds nothing in rows that are not loaded yet', () => {
    expect(findSelection({ key: 'a', index: 0 }, 4, () => undefined)).toBeNull()
    expect(findSelection(null, 4, keyAt)).toBeNull()
  })
})
