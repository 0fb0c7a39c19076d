import type { Migration } from './migration.ts'

/**
 * Full-text index over all text of a report and its patient. `body` comes from segment.ts, because SQLite cannot cut Japanese into words.
 * Triggers only note what has changed; the index is brought up to date before the next search, so that typing never pays for it.
 * Only one-character beginnings have an index of their own: measured, two and three made indexing four times slower and no search faster.
 */
export const search: Migration = {
  version: 5,
  triggers: ['search_after_new_report', 'search_after_text', 'search_after_patient', 'search_after_study'],
  sql: `
    CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1, prefix='1', tokenize='unicode61 remove_diacritics 2');
    CREATE TABLE search_pending (report_number INTEGER PRIMARY KEY) STRICT;
    INSERT INTO search_pending SELECT number FROM report;

    CREATE TRIGGER search_after_new_report AFTER INSERT ON report
      BEGIN INSERT OR IGNORE INTO search_pending VALUES (NEW.number); END;
    CREATE TRIGGER search_after_text AFTER UPDATE OF indication, technique, comparison, findings, conclusion, addendum ON report
      BEGIN INSERT OR IGNORE INTO search_pending VALUES (NEW.number); END;
    CREATE TRIGGER search_after_patient AFTER UPDATE OF patient_id, name ON patient
      BEGIN INSERT OR IGNORE INTO search_pending SELECT report.number FROM report JOIN study ON study.id = report.study_id WHERE study.patient = NEW.id; END;
    CREATE TRIGGER search_after_study AFTER UPDATE OF accession_number, description, modality ON study
      BEGIN INSERT OR IGNORE INTO search_pending SELECT number FROM report WHERE study_id = NEW.id; END;
  `,
}
