-- For whom a file is closed (invariants 5 and 10): an employee with a conflict of interest in one of its requests. Search, lists, pages
-- and actions leave it out for him. The cause is that request; the file opens again when none is left.
CREATE TABLE file_closed (
  file_id TEXT NOT NULL REFERENCES beneficiary_file (id),
  employee_id TEXT NOT NULL,
  cause_id TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (file_id, employee_id, cause_id)
);
CREATE INDEX file_closed_employee ON file_closed (employee_id, file_id);
INSERT INTO file_closed (file_id, employee_id, cause_id, at) SELECT r.file_id, x.employee_id, x.request_id, x.at FROM request_recused x JOIN request r ON r.id = x.request_id;
DROP TABLE request_recused;
