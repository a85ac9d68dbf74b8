-- Official documents as issued (T4, C4). A row is written once and never changed; what changes makes another edition.
CREATE TABLE paper (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  -- what it is about: request, reply, delivery, file or service, and which
  object TEXT NOT NULL,
  object_id TEXT NOT NULL,
  request_id TEXT,
  file_id TEXT,
  branch_id TEXT NOT NULL,
  number TEXT NOT NULL,
  edition BIGINT NOT NULL,
  lang TEXT NOT NULL,
  -- on the paper, leads to its public confirmation; sixteen signs nobody can guess
  code TEXT NOT NULL UNIQUE,
  -- SHA-256 of the PDF, and of the facts it was made from
  digest TEXT NOT NULL,
  content TEXT NOT NULL,
  stored_id TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  letterhead_version BIGINT NOT NULL,
  frame_version BIGINT NOT NULL,
  text_version BIGINT NOT NULL,
  -- income, debts or health stand in it
  private BIGINT NOT NULL,
  at BIGINT NOT NULL,
  by_actor TEXT NOT NULL
);
CREATE UNIQUE INDEX paper_once ON paper (kind, object_id, lang, content);
CREATE INDEX paper_of ON paper (object_id, kind, lang, edition);
CREATE INDEX paper_request ON paper (request_id, at);
CREATE INDEX paper_file ON paper (file_id, at);

-- Numbers given before the paper is set, so that they have no gap: orders of payment.
CREATE TABLE paper_number (
  kind TEXT NOT NULL,
  object_id TEXT NOT NULL,
  number TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (kind, object_id)
);
CREATE INDEX request_reply_at ON request_reply (at);
