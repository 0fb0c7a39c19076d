import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/** Which second reader a run of the gate measures too, and what a second reader had said of a text when it was signed. */
export const secondReader: Migration = {
  version: 14,
  triggers: appendOnlyTriggers('reader_advice'),
  sql: `
    ALTER TABLE gate_run ADD COLUMN reader TEXT CHECK (reader IS NULL OR json_valid(reader));

    CREATE TABLE reader_advice (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      version TEXT NOT NULL REFERENCES report_version (id),
      message TEXT NOT NULL,
      conclusion TEXT NOT NULL,
      findings TEXT NOT NULL,
      reader TEXT NOT NULL CHECK (json_valid(reader)),
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX reader_advice_by_version ON reader_advice (version);
    ${appendOnly('reader_advice', ['number'])}
  `,
}
