-- The register of people: who they are, how they are reached, whose household they belong to, what they signed.
CREATE TABLE person (
  id TEXT PRIMARY KEY,
  first_name TEXT NOT NULL,
  father_name TEXT,
  grandfather_name TEXT,
  family_name TEXT NOT NULL,
  as_written TEXT NOT NULL,
  latin_name TEXT,
  identity_kind TEXT,
  identity TEXT,
  birth_day TEXT,
  birth_calendar TEXT,
  birth_precision TEXT,
  sex TEXT,
  preferred_channel TEXT,
  preferred_language TEXT,
  short_address TEXT,
  city TEXT,
  district TEXT,
  deceased_on TEXT,
  iban TEXT,
  bank_name TEXT,
  branch_id TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
-- Both databases let a unique index hold any number of absent values.
CREATE UNIQUE INDEX person_identity ON person (identity);

CREATE TABLE person_mobile (
  person_id TEXT NOT NULL REFERENCES person (id),
  position BIGINT NOT NULL,
  number TEXT NOT NULL,
  answers TEXT,
  is_primary BIGINT NOT NULL,
  PRIMARY KEY (person_id, position)
);
CREATE INDEX person_mobile_number ON person_mobile (number);

CREATE TABLE household (
  id TEXT PRIMARY KEY,
  head_person_id TEXT NOT NULL REFERENCES person (id),
  created_at BIGINT NOT NULL
);
CREATE INDEX household_head ON household (head_person_id);

-- A membership ends; it is never removed.
CREATE TABLE household_member (
  id TEXT PRIMARY KEY,
  household_id TEXT NOT NULL REFERENCES household (id),
  person_id TEXT NOT NULL REFERENCES person (id),
  relation TEXT NOT NULL,
  from_day TEXT,
  to_day TEXT,
  end_reason TEXT,
  position BIGINT NOT NULL
);
CREATE INDEX household_member_household ON household_member (household_id, position);
CREATE INDEX household_member_person ON household_member (person_id);

-- What was signed is named by its digest: a signature says nothing about any other content.
CREATE TABLE signature (
  id TEXT PRIMARY KEY,
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  how TEXT NOT NULL,
  person_id TEXT REFERENCES person (id),
  employee_id TEXT,
  name TEXT NOT NULL,
  witness_name TEXT,
  witness_employee_id TEXT,
  file_id TEXT,
  at BIGINT NOT NULL
);
CREATE INDEX signature_object ON signature (object_id, object, at);
