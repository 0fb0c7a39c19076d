import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/** Status tags, only ever added. The one in force is noted apart, so that the worklist can filter by it. */
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

    CREATE TABLE tag_in_force (
      report INTEGER PRIMARY KEY REFERENCES report (number),
      tag INTEGER NOT NULL REFERENCES status_tag (number),
      label INTEGER
    ) STRICT;
    CREATE INDEX tag_in_force_by_label ON tag_in_force (label);
    CREATE TRIGGER status_tag_in_force AFTER INSERT ON status_tag
      WHEN NEW.source = 'person' OR NOT EXISTS (
        SELECT 1 FROM report JOIN tag_in_force ON tag_in_force.report = report.number JOIN status_tag AS known ON known.number = tag_in_force.tag
        WHERE report.id = NEW.report_id AND known.source = 'person')
      BEGIN
        INSERT INTO tag_in_force (report, tag, label) SELECT number, NEW.number, NEW.label FROM report WHERE id = NEW.report_id
          ON CONFLICT (report) DO UPDATE SET tag = excluded.tag, label = excluded.label;
      END;
  `,
}
