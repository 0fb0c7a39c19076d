import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/**
 * Runs that tag many reports, and answers of the classifier by content. An item's key is run × 2³² + its number, so that the items of
 * a run lie side by side: what the table of results filters by in one narrow table, texts and answers in two wide ones.
 */
export const cohorts: Migration = {
  version: 7,
  triggers: appendOnlyTriggers('cohort_adjudication'),
  sql: `
    CREATE TABLE classification (
      number INTEGER PRIMARY KEY,
      sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
      decision TEXT NOT NULL CHECK (json_valid(decision))
    ) STRICT;

    CREATE TABLE cohort_run (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      source TEXT NOT NULL,
      plan TEXT NOT NULL CHECK (json_valid(plan)),
      -- How far the source is read; null when all of it is.
      position INTEGER,
      snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
      state TEXT NOT NULL CHECK (state IN ('reading', 'running', 'paused', 'stopped', 'done', 'removed')),
      total INTEGER NOT NULL DEFAULT 0,
      done INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      adjudicated INTEGER NOT NULL DEFAULT 0,
      tiers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tiers)),
      message TEXT NOT NULL DEFAULT '',
      created_at TEXT NOT NULL,
      finished_at TEXT
    ) STRICT;

    CREATE TABLE cohort_item (
      key INTEGER PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES cohort_run (number),
      report INTEGER REFERENCES report (number),
      state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed')),
      -- Random, so that the lowest of a run are a sample of it.
      rank INTEGER NOT NULL,
      label INTEGER CHECK (label IN (0, 1, 2)),
      uncertain INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1)),
      tier TEXT NOT NULL DEFAULT '',
      adjudicated INTEGER CHECK (adjudicated IN (0, 1, 2)),
      -- Of a text from a file; a report of the archive has its own.
      title TEXT,
      date TEXT
    ) STRICT;
    CREATE INDEX cohort_item_by_rank ON cohort_item (run, rank);
    CREATE INDEX cohort_item_by_label ON cohort_item (run, label) WHERE state = 'done';
    CREATE INDEX cohort_item_waiting ON cohort_item (key) WHERE state = 'waiting';
    CREATE INDEX cohort_item_failed ON cohort_item (key) WHERE state = 'failed';
    CREATE INDEX cohort_item_adjudicated ON cohort_item (key) WHERE adjudicated IS NOT NULL;
    CREATE INDEX cohort_item_by_report ON cohort_item (report) WHERE report IS NOT NULL;

    -- Texts from files, and of reports that can still change as they were when they were judged.
    CREATE TABLE cohort_text (
      key INTEGER PRIMARY KEY REFERENCES cohort_item (key),
      input TEXT NOT NULL CHECK (json_valid(input))
    ) STRICT;
    CREATE TABLE cohort_result (
      key INTEGER PRIMARY KEY REFERENCES cohort_item (key),
      sha256 BLOB,
      excerpt TEXT NOT NULL,
      decision TEXT CHECK (decision IS NULL OR json_valid(decision))
    ) STRICT;

    CREATE TABLE cohort_adjudication (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      run TEXT NOT NULL,
      number INTEGER NOT NULL,
      report_id TEXT,
      machine INTEGER,
      label INTEGER CHECK (label IN (0, 1, 2)),
      tag INTEGER REFERENCES status_tag (number),
      author TEXT NOT NULL CHECK (author <> ''),
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX cohort_adjudication_by_item ON cohort_adjudication (run, number, sequence);
    ${appendOnly('cohort_adjudication', ['sequence'])}
  `,
}
