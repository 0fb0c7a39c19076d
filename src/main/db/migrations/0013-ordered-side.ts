import type { Migration } from './migration.ts'

/** The side that an examination was ordered for, where the order names one. */
export const orderedSide: Migration = {
  version: 13,
  triggers: [],
  sql: `ALTER TABLE study ADD COLUMN side TEXT CHECK (side IN ('left', 'right', 'bilateral'));`,
}
