//! The statements of the register of people.

macro_rules! columns {
    () => {
        "p.id AS person_id, p.first_name, p.father_name, p.grandfather_name, p.family_name, p.as_written, p.latin_name, p.identity_kind, p.identity, \
         p.birth_day, p.birth_calendar, p.birth_precision, p.sex, p.preferred_channel, p.preferred_language, p.short_address, p.city, p.district, \
         p.deceased_on, p.iban, p.bank_name, p.email, p.branch_id, p.created_at, p.version AS person_version"
    };
}

/// Begins a statement that ends with a list of ids.
pub const SOME: &str = concat!("SELECT ", columns!(), " FROM person p WHERE p.id IN");
pub const SOME_NAMES: &str = "SELECT p.id, p.first_name, p.father_name, p.grandfather_name, p.family_name FROM person p WHERE p.id IN";
pub const SOME_MOBILES: &str = "SELECT person_id, number, answers, is_primary FROM person_mobile WHERE person_id IN";

db::statements! {
    pub INSERT = "INSERT INTO person (id, first_name, father_name, grandfather_name, family_name, as_written, latin_name, identity_kind, identity, \
        birth_day, birth_calendar, birth_precision, sex, preferred_channel, preferred_language, short_address, city, district, deceased_on, iban, bank_name, \
        branch_id, created_at, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, 1) \
        ON CONFLICT (identity) DO NOTHING";
    pub UPDATE = "UPDATE person SET first_name = $3, father_name = $4, grandfather_name = $5, family_name = $6, as_written = $7, latin_name = $8, \
        identity_kind = $9, identity = $10, birth_day = $11, birth_calendar = $12, birth_precision = $13, sex = $14, preferred_channel = $15, \
        preferred_language = $16, short_address = $17, city = $18, district = $19, deceased_on = $20, iban = $21, bank_name = $22, version = version + 1 \
        WHERE id = $1 AND version = $2";
    pub DIED = "UPDATE person SET deceased_on = $2, version = version + 1 WHERE id = $1";
    pub INSERT_MOBILE = "INSERT INTO person_mobile (person_id, position, number, answers, is_primary) VALUES ($1, $2, $3, $4, $5)";
    pub NUMBERS = "SELECT number FROM person_mobile WHERE person_id = $1 ORDER BY is_primary DESC, position";
    pub RAISE = "UPDATE person SET version = version + 1 WHERE id = $1";
    pub DELETE_MOBILES = "DELETE FROM person_mobile WHERE person_id = $1";
    pub BY_IDENTITY = "SELECT id FROM person WHERE identity = $1";
    pub BY_MOBILE = "SELECT DISTINCT person_id FROM person_mobile WHERE number = $1 ORDER BY person_id LIMIT 50";

    pub REACHED = "SELECT preferred_channel, preferred_language, email FROM person WHERE id = $1";
    pub SET_REACHED = "UPDATE person SET preferred_channel = $2, preferred_language = $3, email = $4, version = version + 1 WHERE id = $1";
    pub INSERT_CONSENT = "INSERT INTO consent (id, person_id, purpose, given, how, by_person_id, by_employee_id, by_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    pub MOVE_CONSENTS = "UPDATE consent SET person_id = $2 WHERE person_id = $1";
    pub CONSENTS = "SELECT purpose, given, how, by_name, at FROM consent WHERE person_id = $1 ORDER BY at, id";
    pub CONSENT = "SELECT given FROM consent WHERE person_id = $1 AND purpose = $2 ORDER BY at DESC, id DESC LIMIT 1";

    pub INSERT_HOUSEHOLD = "INSERT INTO household (id, head_person_id, created_at) VALUES ($1, $2, $3)";
    pub HEAD = "SELECT head_person_id FROM household WHERE id = $1";
    pub SET_HEAD = "UPDATE household SET head_person_id = $2 WHERE id = $1";
    pub INSERT_MEMBER = "INSERT INTO household_member (id, household_id, person_id, relation, from_day, position) \
        VALUES ($1, $2, $3, $4, $5, (SELECT CAST(COUNT(*) AS BIGINT) FROM household_member WHERE household_id = $2))";
    pub INSERT_MEMBER_AT = "INSERT INTO household_member (id, household_id, person_id, relation, from_day, position) VALUES ($1, $2, $3, $4, $5, $6)";
    pub CHANGE_MEMBER = "UPDATE household_member SET relation = $3, from_day = $4 WHERE id = $1 AND household_id = $2 AND to_day IS NULL";
    pub END_MEMBER = "UPDATE household_member SET to_day = $3, end_reason = $4 WHERE id = $1 AND household_id = $2 AND to_day IS NULL";
    pub MEMBERS = concat!("SELECT h.head_person_id, m.id AS member_id, m.relation, m.from_day, m.to_day, m.end_reason, ", columns!(),
        " FROM household h JOIN household_member m ON m.household_id = h.id JOIN person p ON p.id = m.person_id WHERE h.id = $1 ORDER BY m.position, m.id");
    pub MEMBERS_MOBILES = "SELECT b.person_id, b.number, b.answers, b.is_primary FROM household_member m JOIN person_mobile b ON b.person_id = m.person_id \
        WHERE m.household_id = $1 ORDER BY b.person_id, b.is_primary DESC, b.position";
    pub MEMBERSHIP = "SELECT id FROM household_member WHERE household_id = $1 AND person_id = $2 LIMIT 1";
    pub HOUSEHOLDS_OF = "SELECT household_id, to_day FROM household_member WHERE person_id = $1 ORDER BY household_id";

    pub SIGN = "INSERT INTO signature (id, object, object_id, kind, digest, how, person_id, employee_id, name, witness_name, witness_employee_id, file_id, at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    pub MOVE_SIGNATURES = "UPDATE signature SET person_id = $4 WHERE object_id = $1 AND object = $2 AND person_id = $3";
    pub SIGNATURES = "SELECT id, kind, digest, how, person_id, employee_id, name, witness_name, witness_employee_id, file_id, at FROM signature \
        WHERE object_id = $1 AND object = $2 ORDER BY at, id";
}
