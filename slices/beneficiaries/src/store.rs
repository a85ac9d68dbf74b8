//! The statements of beneficiary files.

macro_rules! columns {
    () => {
        "f.id, f.number, f.old_number, f.branch_id, f.household_id, f.head_person_id, f.head_name, f.name_key, f.status, f.status_reason, f.income_class, \
         f.income_class_reason, f.points_class, f.valid_until, f.next_review, f.before_contact, f.created_at, f.created_by, f.unmatched, f.version"
    };
}

/// Begins a list; conditions, order and limit follow.
pub const LIST: &str = concat!("SELECT ", columns!(), " FROM beneficiary_file f");
/// The same by a category, walking the category's own index.
pub const LIST_CATEGORY: &str = concat!("SELECT ", columns!(), " FROM file_category k JOIN beneficiary_file f ON f.id = k.file_id");
pub const COUNT_MEMBERS: &str = "SELECT household_id, CAST(COUNT(*) AS BIGINT) AS n FROM household_member WHERE to_day IS NULL AND household_id IN";
pub const CATEGORIES_OF_SOME: &str = "SELECT k.file_id, c.code, c.name_ar, c.name_en, c.needs, c.active, c.sort, c.version FROM file_category k \
    JOIN category c ON c.code = k.category WHERE k.to_day IS NULL AND k.file_id IN";
pub const MEMBERS_OF_SOME: &str = "SELECT m.household_id, p.first_name, p.father_name, p.grandfather_name, p.family_name, p.as_written, p.latin_name \
    FROM household_member m JOIN person p ON p.id = m.person_id WHERE m.household_id IN";

db::statements! {
    pub FIND = concat!("SELECT ", columns!(), " FROM beneficiary_file f WHERE f.id = $1");
    pub FIND_FOR = concat!("SELECT ", columns!(), " FROM beneficiary_file f WHERE f.id = $1", crate::not_closed!("f.id", "$2"));
    pub CLOSE_TO = "INSERT INTO file_closed (file_id, employee_id, cause_id, at) VALUES ($1, $2, $3, $4) ON CONFLICT (file_id, employee_id, cause_id) DO NOTHING";
    pub OPEN_TO = "DELETE FROM file_closed WHERE file_id = $1 AND employee_id = $2 AND cause_id = $3";
    pub CLOSED_TO = "SELECT DISTINCT file_id FROM file_closed WHERE employee_id = $1";
    pub BY_NUMBER = concat!("SELECT ", columns!(), " FROM beneficiary_file f WHERE f.number = $1");
    pub BY_OLD = concat!("SELECT ", columns!(), " FROM beneficiary_file f WHERE f.old_key = $1 ORDER BY f.id LIMIT 50");
    pub BY_IDENTITY = concat!("SELECT ", columns!(), " FROM person p JOIN household_member m ON m.person_id = p.id \
        JOIN beneficiary_file f ON f.household_id = m.household_id WHERE p.identity = $1 ORDER BY (m.to_day IS NOT NULL), f.id");
    pub BY_IDENTITY_NOW = concat!("SELECT ", columns!(), " FROM person p JOIN household_member m ON m.person_id = p.id \
        JOIN beneficiary_file f ON f.household_id = m.household_id WHERE p.identity = $1 AND m.to_day IS NULL ORDER BY f.id");
    pub BY_MOBILE = concat!("SELECT ", columns!(), " FROM person_mobile b JOIN household_member m ON m.person_id = b.person_id \
        JOIN beneficiary_file f ON f.household_id = m.household_id WHERE b.number = $1 ORDER BY f.id LIMIT 100");
    pub OF_PERSON = concat!("SELECT ", columns!(), " FROM household_member m JOIN beneficiary_file f ON f.household_id = m.household_id \
        WHERE m.person_id = $1 ORDER BY (m.to_day IS NOT NULL), f.id");
    pub OF_HOUSEHOLD = concat!("SELECT ", columns!(), " FROM beneficiary_file f WHERE f.household_id = $1");
    pub INSERT = "INSERT INTO beneficiary_file (id, number, old_number, old_key, branch_id, household_id, head_person_id, head_name, name_key, status, \
        income_class, points_class, valid_until, next_review, before_contact, created_at, created_by, version) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1)";
    pub RAISE = "UPDATE beneficiary_file SET version = version + 1 WHERE id = $1 AND version = $2";
    pub RAISE_ANY = "UPDATE beneficiary_file SET version = version + 1 WHERE id = $1";
    pub SET_PARTICULARS = "UPDATE beneficiary_file SET old_number = $2, old_key = $3, before_contact = $4 WHERE id = $1";
    pub SET_NAME = "UPDATE beneficiary_file SET head_name = $2, name_key = $3 WHERE id = $1";
    pub SET_STATUS = "UPDATE beneficiary_file SET status = $2, status_reason = $3 WHERE id = $1";
    pub SET_INCOME_CLASS = "UPDATE beneficiary_file SET income_class = $2, income_class_reason = $3 WHERE id = $1";
    pub SET_POINTS_CLASS = "UPDATE beneficiary_file SET points_class = $2 WHERE id = $1";
    pub SET_UNMATCHED = "UPDATE beneficiary_file SET unmatched = $2 WHERE id = $1";
    pub SET_VALIDITY = "UPDATE beneficiary_file SET valid_until = $2, next_review = $3 WHERE id = $1";

    pub CATEGORIES = "SELECT code, name_ar, name_en, needs, active, sort, version FROM category ORDER BY sort, code";
    pub INSERT_CATEGORY = "INSERT INTO category (code, name_ar, name_en, needs, active, sort, version) VALUES ($1, $2, $3, $4, 1, $5, 1) ON CONFLICT (code) DO NOTHING";
    pub UPDATE_CATEGORY = "UPDATE category SET name_ar = $3, name_en = $4, needs = $5, active = $6, sort = $7, version = version + 1 WHERE code = $1 AND version = $2";
    pub CATEGORIES_OF = "SELECT k.id, k.from_day, k.to_day, c.code, c.name_ar, c.name_en, c.needs, c.active, c.sort, c.version FROM file_category k \
        JOIN category c ON c.code = k.category WHERE k.file_id = $1 ORDER BY (k.to_day IS NOT NULL), c.sort, k.from_day";
    pub BEGIN_CATEGORY = "INSERT INTO file_category (id, file_id, category, from_day) VALUES ($1, $2, $3, $4)";
    pub END_CATEGORY = "UPDATE file_category SET to_day = $3 WHERE file_id = $1 AND category = $2 AND to_day IS NULL";

    pub INSERT_HISTORY = "INSERT INTO file_status_history (id, file_id, from_status, to_status, reason, at, by_employee) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub HISTORY = "SELECT from_status, to_status, reason, at, by_employee FROM file_status_history WHERE file_id = $1 ORDER BY at DESC, id DESC LIMIT 50";

    pub INSERT_ASK = "INSERT INTO file_access_ask (id, file_id, employee_id, branch_id, reason, at) VALUES ($1, $2, $3, $4, $5, $6)";
    pub ASKS = "SELECT employee_id, branch_id, reason, at FROM file_access_ask WHERE file_id = $1 ORDER BY at DESC, id DESC LIMIT 50";
}
