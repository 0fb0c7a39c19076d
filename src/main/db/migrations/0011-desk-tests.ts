import { appendOnly, appendOnlyTriggers } from './append-only.ts'
import type { Migration } from './migration.ts'

/**
 * Blinded desk tests. The key of a case is test × 2³² + its number, of a place reader × 2³² + its position. Kept are frozen copies of the
 * cases, each reader's order, and every rating (the last of a place counts). They are only ever added: nobody can put the draft elsewhere later.
 */
export const deskTests: Migration = {
  version: 11,
  triggers: [...appendOnlyTriggers('desk_test_case'), ...appendOnlyTriggers('desk_test_place'), ...appendOnlyTriggers('desk_test_rating')],
  sql: `
    CREATE TABLE desk_test (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      drafts TEXT NOT NULL,
      seed INTEGER NOT NULL,
      cases INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed')),
      created_at TEXT NOT NULL,
      closed_at TEXT
    ) STRICT;

    CREATE TABLE desk_test_case (
      key INTEGER PRIMARY KEY,
      test INTEGER NOT NULL REFERENCES desk_test (number),
      -- Of findings and written conclusion, as in evaluation runs: whoever asks a run for this case is refused while the test is open.
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      modality TEXT NOT NULL,
      indication TEXT NOT NULL,
      comparison TEXT NOT NULL,
      findings TEXT NOT NULL,
      written TEXT NOT NULL,
      drafted TEXT NOT NULL
    ) STRICT;
    CREATE INDEX desk_test_case_by_sha256 ON desk_test_case (sha256);

    CREATE TABLE desk_test_reader (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      test INTEGER NOT NULL REFERENCES desk_test (number),
      name TEXT NOT NULL CHECK (name <> ''),
      finished_at TEXT,
      UNIQUE (test, name)
    ) STRICT;

    CREATE TABLE desk_test_place (
      key INTEGER PRIMARY KEY,
      reader INTEGER NOT NULL REFERENCES desk_test_reader (number),
      case_number INTEGER NOT NULL,
      draft_first INTEGER NOT NULL CHECK (draft_first IN (0, 1))
    ) STRICT;

    CREATE TABLE desk_test_rating (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      reader INTEGER NOT NULL REFERENCES desk_test_reader (number),
      position INTEGER NOT NULL,
      rating TEXT NOT NULL CHECK (json_valid(rating)),
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX desk_test_rating_by_place ON desk_test_rating (reader, position, sequence);

    ${appendOnly('desk_test_case', ['key'])}
    ${appendOnly('desk_test_place', ['key'])}
    ${appendOnly('desk_test_rating', ['sequence'])}
  `,
}
