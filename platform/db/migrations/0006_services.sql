-- What the association offers. A body is written once and never changed: a request is judged by the version in force when it was submitted.
CREATE TABLE service (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  active BIGINT NOT NULL,
  sort BIGINT NOT NULL,
  latest BIGINT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX service_sort ON service (sort, code);

CREATE TABLE service_version (
  service_id TEXT NOT NULL REFERENCES service (id),
  version BIGINT NOT NULL,
  valid_from BIGINT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  by_name TEXT NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (service_id, version)
);

-- Each stop and each return, with its reason.
CREATE TABLE service_switch (
  id TEXT PRIMARY KEY,
  service_id TEXT NOT NULL REFERENCES service (id),
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL,
  by_name TEXT NOT NULL,
  active BIGINT NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX service_switch_service ON service_switch (service_id, at);
