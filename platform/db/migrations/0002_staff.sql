-- Branches, employees, what roles may do, sessions.
CREATE TABLE branch (
  id TEXT PRIMARY KEY,
  number BIGINT NOT NULL UNIQUE,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  area TEXT NOT NULL,
  active BIGINT NOT NULL,
  version BIGINT NOT NULL
);

-- `username` is kept folded: one spelling, so that no two accounts look alike.
CREATE TABLE employee (
  id TEXT PRIMARY KEY,
  username TEXT NOT NULL UNIQUE,
  name_ar TEXT NOT NULL,
  name_en TEXT NOT NULL,
  department TEXT NOT NULL,
  branch_id TEXT NOT NULL REFERENCES branch (id),
  person_id TEXT,
  password TEXT NOT NULL,
  must_change BIGINT NOT NULL,
  active BIGINT NOT NULL,
  failed_tries BIGINT NOT NULL,
  locked_until BIGINT NOT NULL,
  lang TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX employee_branch ON employee (branch_id, active);
CREATE INDEX employee_person ON employee (person_id);

-- Raised with every change of what the role may do: gates keep their maps by the sum of these.
CREATE TABLE role (
  code TEXT PRIMARY KEY,
  version BIGINT NOT NULL
);

CREATE TABLE role_permission (
  role TEXT NOT NULL,
  permission TEXT NOT NULL,
  reach TEXT NOT NULL,
  PRIMARY KEY (role, permission)
);
CREATE INDEX role_permission_permission ON role_permission (permission, role);

-- Permissions whose default grants were already given once: what an association took away is not given back by an upgrade.
CREATE TABLE known_permission (
  permission TEXT PRIMARY KEY,
  at BIGINT NOT NULL
);

CREATE TABLE employee_role (
  employee_id TEXT NOT NULL REFERENCES employee (id),
  role TEXT NOT NULL,
  PRIMARY KEY (employee_id, role)
);
CREATE INDEX employee_role_role ON employee_role (role, employee_id);

-- Only the digest of a token is kept. `ended` is 0 while the session lives.
CREATE TABLE session (
  id TEXT PRIMARY KEY,
  token_digest TEXT NOT NULL UNIQUE,
  employee_id TEXT NOT NULL REFERENCES employee (id),
  began BIGINT NOT NULL,
  last_seen BIGINT NOT NULL,
  expires BIGINT NOT NULL,
  ended BIGINT NOT NULL,
  agent TEXT NOT NULL,
  ip TEXT
);
CREATE INDEX session_employee ON session (employee_id, began);
