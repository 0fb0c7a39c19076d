import type { Migration } from './migration.ts'

/** What is needed to make a draft again: the way, versions of gate and inferences, examples, parameters, instruction. */
export const draftMaking: Migration = {
  version: 8,
  triggers: [],
  sql: `ALTER TABLE draft ADD COLUMN making TEXT CHECK (making IS NULL OR json_valid(making));`,
}
