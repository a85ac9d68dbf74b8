-- What was done about a message from outside that no contact answers, in the words of whoever did it.
ALTER TABLE message_in ADD COLUMN handled_words TEXT NOT NULL DEFAULT '';
