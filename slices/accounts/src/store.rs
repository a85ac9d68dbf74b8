//! The statements of the portal's door.

db::statements! {
    // One statement for each request. A number that was taken off the person ends his sessions by it, whichever page took it off; so does an
    // identity number that is no longer his, where another's word for it let him in.
    pub ENTER = "SELECT s.id, s.account_id, s.person_id, s.number, s.shared, s.last_seen, s.idle, s.expires, p.first_name, p.father_name, p.grandfather_name, \
        p.family_name, p.deceased_on, p.identity, s.way, a.subject, (SELECT CAST(COUNT(*) AS BIGINT) FROM person_mobile m WHERE m.person_id = s.person_id AND m.number = s.number) AS still \
        FROM account_session s JOIN account a ON a.id = s.account_id LEFT JOIN person p ON p.id = s.person_id WHERE s.token_digest = $1 AND s.ended = 0";
    pub SEEN = "UPDATE account_session SET last_seen = $2 WHERE id = $1 AND last_seen < $2";
    pub INSERT_SESSION = "INSERT INTO account_session (id, token_digest, account_id, person_id, number, way, shared, acting_file, agent, began, last_seen, idle, expires, ended) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, $8, $9, $9, $10, $11, 0)";
    pub SESSION = "SELECT account_id, acting_file, shared, way FROM account_session WHERE id = $1";
    pub CHOOSE = "UPDATE account_session SET acting_file = $2 WHERE id = $1 AND ended = 0";
    pub END = "UPDATE account_session SET ended = $2 WHERE id = $1 AND ended = 0";
    // His own: a person's wherever he came in, or those of the same account where there is no person.
    pub END_OWN = "UPDATE account_session SET ended = $4 WHERE id = $1 AND ended = 0 AND (person_id = $2 OR (person_id IS NULL AND account_id = $3))";
    pub END_OTHERS = "UPDATE account_session SET ended = $4 WHERE id <> $1 AND ended = 0 AND (person_id = $2 OR (person_id IS NULL AND account_id = $3))";
    pub END_OF_PERSON = "UPDATE account_session SET ended = $2 WHERE person_id = $1 AND ended = 0";
    pub END_OF_WAY = "UPDATE account_session SET ended = $2 WHERE way = $1 AND ended = 0";
    // By this number alone: what another of his numbers opened stays.
    pub END_OF_NUMBER = "UPDATE account_session SET ended = $3 WHERE person_id = $1 AND number = $2 AND ended = 0";
    pub HAD_SESSION = "SELECT id FROM account_session WHERE person_id = $1 AND number = $2 LIMIT 1";
    // A draft's sessions, and those of the account it was entered by, become the person's he was found to be.
    pub FOLLOW = "UPDATE account_session SET person_id = $3, acting_file = CASE WHEN acting_file = $4 THEN $5 ELSE acting_file END \
        WHERE ended = 0 AND (person_id = $2 OR (person_id IS NULL AND account_id = $1))";
    pub DEVICES = "SELECT id, agent, way, shared, began, last_seen FROM account_session WHERE ended = 0 AND expires > $3 AND last_seen + idle > $3 \
        AND (person_id = $1 OR (person_id IS NULL AND account_id = $2)) ORDER BY last_seen DESC, id LIMIT 50";
    pub SWEEP_SIGNS = "DELETE FROM account_sign WHERE expires < $1";
    pub SWEEP_SESSIONS = "DELETE FROM account_session WHERE expires < $1 AND NOT EXISTS (SELECT 1 FROM account_sign x WHERE x.session_id = account_session.id)";
    pub SWEEP_ENTRIES = "DELETE FROM account_entry WHERE ends < $1";
    pub SWEEP_LIMITS = "DELETE FROM account_limit WHERE tat < $1";

    pub INSERT_ACCOUNT = "INSERT INTO account (id, number, subject, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (number, subject) DO NOTHING";
    pub ACCOUNT = "SELECT id FROM account WHERE number = $1 AND subject = $2";
    pub NUMBER = "SELECT number FROM account WHERE id = $1";

    // Takes one, or nothing where there is none left: a single statement, so that many at once count as many.
    pub TAKE = "INSERT INTO account_limit (key, tat) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET \
        tat = CASE WHEN account_limit.tat > $3 THEN account_limit.tat + $4 ELSE $2 END WHERE account_limit.tat <= $5";
    pub TAT = "SELECT tat FROM account_limit WHERE key = $1";

    pub INSERT_ENTRY = "INSERT INTO account_entry (id, token_digest, number, way, code_digest, sent, expires, tries, confirmed, subject, wrong, shared, next, ends) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, '', 0, $8, $9, $10)";
    pub ENTRY = "SELECT id, number, way, code_digest, sent, expires, tries, confirmed, subject, wrong, shared, next FROM account_entry WHERE token_digest = $1 AND ends > $2";
    pub RESEND = "UPDATE account_entry SET code_digest = $2, sent = $3, expires = $4, tries = 0 WHERE id = $1 AND confirmed = 0";
    pub TRY = "UPDATE account_entry SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND confirmed = 0 AND expires > $3";
    pub CONFIRM = "UPDATE account_entry SET confirmed = $2, token_digest = $3, ends = $4 WHERE id = $1 AND confirmed = 0";
    pub WRONG = "UPDATE account_entry SET wrong = wrong + 1, subject = $2 WHERE id = $1";
    pub SET_SUBJECT = "UPDATE account_entry SET subject = $2 WHERE id = $1";
    // Asked again only after a pause: one statement, so that of many at once one asks.
    pub LOOK = "UPDATE account_entry SET sent = $2 WHERE id = $1 AND way = $4 AND sent <= $3 AND confirmed = 0";
    pub DROP_WAY = "DELETE FROM account_entry WHERE way = $1";
    pub SPEND_ENTRY = "UPDATE account_entry SET way = 'spent', confirmed = $2 WHERE id = $1 AND confirmed = 0";
    pub BY_SUBJECT = "SELECT id, code_digest FROM account_entry WHERE subject = $1 AND way = $2 AND confirmed = 0 AND ends > $3";
    pub ANSWERED = "UPDATE account_entry SET confirmed = $2, code_digest = $3, ends = $4 WHERE id = $1 AND confirmed = 0";
    pub DROP_ENTRY = "DELETE FROM account_entry WHERE id = $1";
    pub DROP_NUMBER = "DELETE FROM account_entry WHERE number = $1";

    pub INSERT_SIGN = "INSERT INTO account_sign (id, session_id, object, object_id, digest, code_digest, sent, expires, tries, confirmed, used) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, 0, 0)";
    pub SIGN = "SELECT id, code_digest, tries, expires, confirmed FROM account_sign WHERE session_id = $1 AND object_id = $2 AND object = $3 AND digest = $4 AND used = 0 \
        ORDER BY sent DESC, id DESC LIMIT 1";
    pub SIGN_TRY = "UPDATE account_sign SET tries = tries + 1 WHERE id = $1 AND tries < $2 AND confirmed = 0 AND expires > $3";
    pub SIGN_CONFIRM = "UPDATE account_sign SET confirmed = $2, expires = $3 WHERE id = $1 AND confirmed = 0";
    pub SIGN_SPEND = "UPDATE account_sign SET used = $2 WHERE id = $1 AND used = 0 AND confirmed > 0 AND expires > $2 AND digest = $3 AND object_id = $4";

    pub INSERT_CHANGE = "INSERT INTO account_number_change (id, file_id, person_id, known_by, reason, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub CHANGES = "SELECT person_id, known_by, reason, at, by_employee FROM account_number_change WHERE file_id = $1 ORDER BY at DESC, id DESC LIMIT 20";
}
