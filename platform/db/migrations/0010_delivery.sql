-- Help on its way (H7): each line is one amount or one kind of goods, planned, let go by the treasurer, handed over with proof or
-- closed with a reason. Together they never exceed what was decided and told.
CREATE TABLE delivery_line (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES request (id),
  decision_id TEXT NOT NULL,
  file_id TEXT NOT NULL,
  branch_id TEXT NOT NULL,
  -- money or goods; a line of money has an amount (halalas), one of goods a name and a quantity
  kind TEXT NOT NULL,
  amount BIGINT,
  goods TEXT NOT NULL,
  quantity BIGINT,
  due_day TEXT NOT NULL,
  how TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  planned_at BIGINT NOT NULL,
  planned_by TEXT NOT NULL,
  released_at BIGINT,
  released_by TEXT,
  handed_at BIGINT,
  handed_by TEXT,
  receiver_name TEXT,
  receiver_relation TEXT,
  proof_kind TEXT,
  -- the drawing, scan or photo in the files store, with its type and the SHA-256 of its plain bytes
  proof_file TEXT,
  proof_mime TEXT,
  proof_digest TEXT,
  signature_id TEXT,
  closed_at BIGINT,
  closed_by TEXT,
  close_reason TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX delivery_line_of ON delivery_line (request_id, due_day, id);
CREATE INDEX delivery_line_state ON delivery_line (state, due_day, id);
CREATE INDEX delivery_line_branch ON delivery_line (branch_id, state, due_day, id);
