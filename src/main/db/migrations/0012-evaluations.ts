import type { Migration } from './migration.ts'

/**
 * Runs that draft many reports and measure the drafts, and upgrades that ran silently beside the active model. An item's key is
 * run × 2³² + its number. A signed report never changes, so only texts from files are copied.
 */
export const evaluations: Migration = {
  version: 12,
  triggers: [],
  sql: `
    CREATE TABLE evaluation_run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      source TEXT NOT NULL,
      snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
      state TEXT NOT NULL CHECK (state IN ('running', 'paused', 'stopped', 'done')),
      total INTEGER NOT NULL,
      done INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      message TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL,
      finished_at TEXT
    ) STRICT;

    CREATE TABLE evaluation_item (
      key INTEGER PRIMARY KEY,
      report INTEGER REFERENCES report (number),
      -- Of findings and written conclusion: the same case in another run has the same.
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      title TEXT NOT NULL,
      modality TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
      problem TEXT NOT NULL DEFAULT '',
      -- What a table sorts by that shows the worst first, without reading the answers.
      badness REAL NOT NULL DEFAULT -1,
      -- Of a text from a file; a report of the archive has its own.
      texts TEXT CHECK (texts IS NULL OR json_valid(texts)),
      answer TEXT CHECK (answer IS NULL OR json_valid(answer)),
      CHECK (state <> 'done' OR answer IS NOT NULL)
    ) STRICT;
    CREATE INDEX evaluation_item_waiting ON evaluation_item (key) WHERE state = 'waiting';
    CREATE INDEX evaluation_item_by_report ON evaluation_item (report) WHERE report IS NOT NULL;

    CREATE TABLE shadow_upgrade (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      current_run TEXT NOT NULL,
      candidate_run TEXT NOT NULL,
      before TEXT,
      created_at TEXT NOT NULL,
      decision TEXT CHECK (decision IS NULL OR json_valid(decision))
    ) STRICT;
  `,
}
