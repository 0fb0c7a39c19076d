import type { Migration } from './migration.ts'
import { appendOnly, appendOnlyTriggers } from './append-only.ts'

/**
 * Alerts, what became of them, and tags that a person took back. Rows are only ever added; which alerts are open is noted apart,
 * so that the worklist can filter by it, and an alert leaves that list only with its reason written down.
 */
export const alerts: Migration = {
  version: 6,
  triggers: [
    ...['status_alert', 'alert_withdrawal', 'alert_communication', 'tag_withdrawal'].flatMap(appendOnlyTriggers),
    'status_alert_opens', 'alert_withdrawal_closes', 'alert_communication_closes', 'alert_is_told_once', 'alert_told_is_kept', 'open_alert_stays', 'open_alert_is_not_moved',
    'tag_withdrawal_is_of_a_person', 'tag_withdrawal_in_force',
  ],
  sql: `
    CREATE TABLE status_alert (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL CHECK (kind IN ('new', 'progression')),
      patient TEXT NOT NULL REFERENCES patient (id),
      report INTEGER NOT NULL REFERENCES report (number),
      prior INTEGER NOT NULL REFERENCES report (number),
      raised_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX status_alert_by_patient ON status_alert (patient, number);
    CREATE TABLE alert_withdrawal (
      alert INTEGER PRIMARY KEY REFERENCES status_alert (number),
      at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE alert_communication (
      alert INTEGER PRIMARY KEY REFERENCES status_alert (number),
      recipient TEXT NOT NULL CHECK (recipient <> ''),
      told_at TEXT NOT NULL,
      way TEXT NOT NULL CHECK (way IN ('phone', 'in-person', 'message', 'letter', 'other')),
      note TEXT NOT NULL,
      author TEXT NOT NULL CHECK (author <> ''),
      recorded_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE open_alert (
      report INTEGER PRIMARY KEY REFERENCES report (number),
      alert INTEGER NOT NULL UNIQUE REFERENCES status_alert (number)
    ) STRICT;
    ${appendOnly('status_alert', ['id', 'number'])}
    ${appendOnly('alert_withdrawal', ['alert'])}
    ${appendOnly('alert_communication', ['alert'])}
    CREATE TRIGGER status_alert_opens AFTER INSERT ON status_alert
      BEGIN INSERT INTO open_alert (report, alert) VALUES (NEW.report, NEW.number); END;
    CREATE TRIGGER alert_withdrawal_closes AFTER INSERT ON alert_withdrawal
      BEGIN DELETE FROM open_alert WHERE alert = NEW.alert; END;
    CREATE TRIGGER alert_communication_closes AFTER INSERT ON alert_communication
      BEGIN DELETE FROM open_alert WHERE alert = NEW.alert; END;
    CREATE TRIGGER alert_is_told_once BEFORE INSERT ON alert_communication WHEN NOT EXISTS (SELECT 1 FROM open_alert WHERE alert = NEW.alert)
      BEGIN SELECT RAISE(ABORT, 'only an open alert is communicated, and never twice'); END;
    CREATE TRIGGER alert_told_is_kept BEFORE INSERT ON alert_withdrawal WHEN EXISTS (SELECT 1 FROM alert_communication WHERE alert = NEW.alert)
      BEGIN SELECT RAISE(ABORT, 'a communicated alert is never withdrawn'); END;
    CREATE TRIGGER open_alert_stays BEFORE DELETE ON open_alert
      WHEN NOT EXISTS (SELECT 1 FROM alert_withdrawal WHERE alert = OLD.alert) AND NOT EXISTS (SELECT 1 FROM alert_communication WHERE alert = OLD.alert)
      BEGIN SELECT RAISE(ABORT, 'an open alert never goes without a reason'); END;
    CREATE TRIGGER open_alert_is_not_moved BEFORE UPDATE ON open_alert
      BEGIN SELECT RAISE(ABORT, 'an open alert never changes'); END;

    CREATE TABLE tag_withdrawal (
      tag INTEGER PRIMARY KEY REFERENCES status_tag (number),
      author TEXT NOT NULL CHECK (author <> ''),
      at TEXT NOT NULL
    ) STRICT;
    ${appendOnly('tag_withdrawal', ['tag'])}
    CREATE TRIGGER tag_withdrawal_is_of_a_person BEFORE INSERT ON tag_withdrawal WHEN NOT EXISTS (SELECT 1 FROM status_tag WHERE number = NEW.tag AND source = 'person')
      BEGIN SELECT RAISE(ABORT, 'only a tag that a person set is taken back, never the machine’s'); END;
    CREATE TRIGGER tag_withdrawal_in_force AFTER INSERT ON tag_withdrawal
      BEGIN
        DELETE FROM tag_in_force WHERE report = (SELECT report.number FROM status_tag JOIN report ON report.id = status_tag.report_id WHERE status_tag.number = NEW.tag);
        INSERT INTO tag_in_force (report, tag, label)
          SELECT report.number, kept.number, kept.label
          FROM status_tag AS gone JOIN report ON report.id = gone.report_id JOIN status_tag AS kept ON kept.report_id = gone.report_id
          WHERE gone.number = NEW.tag AND NOT EXISTS (SELECT 1 FROM tag_withdrawal WHERE tag = kept.number)
          ORDER BY kept.source = 'person' DESC, kept.number DESC LIMIT 1;
      END;

    -- Neighbouring signed reports that were there before: nobody was told of them either.
    INSERT INTO status_alert (id, kind, patient, report, prior, raised_at)
      SELECT lower(hex(randomblob(16))), iif(before = 0, 'new', 'progression'), patient, report, prior, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
      FROM (
        SELECT study.patient, report.number AS report, tag_in_force.label, lag(report.number) OVER timeline AS prior, lag(tag_in_force.label) OVER timeline AS before
        FROM report JOIN study ON study.id = report.study_id JOIN tag_in_force ON tag_in_force.report = report.number
        WHERE report.state = 'signed' AND tag_in_force.label IS NOT NULL
        WINDOW timeline AS (PARTITION BY study.patient ORDER BY study.date, report.signed_at, report.number)
      ) WHERE label = 1 AND before IN (0, 2);
  `,
}
