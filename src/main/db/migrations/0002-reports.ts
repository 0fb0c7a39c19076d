import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

const frozen = ['number', 'id', 'study_id', 'state', 'indication', 'technique', 'comparison', 'findings', 'conclusion', 'signer', 'signed_at', 'signed_sha256', 'origin_sha256', 'created_at']

/** Patients, studies, reports and their versions. What is signed is frozen here, below everything that could forget it. */
export const reports: Migration = {
  version: 2,
  triggers: [...appendOnlyTriggers('report_version'), 'report_begins_unsigned', 'report_signed_is_frozen', 'report_is_never_deleted', 'report_is_never_replaced', 'study_of_signed_report_is_frozen'],
  sql: `
    CREATE TABLE patient (
      id TEXT PRIMARY KEY,
      patient_id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      birth_date TEXT,
      sex TEXT CHECK (sex IN ('F', 'M', 'O')),
      created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE study (
      id TEXT PRIMARY KEY,
      patient TEXT NOT NULL REFERENCES patient (id),
      accession_number TEXT NOT NULL,
      study_instance_uid TEXT UNIQUE,
      date TEXT NOT NULL,
      modality TEXT NOT NULL,
      description TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX study_by_patient ON study (patient, date);
    CREATE INDEX study_by_date ON study (date DESC);
    CREATE INDEX study_by_modality ON study (modality, date DESC);

    -- Texts last: what the worklist reads lies in front of them, on one page of the file.
    CREATE TABLE report (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      study_id TEXT NOT NULL REFERENCES study (id),
      state TEXT NOT NULL CHECK (state IN ('draft', 'signed')),
      signer TEXT,
      signed_at TEXT,
      signed_sha256 TEXT,
      origin_sha256 TEXT UNIQUE,
      created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL,
      addendum TEXT NOT NULL DEFAULT '',
      indication TEXT NOT NULL,
      technique TEXT NOT NULL,
      comparison TEXT NOT NULL,
      findings TEXT NOT NULL,
      conclusion TEXT NOT NULL,
      CHECK ((state = 'signed') = (signer IS NOT NULL AND signed_at IS NOT NULL AND length(signed_sha256) = 64)),
      CHECK (state = 'signed' OR (signer IS NULL AND signed_at IS NULL AND signed_sha256 IS NULL AND addendum = ''))
    ) STRICT;
    CREATE INDEX report_by_study ON report (study_id, number DESC);
    CREATE INDEX report_by_state ON report (state);

    CREATE TABLE report_version (
      id TEXT PRIMARY KEY,
      report_id TEXT NOT NULL REFERENCES report (id),
      number INTEGER NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('saved', 'signed', 'addendum')),
      indication TEXT NOT NULL,
      technique TEXT NOT NULL,
      comparison TEXT NOT NULL,
      findings TEXT NOT NULL,
      conclusion TEXT NOT NULL,
      addendum TEXT NOT NULL,
      predecessor TEXT REFERENCES report_version (id),
      author TEXT NOT NULL,
      created_at TEXT NOT NULL,
      sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
      UNIQUE (report_id, number)
    ) STRICT;
    ${appendOnly('report_version', ['id'])}
    CREATE TRIGGER report_version_number_is_taken BEFORE INSERT ON report_version
      WHEN EXISTS (SELECT 1 FROM report_version WHERE report_id = NEW.report_id AND number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'report_version is append only'); END;

    CREATE TRIGGER report_begins_unsigned BEFORE INSERT ON report WHEN NEW.state <> 'draft'
      BEGIN SELECT RAISE(ABORT, 'a report is signed by a person, not inserted'); END;
    CREATE TRIGGER report_signed_is_frozen BEFORE UPDATE OF ${frozen.join(', ')} ON report WHEN OLD.state = 'signed'
      BEGIN SELECT RAISE(ABORT, 'a signed report never changes'); END;
    CREATE TRIGGER report_is_never_deleted BEFORE DELETE ON report
      BEGIN SELECT RAISE(ABORT, 'a report is never deleted'); END;
    CREATE TRIGGER report_is_never_replaced BEFORE INSERT ON report
      WHEN EXISTS (SELECT 1 FROM report WHERE id = NEW.id OR number = NEW.number OR origin_sha256 = NEW.origin_sha256)
      BEGIN SELECT RAISE(ABORT, 'a report is never replaced'); END;
    CREATE TRIGGER study_of_signed_report_is_frozen BEFORE UPDATE OF id, patient ON study
      WHEN EXISTS (SELECT 1 FROM report WHERE study_id = OLD.id AND state = 'signed')
      BEGIN SELECT RAISE(ABORT, 'the study of a signed report stays with its patient'); END;
  `,
}
