-- Messages to people. A message is a record: to whom, at which event, its words as sent, every attempt, the provider's receipt.
ALTER TABLE person ADD COLUMN email TEXT;

-- What a person agreed to, by purpose; the newest row of a purpose counts, none is removed.
CREATE TABLE consent (
  id TEXT PRIMARY KEY,
  person_id TEXT NOT NULL REFERENCES person (id),
  purpose TEXT NOT NULL,
  given BIGINT NOT NULL,
  how TEXT NOT NULL,
  by_person_id TEXT,
  by_employee_id TEXT,
  by_name TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX consent_person ON consent (person_id, purpose, at, id);

-- status: queued sending retry sent delivered read inbox dead unsure closed merged. `held` is queued with not_before ahead.
-- heard: 0 while the rooms that wait for the outcome have not taken it in.
CREATE TABLE message (
  id TEXT PRIMARY KEY,
  event TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  person_id TEXT,
  employee_id TEXT,
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  file_id TEXT,
  request_id TEXT,
  ref TEXT NOT NULL,
  link TEXT NOT NULL,
  vars TEXT NOT NULL,
  in_portal BIGINT NOT NULL,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  tried TEXT NOT NULL,
  urgent BIGINT NOT NULL,
  status TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  short_text TEXT NOT NULL,
  text_version BIGINT NOT NULL,
  merged_into TEXT,
  not_before BIGINT NOT NULL,
  give_up_at BIGINT,
  attempts BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  provider TEXT NOT NULL,
  receipt TEXT,
  why TEXT NOT NULL,
  sent_at BIGINT,
  settled_at BIGINT,
  settled_ok BIGINT,
  heard BIGINT NOT NULL,
  read_at BIGINT,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX message_due ON message (status, next_at, id);
CREATE INDEX message_heard ON message (heard, id);
CREATE INDEX message_person ON message (person_id, created_at, id);
CREATE INDEX message_employee ON message (employee_id, created_at, id);
CREATE INDEX message_request ON message (request_id, created_at, id);
CREATE INDEX message_file ON message (file_id, created_at, id);
CREATE INDEX message_branch ON message (branch_id, created_at, id);
CREATE INDEX message_time ON message (created_at, id);
CREATE INDEX message_address ON message (address, status, created_at, id);
CREATE INDEX message_ref ON message (ref, created_at, id);
CREATE INDEX message_receipt_of ON message (receipt);
CREATE INDEX message_merged ON message (merged_into);

-- Written before the message leaves: what a crash left without an outcome can be seen.
CREATE TABLE message_attempt (
  id TEXT PRIMARY KEY,
  message_id TEXT NOT NULL REFERENCES message (id),
  n BIGINT NOT NULL,
  at BIGINT NOT NULL,
  channel TEXT NOT NULL,
  provider TEXT NOT NULL,
  outcome TEXT NOT NULL,
  why TEXT NOT NULL,
  receipt TEXT,
  ended_at BIGINT
);
CREATE INDEX message_attempt_message ON message_attempt (message_id, n, id);

-- What providers told us, each thing once; kept though it came before our own record of the sending.
CREATE TABLE message_receipt (
  provider TEXT NOT NULL,
  receipt TEXT NOT NULL,
  status TEXT NOT NULL,
  why TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (provider, receipt, status)
);

-- What people wrote to us.
CREATE TABLE message_in (
  id TEXT PRIMARY KEY,
  channel TEXT NOT NULL,
  provider_id TEXT NOT NULL,
  from_address TEXT NOT NULL,
  name TEXT NOT NULL,
  person_id TEXT,
  branch_id TEXT,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  handled_at BIGINT,
  handled_by TEXT,
  handled_name TEXT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (channel, provider_id)
);
CREATE INDEX message_in_open ON message_in (handled_at, at, id);
CREATE INDEX message_in_from ON message_in (from_address, channel, at);
