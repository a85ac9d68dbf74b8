-- Each taking in of a register, and what it brought: so that a later one changes only what nobody has changed since.
CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  workbook_digest TEXT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  members_created BIGINT NOT NULL
);
CREATE INDEX import_run_at ON import_run (at, id);

-- subject: the beneficiary file's id for a head's row, the person's id for a member's. id is subject and field, joined by a colon.
CREATE TABLE import_value (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  run_id TEXT NOT NULL
);
CREATE INDEX import_value_subject ON import_value (subject, field);
CREATE INDEX import_value_run ON import_value (run_id);
