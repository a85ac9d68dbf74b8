-- What people outside ask of the register: to be entered in it, to have something corrected; and what they say of the help they were sent.
-- A file of somebody nobody has looked at yet: no request of it is verified before an employee says whose it is.
ALTER TABLE beneficiary_file ADD COLUMN unmatched BIGINT NOT NULL DEFAULT 0;

CREATE TABLE application (
  id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  -- the draft made for it, and the person at its head
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  branch_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  -- open, made_new, joined, refused
  state TEXT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  reason TEXT NOT NULL,
  joined_file TEXT,
  joined_person TEXT,
  version BIGINT NOT NULL
);
CREATE UNIQUE INDEX application_open ON application (account_id) WHERE state = 'open';
CREATE INDEX application_state ON application (state, at, id);
CREATE INDEX application_branch ON application (branch_id, state, at, id);
CREATE INDEX application_file ON application (file_id);
CREATE INDEX application_joined ON application (joined_file);

-- Identity numbers as claimed. They stand here and not at the person until an employee has looked: so a claim never meets, nor reveals, whose number it is.
CREATE TABLE application_claim (
  application_id TEXT NOT NULL REFERENCES application (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  identity_kind TEXT NOT NULL,
  identity TEXT NOT NULL,
  PRIMARY KEY (application_id, person_id)
);

CREATE TABLE correction (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  branch_id TEXT NOT NULL,
  -- whose data; who asked (himself, or who acts for him)
  person_id TEXT NOT NULL,
  asked_by TEXT NOT NULL,
  asker_name TEXT NOT NULL,
  field TEXT NOT NULL,
  is_now TEXT NOT NULL,
  should_be TEXT NOT NULL,
  why TEXT NOT NULL,
  document_id TEXT,
  at BIGINT NOT NULL,
  -- the last instant the law leaves for an answer
  due_at BIGINT NOT NULL,
  -- open, accepted, refused
  state TEXT NOT NULL,
  answered_at BIGINT,
  answered_by TEXT,
  answer TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX correction_state ON correction (state, due_at, id);
CREATE INDEX correction_branch ON correction (branch_id, state, due_at, id);
CREATE INDEX correction_file ON correction (file_id, at, id);

-- What the beneficiary says of one line of help: received, not received, received with issues. The newest word is the one that counts.
CREATE TABLE receipt_check (
  id TEXT PRIMARY KEY,
  line_id TEXT NOT NULL REFERENCES delivery_line (id),
  request_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  answer TEXT NOT NULL,
  note TEXT NOT NULL,
  by_person TEXT NOT NULL,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL,
  -- 1 while somebody has to look into it
  open BIGINT NOT NULL,
  settled_at BIGINT,
  settled_by TEXT,
  settled_note TEXT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX receipt_check_line ON receipt_check (line_id, at, id);
CREATE INDEX receipt_check_request ON receipt_check (request_id, at, id);
CREATE INDEX receipt_check_open ON receipt_check (open, at, id);
CREATE INDEX receipt_check_branch ON receipt_check (branch_id, open, at, id);
