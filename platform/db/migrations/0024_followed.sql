-- What follows a person: whoever is to hear of an application's outcome, the contact a message from outside became, the branch a claim without a file lies with.
-- tell_due: from when somebody is to tell him himself; NULL once he was told.
ALTER TABLE application ADD COLUMN tell_due BIGINT;
ALTER TABLE application ADD COLUMN told_at BIGINT;
ALTER TABLE application ADD COLUMN told_how TEXT NOT NULL DEFAULT '';
ALTER TABLE application ADD COLUMN told_by TEXT;
CREATE INDEX application_tell ON application (tell_due, id);
CREATE INDEX correction_asked_by ON correction (asked_by);

ALTER TABLE message_in ADD COLUMN contact_id TEXT;
CREATE INDEX message_in_contact ON message_in (contact_id);
CREATE INDEX message_in_person ON message_in (person_id);

-- Where a claim names no file we know: the branch of whoever claims, or the head office. Once it has a file, the file's branch counts.
ALTER TABLE representative ADD COLUMN branch_id TEXT;
UPDATE representative SET branch_id = (SELECT b.id FROM branch b ORDER BY b.number LIMIT 1) WHERE file_id IS NULL;
CREATE INDEX representative_branch ON representative (branch_id, status);
