-- The association's logo on its papers (C4). A row is written once and never changed: which one holds is said by the frame's versions.
CREATE TABLE paper_logo (
  id TEXT PRIMARY KEY,
  -- image/png or image/jpeg, drawn anew by the program
  mime TEXT NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  bytes BLOB NOT NULL,
  at BIGINT NOT NULL,
  by_employee TEXT NOT NULL
);
