-- Beneficiary files. `head_name` repeats the head's name, and `name_key` its sorting key, so that a list is one walk of one index.
CREATE TABLE category (
  code TEXT PRIMARY KEY,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  needs TEXT NOT NULL,
  active BIGINT NOT NULL,
  sort BIGINT NOT NULL,
  version BIGINT NOT NULL
);
INSERT INTO category (code, name_ar, name_en, needs, active, sort, version) VALUES
  ('widow', 'أرملة', 'Widow', '', 1, 10, 1),
  ('divorced', 'مطلقة', 'Divorced', '', 1, 20, 1),
  ('orphan', 'يتيم', 'Orphan', '', 1, 30, 1),
  ('elderly', 'مسن', 'Elderly', '', 1, 40, 1),
  ('disabled', 'ذو إعاقة', 'With a disability', 'health', 1, 50, 1),
  ('sick', 'مريض', 'Sick', 'health', 1, 60, 1),
  ('prisoner_family', 'أسرة سجين', 'Family of a prisoner', 'health', 1, 70, 1),
  ('abandoned', 'مهجورة أو معلقة', 'Abandoned', '', 1, 80, 1),
  ('low_income', 'محدود الدخل', 'Low income', '', 1, 90, 1),
  ('debtor', 'غارم', 'In debt', 'income', 1, 100, 1),
  ('getting_married', 'مقبل على الزواج', 'About to marry', '', 1, 110, 1),
  ('individual', 'فرد', 'Single person', '', 1, 120, 1),
  ('household', 'رب أسرة', 'Head of a household', '', 1, 130, 1);

CREATE TABLE beneficiary_file (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  old_number TEXT,
  old_key TEXT,
  branch_id TEXT NOT NULL,
  household_id TEXT NOT NULL UNIQUE REFERENCES household (id),
  head_person_id TEXT NOT NULL REFERENCES person (id),
  head_name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  status TEXT NOT NULL,
  status_reason TEXT,
  income_class TEXT,
  income_class_reason TEXT,
  points_class TEXT,
  valid_until TEXT,
  next_review TEXT,
  before_contact TEXT,
  created_at BIGINT NOT NULL,
  created_by TEXT NOT NULL,
  version BIGINT NOT NULL
);
-- An id begins with its instant: newest first is the order of ids, backwards.
CREATE INDEX beneficiary_file_branch ON beneficiary_file (branch_id, id);
CREATE INDEX beneficiary_file_branch_status ON beneficiary_file (branch_id, status, id);
CREATE INDEX beneficiary_file_status ON beneficiary_file (status, id);
CREATE INDEX beneficiary_file_name ON beneficiary_file (name_key, id);
CREATE INDEX beneficiary_file_branch_name ON beneficiary_file (branch_id, name_key, id);
CREATE INDEX beneficiary_file_branch_status_name ON beneficiary_file (branch_id, status, name_key, id);
CREATE INDEX beneficiary_file_status_name ON beneficiary_file (status, name_key, id);
CREATE INDEX beneficiary_file_old ON beneficiary_file (old_key);
CREATE INDEX beneficiary_file_head ON beneficiary_file (head_person_id);
CREATE INDEX beneficiary_file_review ON beneficiary_file (next_review, id);

CREATE TABLE file_category (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  category TEXT NOT NULL REFERENCES category (code),
  from_day TEXT NOT NULL,
  to_day TEXT
);
CREATE UNIQUE INDEX file_category_now ON file_category (category, file_id) WHERE to_day IS NULL;
CREATE INDEX file_category_file ON file_category (file_id);

CREATE TABLE file_status_history (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  from_status TEXT NOT NULL,
  to_status TEXT NOT NULL,
  reason TEXT,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX file_status_history_file ON file_status_history (file_id, at);

-- An office that asks to be told about a file of another.
CREATE TABLE file_access_ask (
  id TEXT PRIMARY KEY,
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  employee_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX file_access_ask_file ON file_access_ask (file_id, at);
