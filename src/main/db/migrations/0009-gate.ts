import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/**
 * Runs of the flip-proof gate, what came of each report as it comes, and the records of runs that have ended, which never change.
 * An item's key is run × 2³² + its number; a signed report never changes, so only texts from files and samples are copied.
 */
export const gate: Migration = {
  version: 9,
  triggers: appendOnlyTriggers('gate_record'),
  sql: `
    CREATE TABLE gate_run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      reports TEXT NOT NULL CHECK (reports IN ('samples', 'archive', 'files')),
      source TEXT NOT NULL,
      engine TEXT NOT NULL CHECK (json_valid(engine)),
      seed INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('running', 'stopped', 'done')),
      total INTEGER NOT NULL,
      done INTEGER NOT NULL DEFAULT 0,
      message TEXT NOT NULL DEFAULT '',
      author TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;

    CREATE TABLE gate_item (
      key INTEGER PRIMARY KEY,
      part TEXT NOT NULL CHECK (part IN ('checks', 'draft')),
      report INTEGER REFERENCES report (number),
      input TEXT CHECK (input IS NULL OR json_valid(input)),
      result TEXT CHECK (result IS NULL OR json_valid(result)),
      CHECK (report IS NOT NULL OR input IS NOT NULL)
    ) STRICT;
    CREATE INDEX gate_item_waiting ON gate_item (key) WHERE result IS NULL;
    CREATE INDEX gate_item_by_report ON gate_item (report) WHERE report IS NOT NULL;

    CREATE TABLE gate_record (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      record TEXT NOT NULL CHECK (json_valid(record)),
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      created_at TEXT NOT NULL
    ) STRICT;
    ${appendOnly('gate_record', ['id', 'number'])}
  `,
}
