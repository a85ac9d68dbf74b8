-- The register of letters (C4): what goes out and what comes in, each with a gapless number of its Hijri year. Nothing is ever deleted:
-- a number given by mistake stays, marked void with its reason.
CREATE TABLE letter (
  id TEXT PRIMARY KEY,
  direction TEXT NOT NULL,
  number TEXT NOT NULL,
  hijri_year BIGINT NOT NULL,
  serial BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- to whom, or from whom
  party TEXT NOT NULL,
  their_number TEXT NOT NULL,
  their_date TEXT,
  their_calendar TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  file_id TEXT,
  request_id TEXT,
  reply_to TEXT REFERENCES letter (id),
  holder_id TEXT,
  due_day TEXT,
  attachments BIGINT NOT NULL,
  note TEXT NOT NULL,
  status TEXT NOT NULL,
  void_reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  closed_at BIGINT,
  -- whether the text search knows it: letters written by this file or by the hundred are put into it at the next search
  indexed BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX letter_number ON letter (direction, hijri_year, serial);
CREATE INDEX letter_branch ON letter (branch_id, direction, hijri_year, serial);
CREATE INDEX letter_status ON letter (status, direction, hijri_year, serial);
CREATE INDEX letter_holder ON letter (holder_id, status, due_day);
CREATE INDEX letter_request ON letter (request_id, at);
CREATE INDEX letter_file ON letter (file_id, at);
CREATE INDEX letter_reply ON letter (reply_to, at);
CREATE INDEX letter_at ON letter (direction, at, id);
CREATE INDEX letter_unindexed ON letter (id) WHERE indexed = 0;

CREATE TABLE letter_scan (
  id TEXT PRIMARY KEY,
  letter_id TEXT NOT NULL REFERENCES letter (id),
  stored_id TEXT NOT NULL,
  thumb_id TEXT,
  kind TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX letter_scan_of ON letter_scan (letter_id, at);

-- From hand to hand; never edited.
CREATE TABLE letter_step (
  id TEXT PRIMARY KEY,
  letter_id TEXT NOT NULL REFERENCES letter (id),
  at BIGINT NOT NULL,
  code TEXT NOT NULL,
  to_employee TEXT,
  note TEXT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX letter_step_of ON letter_step (letter_id, at);

-- The answers that went out before there was a register.
INSERT INTO letter (id, direction, number, hijri_year, serial, kind, subject, party, their_number, their_date, their_calendar, branch_id, file_id, request_id, reply_to,
  holder_id, due_day, attachments, note, status, void_reason, at, created_by, closed_at, indexed, version)
  SELECT p.id, 'out', p.letter_number, CAST(substr(p.letter_number, 1, 4) AS BIGINT), CAST(substr(p.letter_number, 6) AS BIGINT), 'decision', 'decision', p.told_to, '', NULL, '',
    r.branch_id, r.file_id, p.request_id, NULL, NULL, NULL, 0, '', 'closed', '', p.at, p.by_employee, p.at, 0, 1
  FROM request_reply p JOIN request r ON r.id = p.request_id;
