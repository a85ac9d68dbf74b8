-- A visit agreed upon before it is made (D4): the household is reminded the day before. One a study; a new day takes the old one's place.
CREATE TABLE planned_visit (
  study_id TEXT PRIMARY KEY REFERENCES study (id),
  day TEXT NOT NULL,
  part TEXT NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
CREATE INDEX planned_visit_day ON planned_visit (day, study_id);
CREATE INDEX request_target ON request (target_at, state);
CREATE INDEX document_expires ON document (expires, id);
