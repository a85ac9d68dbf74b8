-- The committee (H5): who belongs to it, its sittings, what lay before each, who had to step aside, how each voted, what was proposed again.
CREATE TABLE committee_member (
  id TEXT PRIMARY KEY,
  employee_id TEXT NOT NULL,
  position TEXT NOT NULL,
  from_day TEXT NOT NULL,
  -- the last day of the term, included; open while it runs
  to_day TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX committee_member_employee ON committee_member (employee_id, from_day);
CREATE INDEX committee_member_from ON committee_member (from_day);

-- Numbered when it is closed, gapless within the Hijri year.
CREATE TABLE sitting (
  id TEXT PRIMARY KEY,
  hijri_year BIGINT,
  serial BIGINT,
  held_on TEXT NOT NULL,
  place TEXT NOT NULL,
  state TEXT NOT NULL,
  chair_id TEXT NOT NULL,
  secretary_id TEXT NOT NULL,
  settings_version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  closed_at BIGINT,
  closed_by TEXT,
  version BIGINT NOT NULL,
  UNIQUE (hijri_year, serial)
);
CREATE INDEX sitting_state ON sitting (state, held_on);

-- Members as they were on the day; the minutes keep them whatever happens to the committee later.
CREATE TABLE sitting_attendance (
  sitting_id TEXT NOT NULL REFERENCES sitting (id),
  employee_id TEXT NOT NULL,
  position TEXT NOT NULL,
  status TEXT NOT NULL,
  PRIMARY KEY (sitting_id, employee_id)
);
CREATE INDEX sitting_attendance_of ON sitting_attendance (employee_id);

CREATE TABLE sitting_item (
  sitting_id TEXT NOT NULL REFERENCES sitting (id),
  request_id TEXT NOT NULL,
  raised_at BIGINT NOT NULL,
  -- '' until something happened: recorded, decided, deferred, waiting, returned
  result TEXT NOT NULL,
  decision_id TEXT,
  note TEXT NOT NULL,
  until_day TEXT,
  place BIGINT,
  -- employee ids separated by spaces: who was in the room when it was recorded, and who was out for a conflict
  present TEXT NOT NULL,
  recused TEXT NOT NULL,
  PRIMARY KEY (sitting_id, request_id)
);
CREATE INDEX sitting_item_request ON sitting_item (request_id);

-- A conflict holds for the request, in whatever sitting it comes up.
CREATE TABLE committee_conflict (
  request_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  sitting_id TEXT,
  source TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  PRIMARY KEY (request_id, employee_id)
);
CREATE INDEX committee_conflict_employee ON committee_conflict (employee_id);

-- A member's word that he has no conflict, given before the file opens to him.
CREATE TABLE committee_statement (
  request_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (request_id, employee_id)
);

CREATE TABLE sitting_vote (
  sitting_id TEXT NOT NULL REFERENCES sitting (id),
  request_id TEXT NOT NULL,
  employee_id TEXT NOT NULL,
  choice TEXT NOT NULL,
  note TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  PRIMARY KEY (sitting_id, request_id, employee_id)
);

-- A decided request brought back before any reply: proposed by one, confirmed by another.
CREATE TABLE committee_reopening (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL,
  decision_id TEXT NOT NULL UNIQUE,
  new_fact TEXT NOT NULL,
  proposed_at BIGINT NOT NULL,
  proposed_by TEXT NOT NULL,
  confirmed_at BIGINT,
  confirmed_by TEXT
);
CREATE INDEX committee_reopening_request ON committee_reopening (request_id, proposed_at);
CREATE INDEX committee_reopening_open ON committee_reopening (confirmed_at);
