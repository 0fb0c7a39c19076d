import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/** The row that proves that this is our file, the settings, and the audit trail (no patient text in it). */
export const base: Migration = {
  version: 1,
  triggers: appendOnlyTriggers('audit_entry'),
  sql: `
    CREATE TABLE sentinel (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      product TEXT NOT NULL CHECK (product = 'RadDraft'),
      created_at TEXT NOT NULL
    ) STRICT;
    INSERT INTO sentinel VALUES (1, 'RadDraft', strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));

    CREATE TABLE setting (
      name TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE audit_entry (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      actor TEXT NOT NULL,
      action TEXT NOT NULL,
      report_id TEXT,
      subject_id TEXT,
      detail TEXT NOT NULL CHECK (json_valid(detail))
    ) STRICT;
    CREATE INDEX audit_entry_by_report ON audit_entry (report_id, sequence);
    ${appendOnly('audit_entry', ['sequence'])}
  `,
}
