-- The portal's door: codes under way, sessions, limits; and who may act for whom.

-- A number (or another's word for somebody) with what he said he is: what an application hangs on while he has no file.
CREATE TABLE account (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX account_who ON account (number, subject);

-- A sign-in under way: nobody yet. The code is kept as a keyed digest; the browser holds the token.
CREATE TABLE account_entry (
  id TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL,
  way TEXT NOT NULL,
  code_digest TEXT NOT NULL,
  sent BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  subject TEXT NOT NULL,
  wrong BIGINT NOT NULL,
  shared BIGINT NOT NULL,
  next TEXT NOT NULL,
  ends BIGINT NOT NULL
);
CREATE INDEX account_entry_ends ON account_entry (ends);
CREATE INDEX account_entry_number ON account_entry (number);
CREATE INDEX account_entry_subject ON account_entry (subject);

CREATE TABLE account_session (
  id TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL REFERENCES account (id),
  person_id TEXT REFERENCES person (id),
  number TEXT NOT NULL,
  way TEXT NOT NULL,
  shared BIGINT NOT NULL,
  acting_file TEXT,
  agent TEXT NOT NULL,
  began BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  idle BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  ended BIGINT NOT NULL
);
CREATE INDEX account_session_account ON account_session (account_id, ended);
CREATE INDEX account_session_person ON account_session (person_id, ended);
CREATE INDEX account_session_number ON account_session (number, ended);
CREATE INDEX account_session_expires ON account_session (expires);

-- How often, by number, device, address and altogether: the instant at which the next is due. Keys are keyed digests.
CREATE TABLE account_limit (
  key TEXT PRIMARY KEY,
  tat BIGINT NOT NULL
);
CREATE INDEX account_limit_tat ON account_limit (tat);

-- A one-time code that signs one content.
CREATE TABLE account_sign (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES account_session (id),
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  code_digest TEXT NOT NULL,
  sent BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  confirmed BIGINT NOT NULL,
  used BIGINT NOT NULL
);
CREATE INDEX account_sign_session ON account_sign (session_id, object_id, sent);

-- Changes of a number at the desk: why, and how it was made sure who asks.
CREATE TABLE account_number_change (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  known_by TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX account_number_change_file ON account_number_change (file_id, at);

-- Who may act for whom. `file_id` is absent while a claim names no file we know: the claimant is not told which.
CREATE TABLE representative (
  id TEXT PRIMARY KEY,
  status TEXT NOT NULL,
  capacity TEXT NOT NULL,
  file_id TEXT REFERENCES beneficiary_file (id),
  represented_id TEXT REFERENCES person (id),
  said_for TEXT NOT NULL,
  said_birth TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  account_id TEXT,
  name TEXT NOT NULL,
  identity TEXT NOT NULL,
  mobile TEXT NOT NULL,
  scope TEXT NOT NULL,
  from_day TEXT NOT NULL,
  until_day TEXT,
  document_id TEXT REFERENCES document (id),
  note TEXT NOT NULL,
  reason TEXT NOT NULL,
  claimed_at BIGINT NOT NULL,
  claimed_by TEXT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT,
  decided_by_name TEXT NOT NULL,
  ended_at BIGINT,
  version BIGINT NOT NULL
);
CREATE INDEX representative_person ON representative (person_id, status);
CREATE INDEX representative_file ON representative (file_id, status);
CREATE INDEX representative_status ON representative (status, id);
CREATE INDEX representative_until ON representative (status, until_day);
CREATE INDEX representative_account ON representative (account_id, id);

CREATE TABLE representative_scan (
  id TEXT PRIMARY KEY,
  representative_id TEXT NOT NULL REFERENCES representative (id),
  stored_id TEXT NOT NULL,
  thumb_id TEXT,
  kind TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL
);
CREATE INDEX representative_scan_of ON representative_scan (representative_id, id);

INSERT INTO document_type (code, name_ar, name_en, per, number_needed, expiry_needed, valid_for_days, ways, sensitive, active, sort, version) VALUES
  ('helper_consent', 'إقرار المستفيد بتفويض قريب', 'Beneficiary’s consent to a relative’s help', 'household', 0, 0, NULL, 'original_at_desk on_visit', 0, 1, 195, 1)
ON CONFLICT (code) DO NOTHING;
