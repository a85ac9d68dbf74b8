-- Social research: questions referred to the research officer (H3), and studies.
CREATE TABLE clarification (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES request (id),
  file_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  question TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  asked_by TEXT NOT NULL,
  answer TEXT,
  answered_at BIGINT,
  answered_by TEXT
);
CREATE INDEX clarification_of ON clarification (request_id, asked_at);
CREATE INDEX clarification_branch ON clarification (branch_id, answered_at, asked_at);
CREATE INDEX clarification_waiting ON clarification (answered_at, asked_at);

-- One study for each time research begins. `body` is what the researcher writes (JSON, see research::rules::Body);
-- `digest` is what he signed, empty while unsigned or changed since.
CREATE TABLE study (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES request (id),
  file_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  round BIGINT NOT NULL,
  kind TEXT NOT NULL,
  researcher_id TEXT NOT NULL,
  assigned_at BIGINT NOT NULL,
  assigned_by TEXT NOT NULL,
  body TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  snapshot_digest TEXT NOT NULL,
  digest TEXT NOT NULL,
  signed_at BIGINT,
  signatures BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX study_of ON study (request_id, round);
CREATE INDEX study_researcher ON study (researcher_id, assigned_at);
CREATE INDEX study_branch ON study (branch_id, assigned_at);
CREATE INDEX study_assigned ON study (assigned_at);

-- Each text that was ever signed, as it was; never changed.
CREATE TABLE study_signed (
  study_id TEXT NOT NULL REFERENCES study (id),
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  snapshot_digest TEXT NOT NULL,
  digest TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  PRIMARY KEY (study_id, version)
);
