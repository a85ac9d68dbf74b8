-- The support request (H1–H7). Columns that upper floors fill (study, decision, delivery) stand here, so that the guards of the
-- transition table read one row; what they come from stands in the tables of those floors.
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  number TEXT UNIQUE,
  file_id TEXT NOT NULL,
  applicant_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  service_id TEXT NOT NULL,
  service_version BIGINT NOT NULL,
  state TEXT NOT NULL,
  version BIGINT NOT NULL,
  channel TEXT NOT NULL,
  contact_id TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  updated_at BIGINT NOT NULL,
  state_since BIGINT NOT NULL,
  -- the form's answers as they stand (JSON); frozen into request_snapshot at submission
  answers TEXT NOT NULL,
  amount_asked BIGINT,
  class_proposed TEXT,
  class_reason TEXT,
  -- the frozen submission that signatures bind to; empty before the first and after a return
  snapshot_digest TEXT NOT NULL,
  clocks_version BIGINT NOT NULL,
  submitted_at BIGINT,
  first_submitted_at BIGINT,
  first_floor_start BIGINT,
  first_earliest BIGINT,
  floor_start BIGINT,
  earliest BIGINT,
  floor_restart BIGINT NOT NULL,
  missing_told_at BIGINT,
  reminders BIGINT NOT NULL,
  own_omission BIGINT NOT NULL,
  verified_at BIGINT,
  verified_by TEXT,
  explained_at BIGINT,
  explained_by TEXT,
  explained_how TEXT,
  explained_clear BIGINT NOT NULL,
  -- H3: questions sent to the research officer
  clarifications_open BIGINT NOT NULL,
  clarifications_answered BIGINT NOT NULL,
  -- research
  researcher_id TEXT,
  study_kind TEXT,
  study_id TEXT,
  study_digest TEXT NOT NULL,
  study_evaluated BIGINT NOT NULL,
  study_recommends TEXT,
  study_signed_at BIGINT,
  presented_at BIGINT,
  presented_by TEXT,
  -- committee
  decision_id TEXT,
  decision_recorded BIGINT NOT NULL,
  deferred_until TEXT,
  waiting_place BIGINT,
  decided_at BIGINT,
  replied_at BIGINT,
  replied_by TEXT,
  letter_number TEXT,
  -- why the answer may go out before the floor; recorded before the outcome is seen
  urgent_at BIGINT,
  urgent_reason TEXT,
  objections BIGINT NOT NULL,
  reporter_id TEXT,
  -- registration (H6)
  registered_at BIGINT,
  payment_way TEXT,
  -- delivery (H7)
  deliveries_planned BIGINT NOT NULL,
  deliveries_open BIGINT NOT NULL,
  delivered BIGINT NOT NULL,
  served_at BIGINT,
  closed_at BIGINT,
  -- internal target (ours, not the policy's)
  target_at BIGINT,
  paused_ms BIGINT NOT NULL
);
CREATE INDEX request_file ON request (file_id, created_at);
-- a list is a union of walks, one for each state: each of these is one
CREATE INDEX request_state ON request (state, created_at, id);
CREATE INDEX request_state_since ON request (state, state_since, id);
CREATE INDEX request_branch_state ON request (branch_id, state, created_at, id);
CREATE INDEX request_branch_since ON request (branch_id, state, state_since, id);
CREATE INDEX request_service_state ON request (service_id, state, created_at, id);
CREATE INDEX request_researcher ON request (researcher_id, state, created_at, id);
CREATE INDEX request_created_by ON request (created_by, state, created_at, id);
CREATE INDEX request_created ON request (created_at);
CREATE INDEX request_earliest ON request (state, earliest);
CREATE INDEX request_told ON request (state, missing_told_at);

-- Somebody with a conflict of interest in this request: for him it does not exist.
CREATE TABLE request_recused (
  request_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (request_id, employee_id)
);

-- The answer as it went out: its letter, how it was told.
CREATE TABLE request_reply (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  decision_id TEXT NOT NULL,
  letter_number TEXT NOT NULL UNIQUE,
  outcome TEXT NOT NULL,
  partial BIGINT NOT NULL,
  amount BIGINT,
  goods TEXT NOT NULL,
  conditions TEXT NOT NULL,
  reasons TEXT NOT NULL,
  referral_body TEXT NOT NULL,
  -- what the officer added to the letter
  added TEXT NOT NULL,
  how TEXT NOT NULL,
  told_to TEXT NOT NULL,
  told_at BIGINT NOT NULL,
  proof TEXT NOT NULL,
  objection_until BIGINT NOT NULL,
  urgent BIGINT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX request_reply_of ON request_reply (request_id, at);

CREATE TABLE request_snapshot (
  digest TEXT NOT NULL,
  request_id TEXT NOT NULL,
  text TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  as_of BIGINT NOT NULL,
  checklist TEXT NOT NULL,
  PRIMARY KEY (request_id, digest)
);

-- What happened to the request, in the words of those who did it; never edited.
CREATE TABLE request_history (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  from_state TEXT NOT NULL,
  to_state TEXT NOT NULL,
  reason TEXT NOT NULL,
  -- an outcome is told to nobody outside the committee before the reply
  hidden BIGINT NOT NULL
);
CREATE INDEX request_history_of ON request_history (request_id, at);

-- What is missing, told once and in full.
CREATE TABLE request_missing (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  document_type TEXT NOT NULL,
  person_id TEXT,
  why TEXT NOT NULL,
  note TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  cleared_at BIGINT
);
CREATE INDEX request_missing_of ON request_missing (request_id, at);

-- "Told" is a task until messages can be sent: done and recorded by a named employee.
CREATE TABLE request_task (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  done_at BIGINT,
  done_by TEXT,
  how TEXT,
  note TEXT
);
CREATE INDEX request_task_of ON request_task (request_id, created_at);
CREATE INDEX request_task_open ON request_task (branch_id, done_at, due_at);
CREATE INDEX request_task_due ON request_task (done_at, due_at);

-- One row for each decision; an objection or a reopening leads to another.
CREATE TABLE request_decision (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  round BIGINT NOT NULL,
  snapshot_digest TEXT NOT NULL,
  study_digest TEXT NOT NULL,
  outcome TEXT NOT NULL,
  partial BIGINT NOT NULL,
  amount BIGINT,
  goods TEXT NOT NULL,
  conditions TEXT NOT NULL,
  reasons TEXT NOT NULL,
  referral_body TEXT NOT NULL,
  by_delegate BIGINT NOT NULL,
  sitting_id TEXT,
  recorded_at BIGINT NOT NULL,
  recorded_by TEXT NOT NULL,
  confirmed_at BIGINT,
  confirmed_by TEXT,
  -- who took part: employee ids separated by spaces ("who decides does not hand over")
  deciders TEXT NOT NULL,
  superseded_at BIGINT,
  replied_at BIGINT
);
CREATE INDEX request_decision_of ON request_decision (request_id, round);

-- Replies before the floor and other uses of an exception, with their reasons (R3).
CREATE TABLE request_deviation (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX request_deviation_at ON request_deviation (at);
