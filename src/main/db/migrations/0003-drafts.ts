import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/** Drafts as the model left them, and what people decided about each sentence. A finished draft never changes. */
export const drafts: Migration = {
  version: 3,
  triggers: [...appendOnlyTriggers('draft_decision'), 'draft_finished_is_frozen', 'draft_is_never_deleted', 'draft_is_never_replaced'],
  sql: `
    CREATE TABLE draft (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      report_id TEXT NOT NULL REFERENCES report (id),
      state TEXT NOT NULL CHECK (state IN ('running', 'complete', 'incomplete', 'cancelled')),
      text TEXT NOT NULL,
      content TEXT CHECK (content IS NULL OR json_valid(content)),
      sentence_count INTEGER NOT NULL DEFAULT 0,
      engine TEXT NOT NULL CHECK (engine IN ('model', 'extractive')),
      model_id TEXT,
      model_name TEXT,
      model_sha256 TEXT,
      prompt_version TEXT NOT NULL,
      seed INTEGER NOT NULL,
      problem TEXT,
      first_token_ms REAL,
      total_ms REAL,
      tokens INTEGER,
      findings_sha256 TEXT NOT NULL,
      created_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX draft_by_report ON draft (report_id, number);
    CREATE INDEX draft_running ON draft (state) WHERE state = 'running';
    CREATE TRIGGER draft_finished_is_frozen BEFORE UPDATE ON draft WHEN OLD.state <> 'running'
      BEGIN SELECT RAISE(ABORT, 'a finished draft never changes'); END;
    CREATE TRIGGER draft_is_never_deleted BEFORE DELETE ON draft
      BEGIN SELECT RAISE(ABORT, 'a draft is never deleted'); END;
    CREATE TRIGGER draft_is_never_replaced BEFORE INSERT ON draft
      WHEN EXISTS (SELECT 1 FROM draft WHERE id = NEW.id OR number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'a draft is never replaced'); END;

    CREATE TABLE draft_decision (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT,
      draft_id TEXT NOT NULL REFERENCES draft (id),
      sentence INTEGER NOT NULL CHECK (sentence >= 0),
      decision TEXT NOT NULL CHECK (decision IN ('pending', 'accepted', 'rejected', 'edited')),
      author TEXT NOT NULL,
      decided_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX draft_decision_by_sentence ON draft_decision (draft_id, sentence, sequence);
    ${appendOnly('draft_decision', ['sequence'])}
  `,
}
