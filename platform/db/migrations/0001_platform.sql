-- What every room stands on. One text for both databases; BLOB and AUTONUMBER are the only words replaced.
CREATE TABLE audit_event (
  seq AUTONUMBER,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  code TEXT NOT NULL,
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  file_id TEXT,
  facts TEXT NOT NULL
);
CREATE INDEX audit_event_file ON audit_event (file_id, seq);
CREATE INDEX audit_event_object ON audit_event (object_id, seq);
CREATE INDEX audit_event_actor ON audit_event (actor, seq);
CREATE INDEX audit_event_code ON audit_event (code, seq);

CREATE TABLE audit_seal (
  n BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  ranges TEXT NOT NULL,
  events BIGINT NOT NULL,
  total BIGINT NOT NULL,
  root TEXT NOT NULL,
  prev TEXT NOT NULL,
  signature TEXT NOT NULL
);
CREATE INDEX audit_seal_at ON audit_seal (at);

CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);

CREATE TABLE form_once (
  key TEXT PRIMARY KEY,
  actor TEXT NOT NULL,
  digest TEXT NOT NULL,
  result TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX form_once_at ON form_once (at);

-- A setting is never overwritten: each change is a new version, and what was decided under an older one keeps it.
CREATE TABLE setting (
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  value TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  PRIMARY KEY (name, version)
);

-- `n` is the row of SQLite's text index, spelled out: a bare rowid may be renumbered by VACUUM.
CREATE TABLE text_key (
  n AUTONUMBER,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  UNIQUE (id, kind)
);
