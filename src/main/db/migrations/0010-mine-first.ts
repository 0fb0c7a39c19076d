import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/**
 * Seals of drafts and how they were opened, what drafts and tags rest on, and answers to contradictions. Only the basis of a tag is
 * ever replaced: it belongs to the report and follows the last time it was judged.
 */
export const mineFirst: Migration = {
  version: 10,
  triggers: [...['seal_draw', 'seal_opening', 'teaching_outcome', 'draft_basis', 'issue_answer', 'signed_answer'].flatMap(appendOnlyTriggers), 'draft_rests_on', 'seal_opens_once_drawn'],
  sql: `
    CREATE TABLE seal_draw (
      report TEXT PRIMARY KEY REFERENCES report (id),
      seed INTEGER NOT NULL,
      share REAL NOT NULL CHECK (share BETWEEN 0 AND 1),
      drawn REAL NOT NULL,
      sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
      drawn_at TEXT NOT NULL
    ) STRICT;
    ${appendOnly('seal_draw', ['report'])}

    CREATE TABLE seal_opening (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      report TEXT NOT NULL UNIQUE REFERENCES seal_draw (report),
      kind TEXT NOT NULL CHECK (kind IN ('written', 'waived')),
      draft TEXT REFERENCES draft (id),
      own TEXT NOT NULL,
      comparison TEXT CHECK (comparison IS NULL OR json_valid(comparison)),
      reason TEXT NOT NULL,
      note TEXT NOT NULL,
      author TEXT NOT NULL CHECK (author <> ''),
      opened_at TEXT NOT NULL,
      CHECK ((kind = 'written') = (draft IS NOT NULL AND comparison IS NOT NULL)),
      CHECK ((kind = 'waived') = (reason <> ''))
    ) STRICT;
    CREATE INDEX seal_opening_by_time ON seal_opening (opened_at);
    ${appendOnly('seal_opening', ['number', 'report'])}
    CREATE TRIGGER seal_opens_once_drawn BEFORE INSERT ON seal_opening
      WHEN NOT EXISTS (SELECT 1 FROM seal_draw WHERE report = NEW.report AND sealed = 1)
      BEGIN SELECT RAISE(ABORT, 'only a sealed draft is opened'); END;

    CREATE TABLE teaching_outcome (
      report TEXT PRIMARY KEY REFERENCES seal_opening (report),
      counts TEXT NOT NULL CHECK (json_valid(counts)),
      counted_at TEXT NOT NULL
    ) STRICT;
    ${appendOnly('teaching_outcome', ['report'])}

    -- Signed texts of the same patient up to the date of a report: what it can be compared with. The plus keeps SQLite from the index of states.
    CREATE VIEW prior_version AS
      SELECT own.id AS report, prior.id AS prior, version.id AS version, version.kind, version.created_at
      FROM report AS own JOIN study ON study.id = own.study_id
        JOIN study AS before ON before.patient = study.patient AND before.date <= study.date
        JOIN report AS prior ON prior.study_id = before.id AND prior.id <> own.id AND +prior.state = 'signed'
        JOIN report_version AS version ON version.report_id = prior.id AND version.kind <> 'saved';

    -- The first row of a draft is what it was written from; each later one is a person saying that it is still right.
    CREATE TABLE draft_basis (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      draft TEXT NOT NULL REFERENCES draft (id),
      findings TEXT NOT NULL,
      priors TEXT NOT NULL CHECK (json_valid(priors)),
      author TEXT,
      at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX draft_basis_by_draft ON draft_basis (draft, number);
    ${appendOnly('draft_basis', ['number'])}
    CREATE TRIGGER draft_rests_on AFTER INSERT ON draft
      BEGIN
        INSERT INTO draft_basis (draft, findings, priors, at)
          SELECT NEW.id, findings, (SELECT json_group_array(version) FROM prior_version WHERE report = NEW.report_id), NEW.created_at
          FROM report WHERE id = NEW.report_id;
      END;

    -- Texts of a signed report are in its version; there only its addenda are counted.
    CREATE TABLE tag_basis (
      report TEXT PRIMARY KEY REFERENCES report (id),
      indication TEXT NOT NULL,
      findings TEXT NOT NULL,
      conclusion TEXT NOT NULL,
      priors TEXT NOT NULL CHECK (json_valid(priors)),
      addenda INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE issue_answer (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      report TEXT NOT NULL REFERENCES report (id),
      key TEXT NOT NULL,
      kind TEXT NOT NULL,
      message TEXT NOT NULL,
      conclusion TEXT NOT NULL,
      findings TEXT NOT NULL,
      -- Null: the person took the answer back.
      reason TEXT CHECK (reason IN ('same', 'elsewhere', 'other')),
      note TEXT NOT NULL,
      author TEXT NOT NULL CHECK (author <> ''),
      at TEXT NOT NULL,
      CHECK (reason IS NOT 'other' OR note <> '')
    ) STRICT;
    CREATE INDEX issue_answer_by_report ON issue_answer (report, number);
    ${appendOnly('issue_answer', ['id', 'number'])}

    CREATE TABLE signed_answer (
      version TEXT NOT NULL REFERENCES report_version (id),
      answer INTEGER NOT NULL REFERENCES issue_answer (number),
      PRIMARY KEY (version, answer)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER signed_answer_no_update BEFORE UPDATE ON signed_answer BEGIN SELECT RAISE(ABORT, 'signed_answer is append only'); END;
    CREATE TRIGGER signed_answer_no_delete BEFORE DELETE ON signed_answer BEGIN SELECT RAISE(ABORT, 'signed_answer is append only'); END;
    CREATE TRIGGER signed_answer_no_replace BEFORE INSERT ON signed_answer WHEN EXISTS (SELECT 1 FROM signed_answer WHERE version = NEW.version AND answer = NEW.answer)
      BEGIN SELECT RAISE(ABORT, 'signed_answer is append only'); END;
  `,
}
