-- Each taking in of a register, and what it brought: so that a later one changes only what nobody has changed since.
-- state: tried (nothing written yet) or ran. The workbook, the report and the rows that stayed out lie encrypted among the scans.
CREATE TABLE import_run (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  state TEXT NOT NULL,
  workbook_name TEXT NOT NULL,
  workbook_digest TEXT NOT NULL,
  workbook_id TEXT,
  report_id TEXT,
  errors_id TEXT,
  people_rows BIGINT NOT NULL,
  created BIGINT NOT NULL,
  updated BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  rejected BIGINT NOT NULL,
  duplicates BIGINT NOT NULL,
  members_created BIGINT NOT NULL,
  remarks BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX import_run_at ON import_run (at, id);

-- subject: the beneficiary file's id for a head's row, the person's id for a member's. kept: JSON object, field code to the value last brought.
CREATE TABLE import_memory (
  subject TEXT PRIMARY KEY,
  run_id TEXT NOT NULL,
  kept TEXT NOT NULL
);
CREATE INDEX import_memory_run ON import_memory (run_id);

-- What a register says of a household that nobody has proved yet: told, not judged by.
CREATE TABLE file_declared (
  file_id TEXT PRIMARY KEY,
  member_count BIGINT,
  income BIGINT,
  income_source TEXT,
  dwelling TEXT,
  rent BIGINT,
  notes TEXT,
  at BIGINT NOT NULL
);

CREATE TABLE person_declared (
  person_id TEXT PRIMARY KEY,
  schooling TEXT,
  health TEXT,
  health_text TEXT,
  notes TEXT,
  at BIGINT NOT NULL
);
