import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/** Status tags, only ever added. The report points at the one in force, so that the worklist can filter without looking through all. */
export const statusTags: Migration = {
  version: 4,
  triggers: [...appendOnlyTriggers('status_tag'), 'status_tag_in_force'],
  sql: `
    CREATE TABLE status_tag (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      report_id TEXT NOT NULL REFERENCES report (id),
      label INTEGER CHECK (label IN (0, 1, 2)),
      probabilities TEXT CHECK (probabilities IS NULL OR json_valid(probabilities)),
      uncertain INTEGER NOT NULL CHECK (uncertain IN (0, 1)),
      evidence TEXT NOT NULL CHECK (json_valid(evidence)),
      reason TEXT NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('machine', 'person')),
      tier TEXT NOT NULL,
      version TEXT NOT NULL,
      provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
      author TEXT NOT NULL,
      created_at TEXT NOT NULL,
      CHECK (source = 'machine' OR (author <> '' AND label IS NOT NULL))
    ) STRICT;
    CREATE INDEX status_tag_by_report ON status_tag (report_id, number);
    ${appendOnly('status_tag', ['id', 'number'])}

    ALTER TABLE report ADD COLUMN current_tag INTEGER REFERENCES status_tag (number);
    CREATE TRIGGER status_tag_in_force AFTER INSERT ON status_tag
      WHEN NEW.source = 'person' OR NOT EXISTS (
        SELECT 1 FROM report JOIN status_tag AS known ON known.number = report.current_tag WHERE report.id = NEW.report_id AND known.source = 'person')
      BEGIN UPDATE report SET current_tag = NEW.number WHERE id = NEW.report_id; END;
  `,
}
