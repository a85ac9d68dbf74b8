-- Every contact with a person, whatever the channel (H1, C1–C8): one history. Waiting and service are minutes, never capped.
CREATE TABLE contact (
  id TEXT PRIMARY KEY,
  branch_id TEXT NOT NULL,
  file_id TEXT,
  person_name TEXT NOT NULL,
  mobile TEXT NOT NULL,
  channel TEXT NOT NULL,
  direction TEXT NOT NULL,
  stage TEXT NOT NULL,
  arrived_at BIGINT NOT NULL,
  called_at BIGINT,
  ended_at BIGINT,
  waiting_minutes BIGINT,
  service_minutes BIGINT,
  asked TEXT NOT NULL,
  answered TEXT NOT NULL,
  outcome TEXT NOT NULL,
  answered_at BIGINT,
  employee_id TEXT NOT NULL,
  employee_name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX contact_file ON contact (file_id, arrived_at, id);
CREATE INDEX contact_branch ON contact (branch_id, arrived_at, id);
CREATE INDEX contact_time ON contact (arrived_at, id);
CREATE INDEX contact_stage ON contact (stage, branch_id, arrived_at, id);
CREATE INDEX contact_outcome ON contact (outcome, branch_id, arrived_at, id);
