-- The request being written by its applicant: which questions he has answered himself, and what he typed that could not be read yet.
CREATE TABLE portal_step (
  request_id TEXT NOT NULL REFERENCES request (id),
  step TEXT NOT NULL,
  -- when the page was answered in full; NULL while something typed there waits to be mended
  done_at BIGINT,
  -- JSON object of the page's fields as typed; empty where nothing waits
  raw TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (request_id, step)
);

-- Pages sent for a document that is not handed in yet: taken back freely, unlike a document.
CREATE TABLE portal_page (
  id TEXT PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES request (id),
  -- the line of the checklist: kind, and the person it is asked for ('' for the household)
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- whose session sent it
  by_actor TEXT NOT NULL,
  stored_id TEXT NOT NULL,
  thumb_id TEXT,
  mime TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  digest TEXT NOT NULL,
  name TEXT NOT NULL,
  -- 1: a page of a document on file, brought here to be changed; its bytes stay
  borrowed BIGINT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX portal_page_line ON portal_page (request_id, kind, subject, at, id);
CREATE INDEX portal_page_at ON portal_page (at);

-- A file on its way in pieces.
CREATE TABLE portal_upload (
  id TEXT PRIMARY KEY,
  by_actor TEXT NOT NULL,
  request_id TEXT NOT NULL REFERENCES request (id),
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes BIGINT NOT NULL,
  digest TEXT NOT NULL,
  received BIGINT NOT NULL,
  -- open, done, dropped
  state TEXT NOT NULL,
  -- the page it became
  page_id TEXT,
  began_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL
);
CREATE INDEX portal_upload_actor ON portal_upload (by_actor, began_at);
CREATE INDEX portal_upload_line ON portal_upload (request_id, kind, subject, state);
CREATE INDEX portal_upload_touched ON portal_upload (touched_at);

-- Its pieces, each a sealed file of its own until the whole is there.
CREATE TABLE portal_upload_part (
  upload_id TEXT NOT NULL REFERENCES portal_upload (id),
  starts_at BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  stored_id TEXT NOT NULL,
  PRIMARY KEY (upload_id, starts_at)
);
